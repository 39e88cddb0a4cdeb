// Visits: the commands behind 记录探访: record, all well in one tap, take back, correct.
//
// A visit is add-only: taking back is a tombstone, a correction writes the fields anew over what was shown (what was said
// aloud stays); the log keeps the first words. Requirements B08–B10 (modes, four sections). Errors name the field: "visit.outcome".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/people/saved.h"
#include "core/people/session.h"

namespace huzhu::care {

// The numbers are those of the model table (visit.mode, visit.basics …, visit.outcome); a test holds them together.
enum class VisitMode : std::int64_t { home = 1, phone = 2, paired = 3, neighbour = 4 };
enum class Answer : std::int64_t { unseen = 0, fine = 1, concern = 2 };
enum class Outcome : std::int64_t { none = 0, safe = 1, come_again = 2, needs_help = 3, emergency = 4 };

struct VisitDraft {
  EntityId elder;
  VisitMode mode = VisitMode::home;
  std::optional<std::int64_t> happened_at_ms;  // now when empty; more than ten minutes ahead is the future
  Answer basics = Answer::unseen;              // 吃穿用
  Answer safety = Answer::unseen;              // 住得安全
  Answer family = Answer::unseen;              // 家里人
  Answer mood = Answer::unseen;                // 心里头
  std::vector<std::int64_t> matters;           // visit.matters: 烟筒不通 …
  Outcome outcome = Outcome::none;             // may be left out when nothing is wrong: then safe
  std::string follow_up;                       // 找人通烟筒
  std::optional<Date> follow_up_by;            // 11月22日前
  std::string note;
  std::vector<std::uint8_t> voice;             // what was said instead of typed, a recorder's file; empty: nothing
};

// How many of the four have no answer yet, for 剩下 n 样也好 and 还差 n 样.
int unanswered(const VisitDraft& draft);

Result<people::Saved> record_visit(people::Session& session, const VisitDraft& draft);
// All four fine, in one press; how, when and what else was said stays as it is.
Result<people::Saved> record_all_well(people::Session& session, VisitDraft said);
Result<people::Saved> take_back_visit(people::Session& session, EntityId visit);
Result<people::Saved> correct_visit(people::Session& session, EntityId visit, const VisitDraft& draft);

// A visit as recorded, for reading and for the correction form.
struct VisitRecord {
  EntityId visit;
  VisitDraft said;                 // happened_at_ms is set
  EntityId visitor;
  std::string visitor_name, elder_name;
  people::RecordState state = people::RecordState::on_tablet;
};
Result<VisitRecord> visit_record(people::Session& session, EntityId visit);

}  // namespace huzhu::care
