// 登记老人 and 改档案.
#include "core/base/lunar.h"
#include "core/people/places.h"
#include "core/registry/edit_elder.h"
#include "core/registry/elder_file.h"
#include "core/registry/register_elder.h"
#include "ui/app/draft.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/register.h"

namespace huzhu::ui {
namespace {

namespace person = model::person;
using registry::ElderDraft;

constexpr std::int64_t consent_signed = 1;  // person.consent_kind 本人签字; the form's tick stands for it

// Fields of the form that are one text each, so that reading, editing and drafts share one list.
struct TextField { std::uint16_t field; std::string ElderDraft::*text; };
constexpr TextField text_fields[] = {{person::resident_id, &ElderDraft::resident_id},   {person::name, &ElderDraft::name},
                                     {person::phone, &ElderDraft::phone},               {person::group_name, &ElderDraft::group_name},
                                     {person::address, &ElderDraft::address},           {person::allergy, &ElderDraft::allergy},
                                     {person::medicine, &ElderDraft::medicine},         {person::hearing, &ElderDraft::hearing},
                                     {person::spare_key, &ElderDraft::spare_key},       {person::stove, &ElderDraft::stove},
                                     {person::contact_name, &ElderDraft::contact_name}, {person::contact_phone, &ElderDraft::contact_phone},
                                     {person::note, &ElderDraft::note}};

class RegisterPage final : public Page {
 public:
  RegisterPage(Program& program, EntityId editing) {
    state_.editing = editing;
    if (editing) {
      open_file(program);
      state_.id_shown = false;
      state_.more = true;
    }
    if (program.session().area() > 99999999999ll) state_.draft.area = program.session().area();
    before_ = state_.draft;
    if (!before_.phone.empty() || !before_.contact_phone.empty()) (void)look(program, model::Privacy::contact);  // the form shows them whole
  }
  std::string path() const override { return state_.editing ? "edit/" + to_string(state_.editing) : "register"; }
  Topic topic() const override { return Topic::register_elder; }
  Tab tab() const override { return Tab::people; }

  void load(Program& program) override {
    screen_.villages = people::villages(program.session().db(), program.session().area());
    // To another village a record is moved (ending), not corrected.
    if (const auto home = people::home_of(program.session().db(), state_.editing, "person"))
      std::erase_if(screen_.villages, [&](const people::Place& p) { return p.scope != home->scope; });
    check(program);
  }

  void draw(Program& program) override {
    Kit& kit = program.kit();
    program.frame(*this, {.title = state_.editing ? Str::register_edit_title : Str::register_title});
    RegisterAct act;
    const bool elder = kit.theme().elder();
    const float width = elder ? 640 : 720;
    const auto act_at_foot = [&] { act = elder ? register_dock_elder(kit, screen_, state_) : register_dock(kit, screen_, state_); };
    kit.dock([&] { kit.form() == Form::phone ? act_at_foot() : kit.centred(width, act_at_foot); });
    kit.pane(Id(path().c_str()), [&] {
      const auto form = [&] {
        const RegisterAct content = elder ? register_content_elder(kit, screen_, state_) : register_content(kit, screen_, state_);
        if (act.kind == RegisterAct::none) act = content;
      };
      kit.form() == Form::phone ? form() : kit.centred(width, form);
    });
    if (state_.id_shown && !before_.resident_id.empty()) state_.id_shown = look(program, model::Privacy::personal);
    switch (act.kind) {
      case RegisterAct::none: break;
      case RegisterAct::changed:
        check(program);
        if (elder && state_.step != step_shown_) kit.scroll_to_top(Id(path().c_str()));
        step_shown_ = state_.step;
        break;
      case RegisterAct::open_duplicate: program.replace(make_elder_page(act.elder)); break;
      case RegisterAct::save: save(program); break;
    }
  }

  bool go_back(Program& program) override {
    if (!program.kit().theme().elder() || !register_step_back(state_)) return false;
    step_shown_ = state_.step;
    program.kit().scroll_to_top(Id(path().c_str()));
    return true;
  }

  std::string draft() const override {
    if (state_.editing && same_as_before()) return {};
    const ElderDraft& d = state_.draft;
    DraftWriter out;
    bool any = false;
    for (const TextField& f : text_fields) {
      out.add(std::string_view(d.*f.text));
      any |= !(d.*f.text).empty();
    }
    if (!any && state_.birth_typed.empty()) return {};
    out.add(d.sex).add(d.birth_date).add(d.area).add(d.living).add(d.care_level).add(d.tags);
    out.add(std::string_view(state_.birth_typed)).add(static_cast<std::int64_t>(state_.consent)).add(static_cast<std::int64_t>(state_.more));
    return out.take();
  }

  void restore(std::string_view draft) override {
    DraftReader in(draft);
    ElderDraft& d = state_.draft;
    for (const TextField& f : text_fields) d.*f.text = in.text();
    d.sex = in.maybe();
    d.birth_date = in.day();
    d.area = in.number();
    d.living = in.maybe();
    d.care_level = in.maybe();
    d.tags = in.numbers();
    state_.birth_typed = in.text();
    state_.consent = in.number() != 0;
    state_.more = in.number() != 0;
    state_.birth_choice.lunar = parse_lunar(state_.birth_typed).has_value();
  }

 private:
  // To change what is on file is to look at it.
  bool look(Program& program, model::Privacy privacy) {
    return !state_.editing || program.look_at({state_.editing, privacy, people::AccessReason::correct, {}});
  }
  void open_file(Program& program) {
    form_ = registry::open_form(program.session(), state_.editing);
    ElderDraft& d = state_.draft;
    for (const registry::FormField& f : form_) {
      if (f.values.empty()) continue;
      const Value& shown = f.values.front();
      for (const TextField& t : text_fields)
        if (t.field == f.field) d.*t.text = shown.data;
      switch (f.field) {
        case person::sex: d.sex = shown.integer; break;
        case person::birth_date:
          d.birth_date = Date{static_cast<std::int32_t>(shown.integer)};
          state_.birth_typed = d.birth_date->iso();
          break;
        case person::area: d.area = shown.integer; break;
        case person::living: d.living = shown.integer; break;
        case person::care_level: d.care_level = shown.integer; break;
        case person::consent_kind: d.consent_kind = shown.integer; break;
        case person::tags:
          for (const Value& v : f.values) d.tags.push_back(v.integer);
          break;
        default: break;
      }
    }
  }

  bool same_as_before() const {
    for (const TextField& f : text_fields)
      if (state_.draft.*f.text != before_.*f.text) return false;
    return state_.draft.sex == before_.sex && state_.draft.birth_date == before_.birth_date && state_.draft.area == before_.area &&
           state_.draft.living == before_.living && state_.draft.care_level == before_.care_level && state_.draft.tags == before_.tags;
  }

  void check(Program& program) {
    screen_.moment = program.moment();
    screen_.id = state_.draft.resident_id.empty() ? Result<registry::IdReading>(Error{ErrorCode::required, "person.resident_id", {}})
                                                  : registry::read_id(state_.draft.resident_id, screen_.moment.today());
    state_.draft.consent_kind = state_.consent ? consent_signed : state_.editing ? state_.draft.consent_kind : 0;
    screen_.errors = registry::check(program.session(), state_.draft);
    screen_.duplicates = registry::find_duplicates(program.session(), state_.draft, state_.editing);
    program.kit().invalidate();
  }

  void save(Program& program) {
    state_.tried = true;
    check(program);
    if (state_.editing) return edit(program);
    auto done = registry::register_elder(program.session(), state_.draft);
    if (!done) return program.tell(error_text(done.error().code));
    const EntityId elder = done.value().saved.entity;
    const Text name = verbatim(state_.draft.name);
    finish(program);
    program.replace(make_elder_page(elder));
    program.saved(say(Str::register_saved, name), [&program, elder]() -> Status {
      auto back = registry::take_back_registration(program.session(), elder);
      if (!back) return std::move(back).take_error();
      program.back_to_main();
      return Done{};
    });
  }

  void edit(Program& program) {
    auto edits = changes(program);
    if (!edits) return program.tell(error_text(edits.error().code));
    auto done = registry::edit_elder(program.session(), state_.editing, edits.value());
    if (!done) return program.tell(error_text(done.error().code));
    const Text name = verbatim(state_.draft.name);
    const bool nothing = done.value().saved_at_ms == 0;
    finish(program);
    program.back();
    program.saved(nothing ? Text(Str::register_nothing) : say(Str::register_edited, name));
  }

  // What this form shows differently from when it was opened, with the dots it had seen.
  Result<std::vector<registry::FieldEdit>> changes(Program& program) {
    std::vector<registry::FieldEdit> edits;
    const auto shown = [&](std::uint16_t field) {
      for (const registry::FormField& f : form_)
        if (f.field == field) return f.shown;
      return std::vector<Dot>();
    };
    const auto put = [&](std::uint16_t field, std::vector<Value> values) { edits.push_back({field, std::move(values), shown(field)}); };
    const ElderDraft& d = state_.draft;
    for (const TextField& f : text_fields) {
      if (d.*f.text == before_.*f.text) continue;
      HUZHU_ASSIGN(Value value, registry::read_typed(model::EntityType::person, f.field, d.*f.text, program.moment().today()));
      put(f.field, {std::move(value)});
    }
    const auto number = [](const std::optional<std::int64_t>& n) { return n ? Value::of(*n) : Value::null(); };
    if (d.sex != before_.sex) put(person::sex, {number(d.sex)});
    if (d.birth_date != before_.birth_date) put(person::birth_date, {d.birth_date ? Value::of(std::int64_t{d.birth_date->days}) : Value::null()});
    if (d.area != before_.area) put(person::area, {Value::of(d.area)});
    if (d.living != before_.living) put(person::living, {number(d.living)});
    if (d.care_level != before_.care_level) put(person::care_level, {number(d.care_level)});
    if (d.tags != before_.tags) {
      std::vector<Value> tags;
      for (const std::int64_t t : d.tags) tags.push_back(Value::of(t));
      put(person::tags, std::move(tags));
    }
    return edits;
  }

  // The draft has become a record: nothing is left to keep.
  void finish(Program& program) {
    const EntityId editing = state_.editing;
    state_ = {};
    state_.editing = editing;
    before_ = state_.draft;
    program.forget_draft(*this);
  }

  RegisterState state_;
  int step_shown_ = 0;
  RegisterScreen screen_;
  ElderDraft before_;
  std::vector<registry::FormField> form_;
};

}  // namespace

PagePtr make_register_page(Program& program, EntityId editing) { return std::make_unique<RegisterPage>(program, editing); }

}  // namespace huzhu::ui
