#include "sync/hub/enrolment_codes.h"

#include "core/base/crypto.h"
#include "core/base/limits.h"
#include "sync/wire.h"

namespace huzhu::hub {

namespace {

// With two codes valid, 600 tries in their 15 minutes find one with a chance of 1 in 80,000; with ten, 1 in 16,000.
constexpr int wrong_tries_max = 600;
constexpr std::string_view prefix = "code/";

struct Entry {
  std::int64_t area = 0;
  std::int64_t expires_at_ms = 0;
  PublicKey used_by{};  // all zero: nobody yet
};

Bytes encode(const Entry& entry) {
  sync::Writer out;
  out.u64(static_cast<std::uint64_t>(entry.area));
  out.u64(static_cast<std::uint64_t>(entry.expires_at_ms));
  out.raw(entry.used_by);
  return out.take();
}

Result<Entry> decode(ByteView bytes) {
  sync::Reader in(bytes);
  Entry entry;
  entry.area = static_cast<std::int64_t>(in.u64());
  entry.expires_at_ms = static_cast<std::int64_t>(in.u64());
  entry.used_by = in.fixed<32>();
  HUZHU_TRY(in.finish("hub.code"));
  return entry;
}

}  // namespace

EnrolmentCodes::EnrolmentCodes(SegmentStore& store, Bytes pepper, Clock& clock, Random& random)
    : store_(store), pepper_(std::move(pepper)), clock_(clock), random_(random) {}

std::string EnrolmentCodes::name_of(std::string_view code) const {
  return std::string(prefix) + hash_of("huzhu/code/1", code);
}

std::string EnrolmentCodes::hash_of(std::string_view context, std::string_view code) const {
  return to_hex(crypto::blake2b_keyed(pepper_, {view(context), view(code)}));
}

std::string EnrolmentCodes::draw() {
  std::uint64_t bits = 0;
  // Values above the last whole multiple are drawn again, so that every code is equally likely.
  constexpr std::uint64_t codes = 100'000'000, limit = ~std::uint64_t{0} / codes * codes;
  do {
    random_.fill({reinterpret_cast<std::uint8_t*>(&bits), sizeof bits});
  } while (bits >= limit);
  std::string code = std::to_string(bits % codes);
  code.insert(0, limits::enrol_code_digits - code.size(), '0');
  return code;
}

Result<std::string> EnrolmentCodes::issue(std::int64_t area) {
  std::string code = draw();
  HUZHU_TRY(store_.put_fact(name_of(code), encode({area, clock_.now_ms() + limits::enrol_code_ms, {}})));
  return code;
}

Status EnrolmentCodes::may_try() {
  const std::int64_t now = clock_.now_ms();
  if (now - window_began_ms_ >= limits::enrol_code_ms || now < window_began_ms_) {
    window_began_ms_ = now;
    wrong_tries_ = 0;
  }
  if (wrong_tries_ >= wrong_tries_max) return Error{ErrorCode::hub_busy, "enrol.code", "too many wrong tries"};
  return Done{};
}

Result<std::int64_t> EnrolmentCodes::redeem(std::string_view code, const PublicKey& device) {
  HUZHU_TRY(may_try());
  // Taken out and put back marked: two hubs on one store cannot both find it unused.
  HUZHU_ASSIGN(const std::optional<Bytes> stored, store_.take_fact(name_of(code)));
  if (!stored) {
    ++wrong_tries_;
    return Error{ErrorCode::bad_code, "enrol.code", "unknown"};
  }
  HUZHU_ASSIGN(Entry entry, decode(*stored));
  if (clock_.now_ms() >= entry.expires_at_ms) return Error{ErrorCode::bad_code, "enrol.code", "expired"};
  const bool others = entry.used_by != PublicKey{} && entry.used_by != device;
  if (!others) entry.used_by = device;
  HUZHU_TRY(store_.put_fact(name_of(code), encode(entry)));
  if (others) {
    ++wrong_tries_;
    return Error{ErrorCode::bad_code, "enrol.code", "used"};
  }
  return entry.area;
}

Status EnrolmentCodes::forget_all() {
  HUZHU_ASSIGN(const auto all, store_.facts(prefix));
  for (const auto& [name, value] : all) HUZHU_TRY(store_.take_fact(name));
  return Done{};
}

}  // namespace huzhu::hub
