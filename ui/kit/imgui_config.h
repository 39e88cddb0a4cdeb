// How Dear ImGui is compiled: small, with wide code points, and with our own glyph loader only.
//
// IMGUI_ENABLE_FREETYPE keeps stb_truetype out of the browser build: web/glyph_loader.cpp answers for FreeType.
// The native build keeps stb as the never used default, and has the item hooks that the completeness test reads.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_USE_WCHAR32
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_WIN32_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_FONT

#ifdef __EMSCRIPTEN__
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_ENABLE_FREETYPE
#ifdef NDEBUG
#define IM_ASSERT(expr) ((void)(expr))
#endif
#else
#define IMGUI_ENABLE_TEST_ENGINE
#endif
