// Every screen about people and their devices.
#include "tests/ui/screens/every_part.h"
#include "ui/screens/first_run.h"
#include "ui/screens/far_reset.h"
#include "ui/screens/invite.h"
#include "ui/screens/people.h"
#include "ui/screens/station.h"
#include "ui/screens/unlock.h"

namespace huzhu::ui::sample {

// ---- 头一回用, 开锁, 加一个人 --------------------------------------------------------------------------------------

void add_people(std::vector<Sample>& out) {
  using Step = FirstRunState::Step;
  const auto first = [&](const std::string& name, FirstRunState state) {
    out.push_back({name, [s = keep(std::move(state))](Kit& k) { first_run_screen(k, *s); }});
  };
  for (int step = 0; step <= static_cast<int>(Step::working); ++step) {
    FirstRunState s;
    s.step = static_cast<Step>(step);
    s.place = verbatim("红古镇红古村农村幸福院互助站");
    s.role = verbatim("站长");
    s.pin_length = 8;
    for (Text& word : s.words) word = verbatim("喜鹊");
    s.codes = {"HUZHU:" + std::string(180, '7'), 1, 1, true, false};
    first("first run, step " + std::to_string(step), s);
    s.code = "12345678";
    s.name = long_name;
    s.error = error_text(ErrorCode::captive_portal);
    s.pin.error = Str::pin_differs;
    s.pin.pin = "123";
    s.busy = step == 0;
    first("first run, trouble, step " + std::to_string(step), s);
  }
  const auto unlock = [&](const char* name, UnlockView view, UnlockState state) {
    out.push_back({name, [v = keep(std::move(view)), s = keep(std::move(state))](Kit& k) { unlock_screen(k, *v, *s); }});
  };
  UnlockView view{verbatim("红古村互助站"), {{1, verbatim("桂"), verbatim("桂香"), verbatim("志愿者")}, {2, verbatim("长"), verbatim("长顺"), verbatim("站长")}}, {}};
  unlock("unlock", view, {});
  view.profiles[0].pin = {people::PinKind::pictures, 8};
  unlock("unlock, pictures", view, {});
  unlock("unlock, pictures, wrong", view, {.pin = "abc", .error = Str::unlock_wrong});
  view.profiles[0].pin = {people::PinKind::digits, 8};
  unlock("unlock, wrong", view, {.pin = "12", .error = Str::unlock_wrong});
  view.helpers_elsewhere = view.stopped = true;
  unlock("unlock, somebody forgot the PIN", view, {.selected = 1, .helped = 0});
  view.blocked = say(Str::unlock_wait_minutes, 15);
  for (std::uint64_t i = 3; i < 9; ++i) view.profiles.push_back({i, verbatim("阿"), verbatim(long_name), verbatim("县里管理员")});
  unlock("unlock, locked out, many people", view, {.selected = 4});
  const auto add = [&](const char* name, AddPersonState state) {
    out.push_back({name, [s = keep(std::move(state))](Kit& k) { framed(k, "add", Str::add_screen_title, true, [&] { add_person_content(k, *s); }); }});
  };
  add("add a person", {});
  add("add a person, long", {.name = long_name, .error = error_text(ErrorCode::not_allowed)});
  add("add a person, their PIN", {.name = long_name, .pin_step = true});
  add("add a person, working", {.name = "马", .pin_step = true, .busy = true});
  const auto one_more = [&](const char* name, OneMoreState state) {
    out.push_back({name, [s = keep(std::move(state))](Kit& k) { framed(k, "one_more", Str::add_screen_title, true, [&] {
      (void)one_more_content(k, *s);
      if (one_more_has_acts(*s)) (void)one_more_acts(k, *s);
    }); }});
  };
  OneMoreState asking{.codes = {.text = "HUZHU:J:12345678:0123456789ABCDEF", .number = 1, .pieces = 1}, .words = {verbatim("白菜"), verbatim("剪刀"), verbatim("核桃"), verbatim("灯笼")}, .name = long_name};
  one_more("one more person, asking", asking);
  asking.step = OneMoreState::Step::read;
  asking.error = Str::first_face_other;
  one_more("one more person, the answer", asking);
  asking.step = OneMoreState::Step::person;
  asking.role = Str::unknown;
  one_more("one more person, who", asking);
  asking.step = OneMoreState::Step::pin;
  one_more("one more person, their PIN", asking);
  asking.step = OneMoreState::Step::working;
  one_more("one more person, working", asking);
  const auto change = [&](const char* name, TwicePin state) {
    out.push_back({name, [s = keep(std::move(state))](Kit& k) { framed(k, "pin", Str::pin_screen_title, true, [&] { twice_pin(k, "pin", 8, *s); }); }});
  };
  change("change PIN", {});
  change("change PIN, too easy", {.pin = "1234", .error = Str::pin_guessed});
  change("change PIN, pictures", {.kind = people::PinKind::pictures});
  change("change PIN, pictures, too easy", {.kind = people::PinKind::pictures, .error = Str::pin_guessed_pictures});
  change("change PIN, pictures again", {.kind = people::PinKind::pictures, .pin = "abdclhai", .again = "ab", .second = true});
  change("change PIN, working", {.working = true});
  const auto longer = [&](const char* name, LongerPinState state) {
    out.push_back({name, [s = keep(std::move(state))](Kit& k) { longer_pin_screen(k, 8, *s); }});
  };
  longer("a longer PIN", {});
  longer("a longer PIN, choosing", {.choosing = true});
}

void add_station(std::vector<Sample>& out) {
  StationView view;
  for (std::uint64_t i = 1; i < 4; ++i) view.people.push_back({EntityId{i}, verbatim("阿"), verbatim(i == 3 ? long_name : "陈桂香"), verbatim("县里管理员"), i == 1, i > 1});
  for (std::uint64_t i = 1; i < 4; ++i) {
    people::DeviceRow device;
    device.certificate = EntityId{10 + i};
    device.name = i == 3 ? long_name : "红古村站 1 号平板";
    device.place = "红古村";
    device.own = i == 1;
    device.revoked = i == 2;
    if (i != 2) device.ends_at_ms = i * 86'400'000ll - 80'000'000ll;
    view.devices.push_back(device);
  }
  view.displaced = {{EntityId{21}, verbatim("魏"), verbatim("魏长顺"), verbatim("红古村站 2 号平板")}, {EntityId{22}, verbatim("阿"), verbatim(long_name), verbatim(long_name)}};
  view.may_revoke = view.may_invite = view.may_help = view.may_take_off = true;
  view.held = 12;
  const auto one = [&](const char* name, StationView given) {
    out.push_back({name, [v = keep(std::move(given))](Kit& k) {
      framed(k, "station", Str::station_title, true, [&] { station_content(k, *v); });
      station_question(k, *v);
    }});
  };
  one("station", view);
  view.asking = 2;
  one("station, asking", view);
  LeaveView leave{view.people, view.displaced, {}};
  leave.people.erase(leave.people.begin());
  const auto leaving = [&](const char* name, LeaveView given) {
    out.push_back({name, [v = keep(std::move(given))](Kit& k) {
      framed(k, "leave", Str::leave_title, true, [&] { leave_content(k, *v); });
      leave_question(k, *v);
    }});
  };
  leaving("leave", leave);
  leave.asking = EntityId{3};
  leaving("leave, asking", leave);
  leaving("leave, none", {});
  HeldView held{{}, moment()};
  for (int i = 0; i < 3; ++i) {
    people::HeldAct act;
    act.act.seq_first = static_cast<std::uint32_t>(i + 1);
    act.act.written_at_ms = moment().now_ms;
    act.writer = act.device = i == 2 ? long_name : "陈桂香";
    act.about = i == 1 ? long_name : "马玉莲";
    act.type = i == 0 ? model::EntityType::visit : i == 1 ? model::EntityType::person : model::EntityType::time_entry;
    held.acts.push_back(act);
  }
  out.push_back({"held", [h = keep(held)](Kit& k) { framed(k, "held", Str::station_held, true, [&] { held_content(k, *h); }); }});
  out.push_back({"held, none", [h = keep(HeldView{{}, moment()})](Kit& k) { framed(k, "held", Str::station_held, true, [&] { held_content(k, *h); }); }});
}

// ---- 登记新设备 -----------------------------------------------------------------------------------------------

// One step, not answered yet, answered, and with the longest words.
template <class One>
void add_step(One&& one, InviteState::Step step, bool face) {
  const std::string in = face ? "face to face, " : "";
  InviteState state;
  state.step = step;
  state.face = face;
  InviteView view;
  state.name = "陈桂香";
  one("invite, " + in + "not answered, step " + std::to_string(static_cast<int>(step)), view, state);
  view.address = verbatim("https://huzhu-red-ancient-district.example.cn:8620/");
  view.digits = "12345678";
  view.code = "HUZHU:J:12345678:0123456789ABCDEF";
  view.minutes_left = 15;
  view.device = verbatim("平板");
  for (Text& word : view.words) word = verbatim("喜鹊");
  view.who = say(Str::invite_done_who, verbatim("陈桂香"), verbatim("红古村"), verbatim("站长"));
  view.why = Str::invite_differed;
  one("invite, " + in + "step " + std::to_string(static_cast<int>(step)), view, state);
  view.codes = {view.code, 7, 40, true, false};
  view.saved_as = verbatim("登记新设备-1128-0912.huzhu");
  view.trouble = Str::first_waiting_net;
  view.received = true;
  state.name = long_name;
  view.who = say(Str::invite_done_who, verbatim(long_name), verbatim(long_name), verbatim("乡镇工作人员"));
  one("invite, " + in + "long, step " + std::to_string(static_cast<int>(step)), view, state);
}

void add_invite(std::vector<Sample>& out) {
  using Step = InviteState::Step;
  using R = model::RoleKind;
  const auto one = [&](const std::string& name, InviteView view, InviteState state) {
    out.push_back({name, [v = keep(std::move(view)), s = keep(std::move(state))](Kit& k) {
      framed(k, "invite", Str::invite_title, true, [&] { k.dock([&] { invite_acts(k, *v, *s); }); }, [&] { invite_content(k, *v, *s); });
    }});
  };
  const char* const long_place = "红古镇八家村民委员会";
  InviteView county;
  county.roles = {{R::peer_helper, 12}, {R::volunteer, 12}, {R::station_lead, 12}, {R::township_staff, 9}, {R::county_admin, 6}};
  county.may_add = true;
  const auto add_place = [&](std::int64_t area, const char* name) {
    people::Place place;
    place.area = area;
    place.name = name;
    county.places.push_back(place);
  };
  add_place(620111, "红古区");
  for (std::int64_t i = 1; i < 15; ++i) {
    add_place(620111100 + i, i == 3 ? long_place : "红古镇");
    for (std::int64_t k = 1; k < 14; ++k) add_place((620111100 + i) * 1000 + k, k == 4 ? long_place : "红古村");
  }
  for (int question = 0; question < 3; ++question) {
    InviteState state;
    state.question = question;
    one("invite, empty, question " + std::to_string(question), county, state);
    state.role = 2;
    state.township = 620111103;
    state.area = 620111103004;
    state.name = long_name;
    one("invite, filled, question " + std::to_string(question), county, state);
    InviteView away = county;
    away.online = false;
    one("invite, no network, question " + std::to_string(question), away, state);
  }
  for (const bool face : {false, true}) {
    const auto steps = face ? std::vector{Step::reading, Step::comparing, Step::answering, Step::done} : std::vector{Step::waiting, Step::comparing, Step::done, Step::stopped};
    for (const Step step : steps) add_step(one, step, face);
  }
}

// ---- 请站长帮忙, 帮人重设密码 ---------------------------------------------------------------------------------------

void add_help(std::vector<Sample>& out) {
  const auto ask = [&](const char* name, HelpAskView view, HelpAskState state) {
    out.push_back({name, [v = keep(std::move(view)), s = keep(std::move(state))](Kit& k) { help_ask_screen(k, *v, *s); }});
  };
  const CodesView codes{.text = "HZ1:" + std::string(900, '7'), .number = 1, .pieces = 3};
  HelpAskView view;
  view.person = verbatim("长顺");
  ask("help, nobody elsewhere", view, {});
  view.helpers = {verbatim("陈桂香"), verbatim(long_name), verbatim("王建国")};
  view.codes = codes;
  for (Text& word : view.words) word = verbatim("喜鹊");
  ask("help, the request", view, {});
  view.person = verbatim(long_name);
  ask("help, the request, long", view, {});
  view.codes = {};
  view.reading = {.known = 1, .pieces = 3};
  ask("help, reading the answer", view, {.step = HelpAskState::Step::read});
  view.reading.strange = true;
  ask("help, another answer", view, {.step = HelpAskState::Step::read, .error = Str::far_other_answer});
  view.reading.camera = event::Camera::missing;
  ask("help, no camera", view, {.step = HelpAskState::Step::read});
  ask("help, the new PIN", view, {.step = HelpAskState::Step::pin});
  ask("help, working", view, {.step = HelpAskState::Step::working});

  const auto give = [&](const char* name, HelpGiveView given) {
    out.push_back({name, [v = keep(std::move(given))](Kit& k) {
      framed(k, "give", Str::give_title, true, [&] { k.dock([&] { help_give_acts(k, *v); }); }, [&] { help_give_content(k, *v); });
    }});
  };
  using Step = HelpGiveView::Step;
  HelpGiveView g;
  give("give help, reading", g);
  g.reading.strange = true;
  give("give help, a strange code", g);
  g.step = Step::compare;
  g.person = verbatim("魏长顺");
  g.device = verbatim("红古村站 2 号平板");
  g.words = view.words;
  give("give help, comparing", g);
  g.person = g.device = verbatim(long_name);
  g.answered = true;
  give("give help, comparing, long", g);
  g.step = Step::answer;
  g.codes = codes;
  give("give help, the answer", g);
  g.step = Step::stopped;
  g.why = Str::give_forged;
  give("give help, stopped", g);
}

}  // namespace huzhu::ui::sample
