// Erasure: what was written about a person is blanked in every copy there is, while the chain stays verifiable
// (个人信息保护法 art. 47; design/log-and-merge.md "Merge, by kind", erasure; requirement A15).
//
// The whole log of the person's scopes is read, so that values long replaced, and those of records taken back, go too.
// What stays: that somebody was visited or helped, by whom and when (others' hours rest on it), who agreed to what, and
// who looked. Nobody can undo it.
#pragma once

#include "core/people/session.h"

namespace huzhu::registry {

enum class ErasureReach : std::uint8_t {
  health,   // what is known of their health, in the register and in visits
  all,      // beside that name, papers, phone, address, family, notes: they leave the register
};

// Values are on the wire (model.cpp redaction_reasons).
enum class ErasureReason : std::int64_t { none = 0, asked, family_asked, wrong_person, retention, ordered };

struct Erasure {
  EntityId person;
  ErasureReach reach = ErasureReach::health;
  ErasureReason reason = ErasureReason::none;
  std::string asked_by;   // who of the family; with family_asked only, on record in the person's own scope (谁看过)
};

// Hours are owed to them, or a profile is theirs: they cannot be erased whole.
bool is_owed(store::Database& db, EntityId person);

// How many values would go. not_found, not_allowed (a lead's act), and person_in_use: with ErasureReach::all of somebody
// who helps others or has a profile, to whom hours are owed.
Result<std::size_t> count_erasure(people::Session& session, const Erasure& erasure);
// All of it or nothing. Beside the above: required (redaction.reason, access.note when the family asked), arranged_otherwise
// (the dead said that their family shall not: relatives.h), and those of a note. Answers how many values went; 0 is no error.
Result<std::size_t> erase_values(people::Session& session, const Erasure& erasure);

// What somebody had begun to write about people who were erased whole, perhaps by another device. Lies in no log.
Status forget_drafts_of_erased(store::Replica& replica);

}  // namespace huzhu::registry
