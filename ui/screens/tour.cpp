#include "ui/screens/tour.h"

#include <algorithm>

namespace huzhu::ui {
namespace {

struct Leaflet {
  Picture picture;
  Str title, sentence;
};
constexpr Leaflet leaflets[tour_pictures] = {
    {Picture::family, Str::tour_today_title, Str::tour_today},
    {Picture::mood, Str::tour_well_title, Str::tour_well},
    {Picture::errand, Str::tour_hours_title, Str::tour_hours},
    {Picture::walk, Str::tour_offline_title, Str::tour_offline},
};

}  // namespace

void tour_content(Kit& kit, int at) {
  const Leaflet& leaflet = leaflets[std::clamp(at, 0, tour_pictures - 1)];
  const Text line = say(Str::tour_place, at + 1, tour_pictures);
  kit.space(8);
  kit.bars(at + 1, tour_pictures, line);
  kit.label(line);
  kit.space(24);
  kit.picture(leaflet.picture, {}, true);
  kit.space(16);
  kit.heading(leaflet.title, 2, Align::middle);
  kit.space(8);
  kit.text(leaflet.sentence, {.type = Type::lead, .align = Align::middle});
}

TourAct tour_acts(Kit& kit, int at, bool can_practise) {
  TourAct act = TourAct::none;
  const bool last = at + 1 >= tour_pictures;
  kit.columns({-1, -1.35f}, [&](int cell) {
    if (cell == 0 && last && can_practise && kit.button("tour.practise", Str::practice_title, {})) act = TourAct::practise;
    if (cell == 0 && !last && kit.button("tour.skip", Str::tour_skip, {})) act = TourAct::skip;
    if (cell == 1 && kit.button("tour.next", last ? Str::tour_done : Str::tour_next, {.kind = ButtonKind::primary, .icon = last ? Icon::check : Icon::next}))
      act = last ? TourAct::skip : TourAct::next;
  });
  return act;
}

}  // namespace huzhu::ui
