// DerivedIndex: a table that another part of the program keeps beside the typed tables (name search, due dates).
//
// The replica calls it inside its own transaction, so that such a table is never older or newer than the rows it stands
// for, and throws it away with them in rebuild(). Its content must follow from the typed tables alone.
#pragma once

#include <functional>

#include "core/model/model.h"
#include "core/store/database.h"

namespace huzhu::store {

struct DerivedIndex {
  std::function<Status(Database&)> create;  // CREATE TABLE IF NOT EXISTS …; called at every opening
  // The row of this entity was written or has gone away; read it from its typed table.
  std::function<Status(Database&, EntityId, model::EntityType)> update;
  std::function<Status(Database&)> clear;   // empties it, before everything is applied again
};

}  // namespace huzhu::store
