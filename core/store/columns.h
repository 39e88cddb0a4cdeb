// Reading and binding our own types: 64-bit names are stored as SQLite's signed integers, bit for bit.
#pragma once

#include <algorithm>

#include "core/model/value.h"
#include "core/store/database.h"

namespace huzhu::store {

inline std::int64_t signed_of(std::uint64_t n) { return static_cast<std::int64_t>(n); }
inline std::uint64_t unsigned_of(const Statement& row, int column) { return static_cast<std::uint64_t>(row.integer(column)); }

inline Hash hash_of(const Statement& row, int column) {
  Hash hash{};
  const ByteView bytes = row.blob(column);
  if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

inline void bind_value(Statement& statement, int position, const Value& value) {
  switch (value.type) {
    case WireType::null: statement.bind_null(position); break;
    case WireType::integer: case WireType::entity: statement.bind(position, value.integer); break;
    case WireType::text: statement.bind(position, std::string_view(value.data)); break;
    case WireType::bytes: statement.bind(position, view(value.data)); break;
  }
}

// The first 8 bytes of a hash, big-endian, as dependencies carry it.
inline std::uint64_t hash8_of(const Hash& hash) {
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = value << 8 | hash[static_cast<std::size_t>(i)];
  return value;
}

}  // namespace huzhu::store
