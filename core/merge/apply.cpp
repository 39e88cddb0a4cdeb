#include "core/merge/apply.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/log/blob.h"

namespace huzhu::merge {
namespace {

// A value that was redacted has kept its type: the operation does as before what it does without the value.
bool fits(model::FieldType type, const Value& value, bool redacted) {
  using model::FieldType;
  switch (type) {
    case FieldType::text: return value.type == WireType::text && utf8::valid(value.data);
    case FieldType::bytes: return value.type == WireType::bytes;
    case FieldType::blob: return value.type == WireType::bytes && (redacted || log::decode_blob_ref(view(value.data)).ok());
    case FieldType::reference: return value.type == WireType::entity;
    case FieldType::integer: case FieldType::boolean: case FieldType::choice: case FieldType::date: case FieldType::time:
    case FieldType::minutes: case FieldType::area:
      return value.type == WireType::integer;
  }
  return false;
}

bool contains(const std::vector<Dot>& dots, const Dot& dot) { return std::find(dots.begin(), dots.end(), dot) != dots.end(); }

// Does the operation supersede this head? What it lists but never saw does not count: that would depend on the order.
bool supersedes(const log::Operation& operation, const Past& past, const Dot& dot) {
  return past.holds(dot) && (!operation.lists_dots || contains(operation.supersedes, dot));
}

auto field_begin(EntityState& state, std::uint16_t field) {
  return std::lower_bound(state.heads.begin(), state.heads.end(), field, [](const Head& head, std::uint16_t id) { return head.field < id; });
}

// Takes away what `gone` says, also from the lists of what later heads were not shown.
template <class Gone>
void drop_heads(EntityState& state, std::uint16_t field, Gone&& gone) {
  const auto first = field_begin(state, field);
  auto last = first;
  std::vector<Dot> dropped;
  auto kept = first;
  for (; last != state.heads.end() && last->field == field; ++last) {
    if (gone(*last)) {
      dropped.push_back(last->dot());
      continue;
    }
    if (kept != last) *kept = std::move(*last);
    ++kept;
  }
  state.heads.erase(kept, last);
  if (dropped.empty()) return;
  for (auto head = field_begin(state, field); head != state.heads.end() && head->field == field; ++head)
    std::erase_if(head->after, [&](const Dot& dot) { return contains(dropped, dot); });
}

void insert_head(EntityState& state, Head head) {
  auto position = field_begin(state, head.field);
  while (position != state.heads.end() && position->field == head.field && position->dot() < head.dot()) ++position;
  state.heads.insert(position, std::move(head));
}

Head head_of(const log::Operation& operation, const Stamp& stamp, std::uint64_t seq) {
  return {operation.field, stamp, seq, operation.value, false, {}};
}

void write_register(EntityState& state, const log::Operation& operation, const Stamp& stamp, std::uint64_t seq, const Past& past) {
  drop_heads(state, operation.field, [&](const Head& head) { return supersedes(operation, past, head.dot()); });
  if (operation.redacted) return;  // nothing is left to show; what it superseded stays superseded
  Head written = head_of(operation, stamp, seq);
  for (const Head& head : state.heads_of(operation.field))
    if (past.holds(head.dot())) written.after.push_back(head.dot());
  insert_head(state, std::move(written));
}

void write_set(EntityState& state, const log::Operation& operation, const Stamp& stamp, std::uint64_t seq, const Past& past) {
  if (operation.redacted) return;  // which value it was nobody knows any more
  drop_heads(state, operation.field,
             [&](const Head& head) { return head.value == operation.value && supersedes(operation, past, head.dot()); });
  if (operation.kind == log::OpKind::add) insert_head(state, head_of(operation, stamp, seq));
}

void write_erasure(EntityState& state, const Stamp& stamp, std::uint64_t seq, const Past& past) {
  for (Head& head : state.heads)
    if (past.holds(head.dot())) head.covered = true;
  const Erasure erasure{stamp, seq};
  const auto position = std::find_if(state.erasures.begin(), state.erasures.end(), [&](const Erasure& other) { return erasure.dot() < other.dot(); });
  state.erasures.insert(position, erasure);
}

void remember(EntityState& state, const Dot& dot, const Past& past) {
  const bool later = std::any_of(state.firsts.begin(), state.firsts.end(), [&](const Dot& first) { return past.holds(first); });
  if (!later) state.firsts.insert(std::lower_bound(state.firsts.begin(), state.firsts.end(), dot), dot);
  const auto same_log = [&](const Dot& other) { return other.author == dot.author && other.epoch == dot.epoch; };
  const auto touched = std::find_if(state.touched.begin(), state.touched.end(), same_log);
  if (touched != state.touched.end()) touched->seq = dot.seq;  // a log is applied in order
  else state.touched.insert(std::lower_bound(state.touched.begin(), state.touched.end(), dot), dot);
}

}  // namespace

Void admit(const log::Operation& operation) {
  using log::OpKind;
  const model::Entity* entity = model::find(operation.type);
  if (!entity) return Void::unknown;
  if (!operation.entity) return Void::bad_value;
  if (operation.kind == OpKind::erase) return operation.field == 0 ? Void::none : Void::bad_kind;
  const bool known = operation.kind == OpKind::set || operation.kind == OpKind::add || operation.kind == OpKind::remove;
  const model::Field* field = known ? model::find(*entity, operation.field) : nullptr;
  if (!field) return Void::unknown;
  if ((operation.kind == OpKind::set) == (field->merge == model::Merge::set)) return Void::bad_kind;
  if (operation.value.is_null()) return operation.kind == OpKind::set ? Void::none : Void::bad_value;
  return fits(field->type, operation.value, operation.redacted) ? Void::none : Void::bad_value;
}

void apply(EntityState& state, const log::Operation& operation, const Stamp& stamp, std::uint64_t seq, const Past& past) {
  // A later write, whatever its field, says that the entity shall be: it answers the erasures its writer had seen.
  std::erase_if(state.erasures, [&](const Erasure& erasure) { return past.holds(erasure.dot()); });
  switch (operation.kind) {
    case log::OpKind::set: write_register(state, operation, stamp, seq, past); break;
    case log::OpKind::add: case log::OpKind::remove: write_set(state, operation, stamp, seq, past); break;
    case log::OpKind::erase: write_erasure(state, stamp, seq, past); break;
  }
  remember(state, {stamp.author, stamp.epoch, seq}, past);
}

}  // namespace huzhu::merge
