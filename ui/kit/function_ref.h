// FunctionRef: a borrowed callable, two words, no allocation.
//
// Kit calls take their contents as callables that run before the call returns; std::function would
// allocate for each of them and costs 6 KB of wasm. Never store one: it does not own what it points to.
#pragma once

#include <type_traits>
#include <utility>

namespace huzhu::ui {

template <class Signature>
class FunctionRef;

template <class R, class... Args>
class FunctionRef<R(Args...)> {
 public:
  template <class F, class = std::enable_if_t<!std::is_same_v<std::decay_t<F>, FunctionRef>>>
  FunctionRef(F&& f)
      : object_(const_cast<void*>(static_cast<const void*>(&f))),
        call_([](void* object, Args... args) -> R {
          return (*static_cast<std::remove_reference_t<F>*>(object))(std::forward<Args>(args)...);
        }) {}

  R operator()(Args... args) const { return call_(object_, std::forward<Args>(args)...); }

 private:
  void* object_;
  R (*call_)(void*, Args...);
};

}  // namespace huzhu::ui
