#include "core/people/four_words.h"

namespace huzhu::people {

FourWords four_words(const Hash& county_root) {
  FourWords out;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = plain_noun(county_root[i]);
  return out;
}

std::string spoken(const FourWords& words) {
  std::string out;
  for (const std::string_view word : words) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

}  // namespace huzhu::people
