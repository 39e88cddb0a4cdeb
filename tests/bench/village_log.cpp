#include "tests/bench/village_log.h"

#include <cstdio>
#include <cstdlib>

#include "core/store/columns.h"

namespace huzhu::bench {

namespace {

[[noreturn]] void give_up(const char* what) {
  std::fprintf(stderr, "village_log: %s\n", what);
  std::exit(1);
}

// The ten fields of an elder that change most, of every kind a table column has.
struct Written { std::uint16_t field; bool text; };
constexpr Written written[fields] = {
    {model::person::name, true}, {model::person::sex, false}, {model::person::birth_date, false}, {model::person::phone, true},
    {model::person::group_name, true}, {model::person::address, true}, {model::person::living, false}, {model::person::care_level, false},
    {model::person::contact_name, true}, {model::person::note, true}};

EntityId elder_id(std::size_t number) { return EntityId{0x9e3779b97f4a7c15ull * (number + 1)}; }

std::uint64_t world_random(Random& random) {
  std::uint64_t drawn = 0;
  random.fill({reinterpret_cast<std::uint8_t*>(&drawn), sizeof drawn});
  return drawn;
}

log::Operation set(EntityId id, model::EntityType type, std::uint16_t field, Value value) {
  log::Operation op;
  op.entity = id;
  op.type = type;
  op.field = field;
  op.value = std::move(value);
  return op;
}

Value number(std::int64_t n) { return Value::of(n); }

std::vector<log::Operation> single_fields(Draw& draw, std::uint32_t elders, int writes) {
  std::vector<log::Operation> ops;
  for (int w = 0; w < writes; ++w) {
    const EntityId elder = elder_id(draw.below(elders));
    const Written& what = written[draw.below(fields)];
    const std::uint32_t value = draw.below(values);
    ops.push_back(set(elder, model::EntityType::person, what.field, what.text ? Value::of(std::string_view(std::to_string(value))) : number(value)));
  }
  return ops;
}

// What the form of a registration writes: 15 fields.
std::vector<log::Operation> registration(Draw& draw, std::size_t elder) {
  namespace f = model::person;
  constexpr std::string_view surnames[] = {"马", "张", "李", "王", "陈", "刘", "周", "达"}, given[] = {"玉莲", "德福", "秀英", "建国", "桂香", "玉兰", "育才", "正海"};
  const std::string name = std::string(surnames[draw.below(8)]) + std::string(given[draw.below(8)]);
  std::vector<log::Operation> ops;
  const auto add = [&](std::uint16_t field, Value value) { ops.push_back(set(elder_id(elder), model::EntityType::person, field, std::move(value))); };
  add(f::name, Value::of(std::string_view(name)));
  add(f::sex, number(1 + draw.below(2)));
  add(f::birth_date, number(-10'000 - static_cast<std::int64_t>(draw.below(5'000))));
  add(f::phone, Value::of(std::string_view("139" + std::to_string(10'000'000 + draw.below(1 << 23)))));
  add(f::area, number(test::village));
  add(f::group_name, Value::of(std::string_view("三社")));
  add(f::address, Value::of(std::string_view("三社" + std::to_string(draw.below(200)) + "号")));
  add(f::living, number(1 + draw.below(4)));
  add(f::care_level, number(1 + draw.below(4)));
  add(f::contact_name, Value::of(std::string_view(name)));
  add(f::contact_relation, number(1 + draw.below(4)));
  add(f::contact_phone, Value::of(std::string_view("138" + std::to_string(10'000'000 + draw.below(1 << 23)))));
  add(f::consent_kind, number(1 + draw.below(3)));
  add(f::consent_on, number(20'700));
  add(f::registered_on, number(20'700));
  return ops;
}

}  // namespace

// What 四样都好 writes, and now and then a concern.
std::vector<log::Operation> visit_ops(Draw& draw, EntityId elder, EntityId id, EntityId visitor, std::int64_t now_ms) {
  namespace f = model::visit;
  std::vector<log::Operation> ops;
  const auto add = [&](std::uint16_t field, Value value) { ops.push_back(set(id, model::EntityType::visit, field, std::move(value))); };
  const bool concern = draw.below(20) == 0;
  add(f::elder, Value::of(elder));
  add(f::visitor, Value::of(visitor));
  add(f::mode, number(1));
  add(f::happened_at, number(now_ms));
  for (const std::uint16_t answer : {f::basics, f::safety, f::family, f::mood}) add(answer, number(concern && answer == f::safety ? 2 : 1));
  add(f::outcome, number(concern ? 2 : 1));
  if (concern) add(f::follow_up, Value::of(std::string_view("灶台边放了柴，下次再看")));
  return ops;
}

VillageLog::VillageLog(VillageShape shape) {
  for (int i = 0; i < shape.writers; ++i) {
    Writer writer{world_.enrol(test::village, "写手", static_cast<std::uint64_t>(100 + i)), 0, 0, {}, {}};
    writer.epoch = writer.enrolled.device->replica->identity()->epoch;
    scope_ = writer.enrolled.session().work_scope(test::village);
    const store::DeviceIdentity& self = *writer.enrolled.device->replica->identity();
    writer.chain = log::first_prev(self.county_root, scope_, self.key.author(), self.epoch);
    // The first person is a record of the village, written at enrolment.
    for (const store::Head& head : writer.enrolled.device->replica->heads(scope_))
      if (head.author == self.key.author()) writer.seq = head.seq, writer.chain = head.chain;
    writers_.push_back(std::move(writer));
  }
  for (Writer& writer : writers_) {
    std::vector<log::SealedSegment> run;
    const store::DeviceIdentity& self = *writer.enrolled.device->replica->identity();
    for (const store::StoredSegment& one : writer.enrolled.device->replica->segments(scope_, self.key.author(), self.epoch, 1, 1 << 20)) run.push_back(one.sealed);
    push(run);
  }
  Draw draw(1);
  std::vector<log::SealedSegment> run;
  for (int act = 0; act < shape.writers * shape.acts; ++act) {
    run.push_back(write_act(static_cast<std::size_t>(act / shape.run % shape.writers), static_cast<std::size_t>(act), draw, shape));
    if (act % shape.run + 1 == shape.run) push(std::exchange(run, {}));
  }
  push(run);
}

void VillageLog::push(const std::vector<log::SealedSegment>& run) {
  for (const Bytes& bytes : log::encode_frames(run)) {
    ByteView rest = bytes;
    frames_.push_back(std::move(log::read_frame(rest)).value());
    segments_ += frames_.back().segments.size();
  }
}

log::SealedSegment VillageLog::write_act(std::size_t index, std::size_t act, Draw& draw, const VillageShape& shape) {
  Writer& own = writers_[index];
  const crypto::SigningKey& key = own.enrolled.device->key;
  world_.clock.ms += 1000;
  log::Segment segment;
  segment.scope = scope_;
  segment.author = key.author();
  segment.epoch = own.epoch;
  segment.seq_first = own.seq + 1;
  segment.hlc = static_cast<std::uint64_t>(world_.clock.ms) << 16;
  segment.clock_state = log::ClockState::trusted;
  segment.actor = own.enrolled.person.profile;
  const auto name = [&](const store::Head& head) {
    segment.deps.push_back({head.scope, head.author, head.epoch, head.seq, store::hash8_of(head.chain)});
  };
  // The first act has seen who may write; each has seen one other's last act, if that is news.
  if (own.seen.empty()) for (const store::Head& head : world_.root.replica->heads(world_.authority)) name(head);
  const std::size_t other = (index + 1 + draw.below(static_cast<std::uint32_t>(shape.writers - 1))) % static_cast<std::size_t>(shape.writers);
  if (const Writer& seen = writers_[other]; seen.seq > own.seen[other]) {
    own.seen[other] = seen.seq;
    name({scope_, seen.enrolled.device->key.author(), seen.epoch, seen.seq, seen.chain});
  }
  std::sort(segment.deps.begin(), segment.deps.end(), [](const log::Dependency& a, const log::Dependency& b) {
    return std::tuple(a.scope, a.author, a.epoch) < std::tuple(b.scope, b.author, b.epoch);
  });
  world_.random.fill(segment.salt);
  const auto elders = static_cast<std::uint32_t>(shape.elders);
  if (shape.what == Writes::single_fields) segment.operations = single_fields(draw, elders, shape.writes);
  else segment.operations = act < elders ? registration(draw, act) : visit_ops(draw, elder_id(draw.below(elders)), EntityId{world_random(world_.random)}, segment.actor, world_.clock.ms);
  auto sealed = log::seal(segment, own.chain, key, nullptr);
  if (!sealed) give_up(sealed.error().where.c_str());
  own.chain = sealed->chain;
  own.seq = segment.seq_last();
  operations_ += segment.operations.size();
  return std::move(sealed).value();
}

void VillageLog::admit(store::Replica& replica) {
  const crypto::SigningKey key = crypto::SigningKey::generate(world_.random);
  const bool certified = people::enrol_device(*world_.root.replica, {key.public_key(), "", people::DeviceKind::tablet, test::village}, world_.clock, world_.random).ok();
  auto grant = people::grant_for(*world_.root.replica, key.public_key(), world_.clock);
  if (!certified || !grant || !people::accept_grant(replica, *grant, key, world_.random)) give_up("not enrolled");
}

}  // namespace huzhu::bench
