// The bytes of an enrolment grant: bounded, total, one encoding.
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/log/archive.h"
#include "core/people/enrol.h"

namespace huzhu::people {
namespace {

constexpr std::uint8_t grant_version = 1;
constexpr std::size_t scopes_max = 4096;        // a large county with every village
constexpr std::size_t frames_max = 4096;
constexpr std::size_t name_bytes_max = limits::name_characters_max * 4;

template <class Archive>
void keys(Archive& archive, EnrolmentGrant& g) {
  archive(log::fixed(g.device.value), g.area, g.hub_now_ms);
}

template <std::size_t N>
void read_array(log::CompactReader& in, std::array<std::uint8_t, N>& out) {
  const ByteView bytes = in.raw(N);
  if (bytes.size() == N) std::memcpy(out.data(), bytes.data(), N);
}

GrantedScope read_scope(log::CompactReader& in) {
  GrantedScope scope;
  std::uint8_t kind = 0;
  in(log::fixed(scope.scope.value), scope.area, kind);
  scope.kind = static_cast<model::ScopeKind>(kind);
  scope.name = std::string(text(in.blob(name_bytes_max)));
  in.canonical(kind >= 1 && kind <= 4, "kind of scope");
  in.canonical(scope.scope && utf8::valid(scope.name), "scope");
  return scope;
}

}  // namespace

Bytes encode(const EnrolmentGrant& grant) {
  log::CompactWriter out;
  out(std::uint8_t{grant_version});
  out.raw(grant.root_key);
  out.raw(grant.hub_key);
  out.raw(grant.county_root);
  EnrolmentGrant copy = grant;
  keys(out, copy);
  out.varint(grant.scopes.size());
  for (const GrantedScope& scope : grant.scopes) {
    ScopeId id = scope.scope;
    out(log::fixed(id.value), scope.area, static_cast<std::uint8_t>(scope.kind));
    out.blob(view(scope.name));
  }
  out.varint(grant.frames.size());
  for (const Bytes& frame : grant.frames) out.blob(frame);
  return out.take();
}

Result<EnrolmentGrant> decode_enrolment_grant(ByteView bytes) {
  log::CompactReader in(bytes, "enrolment");
  EnrolmentGrant grant;
  std::uint8_t version = 0;
  in(version);
  if (in.ok() && version != grant_version) in.fail(ErrorCode::unknown_version, "enrolment grant");
  read_array(in, grant.root_key);
  read_array(in, grant.hub_key);
  read_array(in, grant.county_root);
  keys(in, grant);
  for (std::uint64_t n = in.count(0, scopes_max); n > 0 && in.ok(); --n) grant.scopes.push_back(read_scope(in));
  for (std::uint64_t n = in.count(0, frames_max); n > 0 && in.ok(); --n) grant.frames.push_back(bytes_of(in.blob(limits::encoded_frame_bytes_max)));
  in.at_end();
  if (!in.ok()) return in.error();
  return grant;
}

}  // namespace huzhu::people
