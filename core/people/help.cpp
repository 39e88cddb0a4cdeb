#include "core/people/help.h"

#include <algorithm>

#include "core/people/access.h"
#include "core/people/enrol_ops.h"
#include "core/people/help_codec.h"
#include "core/people/names.h"
#include "core/people/newcomer.h"
#include "core/people/query.h"
#include "core/people/reset.h"

namespace huzhu::people {
namespace {

constexpr std::size_t frames_bytes_max = 96 * 1024;  // with the rest still a minute of codes

// What the speaker signs: the request up to its own signature.
Hash said_by_speaker(ByteView request) {
  return crypto::blake2b({view("huzhu/help/1"), request.first(request.size() - std::tuple_size<Signature>::value)});
}

std::array<std::uint8_t, 16> mark_of(ByteView request) {
  const Hash hash = crypto::blake2b({view("huzhu/help-request/1"), request});
  std::array<std::uint8_t, 16> mark{};
  std::copy_n(hash.begin(), mark.size(), mark.begin());
  return mark;
}

// Neither stopped nor at the end of its certificate.
bool counts(Session& session, AuthorId device) {
  const EntityId certificate = certificate_of(device);
  const auto end = certificate_end_ms(session.db(), certificate);
  return !device_is_revoked(session.db(), certificate) && (!end || *end >= session.now_ms());
}

bool is_at_home(Session& session, EntityId profile, AuthorId device) {
  bool home = false;
  store::Statement& rows = session.db().cached("SELECT 1 FROM profile WHERE id=?1 AND device=?2");
  each_row(rows.bind(1, bits(profile)).bind(2, bits(certificate_of(device))), [&](const store::Statement&) { home = true; });
  return home;
}

Status add_frames(store::Replica& replica, const store::Head& head, std::uint64_t from, HelpAnswer& answer) {
  std::size_t size = 0;
  for (const Bytes& frame : answer.frames) size += frame.size();
  while (from <= head.seq) {
    const auto stored = replica.segments(head.scope, head.author, head.epoch, from, frames_bytes_max);
    if (stored.empty()) return Error{ErrorCode::internal, "help.segments", ""};
    std::vector<log::SealedSegment> run;
    for (const store::StoredSegment& one : stored) run.push_back(one.sealed);
    for (Bytes& frame : log::encode_frames(run)) {
      size += frame.size();
      if (size > frames_bytes_max) return Error{ErrorCode::bundle_too_big, "help.records", ""};
      answer.frames.push_back(std::move(frame));
    }
    from = stored.back().seq_last + 1;
  }
  return Done{};
}

// What the authority scope has here beyond what the locked tablet holds.
Status add_news(Session& session, const HelpRequest& request, HelpAnswer& answer) {
  for (const store::Head& head : session.replica().heads(session.authority_scope())) {
    std::uint64_t held = 0;
    for (const LogEnd& end : request.ends)
      if (end.log == log_mark(head.author, head.epoch)) held = end.seq;
    HUZHU_TRY(add_frames(session.replica(), head, held + 1, answer));
  }
  return Done{};
}

const HelpRequest::Box* own_box(Session& session, const HelpRequest& request) {
  const auto at = std::find_if(request.boxes.begin(), request.boxes.end(), [&](const HelpRequest::Box& box) { return box.helper == session.profile(); });
  return at == request.boxes.end() ? nullptr : &*at;
}

}  // namespace

FourWords help_words(ByteView request) { return four_words(crypto::blake2b({view("huzhu/help-words/1"), request})); }

// -- the locked tablet ---------------------------------------------------------------------------------------

HelpAsked ask_for_help(const HelpKeys& keys, EntityId profile, Random& random) {
  const crypto::SigningKey fresh = crypto::SigningKey::generate(random), speaker = crypto::SigningKey::from_seed(keys.speaker_seed);
  HelpRequest request{keys.county, keys.device, profile, fresh.public_key(), speaker.public_key(), keys.device_word, {}, keys.ends, {}};
  for (const Helper& one : helpers_of(keys, profile)) request.boxes.push_back({one.profile, one.sealed});
  request.signature = speaker.sign(said_by_speaker(encode(request)));
  return {profile, fresh.seed(), encode(request)};
}

Result<Bytes> open_answer(const HelpAnswer& answer, const HelpAsked& asked) {
  if (answer.request != mark_of(asked.request)) return Error{ErrorCode::not_for_us, "help.answer", "another request's"};
  HUZHU_ASSIGN(Bytes key, crypto::SigningKey::from_seed(asked.new_seed).unseal(answer.sealed));
  if (key.size() != help_key_bytes) return Error{ErrorCode::bad_checksum, "help.answer", "no key"};
  return key;
}

Result<AddedPerson> take_answer(store::Replica& replica, const HelpAnswer& answer, const HelpAsked& asked) {
  HUZHU_ASSIGN(const std::vector<log::Frame> frames, frames_in(answer.frames, "help.frame"));
  if (!frames.empty()) HUZHU_TRY(replica.receive(frames));
  return taken_in_as(replica, crypto::SigningKey::from_seed(asked.new_seed).public_key());
}

// -- the helper's tablet ---------------------------------------------------------------------------------------

Result<WhoAsks> who_asks(Session& session, ByteView bytes) {
  HUZHU_ASSIGN(HelpRequest request, decode_help_request(bytes));
  const store::DeviceIdentity* self = session.replica().identity();
  if (!self || request.county != county_mark(self->county_root)) return Error{ErrorCode::wrong_scope, "help.county", ""};
  const auto device = device_key(session.db(), request.device);
  if (!device) return Error{ErrorCode::unknown_device, "help.device", ""};
  if (!counts(session, request.device)) return Error{ErrorCode::device_revoked, "help.device", ""};
  if (!crypto::verify(*device, speaker_statement(self->county_root, request.device, request.speaker), request.device_word) ||
      !crypto::verify(request.speaker, said_by_speaker(bytes), request.signature))
    return Error{ErrorCode::bad_signature, "help.request", "not made by that tablet"};
  if (!is_at_home(session, request.profile, request.device)) return Error{ErrorCode::not_found, "help.profile", ""};
  if (!own_box(session, request)) return Error{ErrorCode::not_for_us, "help.box", ""};
  if (!may_reset(session, request.profile)) return Error{ErrorCode::not_allowed, "help.profile", ""};
  WhoAsks asking{std::move(request), {}, {}, help_words(bytes)};
  asking.person = profile_name(session.db(), asking.request.profile);
  asking.device = device_name(session.db(), asking.request.device);
  asking.answered = profile_key(session.db(), profile_of(asking.request.new_key)).has_value();
  return asking;
}

Result<HelpAnswer> give_help(Session& session, const WhoAsks& asking, ByteView bytes) {
  const HelpRequest& request = asking.request;
  const HelpRequest::Box* box = own_box(session, request);
  if (!box) return Error{ErrorCode::not_for_us, "help.box", ""};
  HUZHU_ASSIGN(Bytes key, session.actor().unseal(box->sealed));
  HelpAnswer answer{mark_of(bytes), {}, {}};
  auto sealed = crypto::seal_to(request.new_key, key, session.random());
  crypto::wipe(key);
  if (!sealed) return sealed.error();
  answer.sealed = std::move(sealed).value();
  Status written = session.replica().together([&]() -> Status {
    if (!profile_key(session.db(), profile_of(request.new_key))) {
      HUZHU_TRY(reset_person(session, request.profile, request.new_key, request.device));
      // The person's own scope may lie beyond what this device holds; then the reset itself is the record.
      Status noted = AccessBook().note(session, {person_of(session.db(), request.profile), model::Privacy::personal, AccessReason::new_pin, {}});
      if (!noted && noted.error().code != ErrorCode::not_found) return noted;
    }
    return add_news(session, request, answer);
  });
  HUZHU_TRY(std::move(written));
  return answer;
}

}  // namespace huzhu::people
