// Result<T>: a value or an Error, by value. Exceptions stay at the edges (STYLE.md rule 5).
//
// Error carries a code (one sentence of Chinese each, in ui/text), where it happened (a stable short
// name such as "segment.value") and a detail for people who mend things, never personal data.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "core/base/error.h"

namespace huzhu {

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string where;   // stable short name of the place or field, e.g. "elder.phone"
  std::string detail;  // for the log, English, no personal data
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const { return std::get<1>(state_); }
  Error take_error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

struct Done {};
using Status = Result<Done>;

// Returns early with the error of `expr`, else binds its value.
#define HUZHU_CONCAT_(a, b) a##b
#define HUZHU_CONCAT(a, b) HUZHU_CONCAT_(a, b)
#define HUZHU_TRY(expr)                                              \
  do {                                                               \
    auto huzhu_try_ = (expr);                                        \
    if (!huzhu_try_.ok()) return std::move(huzhu_try_).take_error(); \
  } while (0)
#define HUZHU_ASSIGN(lhs, expr) HUZHU_ASSIGN_(lhs, expr, HUZHU_CONCAT(huzhu_r_, __LINE__))
#define HUZHU_ASSIGN_(lhs, expr, tmp)                \
  auto tmp = (expr);                                 \
  if (!tmp.ok()) return std::move(tmp).take_error(); \
  lhs = std::move(tmp).value()

}  // namespace huzhu
