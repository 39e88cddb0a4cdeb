#include "core/log/show.h"

#ifndef __EMSCRIPTEN__

#include <cereal/archives/json.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <sstream>

#include "core/log/hlc.h"

namespace huzhu {

using cereal::make_nvp;

static std::string hex32(std::uint32_t n) {
  const std::uint8_t bytes[] = {static_cast<std::uint8_t>(n >> 24), static_cast<std::uint8_t>(n >> 16), static_cast<std::uint8_t>(n >> 8),
                                static_cast<std::uint8_t>(n)};
  return to_hex(bytes);
}

// cereal finds each save() beside its type.
template <class Archive>
void save(Archive& archive, const Dot& d) {
  archive(make_nvp("author", to_string(d.author)), make_nvp("epoch", hex32(d.epoch)), make_nvp("seq", d.seq));
}

namespace log {
namespace {

// `name` where the model table has one, else the number.
std::string name_or(const std::string_view* name, std::uint64_t number) { return name ? std::string(*name) : std::to_string(number); }

std::string kind_name(OpKind kind) {
  switch (kind) {
    case OpKind::set: return "set";
    case OpKind::add: return "add";
    case OpKind::remove: return "remove";
    case OpKind::erase: return "erase";
  }
  return std::to_string(static_cast<unsigned>(kind));
}

std::string clock_name(ClockState state) {
  switch (state) {
    case ClockState::untrusted: return "untrusted";
    case ClockState::holdover: return "holdover";
    case ClockState::trusted: return "trusted";
  }
  return {};
}

template <class Archive>
void show_value(Archive& archive, const Operation& op) {
  if (op.redacted) {
    archive(make_nvp("redacted", true));
    return;
  }
  switch (op.value.type) {
    case WireType::null: archive(make_nvp("value", nullptr)); return;
    case WireType::integer: archive(make_nvp("integer", std::to_string(op.value.integer))); return;  // exact in every reader of JSON
    case WireType::text: archive(make_nvp("text", op.value.data)); return;
    case WireType::entity: archive(make_nvp("reference", to_string(op.value.entity()))); return;
    case WireType::bytes: archive(make_nvp("bytes", to_hex(view(op.value.data)))); return;
  }
  archive(make_nvp("wire_type", static_cast<unsigned>(op.value.type)), make_nvp("bytes", to_hex(view(op.value.data))));
}

}  // namespace

template <class Archive>
void save(Archive& archive, const Dependency& d) {
  archive(make_nvp("scope", to_string(d.scope)), make_nvp("author", to_string(d.author)), make_nvp("epoch", hex32(d.epoch)),
          make_nvp("seq", d.seq), make_nvp("hash8", to_string(EntityId{d.hash8})));
}

template <class Archive>
void save(Archive& archive, const Group& g) {
  archive(make_nvp("first_seq", g.first_seq), make_nvp("k", g.k), make_nvp("n", g.n));
}

template <class Archive>
void save(Archive& archive, const Operation& op) {
  const model::Entity* entity = model::find(op.type);
  const model::Field* field = entity ? model::find(*entity, op.field) : nullptr;
  archive(make_nvp("kind", kind_name(op.kind)));
  if (op.entity) {
    archive(make_nvp("type", name_or(entity ? &entity->name : nullptr, static_cast<std::uint64_t>(op.type))), make_nvp("entity", to_string(op.entity)));
  }
  if (op.field != 0) archive(make_nvp("field", name_or(field ? &field->name : nullptr, op.field)));
  show_value(archive, op);
  if (op.lists_dots) archive(make_nvp("supersedes", op.supersedes));
  if (op.hlc_offset != 0) archive(make_nvp("hlc_offset", op.hlc_offset));
}

template <class Archive>
void save(Archive& archive, const Segment& s) {
  archive(make_nvp("scope", to_string(s.scope)), make_nvp("author", to_string(s.author)), make_nvp("epoch", hex32(s.epoch)),
          make_nvp("seq_first", s.seq_first), make_nvp("hlc", to_string(EntityId{s.hlc})), make_nvp("hlc_ms", hlc_ms(s.hlc)),
          make_nvp("clock_state", clock_name(s.clock_state)));
  if (s.actor) archive(make_nvp("actor", to_string(s.actor)));
  archive(make_nvp("actor_signed", s.actor_signed), make_nvp("deps", s.deps));
  if (s.group) archive(make_nvp("group", *s.group));
  if (s.redaction.empty()) archive(make_nvp("salt", to_hex(s.salt)));
  archive(make_nvp("operations", s.operations));
}

std::string to_json(const Segment& segment) {
  std::ostringstream out;
  {
    cereal::JSONOutputArchive archive(out, cereal::JSONOutputArchive::Options(17, cereal::JSONOutputArchive::Options::IndentChar::space, 1));
    archive(make_nvp("segment", segment));
  }  // the archive closes its braces when it ends
  return out.str();
}

}  // namespace log
}  // namespace huzhu

#endif  // __EMSCRIPTEN__
