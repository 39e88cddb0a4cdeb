// 是不是同一个人.
#include "ui/app/pages/same_person.h"

#include "core/registry/same_person.h"
#include "ui/app/pages.h"

namespace huzhu::ui {
namespace {

Status status_of(Result<people::Saved> done) { return done ? Status(Done{}) : Status(std::move(done).take_error()); }

class SamePersonPage final : public Page {
 public:
  SamePersonPage(EntityId one, EntityId other) : one_(one), other_(other) {}
  std::string path() const override { return "same/" + to_string(one_) + "/" + to_string(other_); }
  Topic topic() const override { return Topic::same_person; }
  Tab tab() const override { return Tab::people; }

  void load(Program& program) override {
    pair_ = same_pair(program, one_, other_);
    together_ = pair_ && registry::records_of(program.session().db(), one_) == registry::records_of(program.session().db(), other_);
  }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::same_title});
    Kit& kit = program.kit();
    SameAnswer answer = SameAnswer::none;
    kit.pane("same", [&] {
      kit.centred(kit.theme().elder() ? 640.0f : 760.0f, [&] {
        if (!pair_) kit.empty("elder.gone", {.picture = Picture::family, .what = Str::elder_gone, .next = Str::elder_gone_next});
        else if (one_ == other_ || together_) kit.icon_line(Icon::info, one_ == other_ ? Str::same_itself : Str::same_already);
        else answer = same_card(kit, *pair_, program.moment(), false);
      });
    });
    if (answer == SameAnswer::none || !say_of_pair(program, *pair_, answer == SameAnswer::same)) return;
    program.back();
  }

 private:
  EntityId one_, other_;
  std::optional<SamePair> pair_;
  bool together_ = false;
};

}  // namespace

std::optional<SamePair> same_pair(Program& program, EntityId one, EntityId other, std::optional<registry::Likeness> why) {
  auto a = registry::elder_file(program.session(), one, 1), b = registry::elder_file(program.session(), other, 1);
  if (!a || !b) return std::nullopt;
  return SamePair{std::move(a).value(), std::move(b).value(), why};
}

bool say_of_pair(Program& program, const SamePair& pair, bool same) {
  const EntityId one = pair.one.person, other = pair.other.person;
  auto done = same ? registry::say_same(program.session(), one, other) : registry::say_not_same(program.session(), one, other);
  if (!done) return program.tell(error_text(done.error().code)), false;
  const Text a = verbatim(pair.one.name), b = verbatim(pair.other.name);
  program.saved(same ? say(Str::same_joined, a) : say(Str::same_apart, a, b), [&program, one, other] { return status_of(registry::say_nothing(program.session(), one, other)); });
  return true;
}

void part_record(Program& program, EntityId file, EntityId other) {
  auto done = registry::part_from_all(program.session(), other);
  if (!done) return program.tell(error_text(done.error().code));
  program.saved(Str::same_parted, [&program, file, other] { return status_of(registry::say_same(program.session(), file, other)); });
}

PagePtr make_same_person_page(EntityId one, EntityId other) { return std::make_unique<SamePersonPage>(one, other); }

}  // namespace huzhu::ui
