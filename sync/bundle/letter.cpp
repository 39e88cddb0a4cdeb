#include "sync/bundle/letter.h"

#include "core/base/limits.h"
#include "sync/message.h"

namespace huzhu::sync {

namespace {

constexpr std::uint8_t letter_version = 1, kind_records = 1, kind_reply = 2;
constexpr std::size_t range_bytes_min = 8 + 8 + 4 + 1 + 1, not_taken_bytes_min = 8 + 8 + 4 + 1;
constexpr std::size_t page_bytes_min = 8 + 1 + 32 + 1;

Writer open(std::uint8_t kind) {
  Writer out;
  out.byte(letter_version);
  out.byte(kind);
  return out;
}

PullRequest read_ask(Reader& in) {
  const ByteView bytes = in.blob(request_bytes_max);
  if (!in.ok()) return {};
  auto ask = decode<PullRequest>(bytes);
  if (!ask) in.fail(ask.error().code);
  else if (ask->bytes_max != 0) in.fail(ErrorCode::not_canonical);
  return ask ? std::move(ask).value() : PullRequest{};
}

HeldRange read_range(Reader& in) {
  HeldRange range;
  range.scope.value = in.u64();
  range.author.value = in.u64();
  range.epoch = in.u32();
  range.seq_first = in.varint_max(limits::seq_max);
  range.seq_last = range.seq_first + in.varint_max(limits::seq_max);
  return range;
}

Result<Letter> read_records(Reader& in) {
  Records letter;
  letter.from.value = in.u64();
  letter.made_at_ms = in.signed_varint();
  for (std::size_t left = in.count(scopes_per_message_max, 2); left > 0 && in.ok(); --left) {
    letter.asks.push_back(read_ask(in));
  }
  for (std::size_t left = in.count(scopes_per_message_max, signed_receipt_bytes_min); left > 0 && in.ok(); --left) letter.heads.push_back(read_signed_receipt(in));
  for (std::size_t left = in.count(limits::bundle_plain_bytes_max, range_bytes_min); left > 0 && in.ok(); --left) letter.holds.push_back(read_range(in));
  if (in.ok()) letter.frames = bytes_of(in.raw(in.rest().size()));
  HUZHU_TRY(in.finish("letter.records"));
  HUZHU_ASSIGN(const auto ranges, ranges_of(letter.frames));
  if (ranges != letter.holds) return Error{ErrorCode::not_canonical, "letter.holds", "is not what the frames hold"};
  return Letter(std::move(letter));
}

Result<Letter> read_reply(Reader& in) {
  Reply letter;
  letter.made_at_ms = in.signed_varint();
  for (std::size_t left = in.count(frames_per_push_max, not_taken_bytes_min); left > 0 && in.ok(); --left) {
    NotTaken one;
    one.scope.value = in.u64();
    one.author.value = in.u64();
    one.epoch = in.u32();
    const std::uint8_t verdict = in.byte();
    if (verdict > static_cast<std::uint8_t>(Verdict::busy)) in.fail(ErrorCode::unknown_version);
    one.verdict = static_cast<Verdict>(verdict);
    if (one.verdict == Verdict::gap) one.hub_seq_last = in.varint_max(limits::seq_max);
    letter.not_taken.push_back(one);
  }
  for (std::size_t left = in.count(limits::bundle_plain_bytes_max, page_bytes_min); left > 0 && in.ok(); --left) {
    AnswerPage page;
    page.hub_epoch = in.u64();
    page.hub_seq = in.varint();
    page.receipt = in.fixed<32>();
    page.page = bytes_of(in.blob(answer_bytes_max));
    letter.pages.push_back(std::move(page));
  }
  HUZHU_TRY(in.finish("letter.reply"));
  return Letter(std::move(letter));
}

}  // namespace

Result<std::vector<HeldRange>> ranges_of(ByteView frames) {
  std::vector<HeldRange> ranges;
  while (!frames.empty()) {
    HUZHU_ASSIGN(const log::Frame frame, log::read_frame(frames));
    for (const log::SealedSegment& sealed : frame.segments) {
      HUZHU_ASSIGN(const log::Position at, log::position_of(sealed.bytes));
      const HeldRange* last = ranges.empty() ? nullptr : &ranges.back();
      const bool follows = last && last->scope == at.scope && last->author == at.author && last->epoch == at.epoch && last->seq_last + 1 == at.seq_first;
      if (follows) ranges.back().seq_last = at.seq_last;
      else ranges.push_back({at.scope, at.author, at.epoch, at.seq_first, at.seq_last});
    }
  }
  return ranges;
}

Bytes encode(const Records& letter) {
  Writer out = open(kind_records);
  out.u64(letter.from.value);
  out.signed_varint(letter.made_at_ms);
  out.varint(letter.asks.size());
  for (const PullRequest& ask : letter.asks) out.blob(encode(ask));
  out.varint(letter.heads.size());
  for (const SignedReceipt& head : letter.heads) {
    write(out, head);
  }
  out.varint(letter.holds.size());
  for (const HeldRange& range : letter.holds) {
    out.u64(range.scope.value);
    out.u64(range.author.value);
    out.u32(range.epoch);
    out.varint(range.seq_first);
    out.varint(range.seq_last - range.seq_first);
  }
  out.raw(letter.frames);
  return out.take();
}

Bytes encode(const Reply& letter) {
  Writer out = open(kind_reply);
  out.signed_varint(letter.made_at_ms);
  out.varint(letter.not_taken.size());
  for (const NotTaken& one : letter.not_taken) {
    out.u64(one.scope.value);
    out.u64(one.author.value);
    out.u32(one.epoch);
    out.byte(static_cast<std::uint8_t>(one.verdict));
    if (one.verdict == Verdict::gap) out.varint(one.hub_seq_last);
  }
  out.varint(letter.pages.size());
  for (const AnswerPage& page : letter.pages) {
    out.u64(page.hub_epoch);
    out.varint(page.hub_seq);
    out.raw(page.receipt);
    out.blob(page.page);
  }
  return out.take();
}

Result<Letter> decode_letter(ByteView plain) {
  if (plain.size() > limits::bundle_plain_bytes_max) return Error{ErrorCode::bundle_too_big, "letter", "more bytes than allowed"};
  Reader in(plain);
  if (in.byte() != letter_version && in.ok()) in.fail(ErrorCode::unknown_version);
  const std::uint8_t kind = in.byte();
  if (in.ok() && kind == kind_records) return read_records(in);
  if (in.ok() && kind == kind_reply) return read_reply(in);
  in.fail(ErrorCode::unknown_version);
  HUZHU_TRY(in.finish("letter"));
  return Error{ErrorCode::internal, "letter", ""};
}

}  // namespace huzhu::sync
