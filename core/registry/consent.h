// Consent: what a person agreed to, how, before whom; and that they took it back (个人信息保护法 art. 15, 16, 29, 31;
// design/people-and-security.md "Seeing less"; requirement A15).
//
// Each agreement is a record of its own, said once and signed by whoever wrote it down; taking back is another record that
// names it. So two tablets that differ never lose either, and what stood on which day can be shown years later.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/people/saved.h"
#include "core/people/session.h"

namespace huzhu::registry {

// Values are on the wire (model.cpp consent_subjects).
enum class ConsentSubject : std::int64_t { registration = 1, sharing, photos, notice, health, closed_after_death };
inline constexpr std::array consent_subjects{ConsentSubject::registration, ConsentSubject::health, ConsentSubject::sharing, ConsentSubject::notice,
                                             ConsentSubject::photos, ConsentSubject::closed_after_death};
bool gave(store::Database& db, EntityId person, ConsentSubject subject);   // and it stands

// How it was said. Values are on the wire (model.cpp consents).
enum class ConsentKind : std::int64_t { none = 0, signature, thumb_mark, spoken, family };

enum class ConsentState : std::uint8_t { never_asked, given, taken_back };

// What stands about one subject, by the record written last among those that say so.
struct ConsentLine {
  ConsentSubject subject = ConsentSubject::registration;
  ConsentState state = ConsentState::never_asked;
  ConsentKind kind = ConsentKind::none;
  std::optional<Date> on;
  std::string given_by, witness;   // empty: the person; nobody named
  std::string mark;                // strokes as the screen's pad wrote them (ui/kit/strokes.h); empty: none on this record
};
// One line for each of consent_subjects, in that order. The registration's own consent fields count as a record.
std::vector<ConsentLine> consents_of(store::Database& db, EntityId person);
bool took_back(store::Database& db, EntityId person, ConsentSubject subject);

struct ConsentDraft {
  EntityId person;
  std::vector<ConsentSubject> subjects;   // one or more
  ConsentKind kind = ConsentKind::none;
  std::string given_by;                   // who of the family; required with ConsentKind::family
  std::string witness;                    // required with ConsentKind::spoken: nothing else could be shown later
  std::optional<Date> on;                 // today when empty
  std::string mark;                       // signature or thumb mark, ≤ limits::mark_bytes_max; empty: on paper, or none
};
// not_found, not_allowed, required (consent.subjects, .kind, .given_by, .witness), too_many_characters, bad_text, date_in_future.
Result<people::Saved> give_consent(people::Session& session, const ConsentDraft& draft);
// All that stands of these subjects is taken back. Beside the above: not_found when nothing of them stands.
Result<people::Saved> take_back_consent(people::Session& session, const ConsentDraft& draft);

// What stands about `from`, given or taken back, is written down of `to` too, the same person's record in another village: nobody
// is asked anew there, and what was taken back stays so. By whoever writes to both; not_allowed.
Status carry_consents(people::Session& session, EntityId from, EntityId to);

}  // namespace huzhu::registry
