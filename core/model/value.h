// Value: what a field can hold, as it travels in an operation.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>

#include "core/base/bytes.h"

namespace huzhu {

// The number is the wire type; never renumber.
enum class WireType : std::uint8_t {
  null = 0,     // the field is emptied
  integer = 1,  // int64, zigzag varint: numbers, booleans, choices, days since 1970-01-01, milliseconds
  text = 2,     // UTF-8, NFC not enforced
  bytes = 3,
  entity = 4,   // EntityId, 8 bytes
};

struct Value {
  WireType type = WireType::null;
  std::int64_t integer = 0;  // integer; the id's bits for entity
  std::string data;          // text and bytes

  static Value null() { return {}; }
  static Value of(std::int64_t n) { return {WireType::integer, n, {}}; }
  static Value of(std::string_view s) { return {WireType::text, 0, std::string(s)}; }
  static Value of(const char* s) { return of(std::string_view(s)); }
  static Value of(EntityId id) { return {WireType::entity, static_cast<std::int64_t>(id.value), {}}; }
  static Value of_bytes(ByteView b) { return {WireType::bytes, 0, std::string(text_of(b))}; }

  bool is_null() const { return type == WireType::null; }
  EntityId entity() const { return EntityId{static_cast<std::uint64_t>(integer)}; }
  friend bool operator==(const Value&, const Value&) = default;
  // Written out: the browser's library has no <=> for strings.
  friend bool operator<(const Value& a, const Value& b) { return std::tie(a.type, a.integer, a.data) < std::tie(b.type, b.integer, b.data); }

 private:
  static std::string_view text_of(ByteView b) { return {reinterpret_cast<const char*>(b.data()), b.size()}; }
};

}  // namespace huzhu
