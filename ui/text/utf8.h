// UTF-8, the little that drawing and saying need: step, append, count. Broken bytes read as U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace huzhu::ui {

// The code point at `at`, which moves past it. `at` must be inside.
std::uint32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, std::uint32_t code_point);
std::size_t count_code_points(std::string_view text);
// The first `count` code points.
std::string_view first_code_points(std::string_view text, std::size_t count);

}  // namespace huzhu::ui
