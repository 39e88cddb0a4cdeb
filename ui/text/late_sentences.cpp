// The sentences no first screen needs. In the browser web/assemble/split.mjs takes their bytes, which it knows by the marks
// around them, out of the first part of the program and gives them to the late one. So nothing may read them but the function
// below, which is late itself: a call of it waits for them.
#include "ui/text/sentences.h"

namespace huzhu::ui::detail {
namespace {

// As static data with marks; a `constexpr` view of them would let the compiler put their bytes elsewhere too.
const char marked[] =
    "\x02late sentences\x02"
#define S(key, zh, en) zh "\0"
#include "ui/text/strings/late.def"
#undef S
#define S(key, zh, en) en "\0"
#include "ui/text/strings/all.def"
#undef S
    "\x03late sentences\x03";
constexpr std::size_t mark_bytes = 16;

}  // namespace

std::string_view late_sentence(Str key, Language language) {
  static const Sentences sentences({marked + mark_bytes, sizeof marked - 1 - 2 * mark_bytes});
  constexpr int late_count = static_cast<int>(Str::count_) - first_sentences;
  const int nth = static_cast<int>(key);
  return sentences[static_cast<std::size_t>(language == Language::zh ? nth - first_sentences : late_count + nth)];
}

}  // namespace huzhu::ui::detail
