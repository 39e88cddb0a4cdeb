#include "web/draw_frame.h"

#include <imgui.h>

#include <cstring>

namespace huzhu::web {
namespace {

// Vertices are 20 bytes (position, texture place, colour) and indices 2: the renderer's layout.
static_assert(sizeof(ImDrawVert) == 20 && sizeof(ImDrawIdx) == 2);
static_assert(sizeof(DrawCall) == 8 * 4 && sizeof(TextureChange) == 9 * 4 && sizeof(DrawTable) == 11 * 4);

std::uint32_t address(const void* p) { return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(p)); }

TextureChange change_of(TextureAct act, const ImTextureData& t, int x, int y, int w, int h) {
  return {act, static_cast<std::uint32_t>(t.TexID), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y),
          static_cast<std::uint32_t>(w), static_cast<std::uint32_t>(h), static_cast<std::uint32_t>(t.BytesPerPixel),
          address(t.Pixels + (x + y * t.Width) * t.BytesPerPixel), static_cast<std::uint32_t>(t.Width)};
}

}  // namespace

void DrawFrame::take_texture(ImTextureData& t) {
  // BackendUserData remembers in which generation the texture was made: an older one died with its GL context.
  const auto made_in = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(t.BackendUserData));
  if (t.Status == ImTextureStatus_WantDestroy) {
    if (t.UnusedFrames == 0) return;  // still drawn in this frame
    if (made_in == generation_) textures_.push_back({TextureAct::destroy, static_cast<std::uint32_t>(t.TexID), 0, 0, 0, 0, 0, 0, 0});
    t.SetTexID(ImTextureID_Invalid);
    t.BackendUserData = nullptr;
    t.SetStatus(ImTextureStatus_Destroyed);
    return;
  }
  const bool lives = t.Status == ImTextureStatus_OK || t.Status == ImTextureStatus_WantUpdates;
  if (t.Status == ImTextureStatus_WantCreate || (lives && made_in != generation_)) {
    if (t.Status == ImTextureStatus_WantCreate) t.SetTexID(++last_texture_);
    t.BackendUserData = reinterpret_cast<void*>(static_cast<std::uintptr_t>(generation_));
    textures_.push_back(change_of(TextureAct::create, t, 0, 0, t.Width, t.Height));
    t.SetStatus(ImTextureStatus_OK);
  } else if (t.Status == ImTextureStatus_WantUpdates) {
    const ImTextureRect& r = t.UpdateRect;
    textures_.push_back(change_of(TextureAct::update, t, r.x, r.y, r.w, r.h));
    t.SetStatus(ImTextureStatus_OK);
  }
}

void DrawFrame::take_textures(const ImDrawData& data) {
  textures_.clear();
  if (data.Textures == nullptr) return;
  for (ImTextureData* texture : *data.Textures) take_texture(*texture);
}

void DrawFrame::take_lists(const ImDrawData& data) {
  calls_.clear();
  vertices_.resize(static_cast<std::size_t>(data.TotalVtxCount) * sizeof(ImDrawVert));
  indices_.resize(static_cast<std::size_t>(data.TotalIdxCount) * sizeof(ImDrawIdx));
  std::uint32_t vertex = 0, index = 0;
  for (const ImDrawList* list : data.CmdLists) {
    std::memcpy(vertices_.data() + vertex * sizeof(ImDrawVert), list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
    std::memcpy(indices_.data() + index * sizeof(ImDrawIdx), list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
    for (const ImDrawCmd& cmd : list->CmdBuffer) {
      if (cmd.UserCallback != nullptr || cmd.ElemCount == 0) continue;  // the kit sets no callbacks
      calls_.push_back({cmd.ClipRect.x - data.DisplayPos.x, cmd.ClipRect.y - data.DisplayPos.y, cmd.ClipRect.z - data.DisplayPos.x,
                        cmd.ClipRect.w - data.DisplayPos.y, static_cast<std::uint32_t>(cmd.GetTexID()), cmd.ElemCount,
                        index + cmd.IdxOffset, vertex + cmd.VtxOffset});
    }
    vertex += static_cast<std::uint32_t>(list->VtxBuffer.Size);
    index += static_cast<std::uint32_t>(list->IdxBuffer.Size);
  }
}

const DrawTable& DrawFrame::encode(const ImDrawData& data, std::uint32_t frame) {
  take_textures(data);  // first: draw calls read the texture numbers given here
  take_lists(data);
  table_ = {frame, data.DisplaySize.x, data.DisplaySize.y, address(calls_.data()), static_cast<std::uint32_t>(calls_.size()),
            address(vertices_.data()), static_cast<std::uint32_t>(vertices_.size()), address(indices_.data()),
            static_cast<std::uint32_t>(indices_.size()), address(textures_.data()), static_cast<std::uint32_t>(textures_.size())};
  return table_;
}

}  // namespace huzhu::web
