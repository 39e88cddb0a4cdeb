#include "core/registry/elder_file.h"

#include <algorithm>

#include "core/base/order.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/registry/conflict_card.h"
#include "core/registry/consent.h"
#include "core/registry/elder_index.h"
#include "core/registry/move_elder.h"
#include "core/registry/tags.h"
#include "core/timebank/hours.h"

namespace huzhu::registry {
namespace {

using people::bits;
using people::each_row;
using people::entity_at;
using store::Statement;
namespace person = model::person;

std::optional<Date> date_at(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Date{static_cast<std::int32_t>(row.integer(column))};
}

// All values of a safety or text field that stand side by side.
std::vector<std::string> values_of(people::Session& session, EntityId id, std::uint16_t field) {
  std::vector<std::string> values;
  for (const store::HeadValue& head : session.replica().field_heads(id, field)) {
    std::string words;
    if (head.value.type == WireType::text) words = head.value.data;
    if (head.value.type == WireType::integer)
      if (const model::Choice* choice = model::find_choice(person_field(field), head.value.integer)) words = std::string(choice->label_zh);
    if (!words.empty() && std::find(values.begin(), values.end(), words) == values.end()) values.push_back(std::move(words));
  }
  return values;
}

std::vector<std::string> values_of(people::Session& session, const SamePerson& records, std::uint16_t field) {
  std::vector<std::string> values;
  for (const EntityId record : records)
    for (std::string& words : values_of(session, record, field))
      if (std::find(values.begin(), values.end(), words) == values.end()) values.push_back(std::move(words));
  return values;
}

void add_safety(ElderFile& file, people::Session& session, const SamePerson& records, SafetyKind kind, std::uint16_t field) {
  std::vector<std::string> values = values_of(session, records, field);
  if (!values.empty()) file.safety.push_back({kind, std::move(values), {}});
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(between)) + part;
  return text;
}

// 儿子 马建国: relation and name as one line; several numbers or names are all there.
void add_contact(ElderFile& file, people::Session& session, const SamePerson& records) {
  const std::vector<std::string> names = values_of(session, records, person::contact_name);
  const std::vector<std::string> relations = values_of(session, records, person::contact_relation);
  const std::vector<std::string> phones = values_of(session, records, person::contact_phone);
  if (names.empty() && phones.empty()) return;
  SafetyItem item{SafetyKind::contact, {}, joined(phones, " ")};
  if (relations.size() == 1 && names.size() == 1) {
    item.values.push_back(relations.front() + " " + names.front());
  } else {
    item.values = names;
    item.values.insert(item.values.end(), relations.begin(), relations.end());
  }
  file.safety.push_back(std::move(item));
}

Status read_person(people::Session& session, ElderFile& file, care::ElderFacts& facts, std::uint64_t& tags) {
  bool found = false;
  each_row(session.db().cached("SELECT name, sex, birth_date, resident_id, phone, area, group_name, address, living, care_level, note,"
                               " registered_on, ended_kind, visit_every_days, ended_on FROM person WHERE id=?1 ORDER BY scope LIMIT 1").bind(1, bits(file.person)),
           [&](const Statement& row) {
             found = true;
             file.name = std::string(row.text(0));
             file.sex = row.integer(1);
             file.birth_date = date_at(row, 2);
             file.resident_id = std::string(row.text(3));
             file.phone = std::string(row.text(4));
             file.area = row.integer(5);
             file.group_name = std::string(row.text(6));
             file.address = std::string(row.text(7));
             file.living = row.integer(8);
             file.care_level = row.integer(9);
             file.note = std::string(row.text(10));
             file.registered_on = date_at(row, 11);
             file.ended_kind = row.integer(12);
             file.ended_on = date_at(row, 14);
             facts.visit_every_days = static_cast<int>(row.integer(13));
           });
  if (!found) return Error{ErrorCode::not_found, "person", ""};
  each_row(session.db().cached("SELECT value FROM entity_set WHERE entity=?1 AND type=3 AND field=?2").bind(1, bits(file.person)).bind(2, std::int64_t{person::tags}),
           [&](const Statement& row) {
             facts.tags.push_back(row.integer(0));
             tags |= std::uint64_t{1} << (row.integer(0) & 63);
           });
  return Done{};
}

struct Seen { EntityId who; ScopeId scope; };

// Of one record; who came, and where it is written, stands beside in `seen`.
void read_happenings(people::Session& session, ElderFile& file, EntityId record, std::size_t rows_max, std::vector<Seen>& seen) {
  const int offset = session.clock().utc_offset_minutes();
  const auto limit = static_cast<std::int64_t>(rows_max);
  each_row(session.db().cached("SELECT id, happened_at, visitor, mode, outcome, follow_up, note, voice, scope FROM visit WHERE elder=?1 ORDER BY happened_at DESC, id DESC LIMIT ?2")
               .bind(1, bits(record)).bind(2, limit),
           [&](const Statement& row) {
             Happening h;
             h.kind = Happening::Kind::visit;
             h.entity = entity_at(row, 0);
             h.happened_at_ms = row.integer(1);
             h.mode = row.integer(3);
             h.outcome = row.integer(4);
             h.note = std::string(row.text(row.text(5).empty() ? 6 : 5));
             if (const auto ref = log::decode_blob_ref(row.blob(7)); ref && ref->length <= limits::voice_bytes_max)
               h.voice = store::NamedBlob{ScopeId{store::unsigned_of(row, 8)}, *ref};
             file.history.push_back(std::move(h));
             seen.push_back({entity_at(row, 2), ScopeId{store::unsigned_of(row, 8)}});
           });
  each_row(session.db().cached("SELECT id, happened_on, helper, service, minutes, note, scope FROM time_entry WHERE elder=?1 ORDER BY happened_on DESC, id DESC LIMIT ?2")
               .bind(1, bits(record)).bind(2, limit),
           [&](const Statement& row) {
             Happening h;
             h.kind = Happening::Kind::hours;
             h.entity = entity_at(row, 0);
             h.happened_at_ms = row.integer(1) * 86400000 - std::int64_t{offset} * 60000;
             h.whole_day = true;
             h.service = row.integer(3);
             h.minutes = row.integer(4);
             h.note = std::string(row.text(5));
             file.history.push_back(std::move(h));
             seen.push_back({entity_at(row, 2), ScopeId{store::unsigned_of(row, 6)}});
           });
  each_row(session.db().cached("SELECT (SELECT COUNT(*) FROM visit WHERE elder=?1) + (SELECT COUNT(*) FROM time_entry WHERE elder=?1)").bind(1, bits(record)),
           [&](const Statement& row) { file.history_count += static_cast<std::size_t>(row.integer(0)); });
}

void read_history(people::Session& session, ElderFile& file, const SamePerson& records, std::size_t rows_max) {
  const int offset = session.clock().utc_offset_minutes();
  std::vector<Seen> seen;
  for (const EntityId record : records) read_happenings(session, file, record, rows_max, seen);
  for (std::size_t i = 0; i < file.history.size(); ++i) {
    Happening& h = file.history[i];
    h.who = people::person_name(session.db(), seen[i].who);
    h.written = people::written(session.replica(), seen[i].scope, h.entity, h.kind == Happening::Kind::visit ? model::visit::happened_at : model::time_entry::happened_on);
  }
  stable_order(file.history, [&](const Happening& a, const Happening& b) {
    const Date x = Date::from_ms(a.happened_at_ms, offset), y = Date::from_ms(b.happened_at_ms, offset);
    return x != y ? x > y : a.happened_at_ms > b.happened_at_ms;
  });
  if (file.history.size() > rows_max) file.history.resize(rows_max);
  const store::DeviceIdentity* identity = session.replica().identity();
  for (Happening& h : file.history) {
    h.state = people::record_state(session.replica(), h.entity);
    each_row(session.db().cached("SELECT author FROM entity WHERE id=?1 LIMIT 1").bind(1, bits(h.entity)),
             [&](const Statement& row) { h.own = identity && AuthorId{store::unsigned_of(row, 0)} == identity->key.author(); });
  }
}

void read_conflicts(people::Session& session, ElderFile& file) {
  each_row(session.db().cached("SELECT entity, field FROM conflict WHERE entity=?1 AND type=3 ORDER BY field").bind(1, bits(file.person)), [&](const Statement& row) {
    const model::Field* field = model::find(*model::find(model::EntityType::person), static_cast<std::uint16_t>(row.integer(1)));
    if (field) file.conflicts.push_back({entity_at(row, 0), field->id, std::string(field->label_zh)});
  });
}

void read_others(people::Session& session, ElderFile& file, const SamePerson& records) {
  for (const EntityId record : records) {
    if (record == file.person) continue;
    each_row(session.db().cached("SELECT name, area, group_name, registered_on, ended_kind FROM person WHERE id=?1 ORDER BY scope LIMIT 1").bind(1, bits(record)),
             [&](const Statement& row) {
               file.others.push_back({record, std::string(row.text(0)), people::place_name(session.db(), row.integer(1)), std::string(row.text(2)), date_at(row, 3), row.integer(4)});
             });
  }
  for (const ConflictCard& card : cards_between(session, records))
    if (std::none_of(file.conflicts.begin(), file.conflicts.end(), [&](const OpenConflict& c) { return c.field == card.field; }))
      file.conflicts.push_back({card.entity, card.field, card.label});
}

// The last visit says what is owed, by the same rules as the roster.
void read_duties(people::Session& session, ElderFile& file, const SamePerson& records, care::ElderFacts facts) {
  ElderRecord record;
  for (const EntityId one : records)
    each_row(session.db().cached("SELECT happened_at, outcome, follow_up_by, id FROM visit WHERE elder=?1 ORDER BY happened_at DESC, id DESC LIMIT 1").bind(1, bits(one)),
             [&](const Statement& row) {
               ElderRecord last;
               last.last_at_ms = row.integer(0);
               last.outcome = row.integer(1);
               last.follow_up_by = date_at(row, 2);
               last.last_visit = entity_at(row, 3);
               record.know_too(last);
             });
  const care::ElderFacts last = record.facts(session.clock().utc_offset_minutes());
  facts.last_visit = last.last_visit;
  facts.follow_up_by = last.follow_up_by;
  facts.birth_date = file.birth_date;
  facts.care_level = file.care_level;
  facts.living = file.living;
  facts.registered_on = file.registered_on;
  facts.in_care = file.ended_kind == 0;
  file.duties = care::duties_of(facts, session.today());
}

}  // namespace

Result<ElderFile> elder_file(people::Session& session, EntityId id, std::size_t history_rows) {
  ElderFile file;
  file.person = id;
  care::ElderFacts facts;
  std::uint64_t tags = 0;
  HUZHU_TRY(read_person(session, file, facts, tags));
  const SamePerson records = records_of(session.db(), id);
  const Date today = session.today();
  if (file.birth_date) {
    file.age = age_on(*file.birth_date, today);
    if (const auto day = lunar(*file.birth_date)) file.zodiac = std::string(zodiac_zh(day->year));
  }
  file.village = people::place_name(session.db(), file.area);
  file.township = people::place_name(session.db(), file.area / 1000);
  file.tags = tag_labels(file.living, tags_shown_to(session.role(), tags), file.care_level, TagOrder::living_first);
  if (file.age >= advanced_age) file.tags.emplace_back(advanced_age_label);
  add_safety(file, session, records, SafetyKind::allergy, person::allergy);
  add_safety(file, session, records, SafetyKind::medicine, person::medicine);
  add_safety(file, session, records, SafetyKind::hearing, person::hearing);
  const SamePerson at_home = not_left(session.db(), records);
  add_safety(file, session, at_home, SafetyKind::spare_key, person::spare_key);
  add_safety(file, session, at_home, SafetyKind::stove, person::stove);
  add_contact(file, session, records);
  read_duties(session, file, records, std::move(facts));
  file.minutes_earned = timebank::sum_of_helper(session, id).minutes;
  for (const EntityId record : records) {
    const timebank::HoursSum received = timebank::sum_of_elder(session, record);
    file.minutes_received += received.minutes;
    file.minutes_received_this_month += received.minutes_this_month;
    file.consent_taken_back |= took_back(session.db(), record, ConsentSubject::registration);
  }
  read_history(session, file, records, history_rows);
  read_conflicts(session, file);
  read_others(session, file, records);
  file.moved_to = moved_to(session.db(), id);
  file.moved_from = moved_from(session.db(), id);
  file.state = people::record_state(session.replica(), id);
  return file;
}

std::string masked_id(std::string_view id) {
  if (id.size() < 14) return std::string(id.size(), '*');
  return std::string(id.substr(0, 6)) + "••••" + std::string(id.substr(id.size() - 4));
}

std::string phone_tail(std::string_view phone) { return phone.size() < 4 ? std::string() : std::string(phone.substr(phone.size() - 4)); }

}  // namespace huzhu::registry
