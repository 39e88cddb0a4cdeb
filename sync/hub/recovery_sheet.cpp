#include "sync/hub/recovery_sheet.h"

#include <algorithm>
#include <qrcodegen.hpp>

#include "core/people/enrol.h"
#include "core/people/four_words.h"

namespace huzhu::hub {

namespace {

constexpr std::string_view mark = "huzhu-root-1";
constexpr std::size_t seed_bytes = 32, check_bytes = 4, bytes_in_all = seed_bytes + check_bytes, words_a_line = 6;

Bytes with_check(ByteView seed) {
  const Hash check = crypto::blake2b({view("huzhu/sheet/1"), seed});
  Bytes out = bytes_of(seed);
  out.insert(out.end(), check.begin(), check.begin() + check_bytes);
  return out;
}

std::string nouns(ByteView bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out.append(people::plain_noun(bytes[i]));
    out += i % words_a_line == words_a_line - 1 ? '\n' : ' ';
  }
  return out;
}

std::string groups(ByteView bytes) {
  const std::string hex = to_hex(bytes);
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 4) out.append(hex, i, 4).append(1, i % 24 == 20 ? '\n' : ' ');
  return out;
}

std::string picture(const std::string& text) {
  const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::QUARTILE);
  std::string path;
  for (int y = 0; y < code.getSize(); ++y)
    for (int x = 0; x < code.getSize(); ++x)
      if (code.getModule(x, y)) path += "M" + std::to_string(x + 4) + " " + std::to_string(y + 4) + "h1v1h-1z";
  const std::string side = std::to_string(code.getSize() + 8);
  return "<svg viewBox=\"0 0 " + side + " " + side + "\" role=\"img\" aria-label=\"二维码\"><path d=\"" + path + "\"/></svg>";
}

int noun_number(std::string_view word) {
  for (int i = 0; i < 256; ++i)
    if (people::plain_noun(static_cast<std::uint8_t>(i)) == word) return i;
  return -1;
}

int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

// The words between blanks, up to the first sign of a page's markup.
Bytes read_bytes(std::string_view text) {
  Bytes out;
  std::string digits;
  while (out.size() < bytes_in_all && !text.empty() && text.front() != '<') {
    const std::size_t length = std::min(text.find_first_of(" \t\r\n<"), text.size());
    const std::string_view word = text.substr(0, length);
    if (const int number = word.empty() ? -1 : noun_number(word); number >= 0) out.push_back(static_cast<std::uint8_t>(number));
    else digits += word;
    text.remove_prefix(length == 0 ? 1 : length);
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return hex_digit(c) >= 0; })) return {};
    for (; digits.size() >= 2; digits.erase(0, 2)) out.push_back(static_cast<std::uint8_t>(hex_digit(digits[0]) * 16 + hex_digit(digits[1])));
  }
  return out;
}

}  // namespace

std::string recovery_sheet(const std::string& county, const crypto::SigningKey& root) {
  const Bytes bytes = with_check(root.seed());
  const std::string words = people::spoken(people::four_words(people::county_root_of(root.public_key())));
  return "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>" + county + "互助中心 恢复单</title><style>body{font:16px/1.6 serif;max-width:17cm;margin:1cm auto}"
         "pre{font:18px/1.7 monospace}svg{width:6cm}</style><h1>" + county + "互助中心　恢复单</h1><p>本县核对词：<b>" + words +
         "</b></p><p>这张纸就是全县的根密钥：谁拿到它，谁就能任命全县的站长和管理员。打印两份，分两处锁好；打印后把这个文件从电脑上删掉，不拍照、不发送。"
         "</p><p>只有县里的设备全都丢了才用它：<code>./huzhu hub recover --sheet -</code>，照下面的词（或下面的字母数字，两种任选一种）输入。</p><h2>词</h2><pre>" +
         nouns(bytes) + "</pre><h2>字母数字</h2><pre>" + std::string(mark) + "\n" + groups(bytes) + "</pre>" + picture(std::string(mark) + " " + to_hex(bytes)) + "</html>\n";
}

Result<crypto::SigningKey> read_recovery(std::string_view text) {
  if (const auto at = text.find(mark); at != std::string_view::npos) text.remove_prefix(at + mark.size());
  Bytes bytes = read_bytes(text);
  const bool whole = bytes.size() == bytes_in_all && with_check(ByteView(bytes).first(seed_bytes)) == bytes;
  Result<crypto::SigningKey> root = whole ? Result<crypto::SigningKey>(crypto::SigningKey::from_seed(ByteView(bytes).first(seed_bytes)))
                                          : Error{ErrorCode::bad_code, "hub.sheet", "this is no recovery sheet, or a word of it is wrong"};
  crypto::wipe(bytes);
  return root;
}

}  // namespace huzhu::hub
