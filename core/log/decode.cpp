// Bytes to segment: every rule of docs/log_format.md is checked here, in the order in which the bytes come.
#include <algorithm>

#include "core/base/utf8.h"
#include "core/log/codec.h"
#include "core/log/wire.h"

namespace huzhu::log {
namespace {

using wire::Column;

// True when each element is greater than the one before.
template <class T, class Less>
bool strictly_rising(const std::vector<T>& elements, Less less) {
  return std::adjacent_find(elements.begin(), elements.end(), [&](const T& a, const T& b) { return !less(a, b); }) == elements.end();
}

bool valid_seq(std::uint64_t seq) { return seq >= 1 && seq <= limits::seq_max; }

void read_deps(CompactReader& in, const std::vector<wire::ScopeDeps>& scopes, Segment& s) {
  in.in("segment.deps");
  ScopeId last;
  for (const wire::ScopeDeps& of_scope : scopes) {
    in.canonical(of_scope.foreign <= 1, "unknown mark");
    in.canonical(of_scope.foreign == 0 || of_scope.scope != s.scope, "own scope written out");
    const ScopeId scope = of_scope.foreign ? of_scope.scope : s.scope;
    in.canonical(last < scope, "scopes out of order");
    last = scope;
    for (const wire::LogPosition& d : of_scope.logs) {
      const bool first = s.deps.empty() || s.deps.back().scope != scope;
      in.canonical(d.author && valid_seq(d.seq), "no such position");
      in.canonical(first || std::pair(s.deps.back().author, s.deps.back().epoch) < std::pair(d.author, d.epoch), "logs out of order");
      in.canonical(scope != s.scope || d.author != s.author || d.epoch != s.epoch, "the own log is implied");
      s.deps.push_back({scope, d.author, d.epoch, d.seq, d.hash8});
    }
  }
  if (s.deps.size() > limits::deps_max) in.fail(ErrorCode::too_long, "too many dependencies");
}

void read_group(CompactReader& in, const wire::Rest& rest, Segment& s) {
  in.in("segment.group");
  if (rest.group_n > limits::group_segments_max) in.fail(ErrorCode::too_long, "too many segments in a group");
  in.canonical(rest.group_n >= 2 && rest.group_k >= 1 && rest.group_k <= rest.group_n, "no such member of a group");
  in.canonical(rest.group_back < s.seq_first, "group begins before its log");
  // Each member before this one wrote at least one operation, and the first is where the group begins.
  in.canonical(rest.group_back >= rest.group_k - 1 && (rest.group_k > 1) == (rest.group_back > 0), "group begins elsewhere");
  if (in.ok()) s.group = Group{s.seq_first - rest.group_back, static_cast<std::uint16_t>(rest.group_k), static_cast<std::uint16_t>(rest.group_n)};
}

// Answers the flags.
std::uint8_t read_header(CompactReader& in, Segment& s) {
  wire::Prefix prefix;
  in(prefix);
  if (!in.ok()) return 0;
  if (prefix.version != wire::version || prefix.algorithm != wire::algorithm) {
    in.fail(ErrorCode::unknown_version, "made by a newer program");
    return 0;
  }
  const std::uint8_t clock = prefix.flags & wire::clock_mask;
  in.canonical((prefix.flags & wire::unused_flags) == 0 && clock <= 2, "unknown flag");
  in.canonical(prefix.scope && prefix.author, "no scope or author");
  if (prefix.count > limits::segment_ops_max) in.fail(ErrorCode::too_long, "too many operations");
  in.canonical(prefix.count >= 1, "no operation");
  in.canonical(valid_seq(prefix.seq_first) && valid_seq(prefix.seq_first + prefix.count - 1), "no such sequence number");
  wire::Rest rest;
  wire::serialize_rest(in, rest, prefix.flags);
  in.canonical(rest.hlc <= limits::hlc_max, "clock out of range");
  in.canonical(!(prefix.flags & wire::has_actor) || rest.actor, "no actor");
  if (!in.ok()) return 0;
  s.scope = prefix.scope;
  s.author = prefix.author;
  s.epoch = prefix.epoch;
  s.seq_first = prefix.seq_first;
  s.hlc = rest.hlc;
  s.clock_state = static_cast<ClockState>(clock);
  s.actor = rest.actor;
  s.actor_signed = prefix.flags & wire::actor_signed;
  s.operations.resize(static_cast<std::size_t>(prefix.count));
  read_deps(in, rest.deps, s);
  if (prefix.flags & wire::has_group) read_group(in, rest, s);
  return prefix.flags;
}

struct NamedEntity {
  EntityId id;
  model::EntityType type;
};

std::vector<NamedEntity> read_entities(CompactReader& in) {
  in.in("segment.entities");
  std::vector<wire::EntityGroup> groups;
  in(bounded(groups, 1, limits::segment_ops_max));
  in.canonical(strictly_rising(groups, [](const auto& a, const auto& b) { return a.type < b.type; }), "types out of order");
  std::vector<NamedEntity> entities;
  for (const wire::EntityGroup& group : groups) {
    in.canonical(strictly_rising(group.ids, [](const auto& a, const auto& b) { return a.value < b.value; }), "entities out of order");
    for (wire::WireId id : group.ids) {
      in.canonical((id.value == 0) == (group.type == 0), "an entity has an id and a type, or neither");
      entities.push_back({EntityId{id.value}, static_cast<model::EntityType>(group.type)});
    }
  }
  if (entities.size() > limits::segment_ops_max) in.fail(ErrorCode::too_long, "more entities than operations");
  std::vector<std::uint64_t> ids;
  for (const NamedEntity& e : entities) ids.push_back(e.id.value);
  std::sort(ids.begin(), ids.end());
  in.canonical(std::adjacent_find(ids.begin(), ids.end()) == ids.end(), "one entity with two types");
  return entities;
}

std::vector<Column> read_columns(CompactReader& in) {
  in.in("segment.columns");
  std::vector<Column> columns;
  in(bounded(columns, 1, limits::segment_ops_max));
  in.canonical(strictly_rising(columns, [](const auto& a, const auto& b) { return a < b; }), "columns out of order");
  for (const Column& c : columns) in.canonical(c.kind() >= 1 && c.kind() <= 0xFF && c.field() <= 0xFFFF, "no such kind or field");
  return columns;
}

// What the kinds of this version need; an unknown kind may have any shape.
bool well_shaped(const Operation& op) {
  const bool names_field = op.entity && op.field != 0;
  switch (op.kind) {
    case OpKind::set: return names_field;
    case OpKind::add:
    case OpKind::remove: return names_field && op.value.type != WireType::null;
    case OpKind::erase: return op.entity && op.field == 0 && op.value.type == WireType::null;
  }
  return true;
}

// Which entity and column each operation is of; every entry of both dictionaries must be used.
std::vector<std::size_t> read_cells(CompactReader& in, const std::vector<NamedEntity>& entities, const std::vector<Column>& columns, Segment& s) {
  in.in("segment.cells");
  std::vector<bool> entity_used(entities.size()), column_used(columns.size());
  std::vector<std::size_t> column_of;
  for (Operation& op : s.operations) {
    const std::uint64_t cell = in.varint();
    in.canonical(cell < entities.size() * columns.size(), "no such entity or column");
    if (!in.ok()) return {};
    const std::size_t e = static_cast<std::size_t>(cell) / columns.size(), c = static_cast<std::size_t>(cell) % columns.size();
    entity_used[e] = column_used[c] = true;
    column_of.push_back(c);
    op.kind = static_cast<OpKind>(columns[c].kind());
    op.entity = entities[e].id;
    op.type = entities[e].type;
    op.field = static_cast<std::uint16_t>(columns[c].field());
    op.value.type = columns[c].wire_type();
    op.lists_dots = columns[c].lists_dots();
    in.canonical(well_shaped(op), "operation without what its kind needs");
  }
  const auto unused = [](const std::vector<bool>& used) { return std::find(used.begin(), used.end(), false) != used.end(); };
  in.canonical(!unused(entity_used) && !unused(column_used), "dictionary entry without use");
  return column_of;
}

void read_dots(CompactReader& in, Segment& s) {
  in.in("segment.dots");
  for (Operation& op : s.operations) {
    if (!op.lists_dots) continue;
    std::vector<wire::WireDot> dots;
    in(bounded(dots, 0, limits::dots_per_op_max));
    for (const wire::WireDot& d : dots) {
      const Dot dot{d.author, d.epoch, d.seq};
      in.canonical(d.author && valid_seq(d.seq), "no such operation");
      in.canonical(op.supersedes.empty() || op.supersedes.back() < dot, "dots out of order");
      op.supersedes.push_back(dot);
    }
  }
}

void read_times(CompactReader& in, Segment& s) {
  in.in("segment.times");
  std::uint64_t offset = 0;
  for (Operation& op : s.operations) {
    const std::uint64_t step = in.varint();
    in.canonical(step <= limits::hlc_max - s.hlc - offset, "clock out of range");
    if (!in.ok()) return;
    offset += step;
    op.hlc_offset = offset;
  }
  in.canonical(offset != 0, "times that say nothing");
}

// Reads one value as its wire type says; answers the part that its leaf covers.
ByteView read_value(CompactReader& in, Value& value) {
  const ByteView before = in.rest();
  switch (value.type) {
    case WireType::null: return {};
    case WireType::integer:
      in(value.integer);
      return before.first(in.ok() ? before.size() - in.rest().size() : 0);
    case WireType::entity: {
      std::uint64_t id = 0;
      in(fixed(id));
      value.integer = static_cast<std::int64_t>(id);
      return before.first(in.ok() ? sizeof id : 0);
    }
    case WireType::text:
    case WireType::bytes: break;
  }
  // Text, bytes, and every wire type of a later version: length and bytes.
  const ByteView data = in.blob(limits::value_bytes_max);
  if (value.type == WireType::text && !utf8::valid(text(data))) in.fail(ErrorCode::bad_text, "not UTF-8");
  if (in.ok()) value.data = text(data);
  return data;
}

void read_whole(CompactReader& in, std::size_t column_count, const std::vector<std::size_t>& column_of, Parsed& p) {
  const ByteView salt = in.raw(wire::salt_bytes);
  std::copy(salt.begin(), salt.end(), p.segment.salt.begin());
  for (std::size_t c = 0; c < column_count; ++c) {
    const ByteView column = in.blob(limits::segment_bytes_max);
    if (!in.ok()) return;
    CompactReader values(column, "segment.values");
    for (std::size_t i = 0; i < column_of.size(); ++i) {
      if (column_of[i] == c) p.values[i] = read_value(values, p.segment.operations[i].value);
    }
    if (values.ok()) values.at_end();
    if (!values.ok()) return in.fail(values.error().code, "value column does not hold its values");
  }
}

void read_redacted(CompactReader& in, Parsed& p) {
  std::size_t redacted_count = 0;
  p.segment.redaction.resize(p.segment.operations.size());
  for (std::size_t i = 0; i < p.segment.operations.size(); ++i) {
    Operation& op = p.segment.operations[i];
    std::uint8_t kept = 0;
    in(kept);
    in.canonical(kept <= 1, "unknown mark");
    const ByteView proof = in.raw(kept ? wire::salt_bytes : p.segment.redaction[i].size());
    std::copy(proof.begin(), proof.end(), p.segment.redaction[i].begin());
    op.redacted = !kept;
    if (kept) p.values[i] = read_value(in, op.value);
    redacted_count += !kept;
  }
  in.canonical(redacted_count > 0, "nothing is redacted");
}

}  // namespace

Result<Parsed> parse(ByteView bytes) {
  if (bytes.size() > limits::redacted_segment_bytes_max) return Error{ErrorCode::too_long, "segment", "more bytes than allowed"};
  Parsed p;
  CompactReader in(bytes, "segment.header");
  const auto read_so_far = [&] { return bytes.first(bytes.size() - in.rest().size()); };

  const std::uint8_t flags = read_header(in, p.segment);
  if (!in.ok()) return in.error();
  p.header = read_so_far();

  const std::vector<NamedEntity> entities = read_entities(in);
  const std::vector<Column> columns = read_columns(in);
  if (!in.ok()) return in.error();
  const std::vector<std::size_t> column_of = read_cells(in, entities, columns, p.segment);
  read_dots(in, p.segment);
  if (flags & wire::has_times) read_times(in, p.segment);
  if (!in.ok()) return in.error();
  p.structure = read_so_far().subspan(p.header.size());

  in.in("segment.values");
  p.values.resize(p.segment.operations.size());
  std::uint8_t form = 0;
  in(form);
  if (form == wire::whole) {
    if (bytes.size() > limits::segment_bytes_max) in.fail(ErrorCode::too_long, "more bytes than allowed");
    read_whole(in, columns.size(), column_of, p);
  } else if (form == wire::redacted) {
    read_redacted(in, p);
  } else {
    in.canonical(false, "unknown form");
  }
  if (in.ok()) in.at_end();
  if (!in.ok()) return in.error();
  return p;
}

}  // namespace huzhu::log
