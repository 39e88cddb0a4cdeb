// Photos: pictures of people, as the shell decoded them.
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstring>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

constexpr std::size_t photos_kept_max = 3;  // the one looked at, and those just left; a megabyte each
constexpr float photo_dp_max = 320;
constexpr ImU32 as_it_is = IM_COL32_WHITE;

}  // namespace

// One that was dropped leaves when the renderer has let go of it.
void KitState::let_photos_go() {
  std::erase_if(photos, [](const std::unique_ptr<Photo>& photo) {
    const ImTextureStatus status = photo->texture.Status;
    if (!photo->dropped || (status != ImTextureStatus_Destroyed && status != ImTextureStatus_WantCreate)) return false;
    ImGui::UnregisterUserTexture(&photo->texture);
    return true;
  });
}

void KitState::drop_photo(Photo& photo) {
  photo.dropped = true;
  photo.key = 0;
  photo.texture.DestroyPixels();
  if (photo.texture.Status == ImTextureStatus_WantCreate) return;
  photo.texture.UnusedFrames = 1;  // of those that are ours nobody else counts them
  photo.texture.SetStatus(ImTextureStatus_WantDestroy);
}

void KitState::drop_photos() {
  ImGui::SetCurrentContext(context);
  for (const auto& photo : photos)
    if (!photo->dropped) drop_photo(*photo);
  let_photos_go();
}

KitState::Photo* KitState::photo_of(std::uint64_t key) const {
  const auto found = std::find_if(photos.begin(), photos.end(), [&](const auto& photo) { return key != 0 && photo->key == key; });
  return found == photos.end() ? nullptr : found->get();
}

void KitState::draw_photo(Photo& photo, const Rect& r, float radius) {
  if (!on_screen(r)) return;
  // As much of its middle as has the shape of the place.
  const float w = static_cast<float>(photo.texture.Width), h = static_cast<float>(photo.texture.Height);
  const float part = std::min(w / r.w, h / r.h), cut_x = (1 - part * r.w / w) / 2, cut_y = (1 - part * r.h / h) / 2;
  list->AddImageRounded(photo.texture.GetTexRef(), ImVec2(r.x + ox, r.y + oy), ImVec2(r.x + r.w + ox, r.y + r.h + oy), ImVec2(cut_x, cut_y),
                        ImVec2(1 - cut_x, 1 - cut_y), as_it_is, radius);
}

bool Kit::has_photo(std::uint64_t key) const { return state_->photo_of(key) != nullptr; }

void Kit::put_photo(std::uint64_t key, std::uint32_t width, std::uint32_t height, const std::vector<std::uint8_t>& rgba) {
  constexpr std::size_t bytes_a_pixel = 4;
  KitState& s = *state_;
  if (has_photo(key) || width == 0 || height == 0 || rgba.size() != std::size_t{width} * height * bytes_a_pixel) return;
  ImGui::SetCurrentContext(s.context);
  s.let_photos_go();
  const auto oldest = std::find_if(s.photos.begin(), s.photos.end(), [](const auto& photo) { return !photo->dropped; });
  if (s.photos.size() >= photos_kept_max && oldest != s.photos.end()) s.drop_photo(**oldest);
  auto photo = std::make_unique<KitState::Photo>();
  photo->key = key;
  photo->texture.Create(ImTextureFormat_RGBA32, static_cast<int>(width), static_cast<int>(height));
  std::memcpy(photo->texture.Pixels, rgba.data(), rgba.size());
  ImGui::RegisterUserTexture(&photo->texture);
  s.photos.push_back(std::move(photo));
  s.dirty = true;
}

void Kit::photo(const Id& id, const PhotoFrame& frame) {
  KitState& s = *state_;
  KitState::Photo* const photo = s.photo_of(frame.photo);
  if (!photo) {
    const TextBlock words = s.block(frame.instead, Type::label, false, s.place->w - 32);
    const float h = std::max(96.0f, words.height + 32);
    const Rect r = s.take(h, Flow::block, s.place->w);
    const NodeId node = s.add_node(id, Role::image, r, frame.instead).id;
    s.fill(r, Colour::sunken, tokens::radius_card);
    s.put(words, r.x + 16, r.y + (h - words.height) / 2, r.w - 32, 0.5f, Colour::ink2, node);
    return;
  }
  const float w = static_cast<float>(photo->texture.Width), h = static_cast<float>(photo->texture.Height);
  const float side = std::min({s.place->w, photo_dp_max, 0.6f * s.window_h}), scale = side / std::max(w, h);
  Rect r = s.take(h * scale, Flow::block, w * scale);
  r.x += (r.w - w * scale) / 2;
  r.w = w * scale;
  s.add_node(id, Role::image, r, frame.name);
  s.draw_photo(*photo, r, tokens::radius_card);
}

}  // namespace huzhu::ui
