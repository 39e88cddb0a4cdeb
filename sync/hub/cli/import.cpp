// `import FILE`: a clerk's list into the register, as the hub machine's own device, through a running or a stopped hub.
#include <cstdio>
#include <fstream>

#include "core/registry/charset.h"
#include "core/registry/import.h"
#include "sync/hub/clerk.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/package_files.h"
#include "sync/hub/demo.h"
#include "sync/hub/native_ports.h"
#include "sync/hub/run.h"

namespace huzhu::hub::cli {

namespace {

struct Options {
  std::string file, report, data = default_data_folder();
  std::int64_t area = 0;
  bool dry_run = false;
};

Status write_report(const std::string& file, const registry::ImportPlan& plan) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  const std::string csv = registry::report_csv(plan);
  if (!out.write(csv.data(), static_cast<std::streamsize>(csv.size())).flush()) return Error{ErrorCode::storage_full, "import.report", file + " cannot be written"};
  return Done{};
}

Status import_with(Clerk& clerk, const Options& options) {
  const auto bytes = read_text(options.file);
  if (!bytes) return Error{ErrorCode::not_found, "import.file", options.file + " cannot be read"};
  registry::ImportContext context = registry::import_context(clerk.session(), registry::gb18030_to_utf8, options.area);
  auto planned = registry::plan_import(*bytes, context);
  if (!planned) return Error{planned.error().code, "import", registry::file_sentence(planned.error())};
  registry::ImportPlan plan = std::move(planned).value();
  if (!options.dry_run) {
    HUZHU_TRY(registry::commit_import(clerk.session(), plan));
    HUZHU_TRY(clerk.sync());
  }
  std::printf("%s\n", registry::summary_sentence(plan.counts()).c_str());
  if (!options.report.empty()) HUZHU_TRY(write_report(options.report, plan));
  return Done{};
}

// Over the running hub's loopback listener.
Result<std::unique_ptr<Clerk>> clerk_of_running(const Options& options, ClerkOptions clerk) {
  clerk.carry = carry_over_loopback(options.data);
  clerk.new_code = [&options]() -> Result<std::string> {
    HUZHU_ASSIGN(const ControlAnswer answer, control(options.data, "/control/clerk-code", ""));
    if (!answer.ok) return Error{ErrorCode::hub_refused, "import.code", "the hub gives no code: " + answer.error};
    return answer.code;
  };
  return Clerk::open(std::move(clerk));
}

Status import_file(const Options& options) {
  SystemClock clock;
  SystemRandom random;
  ClerkOptions clerk_options{options.data, {}, {}, &clock, &random, steady_now_ms};
  if (control(options.data, "/control/county", "")) {
    HUZHU_ASSIGN(std::unique_ptr<Clerk> clerk, clerk_of_running(options, std::move(clerk_options)));
    return import_with(*clerk, options);
  }
  HUZHU_ASSIGN(std::unique_ptr<Hub> hub, Hub::open({options.data, {}, &clock, &random, steady_now_ms}));
  clerk_options.carry = carry_to(hub->service());
  clerk_options.new_code = [&hub] { return clerk_code(hub->service()); };
  HUZHU_ASSIGN(std::unique_ptr<Clerk> clerk, Clerk::open(std::move(clerk_options)));
  return import_with(*clerk, options);
}

}  // namespace

void add_import(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("import", "take a list of elders (CSV, UTF-8 or GBK) into the register");
  command->add_option("file", options->file, "the list")->required();
  command->add_option("--data", options->data, "data folder of the hub")->capture_default_str();
  command->add_option("--area", options->area, "village of all rows, for lists without a village column (12 digits)");
  command->add_option("--report", options->report, "write a CSV of what was taken, corrected, doubted, refused");
  command->add_flag("--dry-run", options->dry_run, "only say what would happen");
  command->callback([options, &exit_code] {
    const Status done = import_file(*options);
    if (!done) exit_code = failed(done.error());
  });
}

}  // namespace huzhu::hub::cli
