#include "core/registry/import_cells.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/registry/cell_text.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {

namespace {

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// "1947", "1947-6", "1947年6月", "194706": not a day, but what it says can be held against one.
bool read_incomplete(std::string_view text, DateReading& reading) {
  if (text.size() < 4 || !is_digits(text.substr(0, 4))) return false;
  const int year = number(text.substr(0, 4));
  if (year < 1900 || year > 2100) return false;
  std::string_view rest = text.substr(4);
  for (const std::string_view separator : {"年", "-", "/", "."})
    if (rest.substr(0, separator.size()) == separator) {
      rest.remove_prefix(separator.size());
      break;
    }
  constexpr std::string_view month_word = "月";
  if (rest.size() > month_word.size() && rest.substr(rest.size() - month_word.size()) == month_word) rest.remove_suffix(month_word.size());
  if (!rest.empty() && (!is_digits(rest) || rest.size() > 2)) return false;
  const int month = rest.empty() ? 0 : number(rest);
  if (month > 12) return false;
  reading = {DateReading::Form::incomplete, {}, year, month};
  return true;
}

}  // namespace

bool is_placeholder(std::string_view cell) {
  constexpr std::string_view words[] = {"", "无", "没有", "暂无", "不详", "未知", "不清楚", "不知道", "空", "-", "--", "—", "——", "/", "\\", "*", "#N/A", "N/A", "null", "NULL", "0"};
  return std::find(std::begin(words), std::end(words), squeeze(cell)) != std::end(words);
}

DateReading read_date_cell(std::string_view cell) {
  std::string text = trim_cell(to_half_width(trim_cell(cell)));
  if (const std::size_t blank = text.find(' '); blank != std::string::npos && text.find(':', blank) != std::string::npos) text.resize(blank);
  text = squeeze(text);
  if (const auto date = Date::parse(text)) return {text == date->iso() ? DateReading::Form::iso : DateReading::Form::other_form, *date, 0, 0};
  DateReading reading;
  if (read_incomplete(text, reading)) return reading;
  constexpr int serial_of_1970 = 25569, serial_max = 60000;  // into 2064
  if (is_digits(text) && text.size() >= 4 && text.size() <= 5 && number(text) <= serial_max)
    return {DateReading::Form::serial, Date{number(text) - serial_of_1970}, 0, 0};
  return reading;
}

std::vector<std::string> words_of_cell(std::string_view cell) {
  std::vector<std::string> words(1);
  const std::string half = to_half_width(cell);
  for (std::string_view rest = half; !rest.empty();) {
    const char32_t code = utf8::next(rest);
    constexpr std::u32string_view separators = U" \t\r\n、,;/|+()[]。·";
    if (separators.find(code) == std::u32string_view::npos)
      utf8::append(words.back(), code);
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::optional<std::int64_t> match_choice(const model::Field& field, std::string_view word) {
  const std::string wanted = squeeze(word);
  for (const model::Choice& choice : field.choices) {
    if (squeeze(choice.label_zh) == wanted) return choice.value;
    for (std::string_view others = choice.others_zh; !others.empty();) {
      const std::size_t end = others.find('|');
      if (squeeze(others.substr(0, end)) == wanted) return choice.value;
      others.remove_prefix(end == std::string_view::npos ? others.size() : end + 1);
    }
  }
  return std::nullopt;
}

bool says_nothing_new(std::string_view word) {
  constexpr std::string_view words[] = {"一般", "一般老人", "一般老年人", "普通", "普通老人", "普通老年人", "正常", "其他", "其它", "老人", "老年人", "高龄", "高龄老人", "低龄", "低龄老人", "是", "否", "健康"};
  return is_placeholder(word) || std::find(std::begin(words), std::end(words), squeeze(word)) != std::end(words);
}

PhoneReading read_phone_cell(std::string_view cell) {
  PhoneReading reading;
  const std::string half = to_half_width(trim_cell(cell));
  if (auto whole = read_phone(half)) {
    reading.phone = std::move(*whole);
    return reading;
  }
  for (const std::string& word : words_of_cell(half)) {
    const std::string_view digits = word.compare(0, 1, "+") == 0 ? std::string_view(word).substr(1) : std::string_view(word);
    auto phone = read_phone(digits);
    if (phone && reading.phone.empty())
      reading.phone = std::move(*phone);
    else
      reading.others.push_back(word);
  }
  return reading;
}

std::string plain_name(std::string_view cell) {
  const std::string trimmed = trim_cell(to_half_width(on_one_line(cell)));
  const bool latin = std::any_of(trimmed.begin(), trimmed.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  if (!latin) return squeeze(trimmed);
  std::string out;
  for (const char c : trimmed)
    if (c != ' ' || out.empty() || out.back() != ' ') out += c;
  return out;
}

std::string on_one_line(std::string_view cell) {
  std::string out;
  for (const char c : cell)
    if (c != '\r' && c != '\n') out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  return trim_cell(out);
}

}  // namespace huzhu::registry
