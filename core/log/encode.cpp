// Segment to bytes: builds the dictionaries and lays the parts down in the order of docs/log_format.md.
#include <algorithm>

#include "core/log/codec.h"
#include "core/log/wire.h"

namespace huzhu::log {
namespace {

using wire::Column;

Column column_of(const Operation& op) {
  return {static_cast<std::uint64_t>(op.kind) << 1 | (op.lists_dots ? 1u : 0u),
          static_cast<std::uint64_t>(op.field) << wire::wire_type_bits | static_cast<std::uint64_t>(op.value.type)};
}

bool has_times(const Segment& s) {
  return std::any_of(s.operations.begin(), s.operations.end(), [](const Operation& op) { return op.hlc_offset != 0; });
}

void write_header(CompactWriter& out, const Segment& s) {
  wire::Prefix prefix;
  prefix.flags = static_cast<std::uint8_t>(static_cast<std::uint8_t>(s.clock_state) | (s.actor ? wire::has_actor : 0) |
                                           (s.group ? wire::has_group : 0) | (s.actor_signed ? wire::actor_signed : 0) |
                                           (has_times(s) ? wire::has_times : 0));
  prefix.scope = s.scope;
  prefix.author = s.author;
  prefix.epoch = s.epoch;
  prefix.seq_first = s.seq_first;
  prefix.count = s.operations.size();
  wire::Rest rest;
  rest.hlc = s.hlc;
  rest.actor = s.actor;
  if (s.group) {
    rest.group_back = s.seq_first - s.group->first_seq;
    rest.group_k = s.group->k;
    rest.group_n = s.group->n;
  }
  for (const Dependency& d : s.deps) {
    if (rest.deps.empty() || (rest.deps.back().foreign ? rest.deps.back().scope : s.scope) != d.scope) {
      rest.deps.push_back({d.scope != s.scope, d.scope, {}});
    }
    rest.deps.back().logs.push_back({d.author, d.epoch, d.seq, d.hash8});
  }
  out(prefix);
  wire::serialize_rest(out, rest, prefix.flags);
}

// An entity's place in the dictionary: sorted by type, then id.
using Key = std::pair<std::uint8_t, std::uint64_t>;
Key key_of(const Operation& op) { return {static_cast<std::uint8_t>(op.type), op.entity.value}; }

template <class T, class Of>
std::vector<T> dictionary(const std::vector<Operation>& operations, Of of) {
  std::vector<T> entries;
  for (const Operation& op : operations) entries.push_back(of(op));
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  return entries;
}

template <class T>
std::size_t place_of(const std::vector<T>& sorted, const T& entry) {
  return static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), entry) - sorted.begin());
}

void write_structure(CompactWriter& out, const Segment& s, std::vector<Column>& columns) {
  const std::vector<Key> entities = dictionary<Key>(s.operations, key_of);
  std::vector<wire::EntityGroup> groups;
  for (const Key& e : entities) {
    if (groups.empty() || groups.back().type != e.first) groups.push_back({e.first, {}});
    groups.back().ids.push_back({e.second});
  }
  out(bounded(groups, 1, limits::segment_ops_max), bounded(columns, 1, limits::segment_ops_max));
  for (const Operation& op : s.operations) {
    out.varint(place_of(entities, key_of(op)) * columns.size() + place_of(columns, column_of(op)));
  }
  for (const Operation& op : s.operations) {
    if (!op.lists_dots) continue;
    std::vector<wire::WireDot> dots;
    for (const Dot& d : op.supersedes) dots.push_back({d.author, d.epoch, d.seq});
    out(bounded(dots, 0, limits::dots_per_op_max));
  }
  if (!has_times(s)) return;
  std::uint64_t last = 0;
  for (const Operation& op : s.operations) {
    out.varint(op.hlc_offset - last);
    last = op.hlc_offset;
  }
}

void write_value(CompactWriter& out, const Value& value) {
  switch (value.type) {
    case WireType::null: return;
    case WireType::integer: out(value.integer); return;
    case WireType::entity: {
      std::uint64_t id = static_cast<std::uint64_t>(value.integer);
      out(fixed(id));
      return;
    }
    case WireType::text:
    case WireType::bytes: break;
  }
  out.blob(view(value.data));
}

void write_payload(CompactWriter& out, const Segment& s, const std::vector<Column>& columns) {
  if (!s.redaction.empty()) {
    out(wire::redacted);
    for (std::size_t i = 0; i < s.operations.size(); ++i) {
      const Operation& op = s.operations[i];
      out(static_cast<std::uint8_t>(!op.redacted));
      out.raw(ByteView(s.redaction[i]).first(op.redacted ? s.redaction[i].size() : wire::salt_bytes));
      if (!op.redacted) write_value(out, op.value);
    }
    return;
  }
  out(wire::whole);
  out.raw(s.salt);
  for (const Column& column : columns) {
    CompactWriter values;
    for (const Operation& op : s.operations) {
      if (column_of(op) == column) write_value(values, op.value);
    }
    out.blob(values.bytes());
  }
}

}  // namespace

Result<Bytes> encode(const Segment& s) {
  const auto refuse = [](ErrorCode code, const char* where) { return Error{code, where, "cannot be said in the format"}; };
  if (s.operations.empty()) return refuse(ErrorCode::not_canonical, "segment.operations");
  if (s.operations.size() > limits::segment_ops_max) return refuse(ErrorCode::too_long, "segment.operations");
  if (s.deps.size() > limits::deps_max) return refuse(ErrorCode::too_long, "segment.deps");
  if (!s.redaction.empty() && s.redaction.size() != s.operations.size()) return refuse(ErrorCode::not_canonical, "segment.redaction");
  if (s.group && s.group->first_seq > s.seq_first) return refuse(ErrorCode::not_canonical, "segment.group");
  for (const Operation& op : s.operations) {
    if (op.value.data.size() > limits::value_bytes_max) return refuse(ErrorCode::too_long, "segment.values");
    if (static_cast<unsigned>(op.value.type) >= 1u << wire::wire_type_bits) return refuse(ErrorCode::not_canonical, "segment.values");
  }

  std::vector<Column> columns = dictionary<Column>(s.operations, column_of);
  CompactWriter out;
  write_header(out, s);
  write_structure(out, s, columns);
  write_payload(out, s, columns);
  Bytes bytes = out.take();

  // Whatever the bytes cannot carry (an order, a repetition, a field that its kind has no room for) shows here.
  HUZHU_ASSIGN(const Parsed back, parse(bytes));
  if (!(back.segment == s)) return refuse(ErrorCode::not_canonical, "segment");
  return bytes;
}

}  // namespace huzhu::log
