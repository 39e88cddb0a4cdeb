#include "tests/sim/people.h"

#include <algorithm>

#include "core/care/visits.h"
#include "core/people/enrol.h"
#include "core/people/query.h"
#include "core/people/revoke.h"
#include "core/registry/register_elder.h"
#include "core/timebank/hours.h"

namespace huzhu::sim {

namespace {

namespace fields = model::person;

constexpr std::string_view elder_names[] = {"马玉莲", "张德福", "李秀英", "达正海", "王桂花", "赵有才"};
constexpr std::string_view notes[] = {"腿脚不好", "爱听秦腔", "儿子在兰州", "下午不在家"};
constexpr std::string_view drugs[] = {"青霉素", "降压药", "阿司匹林"};
constexpr std::size_t hot_elders = 3;  // those everybody writes about, so that people collide

Value one_of(std::span<const std::string_view> words, Dice& dice) { return Value::of(words[dice.below(words.size())]); }

// A value that stands in a field and that the form did not show.
struct Unseen {
  std::uint16_t field = 0;
  Dot dot;
};

std::vector<Unseen> unseen_by(Tablet& tablet, EntityId elder, const std::vector<registry::FieldEdit>& edits) {
  std::vector<Unseen> unseen;
  for (const registry::FieldEdit& edit : edits) {
    if (edit.field == fields::tags) continue;
    for (const store::HeadValue& head : tablet.replica().field_heads(elder, edit.field))
      if (std::find(edit.shown.begin(), edit.shown.end(), head.dot) == edit.shown.end()) unseen.push_back({edit.field, head.dot});
  }
  return unseen;
}

}  // namespace

struct People::Hand {
  People& people;
  Tablet& tablet;
  std::size_t person;
  Dice& dice;
  people::Session session = tablet.session(person);

  bool lead() const { return person == 0; }

  EntityId pick(std::string_view sql, std::size_t first = SIZE_MAX) {
    std::vector<EntityId> all;
    people::each_row(session.db().cached(sql), [&](const store::Statement& row) { all.push_back(people::entity_at(row, 0)); });
    if (all.empty()) return {};
    return all[dice.below(std::min(all.size(), first))];
  }
  EntityId elder() {
    constexpr std::string_view sql = "SELECT id FROM person WHERE birth_date IS NOT NULL ORDER BY id";
    return dice.percent(70) ? pick(sql, hot_elders) : pick(sql);
  }
  void say(std::string_view what, const Result<people::Saved>& saved) { people.done(tablet, what, saved, lead()); }

  void register_elder(bool again) {
    registry::ElderDraft draft;
    draft.name = elder_names[dice.below(again ? 2 : std::size(elder_names))];
    draft.birth_date = Date::from_civil(1940, 1 + static_cast<int>(dice.below(again ? 1 : 12)), 8);
    draft.sex = 2;
    draft.area = tablet.area == other_village_area || (tablet.area == county_area && dice.one_in(3)) ? other_village_area : village_area;
    draft.group_name = "三社";
    draft.living = 1;
    draft.phone = fmt::format("1390931{:04}", dice.below(10000));
    draft.consent_kind = 3;
    if (dice.one_in(3)) draft.tags = {3};
    const auto saved = registry::register_elder(session, draft);
    say("registers", saved ? Result<people::Saved>(saved->saved) : saved.error());
  }

  Value new_value(std::uint16_t field) {
    switch (field) {
      case fields::phone: return Value::of(fmt::format("1390931000{}", dice.below(4)));
      case fields::name: return one_of(elder_names, dice);
      case fields::living: return Value::of(dice.between(1, 6));
      case fields::care_level: return Value::of(dice.between(1, 4));
      case fields::allergy: return one_of(drugs, dice);
      case fields::medicine: return one_of(drugs, dice);
      default: return dice.one_in(5) ? Value::null() : one_of(notes, dice);
    }
  }

  // The first elders there are, so that those who act together mean the same one.
  void collide(std::uint64_t seed) {
    Dice together(seed);
    const EntityId who = pick("SELECT id FROM person WHERE birth_date IS NOT NULL ORDER BY id", 1 + together.below(2));
    if (!who) return;
    constexpr std::uint16_t some[] = {fields::phone, fields::living, fields::care_level, fields::note, fields::allergy, fields::tags};
    const std::uint16_t field = some[together.below(std::size(some))];
    const auto form = registry::open_form(session, who);
    const auto shown = std::find_if(form.begin(), form.end(), [&](const registry::FormField& f) { return f.field == field; });
    std::vector<Value> values = {field == fields::tags ? Value::of(dice.between(1, 5)) : new_value(field)};
    people.settle_form(tablet, person, who, {{field, std::move(values), shown->shown}});
  }

  void edit(bool held_open) {
    const EntityId who = elder();
    if (!who) return;
    constexpr std::uint16_t some[] = {fields::phone, fields::phone, fields::phone, fields::living, fields::living, fields::allergy, fields::medicine, fields::note, fields::tags};
    const auto form = registry::open_form(session, who);
    std::vector<registry::FieldEdit> edits;
    for (std::int64_t n = dice.between(1, 3); n > 0; --n) {
      const std::uint16_t field = some[dice.below(std::size(some))];
      const auto shown = std::find_if(form.begin(), form.end(), [&](const registry::FormField& f) { return f.field == field; });
      if (std::any_of(edits.begin(), edits.end(), [&](const registry::FieldEdit& e) { return e.field == field; })) continue;
      std::vector<Value> values = shown->values;
      if (field != fields::tags) values = {new_value(field)};
      else if (!values.empty() && dice.one_in(2)) values.erase(values.begin() + static_cast<std::ptrdiff_t>(dice.below(values.size())));
      else values.push_back(Value::of(dice.between(1, 5)));
      edits.push_back({field, std::move(values), shown->shown});
    }
    if (!held_open) return people.settle_form(tablet, person, who, std::move(edits));
    // The form stays open while others write and syncs come in.
    people.agenda_.after(dice.between(20'000, 4 * 60'000), [&p = people, &t = tablet, run = tablet.run(), by = person, who, edits = std::move(edits)] {
      if (t.run() != run || !t.ready()) return;
      t.touch();
      p.settle_form(t, by, who, edits);
    });
  }

  care::VisitDraft visit_draft() {
    care::VisitDraft draft;
    draft.elder = elder();
    draft.basics = draft.safety = draft.family = draft.mood = care::Answer::fine;
    if (dice.one_in(3)) {
      draft.safety = care::Answer::concern;
      draft.matters = {21};
      draft.outcome = care::Outcome::needs_help;
      draft.follow_up = "找人通烟筒";
    }
    return draft;
  }
  void visit() {
    const auto draft = visit_draft();
    if (draft.elder) say("visits", care::record_visit(session, draft));
  }
  EntityId known_visit() { return pick("SELECT id FROM visit ORDER BY id", hot_elders); }
  void correct() {
    const auto record = care::visit_record(session, known_visit());
    if (!record) return;
    care::VisitDraft said = record->said;
    said.note = notes[dice.below(std::size(notes))];
    said.mood = dice.one_in(2) ? care::Answer::fine : care::Answer::concern;
    if (said.outcome == care::Outcome::none) said.outcome = care::Outcome::safe;
    say("corrects a visit", care::correct_visit(session, record->visit, said));
  }
  void take_back_visit() {
    if (const EntityId visit = known_visit()) say("takes a visit back", care::take_back_visit(session, visit));
  }
  // Recorded on the wrong elder: taken back, and recorded on the right one.
  void wrong_elder() {
    auto draft = visit_draft();
    if (!draft.elder) return;
    const auto wrong = care::record_visit(session, draft);
    say("visits (the wrong elder)", wrong);
    if (!wrong || !tablet.ready()) return;
    say("takes it back", care::take_back_visit(session, wrong->entity));
    if (!tablet.ready()) return;
    draft.elder = elder();
    if (draft.elder) say("visits (the right elder)", care::record_visit(session, draft));
  }
  void take_back_elder() {
    if (const EntityId who = elder()) say("takes a registration back", registry::take_back_registration(session, who));
  }

  void hours() {
    timebank::HoursDraft draft;
    draft.elder = elder();
    draft.service = static_cast<timebank::Service>(dice.between(1, 9));
    draft.minutes = dice.between(10, 180);
    if (!draft.elder) return;
    const auto saved = timebank::record_hours(session, draft);
    say("records hours", saved ? Result<people::Saved>(saved->saved) : saved.error());
  }
  void take_back_hours() {
    if (const EntityId entry = pick("SELECT id FROM time_entry ORDER BY id")) say("takes hours back", timebank::take_back_hours(session, entry));
  }

  void resolve() {
    const auto cards = registry::conflict_cards(session);
    if (cards.empty()) return;
    const auto& card = cards[dice.below(cards.size())];
    const auto saved = registry::resolve(session, card, card.sides[dice.below(card.sides.size())].dot);
    people.settled_ += saved.ok();
    say("settles a conflict", saved);
  }
  void restore() {
    const auto cards = registry::settled_cards(session);
    if (cards.empty()) return;
    const auto& card = cards[dice.below(cards.size())];
    say("brings a value back", registry::restore(session, card, card.sides[dice.below(card.sides.size())].dot));
  }

  // What lay beyond the cut of a lost device, a lead takes over.
  void admit() {
    auto held = people::held_acts(session);
    std::vector<store::Replica::Held> acts;
    for (auto& one : held) {
      const auto& act = one.act;
      if (!acts.empty() && (act.scope != acts[0].scope || act.author != acts[0].author || act.epoch != acts[0].epoch || act.forked != acts[0].forked)) continue;
      acts.push_back(std::move(one.act));
    }
    if (!acts.empty()) say("admits held acts", people::admit(session, acts));
  }

  void add_volunteer() {
    if (!lead() || tablet.area == county_area || tablet.people().size() >= 3) return;
    Person fresh{"王志愿", crypto::SigningKey::generate(dice), {}};
    const auto added = people::add_person(session, {fresh.name, "", fresh.actor.public_key(), model::RoleKind::volunteer});
    if (added) fresh.profile = added->profile;
    say("adds a volunteer", added ? Result<people::Saved>(added->saved) : added.error());
    if (added && tablet.ready()) tablet.people().push_back(std::move(fresh));
  }
};

void People::act(Tablet& tablet, std::uint64_t seed) {
  tablet.unlock();
  if (!tablet.ready() || !tablet.people().front().profile) return;
  Dice dice(seed);
  Hand hand{*this, tablet, dice.below(tablet.people().size()), dice};
  if (!hand.elder()) return hand.register_elder(false);  // there is nothing else to do yet
  if (dice.one_in(6) && tablet.replica().conflict_count() > 0) return hand.resolve();
  switch (dice.below(clumsy_ ? 34 : 24)) {
    case 0: case 1: case 2: return hand.register_elder(false);
    case 3: case 4: case 5: case 6: case 7: case 8: case 9: case 10: return hand.edit(false);
    case 11: case 12: case 13: return hand.visit();
    case 14: case 15: return hand.correct();
    case 16: case 17: return hand.hours();
    case 18: case 19: case 20: return hand.resolve();
    case 21: return hand.take_back_visit();
    case 22: return hand.add_volunteer();
    case 23: return dice.one_in(2) ? hand.admit() : hand.restore();
    case 24: case 25: case 26: case 27: return hand.edit(true);
    case 28: case 29: return hand.wrong_elder();
    case 30: return hand.take_back_elder();
    case 31: return hand.take_back_hours();
    default: return hand.register_elder(true);
  }
}

void People::collide(Tablet& tablet, std::uint64_t seed) {
  tablet.unlock();
  if (!tablet.ready() || !tablet.people().front().profile) return;
  Dice dice(seed + static_cast<std::uint64_t>(tablet.number));
  Hand{*this, tablet, 0, dice}.collide(seed);
}

bool People::stop_device(Tablet& tablet, AuthorId device) {
  tablet.unlock();
  if (!tablet.ready() || !tablet.people().front().profile) return false;
  people::Session session = tablet.session(0);
  const auto saved = people::revoke(session, {model::RevocationKind::device, people::certificate_of(device), people::RevocationReason::lost, ""});
  // Of a device of another place, or one whose certificate has not come here, this person has no say.
  if (saved || (saved.error().code != ErrorCode::not_allowed && saved.error().code != ErrorCode::not_found)) done(tablet, "has a device stopped", saved, true);
  return saved.ok();
}

void People::settle_form(Tablet& tablet, std::size_t person, EntityId elder, std::vector<registry::FieldEdit> edits) {
  people::Session session = tablet.session(person);
  const std::vector<Unseen> before = unseen_by(tablet, elder, edits);
  const auto saved = registry::edit_elder(session, elder, edits);
  done(tablet, "edits", saved, person == 0);
  if (!saved || !tablet.ready()) return;
  for (const Unseen& one : before) {
    const auto heads = tablet.replica().field_heads(elder, one.field);
    const bool stands = std::any_of(heads.begin(), heads.end(), [&](const store::HeadValue& head) { return head.dot == one.dot; });
    if (!stands) throw Failed("a form covers only what it showed", fmt::format("t{}: a value of field {} of {} is gone that the form never showed", tablet.number, one.field, to_string(elder)));
  }
}

void People::done(Tablet& tablet, std::string_view what, const Result<people::Saved>& saved, bool lead) {
  ++acts_;
  if (!tablet.still_runs()) return trace_.say("t{} {} and dies over it", tablet.number, what);
  if (saved) {
    trace_.say("t{} {} {} ({}#{})", tablet.number, what, to_string(saved->entity), to_string(saved->first.author), saved->first.seq);
    if (tablet.on_acknowledged) tablet.on_acknowledged(tablet);
    return tablet.wake();
  }
  const Error& error = saved.error();
  trace_.say("t{} {}: refused, error {} at {} {}", tablet.number, what, static_cast<int>(error.code), error.where, error.detail);
  if (error.code == ErrorCode::not_found) return;                    // gone since they looked
  if (error.code == ErrorCode::not_allowed && !lead) return;         // a volunteer's limits
  if (error.code == ErrorCode::storage_full && tablet.room_is_limited()) return;
  throw Failed("nothing blocks writing", fmt::format("t{} {}: error {} at {}: {}", tablet.number, what, static_cast<int>(error.code), error.where, error.detail));
}

}  // namespace huzhu::sim
