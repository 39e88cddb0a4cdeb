// Glyph loader: Dear ImGui's fonts, rasterised by the browser's text engine with the system's own fonts.
//
// No font is downloaded (design/ui.md "Text"). A glyph's place in the atlas is taken while ImGui lays text out; its
// pixels follow in one batch a frame, because one read-back of the canvas costs as much as four hundred glyphs.
// A font source is drawn bold when ImGuiFreeTypeLoaderFlags_Bold is among its FontLoaderFlags.
#pragma once

namespace huzhu::web {

// Draws all glyphs packed since the last call into the atlas and queues their upload. Call after ImGui::Render()
// and before the textures are handed to the GPU.
void flush_glyphs();

}  // namespace huzhu::web
