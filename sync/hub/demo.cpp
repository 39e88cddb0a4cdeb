#include "sync/hub/demo.h"

#include "core/people/draft_ops.h"
#include "core/registry/charset.h"
#include "core/registry/import.h"
#include "core/registry/roster_cli.h"
#include "sync/hub/clerk.h"

namespace huzhu::hub {

namespace {

constexpr std::string_view fact_done = "demo/done";

// Ids follow from the area code: a start that was cut off writes the same stations again, not others.
EntityId station_id(std::int64_t area) {
  const std::string code = std::to_string(area);
  const Hash hash = crypto::blake2b({view("huzhu/demo/station/1"), view(code)});
  return EntityId{sync::first8(hash)};
}

bool has_station(people::Session& session, EntityId station) {
  auto& row = session.db().cached("SELECT 1 FROM station WHERE id = ?");
  const auto found = row.bind(1, static_cast<std::int64_t>(station.value)).step();
  row.reset();
  return found && *found;
}

Status write_stations(people::Session& session, const std::vector<registry::Area>& areas, std::string_view suffix, std::int64_t kind) {
  for (const registry::Area& area : areas) {
    const EntityId station = station_id(area.code);
    if (has_station(session, station)) continue;
    people::DraftOps ops;
    ops.of(model::EntityType::station, station)
        .set_text(model::station::name, area.name + std::string(suffix))
        .set(model::station::area, Value::of(area.code))
        .set(model::station::kind, Value::of(kind));
    HUZHU_TRY(session.commit(session.work_scope(area.code), ops.take()));
  }
  return Done{};
}

Status import_roster(people::Session& session, const DemoOptions& options, const registry::PackageFile& package) {
  registry::RosterCommand command;
  command.county = options.county.self.code;
  command.elders = options.elders;
  command.seed = options.seed;
  command.as_of = session.today();
  HUZHU_ASSIGN(const registry::RosterFile roster, registry::make_roster_file(command, package));
  registry::ImportContext context = registry::import_context(session, registry::gb18030_to_utf8);
  HUZHU_ASSIGN(registry::ImportPlan plan, registry::plan_import(roster.bytes, context));
  HUZHU_TRY(registry::commit_import(session, plan));
  options.say(registry::summary_sentence(plan.counts()));
  return Done{};
}

}  // namespace

std::vector<people::AreaName> areas_of(const registry::County& county) {
  std::vector<people::AreaName> out{{county.self.code, county.self.name}};
  for (const registry::Area& area : county.townships) out.push_back({area.code, area.name});
  for (const registry::Area& area : county.villages) out.push_back({area.code, area.name});
  return out;
}

Status prepare_demo(Hub& hub, const DemoOptions& options) {
  HUZHU_ASSIGN(const std::optional<Bytes> done, hub.store().fact(fact_done));
  if (done) return Done{};
  options.say("首次演示启动：正在建立" + options.county.self.name + "的站点和名册，约需一分钟……");
  Service& service = hub.service();
  const std::int64_t county = options.county.self.code;
  ClerkOptions clerk_options{hub.data_folder(), carry_to(service), [&] { return new_code(service, county); }, &hub.clock(), &hub.random(), hub.steady_ms()};
  HUZHU_ASSIGN(std::unique_ptr<Clerk> clerk, Clerk::open(std::move(clerk_options)));
  const registry::StationPlan plan = registry::demo_stations(options.county);
  HUZHU_TRY(write_stations(clerk->session(), plan.communities, "为老服务驿站", 2));
  HUZHU_TRY(write_stations(clerk->session(), plan.villages, "互助幸福院", 1));
  options.say("已建立 " + std::to_string(plan.communities.size() + plan.villages.size()) + " 个站点");
  HUZHU_TRY(import_roster(clerk->session(), options, [](const std::string&) { return std::nullopt; }));
  options.say("正在把记录交给中心……");
  HUZHU_TRY(clerk->sync());
  return hub.store().put_fact(fact_done, view("1"));
}

}  // namespace huzhu::hub
