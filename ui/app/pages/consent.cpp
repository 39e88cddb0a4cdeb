// 同意和权利, the form of a consent, and 删除资料.
#include <algorithm>

#include "core/people/names.h"
#include "ui/app/draft.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/consent.h"

namespace huzhu::ui {
namespace {

void narrow(Kit& kit, FunctionRef<void()> content) { kit.form() == Form::phone ? content() : kit.centred(kit.theme().elder() ? 640.0f : 720.0f, content); }

class ConsentFormPage final : public Page {
 public:
  ConsentFormPage(EntityId person, bool taking_back, std::optional<registry::ConsentSubject> subject) {
    form_.draft.person = person;
    form_.taking_back = taking_back;
    if (subject) form_.draft.subjects = {*subject};
  }
  std::string path() const override { return (form_.taking_back ? "unsay/" : "agree/") + to_string(form_.draft.person); }
  Topic topic() const override { return Topic::agree; }
  Tab tab() const override { return Tab::people; }

  // Only what stands can be taken back.
  void load(Program& program) override {
    form_.offered.clear();
    for (const registry::ConsentLine& line : registry::consents_of(program.session().db(), form_.draft.person))
      if (!form_.taking_back || line.state == registry::ConsentState::given) form_.offered.push_back(line.subject);
  }
  void draw(Program& program) override {
    program.frame(*this, {.title = form_.taking_back ? Str::consent_back_title : Str::consent_form_title});
    Kit& kit = program.kit();
    bool save = false;
    kit.pane(Id(path().c_str()), [&] { narrow(kit, [&] { save = consent_form(kit, form_); }); });
    if (save) record(program);
  }

  std::string draft() const override {
    const registry::ConsentDraft& d = form_.draft;
    if (d.kind == registry::ConsentKind::none && d.given_by.empty() && d.witness.empty()) return {};
    std::vector<std::int64_t> subjects;
    for (const registry::ConsentSubject subject : d.subjects) subjects.push_back(static_cast<std::int64_t>(subject));
    DraftWriter out;
    out.add(subjects).add(static_cast<std::int64_t>(d.kind)).add(std::string_view(d.given_by)).add(std::string_view(d.witness)).add(std::string_view(d.mark));
    return out.take();
  }
  void restore(std::string_view draft) override {
    DraftReader in(draft);
    registry::ConsentDraft& d = form_.draft;
    const std::vector<std::int64_t> subjects = in.numbers();
    // What was pressed to come here joins what was begun before.
    for (const registry::ConsentSubject one : registry::consent_subjects)
      if (std::find(subjects.begin(), subjects.end(), static_cast<std::int64_t>(one)) != subjects.end() &&
          std::find(d.subjects.begin(), d.subjects.end(), one) == d.subjects.end())
        d.subjects.push_back(one);
    d.kind = static_cast<registry::ConsentKind>(std::clamp<std::int64_t>(in.number(), 0, 4));
    d.given_by = in.text();
    d.witness = in.text();
    d.mark = in.text();
  }

 private:
  void record(Program& program) {
    registry::ConsentDraft draft = form_.draft;
    // What a field that is not shown holds was typed for another answer.
    if (draft.kind != registry::ConsentKind::family) draft.given_by.clear();
    if (draft.kind != registry::ConsentKind::spoken && draft.kind != registry::ConsentKind::thumb_mark) draft.witness.clear();
    if (draft.kind != registry::ConsentKind::signature && draft.kind != registry::ConsentKind::thumb_mark) draft.mark.clear();
    const auto done = form_.taking_back ? registry::take_back_consent(program.session(), draft) : registry::give_consent(program.session(), draft);
    if (done.ok()) {
      form_.draft = {};
      form_.draft.person = draft.person;
      program.forget_draft(*this);
      program.back();
      program.saved(form_.taking_back ? Str::consent_back_saved : Str::consent_saved);
      return;
    }
    const Text sentence = error_text(done.error().code);
    if (done.error().where == "consent.witness") form_.witness_error = sentence;
    else if (done.error().where == "consent.given_by") form_.family_error = sentence;
    else program.tell(sentence);
    program.kit().invalidate();
  }

  ConsentForm form_;
};

class ErasePage final : public Page {
 public:
  explicit ErasePage(registry::Erasure wanted) : counted_(wanted.reason == registry::ErasureReason::none) {
    screen_.chosen = !counted_;
    screen_.wanted = std::move(wanted);
  }
  std::string path() const override { return "erase/" + to_string(screen_.wanted.person); }
  Topic topic() const override { return Topic::erase; }
  Tab tab() const override { return Tab::people; }

  void load(Program& program) override {
    screen_.name = people::person_name(program.session().db(), screen_.wanted.person);
    if (!std::exchange(counted_, true)) count(program);
  }
  void draw(Program& program) override {
    program.frame(*this, {.title = Str::erase_title});
    Kit& kit = program.kit();
    EraseAct act = EraseAct::none;
    kit.pane(Id(path().c_str()), [&] { narrow(kit, [&] { act = erase_content(kit, screen_); }); });
    if (act == EraseAct::chosen) {
      count(program);
      kit.invalidate();
    }
    if (erase_question(kit, screen_) == EraseAct::erase) erase(program);
  }
  bool go_back(Program&) override { return std::exchange(screen_.sure, false); }

 private:
  // Reads the whole log of the place, so once for each choice; erasing counts again.
  void count(Program& program) {
    const auto counted = registry::count_erasure(program.session(), screen_.wanted);
    screen_.refused = counted.ok() ? ErrorCode::none : counted.error().code;
    screen_.count = counted.ok() ? *counted : 0;
  }
  void erase(Program& program) {
    const auto gone = registry::erase_values(program.session(), screen_.wanted);
    if (!gone.ok()) {
      if (gone.error().where == "access.note") screen_.family_error = error_text(gone.error().code);
      else program.tell(error_text(gone.error().code));
      return program.kit().invalidate();
    }
    program.back_to_main();
    program.saved(say(Str::erase_done, static_cast<int>(*gone)));
  }

  EraseScreen screen_;
  bool counted_;   // what it was opened with
};

class RetentionPage final : public Page {
 public:
  std::string path() const override { return "retention"; }
  Topic topic() const override { return Topic::retention; }
  Tab tab() const override { return Tab::people; }

  void load(Program& program) override { screen_ = {registry::retention_due(program.session()), program.moment()}; }
  void draw(Program& program) override {
    program.frame(*this, {.title = Str::retention_title});
    Kit& kit = program.kit();
    int pressed = -1;
    kit.pane("retention", [&] { narrow(kit, [&] { pressed = retention_content(kit, screen_); }); });
    if (pressed < 0) return;
    const registry::RetentionDue& one = screen_.due[static_cast<std::size_t>(pressed)];
    program.open(make_erase_page({one.person, one.rule->reach, one.reason, {}}));
  }

 private:
  RetentionScreen screen_;
};

class ConsentPage final : public Page {
 public:
  explicit ConsentPage(EntityId person) : person_(person) {}
  std::string path() const override { return "consent/" + to_string(person_); }
  Topic topic() const override { return Topic::consent; }
  Tab tab() const override { return Tab::people; }

  void load(Program& program) override {
    store::Database& db = program.session().db();
    screen_ = {people::person_name(db, person_), registry::consents_of(db, person_), program.moment(), program.standing().rights.add_person};
  }
  void draw(Program& program) override {
    program.frame(*this, {.title = Str::consent_title, .brief_bar = true});
    Kit& kit = program.kit();
    ConsentAct act;
    kit.pane(Id(path().c_str()), [&] { narrow(kit, [&] { act = consent_content(kit, screen_); }); });
    if (act.kind == ConsentAct::ask || act.kind == ConsentAct::take_back)
      program.open(std::make_unique<ConsentFormPage>(person_, act.kind == ConsentAct::take_back, act.subject));
    if (act.kind == ConsentAct::erase) program.open(make_erase_page({.person = person_}));
  }

 private:
  EntityId person_;
  ConsentScreen screen_;
};

}  // namespace

PagePtr make_consent_page(EntityId person) { return std::make_unique<ConsentPage>(person); }
PagePtr make_consent_form_page(EntityId person, bool taking_back) { return std::make_unique<ConsentFormPage>(person, taking_back, std::nullopt); }
PagePtr make_retention_page() { return std::make_unique<RetentionPage>(); }
PagePtr make_erase_page(registry::Erasure wanted) { return std::make_unique<ErasePage>(std::move(wanted)); }

}  // namespace huzhu::ui
