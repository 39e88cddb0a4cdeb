#include "core/registry/person_copy.h"

#include <algorithm>
#include <vector>

#include "core/base/order.h"
#include "core/people/names.h"
#include "core/people/query.h"
#include "core/registry/conflict_card.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {
namespace {

using people::bits;
using people::each_row;
using store::Statement;

struct Entry {
  const model::Field* field;
  std::vector<std::string> words;
  std::vector<std::string> elements;  // HTML: pictures to see, sounds to play
};

struct Record {
  const model::Entity* type;
  EntityId id;
  std::string who, device;         // of the latest value
  std::int64_t written_at_ms = 0;
  std::vector<Entry> entries;
};

std::string moment_words(std::int64_t ms, int utc_offset_minutes) {
  const Date::Civil c = Date::from_ms(ms, utc_offset_minutes).civil();
  constexpr std::int64_t minute_ms = 60'000, minutes_a_day = 24 * 60;
  const std::int64_t minutes = ms / minute_ms + utc_offset_minutes, of_day = (minutes % minutes_a_day + minutes_a_day) % minutes_a_day;
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(c.year) + "-" + two(c.month) + "-" + two(c.day) + " " + two(of_day / 60) + ":" + two(of_day % 60);
}

std::string base64(ByteView bytes) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < count ? bytes[i + k] : 0u);
    for (std::size_t k = 0; k < 4; ++k) out += k <= count ? digits[bits >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

// An element that shows or plays it, where it is here; none when it has yet to come, or is of no kind we know.
std::optional<std::string> element_of(people::Session& session, const Value& value) {
  const auto ref = log::decode_blob_ref(view(value.data));
  if (!ref) return std::nullopt;
  for (const ScopeId scope : session.replica().scopes_held()) {
    const auto bytes = session.replica().blobs().whole(scope, *ref);
    const std::string_view type = bytes ? log::media_type(ref->kind, *bytes) : std::string_view();
    if (type.empty()) continue;
    const std::string source = " src=\"data:" + std::string(type) + ";base64," + base64(*bytes) + "\">";
    return ref->kind == log::BlobKind::jpeg ? "<img alt=\"\"" + source : "<audio controls" + source + "</audio>";
  }
  return std::nullopt;
}

std::string words_at(people::Session& session, const model::Field& field, const Value& value) {
  if (field.type == model::FieldType::time && value.type == WireType::integer) return moment_words(value.integer, session.clock().utc_offset_minutes());
  if (field.type == model::FieldType::bytes && field.privacy == model::Privacy::personal) return "在屏幕上签的、按的";
  if (field.type == model::FieldType::boolean) return value.integer != 0 ? "是" : "否";
  return words_of(session, field, value);
}

Record record_of(people::Session& session, const model::Entity& type, EntityId id) {
  Record record{&type, id, {}, {}, 0, {}};
  for (const model::Field& field : type.fields) {
    Entry entry{&field, {}, {}};
    if (field.merge == model::Merge::set) {
      each_row(session.db().cached("SELECT value FROM entity_set WHERE entity=?1 AND type=?2 AND field=?3 ORDER BY value")
                   .bind(1, bits(id)).bind(2, static_cast<std::int64_t>(type.type)).bind(3, std::int64_t{field.id}),
               [&](const Statement& row) {
                 const bool names = field.type == model::FieldType::reference;
                 entry.words.push_back(words_at(session, field, names ? Value::of(people::entity_at(row, 0)) : Value::of(row.integer(0))));
               });
    } else {
      for (const store::HeadValue& head : session.replica().field_heads(id, field.id)) {
        if (head.value.is_null()) continue;
        entry.words.push_back(words_at(session, field, head.value));
        if (field.type == model::FieldType::blob)
          if (auto element = element_of(session, head.value)) entry.elements.push_back(std::move(*element));
        if (head.written_at_ms < record.written_at_ms) continue;
        record.written_at_ms = head.written_at_ms;
        record.who = people::profile_name(session.db(), head.actor);
        record.device = people::device_name(session.db(), head.device);
      }
    }
    std::erase(entry.words, std::string());
    if (!entry.words.empty()) record.entries.push_back(std::move(entry));
  }
  return record;
}

std::vector<Record> records_about(people::Session& session, EntityId person) {
  std::vector<Record> records;
  for (const model::Entity& type : model::entities()) {
    std::vector<EntityId> ids;
    for (const model::Field& field : type.fields) {
      if (field.type != model::FieldType::reference || field.merge == model::Merge::set) continue;
      auto read = session.db().prepare("SELECT id FROM " + std::string(type.name) + " WHERE " + std::string(field.name) + "=?1");
      if (!read) continue;
      each_row(read->bind(1, bits(person)), [&](const Statement& row) { ids.push_back(people::entity_at(row, 0)); });
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const EntityId id : ids)
      if (id != person) records.push_back(record_of(session, type, id));
  }
  stable_order(records, [](const Record& a, const Record& b) { return a.written_at_ms > b.written_at_ms; });
  return records;
}

// Text inside an element or a quoted attribute.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

// A JSON string that may stand in a <script>: no < can end it.
std::string quoted(std::string_view text) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || c == '<' || c == '"' || c == '\\') {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string list_of(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ",") + quoted(word);
  return "[" + out + "]";
}

std::string json_of(const Record& record, int utc_offset_minutes) {
  std::string fields;
  for (const Entry& e : record.entries) fields += (fields.empty() ? "" : ",") + quoted(e.field->name) + ":" + list_of(e.words);
  return "{\"type\":" + quoted(record.type->name) + ",\"id\":" + quoted(to_string(record.id)) + ",\"written_at\":" +
         quoted(moment_words(record.written_at_ms, utc_offset_minutes)) + ",\"written_by\":" + quoted(record.who) +
         ",\"device\":" + quoted(record.device) + ",\"fields\":{" + fields + "}}";
}

std::string html_of(const Record& record, int utc_offset_minutes) {
  std::string rows;
  for (const Entry& e : record.entries) {
    std::string words;
    for (const std::string& word : e.words) words += (words.empty() ? "" : "；") + escaped(word);
    for (const std::string& element : e.elements) words += "<br>" + element;
    rows += "<tr><th>" + escaped(e.field->label_zh) + "</th><td>" + words + "</td></tr>\n";
  }
  const std::string by = escaped(record.who) + (record.who.empty() || record.device.empty() ? "" : "，") + escaped(record.device);
  return "<h2>" + escaped(record.type->label_zh) + "</h2>\n<p>" + moment_words(record.written_at_ms, utc_offset_minutes) +
         (by.empty() ? "" : "，") + by + "</p>\n<table>\n" + rows + "</table>\n";
}

}  // namespace

Result<PersonCopy> person_copy(people::Session& session, EntityId person) {
  if (!session.rights().add_person) return Error{ErrorCode::not_allowed, "person_copy", ""};
  const std::string name = people::person_name(session.db(), person);
  if (name.empty()) return Error{ErrorCode::not_found, "person_copy", ""};
  std::vector<Record> records;
  for (const EntityId one : records_of(session.db(), person)) {   // registered twice, they are given all of it
    records.push_back(record_of(session, *model::find(model::EntityType::person), one));
    for (Record& record : records_about(session, one)) records.push_back(std::move(record));
  }
  const int offset = session.clock().utc_offset_minutes();
  const std::string made = moment_words(session.now_ms(), offset);
  std::string body, json;
  for (const Record& record : records) {
    body += html_of(record, offset);
    json += (json.empty() ? "\n" : ",\n") + json_of(record, offset);
  }
  PersonCopy copy;
  copy.file_name = "本人记录-" + made.substr(0, 10) + ".html";
  copy.html = "<!doctype html>\n<html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>本人记录</title>\n"
              "<style>body{font:18px/1.6 sans-serif;max-width:46em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%}"
              "img{max-width:100%}th,td{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}th{width:9em}</style>\n<h1>" +
              escaped(name) + "的记录</h1>\n<p>" + made + " 从" + escaped(people::device_name(session.db(), session.replica().identity()->key.author())) +
              "上抄出，共 " + std::to_string(records.size()) + " 份。这台上有的都在这里；有不对的，请站里更正。</p>\n" + body +
              "<script type=\"application/json\" id=\"records\">{\"made_at\":" + quoted(made) + ",\"records\":[" + json + "\n]}</script>\n</html>\n";
  return copy;
}

}  // namespace huzhu::registry
