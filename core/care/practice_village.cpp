#include "core/care/practice_village.h"

#include "core/care/visits.h"
#include "core/model/model.h"
#include "core/people/enrol.h"
#include "core/registry/edit_elder.h"
#include "core/registry/register_elder.h"
#include "core/registry/roster_table.h"

namespace huzhu::care {
namespace {

// No county has the code 999999: see registry/resident_id.h.
constexpr std::int64_t county = 999999, township = 999999001, village = 999999001201;

// The model's choices by number, as in core/model/model.cpp; a test registers all of them.
enum : std::int64_t { man = 1, woman = 2 };
enum : std::int64_t { alone = 1, couple, children, grandchildren };
enum : std::int64_t { no_tag = 0, empty_nest = 1, left_behind, minimum_allowance };
constexpr std::int64_t consent_by_mouth = 3;

struct MadeUp {
  const char* name;
  std::int64_t sex;
  int age, month, day;
  const char* group;
  std::int64_t living, tag;
  int seen_days_ago;
  const char *allergy, *medicine, *hearing, *spare_key, *stove;
};
constexpr MadeUp elders[] = {
    {"柳春芽", woman, 84, 3, 8, "一社", alone, empty_nest, 9, "青霉素", "降压药", "左耳背", "隔壁邻居有一把", "烧煤炉"},
    {"田有余", man, 81, 9, 21, "一社", alone, empty_nest, 7, "", "", "", "", "烧炕"},
    {"梅腊月", woman, 77, 12, 15, "二社", grandchildren, left_behind, 30, "", "降糖药", "", "", "烧煤炉"},
    {"石长青", man, 86, 6, 2, "二社", alone, no_tag, 6, "", "", "听不清，要大声", "门头上", ""},
    {"叶满仓", man, 72, 10, 30, "三社", couple, no_tag, 20, "", "", "", "", ""},
    {"杏花妈", woman, 70, 4, 5, "三社", couple, no_tag, 20, "海鲜", "", "", "", ""},
    {"雷谷雨", man, 79, 4, 20, "三社", children, minimum_allowance, 45, "", "", "", "", ""},
};

Result<std::unique_ptr<store::Replica>> in_memory(Clock& clock, Random& random) {
  return store::Replica::open({":memory:", {}, &clock, &random, {registry::roster_table()}});
}

registry::ElderDraft draft_of(const MadeUp& elder, Date today) {
  registry::ElderDraft draft;
  draft.name = elder.name;
  draft.sex = elder.sex;
  draft.birth_date = Date::from_civil(today.civil().year - elder.age, elder.month, elder.day);
  draft.area = village;
  draft.group_name = elder.group;
  draft.living = elder.living;
  if (elder.tag != no_tag) draft.tags = {elder.tag};
  draft.allergy = elder.allergy;
  draft.medicine = elder.medicine;
  draft.hearing = elder.hearing;
  draft.spare_key = elder.spare_key;
  draft.stove = elder.stove;
  draft.consent_kind = consent_by_mouth;
  return draft;
}

Result<EntityId> move_in(people::Session& lead, const MadeUp& elder) {
  HUZHU_ASSIGN(const registry::Registered registered, registry::register_elder(lead, draft_of(elder, lead.today())));
  VisitDraft visit;
  visit.elder = registered.saved.entity;
  visit.happened_at_ms = lead.now_ms() - std::int64_t{elder.seen_days_ago} * 24 * 3600 * 1000;
  HUZHU_TRY(record_all_well(lead, visit));
  return registered.saved.entity;
}

// All that `from` has of these scopes, as a sync would bring it.
Status hand_over(store::Replica& from, store::Replica& to, std::initializer_list<ScopeId> scopes) {
  for (const ScopeId scope : scopes) {
    HUZHU_ASSIGN(const std::vector<log::Frame> frames, from.frames(scope));
    HUZHU_TRY(to.receive(frames));
  }
  return Done{};
}

Status say_where_the_key_is(people::Session& session, EntityId elder, std::string_view where) {
  registry::FieldEdit edit{model::person::spare_key, {Value::of(where)}, {}};
  for (const registry::FormField& field : registry::open_form(session, elder))
    if (field.field == edit.field) edit.shown = field.shown;
  HUZHU_TRY(registry::edit_elder(session, elder, {edit}));
  return Done{};
}

}  // namespace

Result<PracticeVillage> make_practice_village(std::string_view name, Clock& clock, Random& random) {
  const auto key = [&] { return crypto::SigningKey::generate(random); };
  const crypto::SigningKey root_key = key(), hub_key = key(), device_key = key(), lead_key = key(), own_key = key();
  HUZHU_ASSIGN(const std::unique_ptr<store::Replica> root, in_memory(clock, random));
  HUZHU_ASSIGN(std::unique_ptr<store::Replica> own, in_memory(clock, random));
  const std::vector<people::AreaName> areas = {{county, "练习区"}, {township, "练习镇"}, {village, "练习村"}};
  HUZHU_ASSIGN(const people::Founding founding, people::found_county(*root, root_key, hub_key.public_key(), areas, clock, random));
  HUZHU_TRY(people::enrol_device(*root, {device_key.public_key(), "", people::DeviceKind::tablet, village}, clock, random));
  HUZHU_ASSIGN(const people::EnrolmentGrant grant, people::grant_for(*root, device_key.public_key(), clock));
  HUZHU_TRY(people::accept_grant(*own, grant, device_key, random));

  HUZHU_ASSIGN(const people::AddedPerson lead, people::first_profile(*own, {"安百顺", "", lead_key.public_key()}, clock, random));
  people::Session at_home(*own, people::Unlocked{lead.profile, {}, lead_key}, clock, random);
  HUZHU_TRY(people::ensure_person(at_home));
  HUZHU_ASSIGN(const people::AddedPerson me, people::add_person(at_home, {std::string(name), "", own_key.public_key(), model::RoleKind::volunteer}));
  EntityId first;
  for (const MadeUp& elder : elders) {
    HUZHU_ASSIGN(const EntityId moved_in, move_in(at_home, elder));
    if (!first) first = moved_in;
  }

  // The lead, at the other device, and who practises wrote the same thing differently before either had seen the other's.
  const ScopeId work = at_home.work_scope(village);
  HUZHU_TRY(hand_over(*own, *root, {founding.authority, work}));
  people::Session away(*root, people::Unlocked{lead.profile, {}, lead_key}, clock, random);
  HUZHU_TRY(say_where_the_key_is(away, first, "村干部有一把"));
  PracticeVillage made{std::move(own), people::Unlocked{me.profile, {}, own_key}};
  people::Session mine(*made.replica, made.person, clock, random);
  HUZHU_TRY(say_where_the_key_is(mine, first, "女儿有一把"));
  HUZHU_TRY(hand_over(*root, *made.replica, {work}));
  return made;
}

}  // namespace huzhu::care
