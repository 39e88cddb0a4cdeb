// `hub init` and `hub serve`: found the county on the first start, print the address and the codes there are, and serve.
//
// The two differ in one thing: `init` refuses a folder that is a hub already. The demo prints a village's and the county's
// code; a county only the first device's, and after that none: supervisors invite.
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/people/four_words.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/package_files.h"
#include "sync/hub/demo.h"
#include "sync/hub/http/lan.h"
#include "sync/hub/log_event.h"
#include "sync/hub/native_ports.h"
#include "sync/hub/run.h"

namespace huzhu::hub::cli {

namespace {

struct Options {
  std::string data = default_data_folder(), app = "build/web/dist", lan, cert, key;
  std::uint16_t port = 8620, admin_port = 0;
  std::int64_t county = 620111, village = 0;
  std::size_t elders = DemoOptions{}.elders;
  bool demo = false, json = false, verbose = false, init = false, snapshots = true;
};

// The village whose tablet gets the first code: the one asked for, else the first with a station.
std::int64_t first_village(const registry::County& county, std::int64_t asked) {
  if (asked != 0) return asked;
  const registry::StationPlan plan = registry::demo_stations(county);
  if (!plan.villages.empty()) return plan.villages.front().code;
  return county.villages.empty() ? county.self.code : county.villages.front().code;
}

std::string name_of(const registry::County& county, std::int64_t code) {
  for (const registry::Area& area : county.villages) {
    if (area.code == code) return area.name;
  }
  return county.self.name;
}

std::string spaced(const std::string& code) { return code.substr(0, 4) + " " + code.substr(4); }

struct Welcome {
  std::string address, village_name, village_code, county_name, county_code, words;
  std::int64_t village = 0, county = 0;  // area codes
  Service::Root root = Service::Root::away;
  std::string sheet;                     // empty: there is none on this machine
};

void print_codes(const Welcome& w) {
  if (w.root == Service::Root::stays) {
    std::printf("  村里平板注册码  %s   （%s）\n", spaced(w.village_code).c_str(), w.village_name.c_str());
    std::printf("  县里电脑注册码  %s   （%s）\n", spaced(w.county_code).c_str(), w.county_name.c_str());
  } else if (w.root == Service::Root::for_one) {
    std::printf("  第一台县里设备注册码  %s   （%s）\n", spaced(w.county_code).c_str(), w.county_name.c_str());
  }
  std::printf("  对一对          %s\n", w.words.c_str());
  if (w.root == Service::Root::away) {
    std::printf("  新设备由站长、乡镇或县里管理员在自己的设备上邀请；这台机器发不出证书。\n\n");
    return;
  }
  std::printf("  设备输完注册码，屏幕上也会显示这四个词；不一样就别用那个地址。\n\n");
  std::printf("  每个注册码 15 分钟内有效，只能用于一台设备。再要一个：./huzhu hub code --area %s\n", w.root == Service::Root::stays ? "区划代码" : std::to_string(w.county).c_str());
}

void print_root(const Welcome& w) {
  if (w.root == Service::Root::stays)
    std::printf("  注意：这是演示，人员全部是生成的；这台机器同时保管县根密钥和中心密钥，谁拿到数据目录谁就能代表全县。\n\n");
  if (w.root == Service::Root::for_one)
    std::printf("  注意：县根密钥还在这台机器上；第一台县里设备注册好，它就从这里删掉。\n");
  if (!w.sheet.empty())
    std::printf("  恢复单：%s\n  现在打印两份、分开锁好，再从这台机器上删掉这个文件：它就是县根密钥。\n\n", w.sheet.c_str());
}

void print(const Options& options, const Welcome& w, const std::optional<LanFiles>& lan) {
  if (options.json) {
    std::printf("%s\n", nlohmann::json{{"address", w.address}, {"village_code", w.village_code}, {"village_area", w.village}, {"county_code", w.county_code}, {"county_area", w.county}, {"words", w.words}}.dump().c_str());
  } else {
    std::printf("\n  互助中心已启动，按 Ctrl+C 停止。\n\n");
    std::printf("  地址            %s\n", w.address.c_str());
    print_codes(w);
    if (lan && lan->own_ca) {
      std::printf("  设备第一次来，先打开 http://%s:%u/ 按图安装本地证书；指纹应是\n  %s\n\n", options.lan.c_str(), install_port_of(options.port),
                  lan->fingerprint.c_str());
    }
    print_root(w);
  }
  std::fflush(stdout);
}

Result<Welcome> welcome(Hub& hub, const registry::County& county, const Options& options, const std::string& address) {
  // Codes of an earlier start are void: nobody knows who has read them.
  HUZHU_TRY(hub.service().codes().forget_all());
  const std::int64_t village = first_village(county, options.village);
  Welcome w{address, name_of(county, village), "", county.self.name, "", people::spoken(people::four_words(hub.service().authority().county().county_root)),
            village, county.self.code, hub.service().root(), std::filesystem::exists(hub.sheet_file()) ? hub.sheet_file() : ""};
  if (w.root == Service::Root::stays) {
    HUZHU_ASSIGN(w.village_code, new_code(hub.service(), village));
  }
  if (w.root != Service::Root::away) {
    HUZHU_ASSIGN(w.county_code, new_code(hub.service(), county.self.code));
  }
  return w;
}

Status serve(const Options& options) {
  start_log(options.verbose ? Level::debug : Level::info);
  std::optional<LanFiles> lan;
  if (!options.lan.empty() || !options.cert.empty()) {
    HUZHU_ASSIGN(lan, lan_files(options.data, options.lan, options.cert, options.key));
  }
  SystemClock clock;
  SystemRandom random;
  HUZHU_ASSIGN(const registry::County county, registry::find_county(options.county, package_file));
  if (options.init && std::filesystem::exists(options.data + "/hub.key"))
    return Error{ErrorCode::not_allowed, "hub.init", options.data + " is a hub already; start it with `hub serve`"};
  HUZHU_ASSIGN(std::unique_ptr<Hub> hub, Hub::open({options.data, areas_of(county), &clock, &random, steady_now_ms, options.demo, options.snapshots}));
  hub->on_root_left = [sheet = hub->sheet_file()] {
    std::printf("\n  县里设备已注册，县根密钥已从这台机器上删掉。恢复单若还在 %s，打印后把它也删掉。\n\n", sheet.c_str());
    std::fflush(stdout);
  };
  if (options.demo) {
    DemoOptions demo;
    demo.county = county;
    demo.elders = options.elders;
    demo.say = [](const std::string& sentence) { std::fprintf(stderr, "huzhu: %s\n", sentence.c_str()); };
    HUZHU_TRY(prepare_demo(*hub, demo));
  }
  RunOptions run;
  run.app_folder = options.app;
  run.port = options.port;
  run.admin_port = options.admin_port;
  std::optional<asio::ssl::context> tls;
  std::unique_ptr<Site> install;
  if (lan) {
    HUZHU_ASSIGN(tls, tls_context(*lan));
    run.tls = &*tls;
    if (!options.lan.empty()) run.address = "0.0.0.0";
    if (lan->own_ca) {
      HUZHU_ASSIGN(install, install_site(*lan, options.lan, options.port));
      run.install_site = install.get();
      run.install_port = install_port_of(options.port);
    }
  }
  Status greeted = Done{};
  run.on_ready = [&](std::uint16_t port, std::uint16_t) {
    const std::string host = options.lan.empty() ? "127.0.0.1" : options.lan;
    const auto w = welcome(*hub, county, options, (lan ? "https://" : "http://") + host + ":" + std::to_string(port) + "/");
    if (w) print(options, *w, lan);
    else greeted = w.error();
  };
  HUZHU_TRY(run_hub(*hub, std::move(run)));
  return greeted;
}

}  // namespace

namespace {

void add_command(CLI::App* command, std::shared_ptr<Options> options, int& exit_code) {
  command->add_option("--data", options->data, "data folder")->capture_default_str();
  command->add_option("--app", options->app, "folder of the built app")->capture_default_str();
  command->add_option("--port", options->port, "port of the app")->capture_default_str();
  command->add_option("--admin-port", options->admin_port, "loopback port of /healthz and /metrics; 0 = any free one")->capture_default_str();
  command->add_option("--county", options->county, "area code of the county (6 digits)")->capture_default_str();
  command->add_option("--village", options->village, "area code of the village whose tablet gets the first code (12 digits)");
  auto* lan = command->add_option("--lan", options->lan, "name (or address) under which other devices reach this machine; HTTPS only");
  auto* cert = command->add_option("--cert", options->cert, "certificate chain, PEM");
  command->add_option("--key", options->key, "its key, PEM")->needs(cert);
  cert->needs("--key");
  (void)lan;
  command->add_flag("--json", options->json, "print address and codes as one JSON line");
  command->add_flag("!--no-snapshots", options->snapshots, "new devices take every segment instead of the tables");
  command->add_flag("--verbose", options->verbose, "log every request");
  command->callback([options, &exit_code] {
    const Status done = serve(*options);
    if (!done) exit_code = failed(done.error());
  });
}

}  // namespace

void add_serve(CLI::App& hub, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = hub.add_subcommand("serve", "serve the app and its protocol; founds the county on the first start");
  command->add_flag("--demo", options->demo, "also stations and 10,000 generated elders, on the first start; the county's root key stays here");
  command->add_option("--elders", options->elders, "how many elders the demo generates")->capture_default_str();
  add_command(command, options, exit_code);
}

void add_init(CLI::App& hub, int& exit_code) {
  auto options = std::make_shared<Options>();
  options->init = true;
  add_command(hub.add_subcommand("init", "found a county: write the recovery sheet, serve, and let the root key go with the first county device"), options, exit_code);
}

}  // namespace huzhu::hub::cli
