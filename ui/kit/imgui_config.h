// How Dear ImGui is compiled, in every build. Its user-config file (IMGUI_USER_CONFIG).
//
// No demo, debug tools, files or shell: 142 KB of program instead of 300. Code points above U+FFFF are mapped to
// private-use slots before ImGui sees them (design of the glyph canvas), so ImWchar stays 16 bits wide.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_WIN32_FUNCTIONS

// Compiles stb_truetype out; ImGuiFreeType::GetFontLoader() is ours, over the browser's own text engine.
#define IMGUI_ENABLE_FREETYPE

// Items report themselves to the kit (ImGuiTestEngineHook_*), which builds the semantics mirror from them.
#define IMGUI_ENABLE_TEST_ENGINE

#ifdef NDEBUG
#define IM_ASSERT(_EXPR) ((void)(_EXPR))
#endif
