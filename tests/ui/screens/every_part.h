// What the parts of every_screen() share: bars around a page, values of the greatest length, and the parts themselves.
#pragma once

#include <memory>

#include "tests/ui/screens/every_screen.h"
#include "tests/ui/screens/sample.h"

namespace huzhu::ui::sample {

inline const char* const long_name = "阿卜杜热合曼买买提艾合买提江吐尔逊古丽阿依努尔麦麦提敏卡德尔阿布都拉白玉兰梅花香";   // 40 characters
inline const char* const long_address = "红古镇红古村第十二社东头从大槐树往里走过了水渠再往左手拐弯第三个巷子口那棵老柳树底下挨着原来的供销社旧院墙后面第二家红砖门楼门口有一口压水井和两棵杏树的那户人家旁";

inline void framed(Kit& kit, const Id& id, Text title, bool inner, FunctionRef<void()> dock, FunctionRef<void()> content) {
  kit.screen({id, title});
  const bool elder = kit.theme().elder();
  TopBar bar{.title = title, .back = inner, .mark = {.kind = MarkKind::waiting, .word = say(Str::mark_waiting_count, 3)}};
  if (elder) bar.speak = Str::speak;
  else bar.size = Str::larger_text;
  if (elder && inner) bar.mark = {};
  bar.help = Str::help_open;
  if (!inner || kit.form() != Form::phone) {
    Navigation navigation{.current = 0};
    navigation.entries.push_back({.id = "nav.today", .word = Str::today_title, .icon = Icon::today});
    if (!elder) navigation.entries.push_back({.id = "nav.people", .word = Str::nav_people, .icon = Icon::people});
    navigation.entries.push_back({.id = "nav.write", .word = Str::write_title, .icon = Icon::write, .act = true});
    navigation.entries.push_back({.id = "nav.more", .word = Str::more_title, .icon = Icon::more, .badge = 2});
    kit.navigation(navigation);
  }
  kit.top_bar(bar);
  dock();
  kit.pane(id, content);
}

inline void framed(Kit& kit, const Id& id, Text title, bool inner, FunctionRef<void()> content) { framed(kit, id, title, inner, [] {}, content); }

template <class T>
std::shared_ptr<T> keep(T value) {
  return std::make_shared<T>(std::move(value));
}

void add_endings(std::vector<Sample>& out);   // 不再看了
void add_people(std::vector<Sample>& out);    // 头一回用, 开锁, 加一个人
void add_station(std::vector<Sample>& out);   // 人和设备
void add_invite(std::vector<Sample>& out);    // 登记新设备
void add_help(std::vector<Sample>& out);      // 请站长帮忙, 帮人重设密码

}  // namespace huzhu::ui::sample
