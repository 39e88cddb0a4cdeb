#include "sync/hub/http/install_page.h"

namespace huzhu::hub {

namespace {

// Drawn here, 160 × 200, one stroke width; colours come from the style sheet by class.
struct Step { const char* picture; const char* title; const char* text; };

constexpr const char* download_picture =
    R"svg(<rect class="body" x="30" y="8" width="100" height="184" rx="12"/><rect class="screen" x="38" y="22" width="84" height="150" rx="4"/>
<path class="ink" d="M80 60v46M62 90l18 18 18-18M56 124h48"/><circle class="press" cx="80" cy="150" r="12"/>)svg";

constexpr const char* settings_picture =
    R"svg(<rect class="body" x="30" y="8" width="100" height="184" rx="12"/><rect class="screen" x="38" y="22" width="84" height="150" rx="4"/>
<path class="ink" d="M50 46h60M50 70h60M50 118h60M50 142h60"/><rect class="press" x="44" y="82" width="72" height="24" rx="4"/><path class="ink" d="M52 94h44"/>)svg";

constexpr const char* name_picture =
    R"svg(<rect class="body" x="30" y="8" width="100" height="184" rx="12"/><rect class="screen" x="38" y="22" width="84" height="150" rx="4"/>
<path class="ink" d="M62 62h36l6 8v26c0 12-12 20-24 26-12-6-24-14-24-26V70z"/><path class="ink" d="M70 92l8 9 14-18"/><rect class="press" x="52" y="138" width="56" height="20" rx="6"/>)svg";

constexpr const char* open_picture =
    R"svg(<rect class="body" x="14" y="30" width="132" height="140" rx="10"/><rect class="screen" x="22" y="54" width="116" height="108" rx="4"/>
<rect class="press" x="24" y="36" width="100" height="14" rx="7"/><path class="ink" d="M32 43v-3a4 4 0 0 1 8 0v3M30 43h12v6H30zM50 43h60"/><path class="ink" d="M60 104l14 16 28-36"/>)svg";

constexpr Step steps[] = {
    {download_picture, "第一步　下载证书", "点下面的“下载证书”。手机或平板会把它存到“下载”里，电脑会直接打开它。"},
    {settings_picture, "第二步　打开安装的地方",
     "安卓：设置 → 安全 → 加密与凭据 → 安装证书 → CA 证书。电脑（Windows）：点“安装证书”→ 当前用户 → 受信任的根证书颁发机构。"},
    {name_picture, "第三步　核对再安装", "选刚下载的证书。先核对下面这串指纹，和中心屏幕上的一样才安装；不一样就不要装，打电话问。"},
    {open_picture, "第四步　打开互助", "用浏览器打开下面的地址，地址栏里有小锁就对了。以后直接打开，不用再装。"},
};

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

}  // namespace

std::string install_page(const std::string& address, const std::string& fingerprint) {
  std::string out = "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                    "<title>安装互助中心的证书</title><link rel=\"stylesheet\" href=\"/install.css\"></head><body><main>"
                    "<h1>安装互助中心的证书</h1><p>每台设备只做一次。这个证书只对这一个地址有用，不能冒充别的网站。</p><ol>";
  for (const Step& step : steps) {
    out += "<li><svg viewBox=\"0 0 160 200\" role=\"img\" aria-hidden=\"true\">" + std::string(step.picture) + "</svg><div><h2>" + step.title +
           "</h2><p>" + step.text + "</p></div></li>";
  }
  out += "</ol><p><a class=\"button\" href=\"/huzhu-ca.crt\" download>下载证书</a></p><h2>证书指纹（SHA-256）</h2><p class=\"fingerprint\">" + escaped(fingerprint) +
         "</p><p><a class=\"button\" href=\"" + escaped(address) + "\">打开 " + escaped(address) + "</a></p></main></body></html>";
  return out;
}

std::string install_style() {
  return R"css(body{margin:0;background:#faf7f2;color:#22201c;font:18px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif}
main{max-width:640px;margin:0 auto;padding:16px}
h1{font-size:26px;margin:12px 0}
h2{font-size:20px;margin:8px 0}
ol{list-style:none;padding:0}
li{display:flex;gap:16px;align-items:center;margin:16px 0;padding:12px;background:#fff;border:1px solid #d8d0c2;border-radius:12px}
svg{flex:0 0 112px;height:140px}
.body{fill:#e9e2d5;stroke:#22201c;stroke-width:3}
.screen{fill:#fff;stroke:#22201c;stroke-width:2}
.ink{fill:none;stroke:#22201c;stroke-width:4;stroke-linecap:round;stroke-linejoin:round}
.press{fill:#ffd9a0;stroke:#a34a00;stroke-width:3}
.button{display:inline-block;padding:14px 22px;background:#8f3a00;color:#fff;border-radius:10px;text-decoration:none;word-break:break-all}
.fingerprint{font-family:monospace;word-break:break-all;background:#fff;padding:12px;border-radius:8px}
@media (prefers-color-scheme:dark){body{background:#1d1b18;color:#f3efe7}li,.fingerprint{background:#2a2723;border-color:#4a443b}.body{fill:#4a443b;stroke:#f3efe7}.screen{fill:#1d1b18;stroke:#f3efe7}.ink{stroke:#f3efe7}.press{fill:#6b3a10}}
)css";
}

}  // namespace huzhu::hub
