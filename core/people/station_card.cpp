#include "core/people/station_card.h"

#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"

namespace huzhu::people {

StationCard station_card(Session& session) {
  StationCard card{place_name(session.db(), session.area()), {}, {}};
  const std::int64_t area = session.area();
  const Date today = session.today();
  // The longer the code, the nearer: a village has 12 digits, its township 9.
  std::int64_t nearest = 0;
  each_row(session.db().cached("SELECT area, name, phone FROM station ORDER BY area, id"), [&](const store::Statement& row) {
    if (row.integer(0) <= nearest || !lies_in(area, row.integer(0))) return;
    nearest = row.integer(0);
    card.name = std::string(row.text(1));
    card.phone = std::string(row.text(2));
  });
  nearest = 0;
  EntityId lead;
  each_row(session.db().cached("SELECT area, profile, ends_on FROM role_grant WHERE role=?1 ORDER BY area, id").bind(1, static_cast<std::int64_t>(model::RoleKind::station_lead)),
           [&](const store::Statement& row) {
             const bool over = !row.is_null(2) && row.integer(2) < today.days;
             if (over || row.integer(0) <= nearest || !lies_in(area, row.integer(0))) return;
             nearest = row.integer(0);
             lead = entity_at(row, 1);
           });
  if (lead) card.lead = profile_name(session.db(), lead);
  return card;
}

}  // namespace huzhu::people
