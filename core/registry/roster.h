// Roster: find elders as one types: part of a name, pinyin, village, tags, the tail of a phone or ID number.
//
// Backed by ElderIndex, a compact copy of what lists need, kept in memory while a person is logged in: 50,000 elders
// are searched without touching the disk. It follows the table of roster_table.h, which the replica must have been opened
// with (Replica::Options::derived = {roster_table()}); it belongs to one session and one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/care/duties.h"
#include "core/people/session.h"
#include "core/registry/roster_table.h"

namespace huzhu::registry {

struct RosterQuery {
  std::string text;                          // several words: all must match. 马玉, myl, mayulian, 红古村, 独居, 5621
  std::vector<std::int64_t> tags;            // person.tags: all of these
  std::vector<std::int64_t> care_levels;     // person.care_level: one of these
  std::vector<std::int64_t> villages;        // area codes (12, 9 or 6 digits): in one of these
  std::optional<std::int64_t> living;
  int age_min = 0;                           // 80 for 80 岁以上
  bool due_only = false;                     // 该看了: today or late
  bool ended = false;                        // instead: those who died or moved away
  enum class Sort : std::uint8_t { due_first, name };
  Sort sort = Sort::due_first;
};

struct RosterResult {
  std::vector<EntityId> ids;                 // all of them, in order: rows are asked for one by one
  std::size_t total = 0;                     // in care and visible to this session, before any filter
};

struct RosterRow {
  EntityId elder;
  std::string name;
  std::int64_t sex = 0;
  int age = -1;
  std::int64_t area = 0;
  std::string village, group_name;
  std::vector<std::string> tags;             // 独居 低保 半失能
  std::optional<Date> last_visit;
  std::optional<care::DutyState> due;
  bool conflict = false;
  std::int64_t ended_kind = 0;               // person.ended_kind; 0 = in care
};

class ElderIndex {
 public:
  // Reads nothing yet; the first question loads. From then on it sees by itself what this device writes, what a sync brings
  // and what a rebuild leaves out. The session outlives the index.
  explicit ElderIndex(people::Session& session);
  ~ElderIndex();

  RosterResult find(const RosterQuery& query);
  // One row; none when the person is not here any more.
  std::optional<RosterRow> row(EntityId elder);
  std::size_t size();
  // The characters of all visible names, each once, the most frequent first.
  std::u32string letters();

  // For the views of this folder and of care/.
  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

// Chips offered above the list: the tags and villages that occur, most frequent first.
struct RosterChip { std::int64_t value = 0; std::string label; std::size_t count = 0; };
struct RosterChips {
  std::vector<RosterChip> tags, villages, care_levels;
  std::size_t alone = 0, age_80 = 0, due = 0;  // person.living alone: 独居
};
RosterChips roster_chips(ElderIndex& index);

}  // namespace huzhu::registry
