// What the hub says it received, when, and what is shown because of it.
#include <boost/test/unit_test.hpp>

#include "tests/core/store/county.h"

using namespace huzhu;
using namespace huzhu::test;
namespace person = model::person;
using store::ReceiptsOf;

namespace {

// Two who do not know of each other name the same person; the later one has the later clock.
struct Rivals {
  TestCounty county;
  std::unique_ptr<Device> ann = county.device("ann"), ben = county.device("ben");
  EntityId id{77};

  Rivals() {
    name(*ann, "安写的");
    ben->clock.ms = ann->clock.ms + 3'600'000;
    name(*ben, "本写的");
    county.meet(*ann, *ben);
  }
  void name(Device& device, const std::string& text) {
    good(device.replica->commit(county.village, {set_person(id, person::name, Value::of(text))}, device.actor()));
  }
  store::Receipt of(Device& writer, std::int64_t at_ms) {
    const auto& key = writer.replica->identity()->key;
    for (const store::Head& head : writer.replica->heads(county.village))
      if (head.author == key.author()) return {county.village, head.author, head.epoch, head.seq, ++given_, at_ms};
    BOOST_FAIL("nothing written");
    return {};
  }
  std::string shown(Device& device) { return text_of(device, id, "name"); }

 private:
  std::uint64_t given_ = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(receipts)

// The hub lost its store and was given the two records again, at another time. Whoever has the old receipts and whoever
// has none show the same, once both have followed what the hub tells now.
BOOST_AUTO_TEST_CASE(those_of_a_history_that_was_lost_give_way_to_the_present_one) {
  Rivals r;
  const std::int64_t now = r.ann->clock.ms, early = now - 86'400'000, late = r.ben->clock.ms;
  good(r.ann->replica->accept_receipts({r.of(*r.ben, early), r.of(*r.ann, now)}));
  BOOST_TEST(r.shown(*r.ann) == "安写的");  // Ben's clock was ahead, by the hub's word
  const std::vector<store::Receipt> again{r.of(*r.ann, now), r.of(*r.ben, late)};
  for (Device* device : {r.ann.get(), r.ben.get()}) good(device->replica->accept_receipts(again));
  BOOST_TEST(r.shown(*r.ann) == "本写的");
  BOOST_TEST(r.shown(*r.ben) == "本写的");
  BOOST_TEST(r.ann->replica->table_digest(r.county.village) == r.ben->replica->table_digest(r.county.village));
  // An old letter comes late: it changes nothing any more.
  good(r.ben->replica->accept_receipts({r.of(*r.ben, early)}, ReceiptsOf::any));
  BOOST_TEST(r.shown(*r.ben) == "本写的");
  good(r.ann->replica->rebuild());
  BOOST_TEST(r.shown(*r.ann) == "本写的");
}

BOOST_AUTO_TEST_CASE(one_from_anywhere_counts_where_there_is_none) {
  Rivals r;
  const std::int64_t now = r.ann->clock.ms;
  good(r.ann->replica->accept_receipts({r.of(*r.ben, now - 86'400'000), r.of(*r.ann, now)}, ReceiptsOf::any));
  BOOST_TEST(r.shown(*r.ann) == "安写的");
}

// A hub whose clock was set back: what it says of a later record holds for all before it, and only for those.
BOOST_AUTO_TEST_CASE(an_earlier_time_reaches_back_to_where_an_earlier_one_holds) {
  Rivals r;
  const std::int64_t late = r.ben->clock.ms;
  good(r.ann->replica->accept_receipts({r.of(*r.ann, r.ann->clock.ms), r.of(*r.ben, late)}));
  BOOST_TEST(r.shown(*r.ann) == "本写的");
  const EntityId other{78};
  good(r.ben->replica->commit(r.county.village, {set_person(other, person::name, Value::of("别人"))}, r.ben->actor()));
  TestCounty::carry(*r.ben, *r.ann, r.county.village);
  good(r.ann->replica->accept_receipts({r.of(*r.ben, late - 86'400'000)}));
  BOOST_TEST(r.shown(*r.ann) == "安写的");
  // The clock was put right: what comes now is late again, and nothing before it changes.
  good(r.ben->replica->commit(r.county.village, {set_person(other, person::name, Value::of("又改"))}, r.ben->actor()));
  TestCounty::carry(*r.ben, *r.ann, r.county.village);
  good(r.ann->replica->accept_receipts({r.of(*r.ben, late)}));
  BOOST_TEST(r.shown(*r.ann) == "安写的");
}

BOOST_AUTO_TEST_SUITE_END()
