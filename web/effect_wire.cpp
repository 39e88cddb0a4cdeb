#include "web/effect_wire.h"

#include "web/wire.h"

namespace huzhu::web {
namespace {

namespace effect = ui::effect;

void put(WireWriter& out, const effect::HistoryPush& e) { out.str(e.path); }
void put(WireWriter&, const effect::HistoryBack&) {}
void put(WireWriter& out, const effect::Http& e) {
  out.u32(e.request);
  out.str(e.method);
  out.str(e.path);
  out.u32(static_cast<std::uint32_t>(e.headers.size()));
  for (const auto& [name, value] : e.headers) {
    out.str(name);
    out.str(value);
  }
  out.bytes(e.body);
  out.i32(e.timeout_ms);
}
void put(WireWriter& out, const effect::DeriveKey& e) {
  out.u32(e.request);
  out.bytes(e.pin);
  out.bytes(e.salt);
  out.u32(e.memory_kib);
  out.u32(e.passes);
}
void put(WireWriter& out, const effect::SaveKeyring& e) { out.bytes(e.keyring); }
void put(WireWriter& out, const effect::OpenLink& e) { out.str(e.href); }
void put(WireWriter& out, const effect::Speak& e) {
  out.str(e.text);
  out.u8(static_cast<std::uint8_t>(e.language));
}
void put(WireWriter& out, const effect::Copy& e) { out.str(e.text); }
void put(WireWriter& out, const effect::SetPreference& e) {
  out.str(e.key);
  out.str(e.value);
}
void put(WireWriter&, const effect::ReleaseInputs&) {}
void put(WireWriter&, const effect::SwitchVersion&) {}
void put(WireWriter&, const effect::AskPersist&) {}
void put(WireWriter& out, const effect::Deflate& e) {
  out.u32(e.request);
  out.bytes(e.data);
}
void put(WireWriter& out, const effect::Inflate& e) {
  out.u32(e.request);
  out.bytes(e.data);
  out.u32(e.bytes_max);
}
void put(WireWriter& out, const effect::SaveFile& e) {
  out.str(e.name);
  out.bytes(e.data);
}
void put(WireWriter& out, const effect::Print& e) { out.bytes(e.document); }
void put(WireWriter& out, const effect::DecodePicture& e) {
  out.u32(e.request);
  out.bytes(e.jpeg);
  out.u32(e.side_max);
}
void put(WireWriter& out, const effect::PlaySound& e) {
  out.u32(e.request);
  out.str(e.media_type);
  out.bytes(e.sound);
}

}  // namespace

std::vector<std::uint8_t> encode_effects(const std::vector<ui::Effect>& effects) {
  WireWriter out;
  out.u32(static_cast<std::uint32_t>(effects.size()));
  for (const ui::Effect& effect : effects) {
    out.u8(static_cast<std::uint8_t>(effect.index()));
    std::visit([&out](const auto& e) { put(out, e); }, effect);
  }
  return std::move(out.result());
}

}  // namespace huzhu::web
