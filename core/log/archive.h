// CompactWriter and CompactReader: the log's own binary archives, in the manner of cereal.
//
// They speak cereal's dialect (`archive(a, b, c)` and a `serialize(archive, value)` found beside each type, one function
// for both directions), so that what is written and what is read cannot drift apart. cereal's own headers are not
// included here: they need exceptions and run-time types, which the browser build leaves out.
// Why not cereal's binary archive: it trusts lengths, throws, and knows many encodings of one value. Here every count is
// held against its limit and against the bytes that are left before anything is allocated; every value has exactly one
// encoding; the first error sticks, and whatever is read after it is zero.
//
// Encodings: uint8_t is one byte; other unsigned numbers are varints (seven bits a byte, low first, shortest form);
// int64_t is zigzag, then varint; fixed(x) is big-endian of x's width; bounded(v, min, max) is a count and the elements.
#pragma once

#include <type_traits>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace huzhu::log {

template <class T>
struct Fixed { T& value; };
template <class T>
Fixed<T> fixed(T& value) { return {value}; }

template <class T>
struct Bounded { std::vector<T>& elements; std::size_t min, max; };
template <class T>
Bounded<T> bounded(std::vector<T>& elements, std::size_t min, std::size_t max) { return {elements, min, max}; }

inline std::uint64_t zigzag(std::int64_t n) { return static_cast<std::uint64_t>(n) << 1 ^ static_cast<std::uint64_t>(n >> 63); }
inline std::int64_t unzigzag(std::uint64_t n) { return static_cast<std::int64_t>(n >> 1 ^ (~(n & 1) + 1)); }

class CompactWriter {
 public:
  using is_saving = std::true_type;
  using is_loading = std::false_type;

  template <class... T>
  CompactWriter& operator()(T&&... values) {
    (put(values), ...);
    return *this;
  }
  void raw(ByteView bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }
  void varint(std::uint64_t n);
  void blob(ByteView bytes) { varint(bytes.size()), raw(bytes); }  // length and bytes

  std::size_t size() const { return out_.size(); }
  const Bytes& bytes() const { return out_; }
  Bytes take() { return std::move(out_); }

 private:
  template <class T>
  void put(const T& value) {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
      out_.push_back(value);
    } else if constexpr (std::is_integral_v<T> && std::is_unsigned_v<T>) {
      varint(value);
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      varint(zigzag(value));
    } else {
      serialize(*this, const_cast<T&>(value));  // as cereal does: a saving archive changes nothing
    }
  }
  template <class T>
  void put(const Fixed<T>& f) {
    for (int shift = static_cast<int>(sizeof(T)) * 8 - 8; shift >= 0; shift -= 8) out_.push_back(static_cast<std::uint8_t>(f.value >> shift));
  }
  template <class T>
  void put(const Bounded<T>& b) {
    varint(b.elements.size());
    for (const T& element : b.elements) put(element);
  }

  Bytes out_;
};

class CompactReader {
 public:
  using is_saving = std::false_type;
  using is_loading = std::true_type;

  // `where` names what is being read, for errors; a literal.
  explicit CompactReader(ByteView bytes, const char* where) : rest_(bytes), where_(where) {}

  template <class... T>
  CompactReader& operator()(T&&... values) {
    (get(values), ...);
    return *this;
  }
  ByteView raw(std::size_t size);   // a view into the input; empty after an error
  std::uint64_t varint();
  ByteView blob(std::size_t size_max);

  bool ok() const { return code_ == ErrorCode::none; }
  void fail(ErrorCode code, const char* detail);  // the first one counts
  // Fails unless `holds`: for rules of the one allowed encoding.
  void canonical(bool holds, const char* detail) { if (!holds) fail(ErrorCode::not_canonical, detail); }
  void at_end() { canonical(rest_.empty(), "bytes after the end"); }
  void in(const char* where) { if (ok()) where_ = where; }
  Error error() const { return {code_, where_, detail_}; }

  ByteView rest() const { return rest_; }
  std::uint64_t count(std::size_t min, std::size_t max);  // 0 after an error

 private:
  template <class T>
  void get(T& value) {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
      const ByteView one = raw(1);
      value = one.empty() ? 0 : one[0];
    } else if constexpr (std::is_integral_v<T> && std::is_unsigned_v<T>) {
      const std::uint64_t n = varint();
      value = static_cast<T>(n);
      if (value != n) value = 0, fail(ErrorCode::too_long, "number too large");
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      value = unzigzag(varint());
    } else {
      serialize(*this, value);
    }
  }
  template <class T>
  void get(Fixed<T>& f) { f.value = big_endian<T>(); }
  template <class T>
  void get(Bounded<T>& b) {
    b.elements.clear();
    b.elements.resize(count(b.min, b.max));
    for (T& element : b.elements) get(element);
  }
  template <class T>
  T big_endian() {
    T value = 0;
    for (std::uint8_t byte : raw(sizeof(T))) value = static_cast<T>(value << 8 | byte);
    return value;
  }

  ByteView rest_;
  const char* where_;
  ErrorCode code_ = ErrorCode::none;
  const char* detail_ = "";
};

}  // namespace huzhu::log
