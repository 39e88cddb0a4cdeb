// What Dear ImGui's core calls in imgui_widgets.cpp and imgui_tables.cpp, which are not compiled.
//
// The kit draws its own controls: of ImGui it takes one window without decoration or input, items, fonts and draw lists.
// The core names the widgets in its title bars, scrollbars, its settings and its recovery from unbalanced calls, and so
// would bring all of them. Here they do nothing. Of these only CollapseButton is ever called: ImGui's own fallback window,
// which is never shown, has a title bar. An ImGui that names something else does not link: then it is added here.
#include <imgui.h>
#include <imgui_internal.h>

#include <cstring>

namespace ImGui {

// ---- decoration of windows: ours has none ----------------------------------------------------------------
bool ButtonBehavior(const ImRect&, ImGuiID, bool* out_hovered, bool* out_held, ImGuiButtonFlags) {
  if (out_hovered) *out_hovered = false;
  if (out_held) *out_held = false;
  return false;
}
bool CloseButton(ImGuiID, const ImVec2&) { return false; }
bool CollapseButton(ImGuiID, const ImVec2&) { return false; }
void Scrollbar(ImGuiAxis) {}

// ---- recovery from unbalanced calls, and what windows keep of groups nobody opens ----------------------------
void EndColumns() {}
void EndMenuBar() {}
ImGuiMultiSelectIO* EndMultiSelect() { return nullptr; }
void EndTabBar() {}
void EndTable() {}
void TreePop() {}
void TableEndRow(ImGuiTable*) {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TableSettingsAddSettingsHandler() {}

// ---- the style editor and the list of windows ---------------------------------------------------------------
bool Button(const char*, const ImVec2&) { return false; }
bool InputText(const char*, char*, size_t, ImGuiInputTextFlags, ImGuiInputTextCallback, void*) { return false; }
void InputTextDeactivateHook(ImGuiID) {}
bool Selectable(const char*, bool, ImGuiSelectableFlags, const ImVec2&) { return false; }
void SeparatorText(const char*) {}
bool SliderInt(const char*, int*, int, int, const char*, ImGuiSliderFlags) { return false; }
void TextV(const char*, va_list) {}

}  // namespace ImGui

// Text is edited in the page; the context holds one of these all the same.
ImGuiInputTextState::ImGuiInputTextState() { std::memset(static_cast<void*>(this), 0, sizeof *this); }
ImGuiInputTextState::~ImGuiInputTextState() {}

void ImGuiMenuColumns::Update(float, bool) {}

#ifdef __EMSCRIPTEN__
// In the browser build ImGui's sscanf (cmake/third_party.cmake): only settings files are read with it, and there are none.
extern "C" int huzhu_no_sscanf(const char*, const char*, ...) { return 0; }
#endif
