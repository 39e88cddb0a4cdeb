#include "core/registry/generate/details.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <numeric>
#include <set>

#include "core/registry/generate/names.h"
#include "core/registry/resident_id.h"

namespace huzhu::registry::generate {

namespace {

// The model's choices by name; roster_test.cpp holds them against core/model/model.cpp.
enum : std::int64_t { living_alone = 1, living_couple, living_children, living_grandchildren, living_others, living_institution };
enum : std::int64_t { tag_empty_nest = 1, tag_left_behind, tag_minimum, tag_extreme, tag_low_income, tag_family_planning, tag_lost_child,
                      tag_disabled, tag_preferential, tag_childless = 13 };
enum : std::int64_t { relation_son = 1, relation_daughter, relation_spouse, relation_in_law, relation_nephew = 8, relation_neighbour, relation_cadre };

std::string format(const char* pattern, long long a, long long b = 0, long long c = 0) {
  char buffer[96];
  std::snprintf(buffer, sizeof buffer, pattern, a, b, c);
  return buffer;
}

// 154 is not assigned to any operator, so nobody's telephone rings.
std::string draw_phone(Draw& draw) { return format("154%08lld", draw.below(100'000'000)); }

// What people of one household share.
struct Household {
  std::string group_name, address, number, surname, phone;
};

constexpr const char* group_digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};

Household draw_household(const Area& village, std::size_t serial, Draw& draw) {
  Household home;
  home.number = format("%lld-%04lld", village.code % 1'000'000, static_cast<long long>(serial));
  if (area_kind(village.code) == AreaKind::village) {
    constexpr const char* landmarks[] = {"", "", "", "村小学后面", "大队部旁边", "水渠边上", "老榆树底下", "公路边", "戏台对面", "卫生室隔壁", "沟沿上", "果园边"};
    const char* landmark = draw.one_of(landmarks);
    home.group_name = std::string(draw.one_of(group_digits)) + "社";
    home.address = *landmark != 0 ? home.group_name + landmark : format("%lld号", draw.between(1, 160));
    if (*landmark == 0) home.address = home.group_name + home.address;
  } else {
    const int building = draw.between(1, 36), entrance = draw.between(1, 4), flat = draw.between(1, 6) * 100 + draw.between(1, 2);
    home.group_name = format("%lld号楼", building);
    home.address = format("%lld号楼%lld单元%lld", building, entrance, flat);
  }
  return home;
}

class Describer {
 public:
  Describer(const RosterOptions& options, Draw& draw) : options_(options), draw_(draw) {
    for (const Area& area : options.county.townships) townships_[area.code] = area.name;
  }

  GeneratedElder describe(const Soul& soul, const Household& home) {
    GeneratedElder elder;
    elder.village = options_.county.villages[soul.village];
    elder.township = townships_[parent_area(elder.village.code)];
    elder.male = soul.male;
    elder.birth = soul.birth;
    elder.living = soul.living;
    elder.care_level = soul.care_level;
    // A wife keeps her own surname; the household's is the man's.
    const bool own_surname = !soul.male && soul.spouse >= 0;
    const std::string surname = own_surname ? names_.surname(draw_, {}) : home.surname;
    elder.name = new_name(soul, surname);
    elder.resident_id = next_id(soul);
    elder.group_name = home.group_name;
    elder.address = home.address;
    elder.household = home.number;
    if (draw_.chance(soul.age < 75 ? 880 : 560)) elder.phone = soul.spouse >= 0 && draw_.chance(300) ? home.phone : draw_phone(draw_);
    add_tags(soul, elder);
    add_health(soul, elder);
    add_home(soul, elder);
    add_contact(soul, home, elder);
    add_consent(elder);
    return elder;
  }

  Household household(std::size_t village, std::size_t serial) {
    Household home = draw_household(options_.county.villages[village], serial, draw_);
    home.surname = names_.surname(draw_, options_.county.villages[village].name);
    home.phone = draw_phone(draw_);
    return home;
  }

 private:
  // No two of a village share a name, nor two of one birthday: an import would take them for one person.
  std::string new_name(const Soul& soul, const std::string& surname) {
    const int year = soul.birth.civil().year;
    for (int tries = 0;; ++tries) {
      std::string name = surname + (draw_.chance(8) ? names_.rare_given_name(draw_, year, soul.male) : names_.given_name(draw_, surname, year, soul.male));
      constexpr int tries_max = 200;
      if (tries < tries_max && (village_names_.count({soul.village, name}) != 0 || birthday_names_.count({soul.birth, name}) != 0)) continue;
      village_names_.insert({soul.village, name});
      birthday_names_.insert({soul.birth, name});
      return name;
    }
  }

  // Odd sequences for men; counted on for each day, so that no two people share a number.
  std::string next_id(const Soul& soul) {
    int& next = sequences_[{soul.birth, soul.male}];
    const int sequence = 20 + 2 * next++ + (soul.male ? 1 : 0);
    return make_resident_id(unassigned_area6, soul.birth, sequence % 1000);
  }

  void add_tags(const Soul& soul, GeneratedElder& elder) {
    auto& tags = elder.tags;
    const bool alone = soul.living == living_alone, institution = soul.living == living_institution;
    if (alone || soul.living == living_couple) tags.push_back(tag_empty_nest);
    if (soul.left_behind) tags.push_back(tag_left_behind);
    const auto kind = draw_.below(1000);
    const bool poor_alone = (alone && kind < 25) || (institution && kind < 350);
    if (poor_alone)
      tags.push_back(tag_extreme);
    else if (kind < 90)
      tags.push_back(tag_minimum);
    else if (kind < 125)
      tags.push_back(tag_low_income);
    if (soul.age < 80 && soul.living != living_children && kind >= 990) {
      tags.push_back(tag_family_planning);
      if (kind >= 996) tags.push_back(tag_lost_child);
    }
    if (soul.care_level > 1 ? draw_.chance(80) : draw_.chance(8)) tags.push_back(tag_disabled);
    if (soul.male && draw_.chance(18)) tags.push_back(tag_preferential);
    if (poor_alone && draw_.chance(800)) tags.push_back(tag_childless);
  }

  void add_health(const Soul& soul, GeneratedElder& elder) {
    constexpr const char* allergies[] = {"青霉素", "青霉素", "头孢", "磺胺药", "海鲜", "花粉", "链霉素"};
    constexpr const char* medicines[] = {"降压药", "降压药", "降糖药", "阿司匹林", "速效救心丸", "治气管炎的药", "治关节的药", "降压药、降糖药", "降血脂的药", "治胃病的药"};
    constexpr const char* senses[] = {"左耳背", "右耳背", "两耳都背", "眼睛花", "白内障", "听不清，要大声", "一只眼看不见"};
    const auto by_age = static_cast<std::uint32_t>(soul.age - 60);
    if (draw_.chance(45)) elder.allergy = draw_.one_of(allergies);
    if (draw_.chance(260 + 8 * by_age)) elder.medicine = draw_.one_of(medicines);
    if (draw_.chance(40 + 9 * by_age)) elder.hearing = draw_.one_of(senses);
  }

  void add_home(const Soul& soul, GeneratedElder& elder) {
    constexpr const char* keys[] = {"隔壁邻居有一把", "村干部有一把", "儿子家有一把", "门头上", "女儿有一把", "没有备用的"};
    constexpr const char* rural[] = {"烧煤炉", "烧煤炉", "烧炕", "电暖气", "烧煤炉，烟筒今年换过", "炕和煤炉都有"};
    if (soul.living == living_institution) return;
    if (soul.living == living_alone && draw_.chance(350)) elder.spare_key = draw_.one_of(keys);
    if (area_kind(elder.village.code) == AreaKind::village ? draw_.chance(500) : draw_.chance(60))
      elder.stove = area_kind(elder.village.code) == AreaKind::village ? draw_.one_of(rural) : "集中供暖";
  }

  void add_contact(const Soul& soul, const Household& home, GeneratedElder& elder) {
    if (!draw_.chance(820)) return;
    const int child_year = soul.birth.civil().year + draw_.between(20, 34);
    const bool childless = std::find(elder.tags.begin(), elder.tags.end(), tag_childless) != elder.tags.end();
    const auto kind = draw_.below(100);
    if (childless) {
      elder.contact_relation = kind < 40 ? relation_nephew : kind < 75 ? relation_neighbour : relation_cadre;
      const std::string surname = kind < 40 ? home.surname : names_.surname(draw_, elder.village.name);
      elder.contact_name = surname + names_.given_name(draw_, surname, 1970, kind % 2 == 0);
    } else {
      const bool son = kind < 66;
      elder.contact_relation = son ? relation_son : relation_daughter;
      elder.contact_name = home.surname + names_.given_name(draw_, home.surname, std::min(child_year, 1972), son);
    }
    elder.contact_phone = draw_phone(draw_);
  }

  void add_consent(GeneratedElder& elder) {
    elder.registered_on = Date{options_.as_of.days - draw_.between(1, 9)};
    if (!draw_.chance(900)) return;
    const auto kind = draw_.below(100);
    const bool cannot = elder.care_level > 2;
    elder.consent_kind = cannot ? 4 : kind < 45 ? 1 : kind < 85 ? 2 : 3;
    elder.consent_on = Date{elder.registered_on.days - draw_.between(0, 500)};
  }

  const RosterOptions& options_;
  Draw& draw_;
  Names names_;
  std::map<std::int64_t, std::string> townships_;
  std::map<std::pair<Date, bool>, int> sequences_;
  std::set<std::pair<std::size_t, std::string>> village_names_;
  std::set<std::pair<Date, std::string>> birthday_names_;
};

}  // namespace

std::vector<GeneratedElder> describe(const std::vector<Soul>& souls, const RosterOptions& options, Draw& draw) {
  std::vector<std::size_t> order(souls.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto key = [&](std::size_t i) { return std::tuple(souls[i].village, souls[i].household, !souls[i].male, i); };
    return key(a) < key(b);
  });
  Describer describer(options, draw);
  std::vector<GeneratedElder> elders;
  elders.reserve(souls.size());
  Household home;
  std::size_t serial = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const Soul& soul = souls[order[k]];
    const Soul* before = k == 0 ? nullptr : &souls[order[k - 1]];
    if (before == nullptr || before->village != soul.village) serial = 0;
    if (before == nullptr || before->household != soul.household) home = describer.household(soul.village, ++serial);
    elders.push_back(describer.describe(soul, home));
  }
  return elders;
}

}  // namespace huzhu::registry::generate
