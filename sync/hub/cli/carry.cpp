// `hub carry-in FILE…`, `hub carry-out`: bundles that somebody brought, and what goes back, through a running or a stopped hub.
#include <cstdio>
#include <filesystem>

#include "sync/hub/carry.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/hub.h"
#include "sync/hub/native_ports.h"
#include "sync/hub/run.h"

namespace huzhu::hub::cli {

namespace {

// The hub of a data folder, opened for one command.
struct Stopped {
  SystemClock clock;
  SystemRandom random;
  Result<std::unique_ptr<Hub>> open(const std::string& data) { return Hub::open({data, {}, &clock, &random, steady_now_ms}); }
};

bool is_running(const std::string& data) { return control(data, "/control/county", "").ok(); }

// One plain sentence for what a bundle can be besides a bundle for this hub.
std::string sentence_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::not_a_bundle: return "这不是捎来的记录";
    case ErrorCode::truncated: return "文件没拷全，再拷一次";
    case ErrorCode::bad_checksum:
    case ErrorCode::not_canonical: return "文件在路上坏了，再拷一次";
    case ErrorCode::wrong_scope: return "这是别的县的，这里不收";
    case ErrorCode::not_for_us: return "这份是捎给别人的，中心打不开";
    case ErrorCode::bundle_too_big: return "太大了，不像捎来的记录";
    case ErrorCode::unknown_version: return "做这份文件的程序比中心新，先更新中心";
    default: return error.detail;
  }
}

Result<CarriedFile> carry_in_one(const std::string& data, Hub* hub, const std::string& file, const std::string& folder) {
  const std::string whole = std::filesystem::absolute(file).string(), out = std::filesystem::absolute(folder).string();
  if (hub) return carry_in_file(hub->service(), whole, out);
  HUZHU_ASSIGN(const ControlAnswer answer, control(data, "/control/carry-in", whole + "\n" + out));
  if (!answer.ok) return Error{answer.reason == ErrorCode::none ? ErrorCode::hub_refused : answer.reason, "hub.carry", answer.error};
  CarriedFile carried;
  carried.in.stored = answer.stored;
  carried.in.known = answer.known;
  carried.in.refused = answer.refused;
  carried.answer_file = answer.answer_file;
  return carried;
}

struct InOptions {
  std::vector<std::string> files;
  std::string folder = ".", data = default_data_folder();
};

int carry_in_all(const InOptions& options) {
  Stopped stopped;
  std::unique_ptr<Hub> hub;
  if (!is_running(options.data)) {
    auto opened = stopped.open(options.data);
    if (!opened) return failed(opened.error());
    hub = std::move(opened).value();
  }
  int refused = 0;
  for (const std::string& file : options.files) {
    const auto carried = carry_in_one(options.data, hub.get(), file, options.folder);
    if (!carried) {
      std::fprintf(stderr, "%s：%s\n", file.c_str(), sentence_of(carried.error()).c_str());
      refused = 2;
      continue;
    }
    std::printf("%s：收下 %zu 条，早有 %zu 条，没收 %zu 条", file.c_str(), carried->in.stored, carried->in.known, carried->in.refused);
    std::printf(carried->answer_file.empty() ? "，没有回执：不认得捎来的平板\n" : "，回执 %s\n", carried->answer_file.c_str());
  }
  return refused;
}

Status carry_out_one(const std::string& data, const std::string& device, const std::string& file) {
  const AuthorId to{parse_id(device)};
  if (!to) return Error{ErrorCode::unknown_device, "hub.carry", device + " is no device id (16 hex digits)"};
  const std::string whole = std::filesystem::absolute(file).string();
  if (is_running(data)) {
    HUZHU_ASSIGN(const ControlAnswer answer, control(data, "/control/carry-out", to_string(to) + "\n" + whole));
    return answer.ok ? Status(Done{}) : Status(Error{ErrorCode::hub_refused, "hub.carry", answer.error});
  }
  Stopped stopped;
  HUZHU_ASSIGN(std::unique_ptr<Hub> hub, stopped.open(data));
  return carry_out_file(hub->service(), to, whole);
}

}  // namespace

void add_carry_in(CLI::App& hub, int& exit_code) {
  auto options = std::make_shared<InOptions>();
  CLI::App* command = hub.add_subcommand("carry-in", "take in bundles that somebody brought, and write an answer for each");
  command->add_option("files", options->files, ".huzhu files sealed to this hub")->required();
  command->add_option("--out", options->folder, "folder of the answers")->capture_default_str();
  command->add_option("--data", options->data, "data folder of the hub")->capture_default_str();
  command->callback([options, &exit_code] { exit_code = carry_in_all(*options); });
}

void add_carry_out(CLI::App& hub, int& exit_code) {
  struct Options { std::string device, file, data = default_data_folder(); };
  auto options = std::make_shared<Options>();
  CLI::App* command = hub.add_subcommand("carry-out", "write a bundle with all that a device may hold, for a place without any network");
  command->add_option("--device", options->device, "the device's id, 16 hex digits")->required();
  command->add_option("file", options->file, "where to write it")->required();
  command->add_option("--data", options->data, "data folder of the hub")->capture_default_str();
  command->callback([options, &exit_code] {
    const Status done = carry_out_one(options->data, options->device, options->file);
    if (done) std::printf("%s\n", options->file.c_str());
    else exit_code = failed(done.error());
  });
}

}  // namespace huzhu::hub::cli
