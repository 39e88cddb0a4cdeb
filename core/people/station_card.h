// StationCard: the mutual-aid station a person belongs to, as it stands on a printed card: name, phone, who leads it.
#pragma once

#include <string>

#include "core/people/session.h"

namespace huzhu::people {

struct StationCard {
  std::string name;    // 红古村幸福院; the place's own name where no station is registered
  std::string phone;   // empty when not known
  std::string lead;    // 李长顺; empty when this device does not know one
};

// Of the area the person's role holds in: the station of that very area, else the nearest above it; the lead likewise.
StationCard station_card(Session& session);

}  // namespace huzhu::people
