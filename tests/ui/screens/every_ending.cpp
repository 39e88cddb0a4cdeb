// 不再看了 in every state.
#include "tests/ui/screens/every_part.h"
#include "ui/screens/ending.h"

namespace huzhu::ui::sample {

void add_endings(std::vector<Sample>& out) {
  const auto one = [&](std::string name, EndingScreen ending) {
    ending.name = long_name;
    ending.moment = moment();
    if (ending.kind > 0) ending.on = moment().today();
    out.push_back({std::move(name), [s = keep(std::move(ending))](Kit& k) { framed(k, "ending", Str::ending_title, true, [&] { ending_content(k, *s); }); }});
  };
  for (std::int64_t kind = 0; kind <= 4; ++kind) {
    EndingScreen ending;
    ending.kind = kind;
    ending.ended = kind > 0;
    one(kind == 1 ? "ending, died" : "ending, " + std::to_string(kind), ending);
  }
  using Where = EndingScreen::Where;
  EndingScreen moves;
  moves.kind = 2;
  moves.villages = {{620111104202, "米家台村"}};
  one("ending, where", moves);
  moves.where = Where::far;
  one("ending, far away", moves);
  moves.where = Where::near;
  one("ending, the only village", moves);
  for (std::int64_t i = 0; i < 5; ++i) moves.villages.push_back({620111104300 + i, "八家川第" + std::to_string(i) + "村民委员会"});
  moves.area = 620111104301;
  one("ending, which village", moves);
  for (std::int64_t i = 5; i < 50; ++i) moves.villages.push_back({620111104300 + i, "八家川第" + std::to_string(i) + "村"});
  one("ending, many villages", moves);
  moves.area = 0;
  moves.typed = "没有";
  one("ending, no such village", moves);
  EndingScreen moved;
  moved.ended = true;
  moved.moved_to = moved.village = "红古镇八家村民委员会";
  one("ending, back again", moved);
  moved.may_bring_back = false;
  one("ending, elsewhere", moved);
}

}  // namespace huzhu::ui::sample
