#include "core/people/help_keys.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/log/archive.h"
#include "core/people/help_codec.h"
#include "core/people/past_roles.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rights_table.h"
#include "core/store/replica.h"

namespace huzhu::people {
namespace {

using R = model::RoleKind;

constexpr std::uint8_t version = 1;
constexpr std::size_t name_bytes_max = limits::name_characters_max * 4;
constexpr std::size_t helped_max = 4 * limits::profiles_per_device_max;  // with those whose keys were replaced

struct Candidate {
  EntityId profile;
  PublicKey key{};
  std::string name;
  R role = R::station_lead;
};

// The device's own area, as its certificate says.
std::int64_t own_area(store::Replica& replica) {
  const auto fact = replica.fact(device_area_fact);
  std::int64_t area = 0;
  if (fact)
    for (const char c : text(*fact)) area = area * 10 + (c - '0');
  return area;
}

// Who may give a new PIN here and is at home on another device that still counts; the nearest first.
std::vector<Candidate> candidates(Session& session, AuthorId self) {
  const std::int64_t area = own_area(session.replica());
  std::vector<Candidate> found;
  store::Statement& rows = session.db().cached(
      "SELECT p.id, p.public_key, p.person_name, g.role, g.area, p.device FROM profile p JOIN role_grant g ON g.profile=p.id"
      " WHERE p.public_key IS NOT NULL AND p.device<>?1");
  rows.bind(1, bits(certificate_of(self)));
  std::vector<std::pair<std::int64_t, EntityId>> of;   // of each: the area of that role, their device
  each_row(rows, [&](const store::Statement& row) {
    Candidate one{entity_at(row, 0), {}, std::string(row.text(2)), static_cast<R>(row.integer(3))};
    const ByteView key = row.blob(1);
    if (key.size() != one.key.size() || !find_right(one.role, model::EntityType::pin_reset) || !lies_in(area, row.integer(4))) return;
    std::copy(key.begin(), key.end(), one.key.begin());
    if (crypto::author_of(one.key).value != one.profile.value) return;
    found.push_back(std::move(one));
    of.push_back({row.integer(4), entity_at(row, 5)});
  });
  RolesNow roles(session.db());
  std::size_t at = 0;
  std::erase_if(found, [&](const Candidate& one) {
    const auto& [role_area, device] = of[at++];
    const auto held = roles.of(one.profile, session.today());
    const bool holds = std::any_of(held.begin(), held.end(), [&, area = role_area](const PastGrant& g) { return g.role == one.role && g.area == area; });
    return !holds || roles.stopped(device);
  });
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return reach_of(a.role) != reach_of(b.role) ? reach_of(a.role) < reach_of(b.role) : a.profile.value < b.profile.value;
  });
  found.erase(std::unique(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.profile == b.profile; }), found.end());
  if (found.size() > helpers_max) found.resize(helpers_max);
  return found;
}

std::vector<LogEnd> ends_of(Session& session) {
  std::vector<LogEnd> ends;
  for (const store::Head& head : session.replica().heads(session.authority_scope()))
    if (ends.size() < limits::logs_per_scope_max) ends.push_back({log_mark(head.author, head.epoch), head.seq});
  return ends;
}

std::vector<Helped> people_of(Session& session, AuthorId self) {
  std::vector<EntityId> profiles;
  each_row(session.db().cached("SELECT id FROM profile WHERE device=?1 ORDER BY id").bind(1, bits(certificate_of(self))),
           [&](const store::Statement& row) { profiles.push_back(entity_at(row, 0)); });
  std::vector<Helped> people;
  for (const EntityId profile : profiles)
    if (const auto held = held_role(session.db(), profile, session.today()); held && people.size() < helped_max) people.push_back({profile, held->role});
  return people;
}

bool same_helpers(const std::vector<Candidate>& now, const HelpKeys& kept) {
  return std::equal(now.begin(), now.end(), kept.helpers.begin(), kept.helpers.end(),
                    [](const Candidate& a, const Helper& b) { return a.profile == b.profile && a.role == b.role && a.name == b.name; });
}

R read_role(log::CompactReader& in) {
  std::uint8_t role = 0;
  in(role);
  in.canonical(reach_of(static_cast<R>(role)) > 0, "role");
  return static_cast<R>(role);
}

}  // namespace

std::uint32_t log_mark(AuthorId author, std::uint32_t epoch) { return static_cast<std::uint32_t>(author.value >> 32) ^ epoch; }

std::uint64_t county_mark(const Hash& county_root) {
  std::uint64_t mark = 0;
  for (std::size_t i = 0; i < 8; ++i) mark = mark << 8 | county_root[i];
  return mark;
}

Hash speaker_statement(const Hash& county_root, AuthorId device, const PublicKey& speaker) {
  log::CompactWriter out;
  out(log::fixed(device.value));
  return crypto::blake2b({view("huzhu/help-key/1"), county_root, out.bytes(), speaker});
}

Result<std::optional<HelpKeys>> renew_help_keys(Session& session, const HelpKeys* kept) {
  const store::DeviceIdentity* self = session.replica().identity();
  if (!self) return Error{ErrorCode::unknown_device, "help.device", ""};
  const std::vector<Candidate> now = candidates(session, self->key.author());
  std::vector<LogEnd> ends = ends_of(session);
  std::vector<Helped> people = people_of(session, self->key.author());
  if (kept && kept->device == self->key.author() && same_helpers(now, *kept)) {
    if (kept->ends == ends && kept->people == people) return std::optional<HelpKeys>();
    HelpKeys longer = *kept;
    longer.ends = std::move(ends);
    longer.people = std::move(people);
    return std::optional(std::move(longer));
  }
  HelpKeys keys;
  keys.people = std::move(people);
  keys.county = county_mark(self->county_root);
  keys.device = self->key.author();
  const crypto::SigningKey speaker = crypto::SigningKey::generate(session.random());
  keys.speaker_seed = speaker.seed();
  keys.device_word = self->key.sign(speaker_statement(self->county_root, keys.device, speaker.public_key()));
  keys.ends = std::move(ends);
  for (const Candidate& one : now) {
    HUZHU_ASSIGN(Bytes sealed, crypto::seal_to(one.key, session.database_key(), session.random()));
    keys.helpers.push_back({one.profile, one.role, one.name, std::move(sealed)});
  }
  return std::optional(std::move(keys));
}

std::vector<Helper> helpers_of(const HelpKeys& keys, EntityId profile) {
  std::vector<Helper> found;
  const auto who = std::find_if(keys.people.begin(), keys.people.end(), [&](const Helped& one) { return one.profile == profile; });
  if (who == keys.people.end()) return found;
  for (const Helper& one : keys.helpers)
    if (may_grant(one.role, who->role)) found.push_back(one);
  return found;
}

Bytes encode(const HelpKeys& keys) {
  log::CompactWriter out;
  std::uint64_t county = keys.county;
  AuthorId device = keys.device;
  out(std::uint8_t{version}, log::fixed(county), log::fixed(device.value));
  out.blob(keys.speaker_seed);
  out.raw(keys.device_word);
  out.varint(keys.helpers.size());
  for (const Helper& one : keys.helpers) {
    EntityId profile = one.profile;
    out(log::fixed(profile.value), static_cast<std::uint8_t>(one.role));
    out.blob(view(one.name));
    out.raw(one.sealed);
  }
  out.varint(keys.people.size());
  for (Helped one : keys.people) out(log::fixed(one.profile.value), static_cast<std::uint8_t>(one.role));
  write_ends(out, keys.ends);
  return out.take();
}

Result<HelpKeys> decode_help_keys(ByteView bytes) {
  log::CompactReader in(bytes, "help_keys");
  HelpKeys keys;
  std::uint8_t is = 0;
  in(is);
  if (in.ok() && is != version) in.fail(ErrorCode::unknown_version, "help keys");
  in(log::fixed(keys.county), log::fixed(keys.device.value));
  keys.speaker_seed = bytes_of(in.blob(help_key_bytes));
  in.canonical(keys.speaker_seed.size() == help_key_bytes, "speaker");
  read_raw(in, keys.device_word);
  for (std::uint64_t n = in.count(0, helpers_max); n > 0 && in.ok(); --n) {
    Helper one;
    in(log::fixed(one.profile.value));
    one.role = read_role(in);
    one.name = std::string(text(in.blob(name_bytes_max)));
    one.sealed = bytes_of(in.raw(sealed_key_bytes));
    in.canonical(one.profile && utf8::valid(one.name), "helper");
    keys.helpers.push_back(std::move(one));
  }
  for (std::uint64_t n = in.count(0, helped_max); n > 0 && in.ok(); --n) {
    Helped one;
    in(log::fixed(one.profile.value));
    one.role = read_role(in);
    in.canonical(bool(one.profile), "person");
    keys.people.push_back(one);
  }
  keys.ends = read_ends(in);
  in.at_end();
  if (!in.ok()) return in.error();
  return keys;
}

}  // namespace huzhu::people
