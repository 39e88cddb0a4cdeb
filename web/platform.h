// Clock and Random of the browser, as the parameters core asks for. Stateless; worker thread only.
#pragma once

#include "core/base/ports.h"

namespace huzhu::web {

class BrowserClock final : public Clock {
 public:
  std::int64_t now_ms() override;
};

class BrowserRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

}  // namespace huzhu::web
