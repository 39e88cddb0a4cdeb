// DrawFrame: one frame of Dear ImGui as flat tables, for the renderer in web/shell/gl_renderer.ts.
//
// The renderer is TypeScript because WebGL is a script interface: C++ would reach it through a 20 KB translation of
// OpenGL ES. Flat tables also travel as they are to the main thread when the worker has no WebGL.
// Everything lives until the next call of encode(). Addresses are in wasm memory.
#pragma once

#include <cstdint>
#include <vector>

struct ImDrawData;
struct ImTextureData;

namespace huzhu::web {

// Eight words a draw call.
struct DrawCall {
  float clip_left, clip_top, clip_right, clip_bottom;  // dp
  std::uint32_t texture, index_count, first_index, first_vertex;
};

enum class TextureAct : std::uint32_t { create, update, destroy };

// Nine words a change of a texture. `pixels` is the address of the top left pixel of the rectangle.
struct TextureChange {
  TextureAct act;
  std::uint32_t texture, x, y, width, height, bytes_per_pixel, pixels;
  std::uint32_t row_pixels;  // pixels from one row to the next
};

// What the shell reads first; the order of members is the layout (web/shell/draw_frame.ts).
struct DrawTable {
  std::uint32_t frame = 0;
  float width = 0, height = 0;  // dp
  std::uint32_t calls = 0, call_count = 0;
  std::uint32_t vertices = 0, vertex_bytes = 0;
  std::uint32_t indices = 0, index_bytes = 0;
  std::uint32_t textures = 0, texture_count = 0;
};

class DrawFrame {
 public:
  // Flattens the frame and takes over all pending texture work.
  const DrawTable& encode(const ImDrawData& data, std::uint32_t frame);

  // After a lost context: every texture is created anew by the next encode().
  void forget_textures() { ++generation_; }

 private:
  void take_textures(const ImDrawData& data);
  void take_texture(ImTextureData& texture);
  void take_lists(const ImDrawData& data);

  DrawTable table_;
  std::vector<DrawCall> calls_;
  std::vector<TextureChange> textures_;
  std::vector<std::uint8_t> vertices_, indices_;
  std::uint32_t generation_ = 1;
  std::uint32_t last_texture_ = 0;
};

}  // namespace huzhu::web
