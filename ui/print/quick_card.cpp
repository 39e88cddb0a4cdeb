#include "ui/print/quick_card.h"

#include "ui/text/say.h"

namespace huzhu::ui::print {

Document quick_card(const QuickCardView& view) {
  Document sheet;
  sheet.push_back(Heading{1, Str::card_title});
  sheet.push_back(Steps{{
      step(Icon::lock, Str::card_open, Str::card_open_what),
      step(Icon::today, Str::card_look, say(Str::card_look_what, Str::today_title)),
      step(Picture::chat, Str::write_visit, say(Str::card_visit_what, Str::visit_all_well)),
      step(Picture::clean, Str::write_hours, say(Str::card_hours_what, Str::write_title, Str::write_hours)),
      step(Icon::nonet, Str::card_no_net, say(Str::card_no_net_what, Str::mark_received)),
      step(Icon::swap, Str::card_done, say(Str::card_done_what, Str::more_switch)),
  }});
  sheet.push_back(Heading{2, Str::card_ask});
  sheet.push_back(Paragraph{Str::card_emergency});
  sheet.push_back(Entry{Str::card_station, view.station});
  sheet.push_back(Entry{Str::card_lead, view.lead});
  sheet.push_back(Entry{Str::card_phone, view.phone});
  if (!view.address.empty()) sheet.push_back(Code{view.address, say(Str::card_address, verbatim(view.address))});
  sheet.push_back(Paragraph{say(Str::card_version, view.version, Str::settings_title), true});
  return sheet;
}

}  // namespace huzhu::ui::print
