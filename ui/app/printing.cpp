#include "ui/app/printing.h"

#include "core/care/today.h"
#include "core/people/names.h"
#include "core/people/station_card.h"
#include "ui/app/program.h"
#include "ui/print/elder_paper.h"
#include "ui/print/quick_card.h"
#include "ui/print/roster_paper.h"
#include "ui/print/today_list.h"

namespace huzhu::ui {
namespace {

void hand_over(Program& program, const print::Document& document) { program.effect(effect::Print{print::encode(document)}); }

Text printed_by(Program& program) {
  people::Session& session = program.session();
  return joined({verbatim(people::profile_name(session.db(), session.profile())), verbatim(program.standing().place)});
}

// What of this file the sheet shows whole once a reason is given.
std::vector<model::Privacy> asked_of(Program& program, const registry::ElderFile& file) {
  std::vector<model::Privacy> classes = print::classes_of(file);
  std::erase_if(classes, [&](model::Privacy privacy) { return people::on_paper(program.standing().role, privacy) != people::Paper::asked; });
  return classes;
}

// The look at each class, by the reason given; and each time, that the file went onto paper.
bool on_record(Program& program, const registry::ElderFile& file, people::AccessReason reason) {
  const std::vector<model::Privacy> classes = asked_of(program, file);
  for (const model::Privacy privacy : classes)
    if (!program.look_at({file.person, privacy, reason, {}})) return false;
  return classes.empty() || program.look_at({file.person, classes.back(), people::AccessReason::print, {}});
}

}  // namespace

bool may_print_whole(Program& program, const registry::ElderFile& file) { return !asked_of(program, file).empty(); }

void print_elder(Program& program, const registry::ElderFile& file, std::optional<people::AccessReason> reason) {
  if (reason && !on_record(program, file, *reason)) return;
  const people::Opened opened(program.standing().role, reason.has_value());
  hand_over(program, print::elder_paper({&file, opened, program.moment(), printed_by(program)}));
}

void print_today(Program& program) {
  const care::TodayView view = care::today_view(program.session(), program.index());
  hand_over(program, print::today_list({&view, program.moment(), printed_by(program)}));
}

void print_roster(Program& program, const registry::RosterResult& list) {
  constexpr std::size_t rows_max = 1000;   // some thirty sheets
  if (list.ids.size() > rows_max) return program.tell(say(Str::roster_print_many, static_cast<int>(rows_max)), Tone::wait);
  print::RosterPaper paper{{}, program.moment(), printed_by(program)};
  for (const EntityId id : list.ids)
    if (auto row = program.index().row(id)) paper.rows.push_back(*std::move(row));
  hand_over(program, print::roster_paper(paper));
}

void print_quick_card(Program& program) {
  const people::StationCard card = people::station_card(program.session());
  const auto address = program.setup().preferences.find("address");
  hand_over(program, print::quick_card({verbatim(card.name), verbatim(card.phone), verbatim(card.lead), verbatim(program.setup().version),
                                        address == program.setup().preferences.end() ? std::string() : address->second}));
}

}  // namespace huzhu::ui
