// Pick: a box that opens a list with a search field; thousands of options cost what can be seen of them.
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>

#include "tests/ui/driver.h"
#include "ui/kit/state.h"

using namespace huzhu::ui;

namespace {

struct Fixture {
  PickState state;
  int chosen = -1, changes = 0, count = 5000, offset = 0;
  KitHost host{[this](Kit& kit) {
    kit.screen({"pick", Str::app_name});
    kit.pane("pick", [&] {
      const Pick words{.label = Str::register_village, .placeholder = Str::gallery_village_hint, .find = Str::register_village_find, .none = Str::register_village_none};
      const auto name = [&](int i) { return "村" + std::to_string(i + offset); };
      if (kit.pick("village", state, count, chosen, words,
                   [&](int i) { return PickOption{.key = static_cast<std::uint64_t>(i + offset), .word = verbatim(name(i))}; },
                   [&](int i, std::string_view typed) { return name(i).find(typed) != std::string::npos; }))
        ++changes;
      kit.button("after", Str::save);
    });
  }};
  Driver d{program_of(host)};
  Fixture() { d.resize(360, 800); }
  void open() { d.by_role(Role::combobox, "哪个村").press(); }
  void type(const char* words) { d.by_role(Role::searchbox, "村名的一部分").type(words); }
  const Node* focused() {
    for (const Node& n : d.tree().nodes)
      if ((n.flags & node_focus) != 0) return &n;
    return nullptr;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(pick, Fixture)

BOOST_AUTO_TEST_CASE(closed_it_says_what_is_chosen_and_that_it_opens) {
  BOOST_TEST(d.by_role(Role::combobox, "哪个村").node().value == "挑一个村");
  BOOST_TEST((d.by_role(Role::combobox, "哪个村").node().flags & node_expandable) != 0u);
  chosen = 7;
  host.kit.invalidate();
  d.settle();
  BOOST_TEST(d.by_role(Role::combobox, "哪个村").node().value == "村7");
}

BOOST_AUTO_TEST_CASE(typing_finds_and_a_press_chooses) {
  open();
  BOOST_TEST(d.tree().overlay_open);
  for (const Node& n : d.tree().nodes)
    if (n.role == Role::combobox) BOOST_TEST((n.flags & node_expanded) != 0u);
  type("421");
  BOOST_TEST(d.by_role(Role::listbox, "哪个村").node().set_size == 15u);   // 421, 1421 to 4421, and 4210 to 4219
  d.by_role(Role::option, "村1421").press();
  BOOST_TEST((chosen == 1421 && changes == 1));
  BOOST_TEST(!d.tree().overlay_open);
  open();
  BOOST_TEST(state.typed.empty());   // the next search begins anew
  d.by_role(Role::option, "村0").press();
  BOOST_TEST((chosen == 0 && changes == 2));
}

BOOST_AUTO_TEST_CASE(the_chosen_one_is_marked_and_choosing_it_again_changes_nothing) {
  chosen = 3;
  open();
  BOOST_TEST((d.by_role(Role::option, "村3").node().flags & node_selected) != 0u);
  d.by_role(Role::option, "村3").press();
  BOOST_TEST((changes == 0 && !d.tree().overlay_open));
}

BOOST_AUTO_TEST_CASE(it_closes_without_choosing) {
  open();
  d.send(event::Key{"Escape", false, false, false});
  BOOST_TEST((chosen == -1 && !d.tree().overlay_open));
  open();
  d.by_role(Role::button, "关上").press();
  BOOST_TEST((chosen == -1 && !d.tree().overlay_open));
  open();
  d.finger_down(180, 10);
  d.finger_up(180, 10);   // beside the sheet
  BOOST_TEST((changes == 0 && !d.tree().overlay_open));
}

BOOST_AUTO_TEST_CASE(enter_takes_the_only_one_and_never_one_of_several) {
  open();
  type("421");
  d.send(event::Key{"Enter", false, false, false});
  BOOST_TEST(chosen == -1);
  type("1421");
  d.send(event::Key{"Enter", false, false, false});
  BOOST_TEST((chosen == 1421 && !d.tree().overlay_open));
}

BOOST_AUTO_TEST_CASE(nothing_found_says_what_to_do) {
  open();
  type("没有");
  BOOST_TEST(d.text_visible("没有这个村，换个字找"));
  BOOST_TEST(!d.exists(Role::listbox, "哪个村"));
  d.by_role(Role::button, "清空").press();
  BOOST_TEST(d.exists(Role::option, "村0"));
}

BOOST_AUTO_TEST_CASE(a_keyboard_begins_in_the_search_field_and_returns_to_the_box) {
  const NodeId box = d.by_role(Role::combobox, "哪个村").node().id;
  d.send(event::Focus{box});
  d.send(event::Key{"ArrowLeft", false, false, false});
  host.handle(event::Activate{box});
  host.frame(5000);
  BOOST_REQUIRE(focused() != nullptr);
  BOOST_TEST((focused()->role == Role::searchbox));
  host.handle(event::Key{"Escape", false, false, false});
  host.frame(5100);
  BOOST_REQUIRE(focused() != nullptr);
  BOOST_TEST(focused()->id == box);
}

// The list got shorter at its head between the frame seen and the press: the record counts, not its place.
BOOST_AUTO_TEST_CASE(a_press_means_the_option_that_was_shown) {
  open();
  const NodeId seen = d.by_role(Role::option, "村2").node().id;
  offset = 2;   // what stood first is gone: another option stands there now
  count -= 2;
  host.handle(event::Activate{seen});
  d.settle();
  BOOST_TEST(chosen == 0);   // 村2, first by now
}

BOOST_AUTO_TEST_CASE(thousands_cost_what_is_seen) {
  open();
  BOOST_TEST(d.tree().nodes.size() < 40u);
  BOOST_TEST(d.by_role(Role::option, "村3").node().set_size == 5000u);
  d.scroll("village/sheet/pane", 100000);
  BOOST_TEST(d.tree().nodes.size() < 40u);
}

BOOST_AUTO_TEST_CASE(on_the_desk_it_opens_over_its_box) {
  d.resize(1366, 768, true);
  const Rect box = d.by_role(Role::combobox, "哪个村").node().rect;
  open();
  const Node dialog = d.by_role(Role::dialog, "哪个村").node();
  BOOST_TEST(dialog.rect.w >= 320.0f);
  BOOST_TEST(dialog.rect.w < box.w + 1);
  BOOST_TEST(dialog.rect.y + dialog.rect.h <= 768.0f);
}

BOOST_AUTO_TEST_CASE(open_it_holds_at_every_width_density_and_size) {
  for (const float width : {320.0f, 360.0f, 800.0f, 1366.0f})
    for (const Density density : {Density::standard, Density::elder})
      for (const SizeStep size : {SizeStep::normal, SizeStep::large, SizeStep::largest}) {
        state = {.open = true};
        host.kit.set_look({density, size, Palette::light});
        d.resize(width, width > 1000 ? 625.0f : 800.0f, width > 1000);
        std::string faults;
        for (const std::string& f : layout_faults(d.tree(), width, host.kit.theme().size(Size::target))) faults += "\n  " + f;
        for (const std::string& f : text_faults()) faults += "\n  " + f;
        BOOST_TEST(faults.empty(), "width " << width << " elder " << (density == Density::elder) << " size " << static_cast<int>(size) << faults);
      }
}

BOOST_AUTO_TEST_SUITE_END()
