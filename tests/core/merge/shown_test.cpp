// Which of several standing values is shown, row by row of log-and-merge.md "Time".
#include <boost/test/unit_test.hpp>

#include <map>

#include "core/base/limits.h"
#include "core/merge/shown.h"

using namespace huzhu;
using log::ClockState;

namespace {

constexpr std::int64_t day = 86'400'000;
std::uint64_t at(std::int64_t ms) { return static_cast<std::uint64_t>(ms) << 16; }

merge::Head head(std::uint64_t author, std::int64_t ms, ClockState clock = ClockState::trusted) {
  return {model::person::phone, {AuthorId{author}, 1, at(ms), clock, {}}, 1, Value::of(std::string(1, static_cast<char>('a' + author))), false, {}};
}

struct Given {
  std::map<std::uint64_t, std::int64_t> received;
  merge::Receipts receipts() {
    return {[this](const Dot& dot) -> std::optional<std::int64_t> {
              const auto found = received.find(dot.author.value);
              return found == received.end() ? std::nullopt : std::optional(found->second);
            },
            AuthorId{99}};
  }
  std::uint64_t winner(const std::vector<merge::Head>& heads) { return merge::ranked(heads, receipts()).front()->stamp.author.value; }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(merge_shown)

BOOST_AUTO_TEST_CASE(the_later_clock_is_shown_without_receipts) {
  BOOST_TEST(Given{}.winner({head(1, 10 * day), head(2, 11 * day)}) == 2u);
  BOOST_TEST(Given{}.winner({head(2, 11 * day), head(1, 10 * day)}) == 2u);
}

BOOST_AUTO_TEST_CASE(a_receipt_bounds_a_clock_that_runs_ahead) {
  Given hub{{{2, 5 * day}}};
  BOOST_TEST(hub.winner({head(1, 10 * day), head(2, 900 * day)}) == 1u);
  // Within five minutes of its receipt a clock is believed.
  Given near{{{1, 5 * day}, {2, 5 * day}}};
  BOOST_TEST(near.winner({head(1, 5 * day + limits::clock_drift_ms_max), head(2, 5 * day + limits::clock_drift_ms_max + 1)}) == 2u);  // both bounded: the author decides
  BOOST_TEST(near.winner({head(2, 5 * day + 1), head(1, 5 * day + 2)}) == 1u);
}

BOOST_AUTO_TEST_CASE(an_untrusted_clock_is_below_all_until_its_receipt) {
  BOOST_TEST(Given{}.winner({head(1, 1 * day), head(2, 11 * day, ClockState::untrusted)}) == 1u);
  Given hub{{{2, 9 * day}}};
  BOOST_TEST(hub.winner({head(1, 8 * day), head(2, 1, ClockState::untrusted)}) == 2u);
  BOOST_TEST(hub.winner({head(1, 10 * day), head(2, 900 * day, ClockState::untrusted)}) == 1u);
}

BOOST_AUTO_TEST_CASE(the_hubs_own_word_needs_no_receipt) {
  BOOST_TEST(Given{}.winner({head(1, 10 * day), head(99, 11 * day, ClockState::untrusted)}) == 99u);
}

BOOST_AUTO_TEST_CASE(equal_times_are_decided_by_the_author) {
  BOOST_TEST(Given{}.winner({head(1, day), head(2, day)}) == 2u);
}

BOOST_AUTO_TEST_CASE(causality_goes_before_time) {
  merge::Head earlier = head(1, 900 * day), later = head(2, 1 * day);
  later.after = {earlier.dot()};
  BOOST_TEST(Given{}.winner({earlier, later}) == 2u);
}

BOOST_AUTO_TEST_CASE(one_value_needs_no_clock_and_no_hub) {
  const std::vector<merge::Head> one = {head(1, day)};
  BOOST_TEST(merge::ranked(one, {}).size() == 1u);
  BOOST_TEST(merge::ranked({}, {}).empty());
  BOOST_TEST(merge::effective(one[0], {}) == at(day));
  Given before_time{{{1, -5}}};  // a hub set to 1969 says nothing that could be below all others
  BOOST_TEST(merge::effective(head(1, day, ClockState::untrusted), before_time.receipts()) == 0u);
}

BOOST_AUTO_TEST_CASE(conflict_means_different_values_of_a_register) {
  const model::Entity& entity = *model::find(model::EntityType::person);
  const auto& phone = *model::find(entity, model::person::phone);
  const auto& allergy = *model::find(entity, model::person::allergy);
  std::vector<merge::Head> heads = {head(1, day), head(2, day)};
  BOOST_TEST(merge::in_conflict(phone, heads));
  BOOST_TEST(!merge::in_conflict(allergy, heads));
  heads[1].value = heads[0].value;
  BOOST_TEST(!merge::in_conflict(phone, heads));
  heads[1].value = Value::null();  // emptied by the other
  BOOST_TEST(merge::in_conflict(phone, heads));
}

BOOST_AUTO_TEST_SUITE_END()
