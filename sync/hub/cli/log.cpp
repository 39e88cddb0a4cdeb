// `log show`: the segments of a stopped hub's store as JSON, one a line, for who mends things. Shows personal data.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/log/show.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/store.h"

namespace huzhu::hub::cli {

namespace {

struct Options {
  std::string data = default_data_folder(), scope, author;
  std::uint64_t after = 0, count = 0;
};

void print(const Row& row) {
  const auto segment = log::decode(row.sealed.bytes, log::Redaction::taken);
  const auto shown = segment ? nlohmann::ordered_json::parse(log::to_json(*segment), nullptr, false) : nlohmann::ordered_json(segment.error().detail);
  const nlohmann::ordered_json line = {{"hub_seq", row.link.hub_seq}, {"received_at_ms", row.link.received_at_ms}, {"chain", to_hex(row.link.chain)},
                                       {"signed", row.sealed.has_signature}, {"segment", shown}};
  std::printf("%s\n", line.dump().c_str());
}

Status show(const Options& options) {
  HUZHU_ASSIGN(std::unique_ptr<SegmentStore> store, open_sqlite_store(options.data + "/hub.db"));
  HUZHU_ASSIGN(const std::vector<ScopeHead> scopes, store->scopes());
  const std::uint64_t wanted_scope = parse_id(options.scope), wanted_author = parse_id(options.author);
  std::uint64_t shown = 0;
  for (const ScopeHead& head : scopes) {
    if (wanted_scope != 0 && head.scope.value != wanted_scope) continue;
    HUZHU_TRY(store->read(head.scope, options.after, [&](Row& row) {
      if (wanted_author == 0 || row.link.author.value == wanted_author) {
        print(row);
        ++shown;
      }
      return options.count == 0 || shown < options.count;
    }));
  }
  return Done{};
}

}  // namespace

void add_log(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* log = program.add_subcommand("log", "look into the log");
  log->require_subcommand(1);
  CLI::App* command = log->add_subcommand("show", "segments of a stopped hub as JSON, one a line (shows personal data)");
  command->add_option("--data", options->data, "data folder of the hub")->capture_default_str();
  command->add_option("--scope", options->scope, "only this scope (16 hex digits)");
  command->add_option("--author", options->author, "only this device (16 hex digits)");
  command->add_option("--after", options->after, "only after this receipt number")->capture_default_str();
  command->add_option("--count", options->count, "at most so many; 0 = all")->capture_default_str();
  command->callback([options, &exit_code] {
    const Status done = show(*options);
    if (!done) exit_code = failed(done.error());
  });
}

}  // namespace huzhu::hub::cli
