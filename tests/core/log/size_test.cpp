// Bytes per operation on the wire, printed and held to the targets of design/log-and-merge.md "Sizes": sizes may gate,
// times may not. The workload is the registry's: single-field writes, short text or a small number, to elders all over a
// station of 250, by one person on one tablet that has just seen another tablet's work.
#include <boost/test/unit_test.hpp>
#include <cstdio>

#include "tests/core/log/samples.h"

using namespace huzhu;
using namespace huzhu::log;

namespace {

Operation registry_write(samples::Generator& generator, const std::vector<std::uint64_t>& elders) {
  using namespace model::person;
  const std::uint64_t elder = elders[generator.below(elders.size())];
  const auto write = [&](std::uint16_t field, Value value) { return samples::set(elder, model::EntityType::person, field, std::move(value)); };
  switch (generator.below(8)) {
    case 0: return write(phone, Value::of("139" + std::to_string(10000000 + generator.below(89999999))));
    case 1: return write(group_name, Value::of(std::to_string(1 + generator.below(9)) + "组"));
    case 2: return write(living, Value::of(static_cast<std::int64_t>(generator.below(5))));
    case 3: return write(care_level, Value::of(static_cast<std::int64_t>(generator.below(4))));
    case 4: return write(stove, Value::of(static_cast<std::int64_t>(generator.below(3))));
    case 5: return write(contact_name, Value::of("李建国"));
    case 6: return write(birth_date, Value::of(-9000 - static_cast<std::int64_t>(generator.below(3000))));
    default: return write(hearing, Value::of("左耳背"));
  }
}

struct Workload {
  std::size_t operations = 0, deps = 0;
  std::vector<SealedSegment> run;
};

Workload make_workload(std::size_t segments, std::size_t operations_each) {
  samples::Generator generator(3);
  std::vector<std::uint64_t> elders;
  for (int i = 0; i < 250; ++i) elders.push_back(1 + generator.below(~0ull - 1));
  Workload workload;
  Segment s = samples::empty_segment();
  s.actor = EntityId{0xac70000000000001};
  s.seq_first = 4000;
  Hash prev = samples::prev_of(s);
  for (std::size_t i = 0; i < segments; ++i) {
    s.hlc += (30000 + generator.below(90000)) << 16;
    s.deps = {{s.scope, AuthorId{0x77aa55cc00112233}, 0x12345678, 900 + 20 * i, 1 + generator.below(~0ull - 1)}};
    for (auto& b : s.salt) b = static_cast<std::uint8_t>(generator.below(256));
    s.operations.clear();
    while (s.operations.size() < operations_each) s.operations.push_back(registry_write(generator, elders));
    workload.run.push_back(seal(s, prev, samples::device(), nullptr).value());
    prev = workload.run.back().chain;
    s.seq_first = s.seq_last() + 1;
    workload.operations += s.operations.size();
    workload.deps += s.deps.size();
  }
  return workload;
}

double per_operation(std::size_t bytes, const Workload& w) { return static_cast<double>(bytes) / static_cast<double>(w.operations); }

}  // namespace

BOOST_AUTO_TEST_SUITE(log_size)

BOOST_AUTO_TEST_CASE(twenty_operations_a_segment_each_signed) {
  const Workload w = make_workload(50, 20);
  BOOST_TEST(w.deps == w.run.size());
  std::size_t stored = 0, framed = 0;
  for (const SealedSegment& sealed : w.run) {
    stored += sealed.bytes.size() + sealed.signature.size();
    const std::vector<Bytes> frames = encode_frames({sealed});
    BOOST_REQUIRE(frames.size() == 1u);
    framed += frames[0].size();
  }
  std::printf("wire_bytes_per_op: %.1f stored, %.1f as frames of one (20 operations, dependency, salt, signature)\n", per_operation(stored, w),
              per_operation(framed, w));
  BOOST_TEST(per_operation(framed, w) <= 28.0);
}

BOOST_AUTO_TEST_CASE(five_operations_a_segment_in_a_run) {
  const Workload w = make_workload(100, 5);
  std::size_t framed = 0;
  for (const Bytes& frame : encode_frames(w.run)) framed += frame.size();
  std::printf("wire5_bytes_per_op: %.1f (5 operations on different elders, a dependency each, in frames of 4 KB)\n", per_operation(framed, w));
  BOOST_TEST(per_operation(framed, w) <= 34.0);
}

// A day at one station: visits of ten fields and hours of five; deps only at the first segment after the morning's sync.
BOOST_AUTO_TEST_CASE(a_day_of_a_hundred_operations) {
  samples::Generator generator(4);
  Segment s = samples::empty_segment();
  s.actor = EntityId{0xac70000000000001};
  s.seq_first = 4000;
  s.deps = {{s.scope, AuthorId{0x77aa55cc00112233}, 0x12345678, 900, 1}};
  Hash prev = samples::prev_of(s);
  std::vector<SealedSegment> run;
  for (int i = 0; i < 20; ++i) {
    const std::uint64_t entry = 1 + generator.below(~0ull - 1), elder = 1 + generator.below(~0ull - 1);
    const auto write = [&](std::uint16_t field, Value value) { return samples::set(entry, model::EntityType::time_entry, field, std::move(value)); };
    using namespace model::time_entry;
    s.hlc += (300000 + generator.below(900000)) << 16;
    for (auto& b : s.salt) b = static_cast<std::uint8_t>(generator.below(256));
    s.operations = {write(helper, Value::of(EntityId{0xac70000000000001})), write(model::time_entry::elder, Value::of(EntityId{elder})),
                    write(service, Value::of(std::int64_t{3})), write(minutes, Value::of(std::int64_t{45})),
                    write(happened_on, Value::of(std::int64_t{20370}))};
    run.push_back(seal(s, prev, samples::device(), nullptr).value());
    prev = run.back().chain;
    s.seq_first = s.seq_last() + 1;
    s.deps.clear();
  }
  std::size_t framed = 0;
  for (const Bytes& frame : encode_frames(run)) framed += frame.size();
  std::printf("day_bytes: %zu before deflate (100 operations in 20 segments)\n", framed);
  BOOST_TEST(framed <= 2253u);  // 2.2 KB
}

BOOST_AUTO_TEST_SUITE_END()
