#include "ui/screens/help.h"

#include "ui/text/say.h"

namespace huzhu::ui {
namespace {

constexpr Str nothing = Str::count_;
constexpr HelpLine no_net{Str::help_no_net}, no_net_look{Str::help_no_net_look};

constexpr HelpLines topics[static_cast<int>(Topic::count_)] = {
    /* none */ {{}},
    /* today */
    {{{Str::help_today}, {Str::help_today_press, nothing, nothing, HelpLine::standard}, {Str::help_today_press_elder, nothing, nothing, HelpLine::elder},
      {Str::help_today_write, Str::write_title}, no_net}},
    /* overview */
    {{{Str::help_overview}, {Str::help_overview_press}, {Str::help_overview_print, Str::print_today}, {Str::help_overview_unknown, Str::unknown}}},
    /* roster */
    {{{Str::help_roster}, {Str::help_roster_press}, {Str::help_roster_register, Str::roster_register}, no_net_look}},
    /* find */
    {{{Str::help_find}, {Str::help_roster_press}, no_net_look}},
    /* elder */
    {{{Str::help_elder}, {Str::help_elder_press, Str::write_visit}, {Str::help_elder_show, Str::show}, {Str::help_elder_print, Str::print_file}}},
    /* looked */
    {{{Str::help_looked}, {Str::help_looked_press, Str::looked_copy_save}, {Str::help_looked_net}}},
    /* consent */
    {{{Str::help_consent}, {Str::help_consent_press, Str::consent_ask, Str::consent_take_back}, no_net}},
    /* agree */
    {{{Str::help_agree}, {Str::help_agree_press, Str::consent_save}, no_net}},
    /* erase */
    {{{Str::help_erase}, {Str::help_erase_press, Str::erase_title}, {Str::help_erase_net}}},
    /* retention */
    {{{Str::help_retention}, {Str::help_retention_press}, {Str::help_erase_net}}},
    /* ending */
    {{{Str::help_ending}, {Str::help_ending_press, Str::ending_save, Str::ending_undo}, {Str::help_ending_move}, no_net}},
    /* register_elder */
    {{{Str::help_register}, {Str::help_register_press}, {Str::help_register_save, Str::save, nothing, HelpLine::standard},
      {Str::help_register_save_elder, Str::next, nothing, HelpLine::elder}, no_net}},
    /* visit */
    {{{Str::help_visit}, {Str::help_visit_press, Str::visit_all_well, nothing, HelpLine::standard},
      {Str::help_visit_worry, Str::visit_concern, nothing, HelpLine::standard},
      {Str::help_visit_press_elder, Str::visit_fine, Str::visit_concern, HelpLine::elder}, no_net}},
    /* hours */
    {{{Str::help_hours}, {Str::help_hours_press, Str::hours_find}, {Str::help_hours_save}, no_net}},
    /* conflicts */
    {{{Str::help_conflicts}, {Str::help_conflicts_press, Str::conflicts_use}, no_net}},
    /* same_person */
    {{{Str::help_same}, {Str::help_same_press, Str::same_yes, Str::same_no}, {Str::help_same_part, Str::same_part}}},
    /* sync */
    {{{Str::help_sync}, {Str::help_sync_press, Str::try_again}, {Str::help_sync_carry, Str::carry_codes, Str::carry_file}}},
    /* settings */
    {{{Str::help_settings}, {Str::help_settings_press}, {Str::help_settings_elder, Str::settings_to_elder, nothing, HelpLine::standard}}},
    /* more */
    {{{Str::help_more}, {Str::help_more_press, Str::more_switch}, {Str::help_more_conflicts, Str::more_conflicts}}},
    /* carry_out */
    {{{Str::help_carry_out}, {Str::help_carry_out_press, Str::carry_save, Str::carry_show}}},
    /* carry_in */
    {{{Str::help_carry_in}, {Str::help_carry_in_press, Str::carry_open, Str::carry_scan}}},
    /* add_person */
    {{{Str::help_add}, {Str::help_add_press}, {Str::help_add_net}}},
    /* invite */
    {{{Str::help_invite}, {Str::help_invite_press, Str::invite_go}, {Str::help_invite_net}}},
    /* change_pin */
    {{{Str::help_pin}, {Str::help_pin_press}}},
    /* reset_pin */
    {{{Str::help_reset}, {Str::help_reset_press}}},
    /* give_pin */
    {{{Str::help_give}, {Str::help_give_press, Str::give_same}, {Str::help_give_net}}},
    /* tour */
    {{{Str::help_tour}, {Str::help_tour_press, Str::tour_next, Str::tour_skip}}},
    /* station */
    {{{Str::help_station}, {Str::help_station_reset, Str::station_reset}, {Str::help_station_leave, Str::leave_title}, {Str::help_station_revoke, Str::station_revoke}}},
    /* held */
    {{{Str::help_held}, {Str::help_held_press, Str::station_admit}}},
    /* unlock */
    {{{Str::help_unlock}, {Str::help_unlock_forgot, Str::unlock_forgot}, {Str::help_unlock_nobody}, {Str::help_unlock_found}}},
    /* first_run */
    {{{Str::help_first}, {Str::help_first_press, Str::first_scan}, {Str::help_first_words, Str::first_words_same}, {Str::help_first_net}}},
    /* ask_pin */
    {{{Str::help_ask}, {Str::help_ask_press, Str::far_read}, {Str::help_ask_net}}},
    /* write */
    {{{Str::help_write}, {Str::help_write_press, Str::write_visit, Str::write_hours}, no_net}},
};

Text word_of(Str control) { return control == nothing ? Text() : Text(control); }

}  // namespace

const HelpLines& help_lines(Topic topic) { return topics[static_cast<int>(topic)]; }

std::vector<Text> help_sentences(Topic topic, bool elder) {
  std::vector<Text> sentences;
  for (const HelpLine& line : help_lines(topic).lines) {
    if (line.sentence == nothing || (line.in != HelpLine::both && (line.in == HelpLine::elder) != elder)) continue;
    sentences.push_back(say(line.sentence, word_of(line.first), word_of(line.second)));
  }
  return sentences;
}

std::string help_words(Topic topic, bool elder) {
  std::string words;
  for (const Text& sentence : help_sentences(topic, elder)) words += sentence.plain();
  return words;
}

HelpAct help_sheet(Kit& kit, const HelpView& view) {
  HelpAct act = HelpAct::none;
  const bool closed = kit.sheet("help", Str::help_open, [&] {
    for (const Text& sentence : help_sentences(view.topic, kit.theme().elder())) {
      kit.text(sentence);
      kit.space(8);
    }
    if (kit.form() == Form::desk && view.can_print) kit.label(Str::help_keys);
    kit.gap();
    if (!view.can_speak) {
      kit.label(Str::speak_no_voice);
      kit.space(8);
    }
    if (kit.button("help.read", Str::help_read, {.kind = ButtonKind::primary, .icon = Icon::speak, .disabled = view.can_speak ? Text() : Text(Str::speak_no_voice)}))
      act = HelpAct::read;
    if (!view.can_print) return;
    kit.space(8);
    if (kit.button("help.card", Str::print_card, {.icon = Icon::print})) act = HelpAct::print_card;
  });
  return closed ? HelpAct::close : act;
}

}  // namespace huzhu::ui
