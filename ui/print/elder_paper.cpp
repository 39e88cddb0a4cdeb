#include "ui/print/elder_paper.h"

#include <algorithm>

#include "ui/screens/elder_words.h"

namespace huzhu::ui::print {
namespace {

using model::Privacy;
using registry::Happening;
using registry::SafetyItem;
using registry::SafetyKind;

constexpr int blank_rows = 6;
constexpr std::size_t history_rows_max = 20;

Privacy class_of(SafetyKind kind) {
  switch (kind) {
    case SafetyKind::allergy:
    case SafetyKind::medicine:
    case SafetyKind::hearing: return Privacy::health;
    case SafetyKind::spare_key:
    case SafetyKind::stove: return Privacy::whereabouts;
    case SafetyKind::contact: return Privacy::contact;
  }
  return Privacy::health;
}

// The tags come from several classes (how the elder lives, benefits, care), and one tag does not say from which.
bool shows_tags(const people::Opened& opened) {
  return opened.has(Privacy::personal) && opened.has(Privacy::poverty) && opened.has(Privacy::health);
}
bool shows_history(const people::Opened& opened) { return opened.has(Privacy::personal) && opened.has(Privacy::whereabouts); }

void identity(Document& sheet, const ElderPaper& paper) {
  const registry::ElderFile& f = *paper.file;
  const bool contact = paper.opened.has(Privacy::contact);
  sheet.push_back(Heading{1, verbatim(f.name)});
  const Text where = contact ? joined({verbatim(f.village + f.group_name), verbatim(f.address)}) : verbatim(f.village);
  sheet.push_back(Paragraph{joined({sex_word(f.sex), f.age >= 0 ? say(Str::age, f.age) : Text(), where})});
  if (!f.tags.empty() && shows_tags(paper.opened)) sheet.push_back(Paragraph{joined(model_words(f.tags))});
  if (!f.resident_id.empty())
    sheet.push_back(Entry{Str::elder_id, paper.opened.has(Privacy::personal) ? verbatim(f.resident_id) : say_masked_id(f.resident_id)});
  if (!f.phone.empty()) sheet.push_back(Entry{Str::elder_phone, contact ? verbatim(f.phone) : say_phone_tail(f.phone)});
}

void safety(Document& sheet, const ElderPaper& paper) {
  Table table{{{Str::print_what, 25}, {Str::print_known, 75}}, {}};
  for (const SafetyItem& item : paper.file->safety) {
    if (!paper.opened.has(class_of(item.kind))) continue;
    table.rows.push_back({{Cell::strong, safety_title(item.kind)}, {Cell::words, joined({joined(verbatim_all(item.values)), verbatim(item.phone)})}});
  }
  if (table.rows.empty()) return;
  sheet.push_back(Heading{2, Str::elder_safety});
  sheet.push_back(std::move(table));
}

// When the next visit is due; what for says what the elder is entitled to, and stays on the screen.
void next_visit(Document& sheet, const ElderPaper& paper) {
  const auto& duties = paper.file->duties;
  const auto next = std::min_element(duties.begin(), duties.end(), [](const care::DutyState& a, const care::DutyState& b) { return a.due < b.due; });
  if (next != duties.end()) sheet.push_back(Entry{Str::print_next_visit, say_whole_day(next->due)});
}

void history(Document& sheet, const ElderPaper& paper) {
  if (!shows_history(paper.opened) || paper.file->history.empty()) return;
  Table table{{{Str::print_day, 20}, {Str::print_how, 26}, {Str::print_who, 16}, {Str::print_words, 38}}, {}};
  for (const Happening& h : paper.file->history) {
    if (table.rows.size() == history_rows_max) break;
    const Date day = Date::from_ms(h.happened_at_ms, paper.moment.utc_offset_minutes);
    table.rows.push_back({{Cell::words, say_whole_day(day)}, {Cell::words, happening_words(h)}, {Cell::words, verbatim(h.who)},
                          {Cell::words, paper.opened.has(Privacy::health) ? verbatim(h.note) : Text()}});
  }
  sheet.push_back(Heading{2, Str::elder_history});
  sheet.push_back(std::move(table));
}

void withheld(Document& sheet, const ElderPaper& paper) {
  std::vector<Text> left_out;
  for (const Privacy privacy : classes_of(*paper.file))
    if (!paper.opened.has(privacy)) left_out.push_back(choice_label(model::EntityType::access, model::access::privacy, static_cast<std::int64_t>(privacy) + 1));
  if (!left_out.empty()) sheet.push_back(Paragraph{say(Str::print_withheld, joined(left_out))});
}

}  // namespace

std::vector<Privacy> classes_of(const registry::ElderFile& file) {
  const auto holds = [&](Privacy privacy) {
    for (const SafetyItem& item : file.safety)
      if (class_of(item.kind) == privacy) return true;
    switch (privacy) {
      case Privacy::contact: return !file.phone.empty() || !file.address.empty() || !file.group_name.empty();
      case Privacy::personal: return !file.resident_id.empty() || !file.history.empty();
      case Privacy::health: return file.care_level != 0 || std::any_of(file.history.begin(), file.history.end(), [](const Happening& h) { return !h.note.empty(); });
      case Privacy::poverty: return !file.tags.empty();
      case Privacy::whereabouts: return !file.history.empty();
      case Privacy::open: break;
    }
    return false;
  };
  std::vector<Privacy> classes;
  for (const Privacy privacy : {Privacy::contact, Privacy::personal, Privacy::health, Privacy::poverty, Privacy::whereabouts})
    if (holds(privacy)) classes.push_back(privacy);
  return classes;
}

Document elder_paper(const ElderPaper& paper) {
  Document sheet;
  identity(sheet, paper);
  next_visit(sheet, paper);
  safety(sheet, paper);
  history(sheet, paper);
  withheld(sheet, paper);
  sheet.push_back(Heading{2, Str::print_write_here});
  Table blank{{{Str::print_day, 20}, {Str::print_how, 26}, {Str::print_who, 16}, {Str::print_words, 38}}, {}};
  blank.rows.assign(blank_rows, std::vector<Cell>(4, Cell{Cell::line, {}}));
  sheet.push_back(std::move(blank));
  sheet.push_back(Paragraph{say(Str::print_by, paper.printed_by, say_whole_day(paper.moment.today())), true});
  sheet.push_back(Paragraph{Str::print_keep_safe, true});
  return sheet;
}

}  // namespace huzhu::ui::print
