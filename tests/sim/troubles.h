// Troubles: each kind of fault as it befalls a tablet or the hub, drawn from the event's own dice.
#pragma once

#include "tests/sim/tablet.h"

namespace huzhu::sim {

void trouble_clock(Tablet& tablet, Trace& trace, Dice& dice);
void trouble_line(Tablet& tablet, Agenda& agenda, Trace& trace, Dice& dice);
// No network for a day or more: what is carried by hand is for.
void trouble_far_away(Tablet& tablet, Agenda& agenda, Trace& trace, Dice& dice);
void trouble_disk(Tablet& tablet, Agenda& agenda, Dice& dice);
void trouble_kill(Tablet& tablet, Dice& dice);
bool trouble_hub(HubMachine& hub, Agenda& agenda, Dice& dice);  // true: the hub lost something it held

// Somebody carries what one tablet holds to another: in any order, some of it twice, some not at all.
void carry_by_hand(Tablet& from, Tablet& to, Dice& dice);

}  // namespace huzhu::sim
