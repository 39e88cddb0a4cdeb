#include "ui/kit/item_hooks.h"

#include <imgui.h>
#include <imgui_internal.h>

#ifdef IMGUI_ENABLE_TEST_ENGINE

namespace {

std::vector<unsigned>& items() {
  static std::vector<unsigned> list;
  return list;
}

}  // namespace

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect&, const ImGuiLastItemData* data) {
  if (id == 0 || data == nullptr || (context->CurrentWindow != nullptr && context->CurrentWindow->IsFallbackWindow)) return;
  for (const ImGuiWindow* window : context->Windows)
    if (id == window->ID || id == window->MoveId) return;
  items().push_back(id);
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

namespace huzhu::ui {

void watch_items() {
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
  items().clear();
}

std::vector<unsigned> take_reported_items() {
  std::vector<unsigned> out;
  out.swap(items());
  return out;
}

}  // namespace huzhu::ui

#endif
