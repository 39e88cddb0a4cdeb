#include "web/event_wire.h"

#include <type_traits>
#include <utility>

#include "web/wire.h"

namespace huzhu::web {
namespace {

namespace event = ui::event;

// The tag on the wire is the place in the variant: these lines fail to compile when ui/port.h is reordered.
template <std::size_t Place, class T>
constexpr bool stands_at = std::is_same_v<std::variant_alternative_t<Place, ui::Event>, T>;
static_assert(stands_at<0, event::Resize> && stands_at<1, event::Pointer> && stands_at<2, event::Scroll> &&
              stands_at<3, event::Text> && stands_at<4, event::Activate> && stands_at<5, event::Focus> && stands_at<6, event::Key> &&
              stands_at<7, event::Back> && stands_at<8, event::Deadline> && stands_at<9, event::Preferences> &&
              stands_at<10, event::Visibility> && stands_at<11, event::Network> && stands_at<12, event::HttpDone> &&
              stands_at<13, event::KeyDerived> && stands_at<14, event::FileChosen> && stands_at<15, event::StorageState> &&
              stands_at<16, event::VersionReady> && stands_at<17, event::Converted> && stands_at<18, event::CodeRead> &&
              stands_at<19, event::CameraState> && stands_at<20, event::PhotoChosen> && stands_at<21, event::PictureDecoded> &&
              stands_at<22, event::SoundRecorded> && stands_at<23, event::SoundPlayed> &&
              stands_at<24, event::KeyringLost> && std::variant_size_v<ui::Event> == 25);

// Members are read one statement at a time: the order of evaluation inside a braced list is easy to break unnoticed.
event::Resize resize(WireReader& in) {
  event::Resize e{};
  e.width = in.f32();
  e.height = in.f32();
  e.pixel_ratio = in.f32();
  e.inset_top = in.f32();
  e.inset_right = in.f32();
  e.inset_bottom = in.f32();
  e.inset_left = in.f32();
  e.fine_pointer = in.flag();
  return e;
}

event::Pointer pointer(WireReader& in) {
  event::Pointer e{};
  e.press = static_cast<event::Press>(in.u8());
  e.x = in.f32();
  e.y = in.f32();
  e.frame = in.u32();
  e.pane = in.u32();
  e.scroll_top = in.f32();
  e.touch = in.flag();
  return e;
}

event::Key key(WireReader& in) {
  event::Key e{};
  e.key = in.str();
  const std::uint8_t modifiers = in.u8();
  e.ctrl = (modifiers & 1) != 0;
  e.shift = (modifiers & 2) != 0;
  e.alt = (modifiers & 4) != 0;
  return e;
}

event::Preferences preferences(WireReader& in) {
  event::Preferences e{};
  const std::uint8_t bits = in.u8();
  e.dark = (bits & 1) != 0;
  e.more_contrast = (bits & 2) != 0;
  e.reduced_motion = (bits & 4) != 0;
  e.voice_zh = (bits & 8) != 0;
  e.voice_en = (bits & 16) != 0;
  e.text_scale = in.f32();
  return e;
}

event::HttpDone http_done(WireReader& in) {
  event::HttpDone e{};
  e.request = in.u32();
  e.status = in.i32();
  e.body = in.bytes();
  e.huzhu = in.flag();
  return e;
}

event::FileChosen file_chosen(WireReader& in) {
  event::FileChosen e{};
  e.node = in.u32();
  e.name = in.str();
  e.data = in.bytes();
  return e;
}

event::Converted converted(WireReader& in) {
  event::Converted e{};
  e.request = in.u32();
  e.ok = in.flag();
  e.data = in.bytes();
  return e;
}

event::StorageState storage_state(WireReader& in) {
  event::StorageState e{};
  e.used_bytes = in.f64();
  e.quota_bytes = in.f64();
  e.persisted = in.flag();
  return e;
}

event::PictureDecoded picture_decoded(WireReader& in) {
  event::PictureDecoded e{};
  e.request = in.u32();
  e.width = in.u32();
  e.height = in.u32();
  e.rgba = in.bytes();
  return e;
}

ui::Event read(std::uint8_t tag, WireReader& in) {
  switch (tag) {
    case 0: return resize(in);
    case 1: return pointer(in);
    case 2: {
      const ui::PaneId pane = in.u32();
      return event::Scroll{pane, in.f32()};
    }
    case 3: {
      const ui::NodeId node = in.u32();
      return event::Text{node, in.str()};
    }
    case 4: return event::Activate{in.u32()};
    case 5: return event::Focus{in.u32()};
    case 6: return key(in);
    case 7: return event::Back{};
    case 8: return event::Deadline{};
    case 9: return preferences(in);
    case 10: return event::Visibility{in.flag()};
    case 11: return event::Network{in.flag()};
    case 12: return http_done(in);
    case 13: {
      const std::uint32_t request = in.u32();
      return event::KeyDerived{request, in.bytes()};
    }
    case 14: return file_chosen(in);
    case 15: return storage_state(in);
    case 16: return event::VersionReady{in.str()};
    case 17: return converted(in);
    case 18: {
      const ui::NodeId node = in.u32();
      return event::CodeRead{node, in.str()};
    }
    case 19: {
      const ui::NodeId node = in.u32();
      return event::CameraState{node, static_cast<event::Camera>(in.u8())};
    }
    case 20: {
      const ui::NodeId node = in.u32();
      return event::PhotoChosen{node, in.bytes()};
    }
    case 22: {
      const ui::NodeId node = in.u32();
      const auto state = static_cast<event::Recorder>(in.u8());
      return event::SoundRecorded{node, state, in.bytes()};
    }
    case 23: {
      const std::uint32_t request = in.u32();
      return event::SoundPlayed{request, in.flag()};
    }
    case 24: return event::KeyringLost{};
    default: return picture_decoded(in);
  }
}

}  // namespace

std::optional<ui::Event> decode_event(std::span<const std::uint8_t> bytes) {
  WireReader in(bytes);
  const std::uint8_t tag = in.u8();
  if (!in.ok() || tag >= std::variant_size_v<ui::Event>) return std::nullopt;
  ui::Event result = read(tag, in);
  if (!in.ok()) return std::nullopt;
  return result;
}

}  // namespace huzhu::web
