#include "sync/hub/carry.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "sync/bundle/envelope.h"
#include "sync/bundle/letter.h"
#include "sync/hub/deflate.h"
#include "sync/hub/pull.h"

namespace huzhu::hub {

namespace {

constexpr std::size_t push_bytes = 1024 * 1024;     // of frames in one transaction
constexpr std::uint32_t page_bytes = 256 * 1024;
constexpr std::size_t pages_bytes_max = limits::bundle_plain_bytes_max - 3 * page_bytes;  // a page may run over its size
constexpr std::size_t not_taken_max = 1000;         // said one by one; the rest is only counted

constexpr int china_minutes = 480;

// Of a gap once a log: what follows it was not taken for the same reason.
void say_not_taken(sync::Reply& reply, const sync::NotTaken& one) {
  const auto is_same = [&](const sync::NotTaken& said) {
    return said.verdict == one.verdict && said.scope == one.scope && said.author == one.author && said.epoch == one.epoch;
  };
  if (one.verdict == sync::Verdict::gap && std::any_of(reply.not_taken.begin(), reply.not_taken.end(), is_same)) return;
  if (reply.not_taken.size() < not_taken_max) reply.not_taken.push_back(one);
}

// Frames in pieces that one transaction can take.
Status take_frames(Service& service, ByteView frames, Carrier carrier, CarriedIn& out, sync::Reply& reply) {
  while (!frames.empty()) {
    ByteView rest = frames;
    std::vector<std::size_t> segments;
    std::vector<log::Position> first;
    while (!rest.empty() && segments.size() < sync::frames_per_push_max && frames.size() - rest.size() < push_bytes) {
      HUZHU_ASSIGN(const log::Frame frame, log::read_frame(rest));
      HUZHU_ASSIGN(const log::Position at, log::position_of(frame.segments.front().bytes));
      segments.push_back(frame.segments.size());
      first.push_back(at);
    }
    HUZHU_ASSIGN(const sync::PushAnswer answer, service.take_frames(frames.first(frames.size() - rest.size()), carrier));
    for (std::size_t i = 0; i < answer.frames.size(); ++i) {
      const sync::FrameVerdict& one = answer.frames[i];
      const bool taken = one.verdict == sync::Verdict::stored || one.verdict == sync::Verdict::duplicate;
      out.stored += one.stored;
      (taken ? out.known : out.refused) += segments[i] - one.stored;
      if (!taken) say_not_taken(reply, {first[i].scope, first[i].author, first[i].epoch, one.verdict, one.hub_seq_last});
    }
    frames = rest;
  }
  return Done{};
}

class Answerer {
 public:
  Answerer(Service& service, const CertifiedDevice& device, sync::Reply& reply) : service_(service), device_(device), reply_(reply) {}

  // The pages after the question's cursor, or from the beginning where the hub does not know it.
  Status answer(sync::PullRequest ask) {
    const auto scope = service_.authority().scope(ask.scope);
    if (!scope || !service_.authority().may_hold(device_, *scope)) return Done{};
    HUZHU_TRY(say_gaps(ask));
    HUZHU_ASSIGN(const bool known, stands_at(ask.scope, ask.after));
    if (!known) ask.after = {};
    ask.bytes_max = page_bytes;
    for (bool more = true; more && size_ < pages_bytes_max;) {
      HUZHU_ASSIGN(Page page, read_page(service_.store(), ask, service_.authority().county().county_root, service_.keys().hub));
      if (page.refusal != sync::Refusal::none || page.answer.entries.empty()) return Done{};
      page.answer.hub_time_ms = service_.clock().now_ms();
      sync::AnswerPage out;
      HUZHU_TRY(place(ask, out));
      out.page = sync::encode(page.answer);
      size_ += out.page.size() + sizeof out.receipt;
      reply_.pages.push_back(std::move(out));
      ask.after = page.answer.next;
      more = page.answer.more;
    }
    return Done{};
  }

 private:
  // What the device holds and we do not, though it brought none of it: we had it once, and receipted it.
  Status say_gaps(const sync::PullRequest& ask) {
    for (const sync::LogPosition& one : ask.have) {
      HUZHU_ASSIGN(const std::optional<LogHead> here, service_.store().log(ask.scope, one.author, one.epoch));
      const std::uint64_t seq = here ? here->seq : 0;
      if (seq < one.seq) say_not_taken(reply_, {ask.scope, one.author, one.epoch, sync::Verdict::gap, seq});
    }
    return Done{};
  }
  Result<bool> stands_at(ScopeId scope, const sync::Cursor& cursor) {
    if (cursor.hub_seq == 0) return true;
    HUZHU_ASSIGN(const auto row, service_.store().at(scope, cursor.hub_seq));
    return row && row->link.hub_epoch == cursor.hub_epoch && sync::first8(row->receipt) == cursor.hash8;
  }
  Status place(const sync::PullRequest& ask, sync::AnswerPage& out) {
    if (ask.after.hub_seq == 0) return Done{};
    HUZHU_ASSIGN(const auto row, service_.store().at(ask.scope, ask.after.hub_seq));
    if (!row) return Error{ErrorCode::internal, "hub.carry", "a receipt is gone"};
    out.hub_epoch = ask.after.hub_epoch;
    out.hub_seq = ask.after.hub_seq;
    out.receipt = row->receipt;
    return Done{};
  }

  Service& service_;
  const CertifiedDevice& device_;
  sync::Reply& reply_;
  std::size_t size_ = 0;
};

Result<Bytes> seal(Service& service, const CertifiedDevice& to, const sync::Reply& reply) {
  const Bytes letter = sync::encode(reply);
  return sync::seal_envelope(service.authority().county().county_root, to.key, deflate(letter), service.random());
}

Result<Bytes> read_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{ErrorCode::not_found, "carry.file", file + " cannot be read"};
  Bytes bytes(limits::bundle_bytes_max + 1);
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

Status write_file(const std::string& file, ByteView bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  if (!out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())).flush())
    return Error{ErrorCode::storage_full, "carry.file", file + " cannot be written"};
  return Done{};
}

}  // namespace

Result<CarriedIn> carry_in(Service& service, ByteView bundle, Carrier carrier) {
  HUZHU_ASSIGN(const Bytes deflated, sync::open_envelope(bundle, service.authority().county().county_root, service.keys().hub));
  HUZHU_ASSIGN(const Bytes plain, inflate(deflated, limits::bundle_plain_bytes_max));
  HUZHU_ASSIGN(const sync::Letter letter, sync::decode_letter(plain));
  const auto* records = std::get_if<sync::Records>(&letter);
  if (!records) return Error{ErrorCode::not_for_us, "hub.carry", "an answer, not records"};
  CarriedIn out;
  out.from = records->from;
  sync::Reply reply;
  reply.made_at_ms = service.clock().now_ms();
  auto device = service.authority().device(records->from);
  if (device && device->revoked) carrier = Carrier::revoked;
  HUZHU_TRY(take_frames(service, records->frames, carrier, out, reply));
  device = service.authority().device(records->from);  // it may have brought its own certificate, or its end
  if (!device) return out;
  Answerer answerer(service, *device, reply);
  for (const sync::PullRequest& ask : records->asks) HUZHU_TRY(answerer.answer(ask));
  HUZHU_ASSIGN(out.answer, seal(service, *device, reply));
  return out;
}

Result<Bytes> carry_out(Service& service, AuthorId to) {
  const auto device = service.authority().device(to);
  if (!device) return Error{ErrorCode::unknown_device, "hub.carry", "no such device is enrolled: " + to_string(to)};
  sync::Reply reply;
  reply.made_at_ms = service.clock().now_ms();
  Answerer answerer(service, *device, reply);
  for (const ScopeId scope : service.authority().scopes_of(*device)) {
    sync::PullRequest ask;
    ask.scope = scope;
    HUZHU_TRY(answerer.answer(std::move(ask)));
  }
  return seal(service, *device, reply);
}

Result<CarriedFile> carry_in_file(Service& service, const std::string& file, const std::string& folder) {
  HUZHU_ASSIGN(const Bytes bundle, read_file(file));
  CarriedFile out;
  HUZHU_ASSIGN(out.in, carry_in(service, bundle));
  if (out.in.answer.empty()) return out;
  const std::string name = "回执-" + sync::file_stamp(service.clock().now_ms(), china_minutes) + "-" + to_string(out.in.from).substr(0, 4) + ".huzhu";
  out.answer_file = (std::filesystem::path(folder) / name).string();
  HUZHU_TRY(write_file(out.answer_file, out.in.answer));
  return out;
}

Status carry_out_file(Service& service, AuthorId to, const std::string& file) {
  HUZHU_ASSIGN(const Bytes bundle, carry_out(service, to));
  return write_file(file, bundle);
}

}  // namespace huzhu::hub
