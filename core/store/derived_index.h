// DerivedIndex: a table that another part of the program keeps beside the typed tables (name search, due dates).
//
// The replica calls it inside its own transaction, so that such a table is never older or newer than the rows it stands
// for, and throws it away with them in rebuild(). Its content must follow from the typed tables alone.
#pragma once

#include <functional>
#include <span>

#include "core/model/model.h"
#include "core/store/database.h"

namespace huzhu::store {

struct ChangedRow { EntityId id; model::EntityType type; };

struct DerivedIndex {
  std::function<Status(Database&)> create;  // CREATE TABLE IF NOT EXISTS …; called at every opening
  // The rows of these entities were written or have gone away; read them from their typed tables. All that changed at once
  // comes at once, so that what many rows have in common is done once.
  std::function<Status(Database&, std::span<const ChangedRow>)> update;
  std::function<Status(Database&)> clear;   // empties it, before everything is applied again
};

}  // namespace huzhu::store
