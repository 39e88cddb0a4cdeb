// Sample view models for tests of single screens: generated people, long and short words, every state.
#pragma once

#include "ui/screens/conflicts.h"
#include "ui/screens/elder.h"
#include "ui/screens/hours.h"
#include "ui/screens/overview.h"
#include "ui/screens/register.h"
#include "ui/screens/roster.h"
#include "ui/screens/sync.h"
#include "ui/screens/today.h"
#include "ui/screens/visit.h"

namespace huzhu::ui::sample {

inline Moment moment() { return {1795226520000, 480}; }  // 2026-11-21 10:02 in China
inline Date today() { return moment().today(); }

inline care::TodayElder today_elder(std::uint64_t id, const char* name, int age, const char* group, const char* tag, care::DueWord word, int late = 0) {
  care::TodayElder e;
  e.elder = EntityId{id};
  e.name = name;
  e.sex = 2;
  e.age = age;
  e.village = "红古村";
  e.group_name = group;
  e.tags = {tag};
  e.duty.word = word;
  e.duty.due = Date{today().days - late};
  e.duty.days_late = late;
  return e;
}

inline TodayScreen today_screen() {
  TodayScreen s;
  s.moment = moment();
  s.can_visit = true;
  s.first_phone = "13900015621";
  s.banner = {.sentence = Str::today_offline, .tone = Tone::wait, .icon = Icon::nonet};
  s.view.date = today();
  s.view.lunar = "十月十三";
  s.view.solar_term = "小雪";
  s.view.solar_term_in_days = 1;
  s.view.short_name = "桂香";
  s.view.planned = 5;
  s.view.to_visit = {today_elder(1, "马玉莲", 87, "三社", "独居", care::DueWord::late, 2), today_elder(2, "祁生福", 83, "一社", "半失能", care::DueWord::today),
                     today_elder(3, "欧阳白玉兰", 103, "十二社", "计生特殊家庭", care::DueWord::today)};
  s.view.to_visit[2].carry_on = "药快没了，带降压药去";
  for (std::uint64_t i = 0; i < 2; ++i) {
    care::VisitedToday v;
    v.elder = EntityId{10 + i};
    v.visit = EntityId{20 + i};
    v.name = i ? "赵兰香" : "李占魁";
    v.happened_at_ms = moment().now_ms - 3600000;
    v.outcome = 1;
    v.who = "陈桂香";
    v.state = i ? people::RecordState::received : people::RecordState::on_tablet;
    s.view.visited.push_back(v);
  }
  s.view.next_days = {today_elder(4, "俞学礼", 90, "二社", "重残", care::DueWord::tomorrow)};
  s.view.birthdays = {{EntityId{5}, "何万才", 80, Date{today().days + 12}}};
  return s;
}

inline registry::RosterRow roster_row(EntityId id) {
  registry::RosterRow r;
  r.elder = id;
  r.name = id.value % 3 ? "马玉莲" : "欧阳白玉兰";
  r.sex = 2;
  r.age = 60 + static_cast<int>(id.value % 44);
  r.village = "王家口村";
  r.group_name = "三社";
  r.tags = {"独居", "半失能"};
  r.last_visit = Date{today().days - 9};
  care::DutyState due;
  due.word = id.value % 2 ? care::DueWord::late : care::DueWord::today;
  due.days_late = static_cast<int>(id.value % 30);
  due.due = today();
  r.due = due;
  r.conflict = id.value % 7 == 0;
  return r;
}

inline registry::RosterResult roster_result(std::size_t count) {
  registry::RosterResult r;
  for (std::size_t i = 1; i <= count; ++i) r.ids.push_back(EntityId{i});
  r.total = count;
  return r;
}

inline registry::RosterChips roster_chips() {
  registry::RosterChips c;
  c.tags = {{1, "空巢", 40}, {3, "低保", 20}, {6, "计生特殊家庭", 4}};
  c.villages = {{620111104201, "红古村", 90}, {620111104202, "米家台村", 60}, {620111104203, "王家口村", 30}};
  c.care_levels = {{2, "半失能", 20}};
  return c;
}

inline ElderScreen elder_screen() {
  ElderScreen s;
  s.moment = moment();
  s.can_visit = s.can_edit = true;
  registry::ElderFile& f = s.file;
  f.person = EntityId{1};
  f.name = "马玉莲";
  f.sex = 2;
  f.age = 87;
  f.zodiac = "兔";
  f.resident_id = "999999193903048842";
  f.phone = "13900015621";
  f.village = "红古村";
  f.group_name = "三社";
  f.address = "东头平房，大槐树后面第二家";
  f.tags = {"独居", "低保", "半失能", "高龄"};
  f.safety = {{registry::SafetyKind::allergy, {"青霉素"}, ""},
              {registry::SafetyKind::medicine, {"早上吃降压药", "早晚各一片"}, ""},
              {registry::SafetyKind::hearing, {"敲门要重，等一会儿"}, ""},
              {registry::SafetyKind::contact, {"儿子 马建国"}, "13900017708"}};
  care::DutyState duty;
  duty.every_days = 7;
  duty.last = Date{today().days - 9};
  duty.due = Date{today().days - 2};
  duty.word = care::DueWord::late;
  duty.days_late = 2;
  f.duties = {duty};
  f.minutes_received = 750;
  f.minutes_received_this_month = 180;
  for (int i = 0; i < 3; ++i) {
    registry::Happening h;
    h.kind = i == 2 ? registry::Happening::Kind::hours : registry::Happening::Kind::visit;
    h.entity = EntityId{static_cast<std::uint64_t>(30 + i)};
    h.happened_at_ms = moment().now_ms - 86400000ll * i;
    h.who = "陈桂香";
    h.mode = 1;
    h.outcome = 1;
    h.service = 3;
    h.minutes = 60;
    h.state = static_cast<people::RecordState>(i);
    f.history.push_back(h);
  }
  f.history_count = 146;
  f.conflicts = {{EntityId{1}, model::person::phone, "电话"}};
  return s;
}

inline ConflictsScreen conflicts_screen() {
  ConflictsScreen s;
  s.moment = moment();
  for (std::uint64_t i = 0; i < 2; ++i) {
    registry::ConflictCard card;
    card.entity = EntityId{40 + i};
    card.type = model::EntityType::person;
    card.field = i ? model::person::living : model::person::phone;
    card.name = i ? "许凤英" : "马玉莲";
    card.village = "红古村";
    card.label = i ? "跟谁住" : "电话";
    card.former = i ? "老两口" : "13900013345";
    registry::ConflictSide a{{AuthorId{1}, 1, 5 + i}, {}, i ? "一个人住" : "13900015621", "陈桂香", true, moment().now_ms - 7200000, "红古村站 1 号平板", true, true};
    registry::ConflictSide b{{AuthorId{2}, 1, 9 + i}, {}, i ? "跟儿女" : "13900017708", "周育才", false, moment().now_ms - 86400000, "乡镇敬老院电脑", false, false};
    card.sides = {a, b};
    s.cards.push_back(card);
  }
  registry::SettledCard settled;
  settled.entity = EntityId{50};
  settled.field = model::person::birth_date;
  settled.name = "达正海";
  settled.label = "生日";
  settled.words = "1950年3月8日";
  settled.settled_at_ms = moment().now_ms - 60000;
  settled.sides = s.cards[0].sides;
  settled.chosen = Value::of(std::int64_t{1});
  s.settled = {settled};
  return s;
}

inline SyncScreen sync_screen() {
  SyncScreen s;
  s.moment = moment();
  s.online = false;
  s.can_carry = true;
  s.status.on_tablet = 1284;
  s.status.waiting = 3;
  s.status.received = 1281;
  s.status.elders = 10000;
  s.status.device_name = "红古村站 1 号平板";
  s.status.place = "红古村";
  s.status.last_received_ms = moment().now_ms - 7200000;
  for (int i = 0; i < 3; ++i) {
    people::WaitingAct a;
    a.kind = static_cast<people::WaitingAct::Kind>(i);
    a.entity = EntityId{static_cast<std::uint64_t>(60 + i)};
    a.name = "李占魁";
    a.service = 3;
    a.minutes = 90;
    a.at_ms = moment().now_ms - 600000 * i;
    a.who = "陈桂香";
    s.status.waiting_acts.push_back(a);
  }
  s.state.incidents = {{sync::IncidentKind::quarantined, {}, {}, moment().now_ms}};
  return s;
}

inline OverviewScreen overview_screen() {
  OverviewScreen s;
  s.moment = moment();
  s.view.date = today();
  s.view.place = "红古区";
  s.view.planned_today = 86;
  s.view.visited_today = 37;
  s.view.late = 3;
  s.view.lunar = "十月十三";
  s.view.solar_term = "小雪";
  s.view.solar_term_in_days = 1;
  for (int i = 0; i < 6; ++i) {
    care::VillageLine l;
    l.area = 620111104201 + i;
    l.name = i % 2 ? "米家台村" : "红古村";
    l.due_today = 24 - 3 * i;
    if (i < 4) {
      l.visited = 14 - i;
      l.late = i % 2;
      l.reported_today = true;
    } else if (i == 4) {
      l.last_report_ms = moment().now_ms - 86400000;
    }
    s.view.villages.push_back(l);
  }
  for (int i = 0; i < 8; ++i) s.view.weeks[static_cast<std::size_t>(i)] = {Date{today().days - 7 * (7 - i)}, 240 + 8 * i, i == 3 ? std::nullopt : std::optional<int>(88 + i)};
  care::InboxItem item;
  item.name = "马玉莲";
  item.label = "电话";
  item.who = {"陈桂香", "周育才"};
  item.entity = EntityId{70};
  s.view.inbox = {item, item};
  s.view.inbox[1].kind = care::InboxItem::Kind::needs_help;
  s.view.inbox[1].entity = EntityId{71};
  s.view.inbox[1].words = "家窗户漏风";
  s.view.inbox[1].at_ms = moment().now_ms - 86400000;
  s.view.inbox_count = 2;
  s.view.due = {5, 2, 1};
  return s;
}

}  // namespace huzhu::ui::sample
