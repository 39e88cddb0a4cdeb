// The bytes of a request for help, of what is kept of it, and of its answer: bounded, total, one encoding.
#include "core/people/help_codec.h"

#include "core/people/help.h"

namespace huzhu::people {
namespace {

constexpr std::string_view request_magic = "hzask", answer_magic = "hzans";
constexpr std::uint8_t version = 1;
constexpr std::size_t frames_max = 256;

void write_head(log::CompactWriter& out, std::string_view magic) {
  out.raw(view(magic));
  out(std::uint8_t{version});
}

void read_head(log::CompactReader& in, std::string_view magic) {
  if (text(in.raw(magic.size())) != magic) in.fail(ErrorCode::not_a_bundle, "another code");
  std::uint8_t is = 0;
  in(is);
  if (in.ok() && is != version) in.fail(ErrorCode::unknown_version, "help");
}

// A code that is too short for its first letters is no code of ours.
Error told(const log::CompactReader& in, ByteView bytes, std::string_view magic) {
  if (bytes.size() <= magic.size()) return {ErrorCode::not_a_bundle, "help", ""};
  return in.error();
}

}  // namespace

Bytes encode(const HelpRequest& request) {
  log::CompactWriter out;
  HelpRequest copy = request;
  write_head(out, request_magic);
  out(log::fixed(copy.county), log::fixed(copy.device.value), log::fixed(copy.profile.value));
  out.raw(request.new_key);
  out.raw(request.speaker);
  out.raw(request.device_word);
  out.varint(request.boxes.size());
  for (HelpRequest::Box& box : copy.boxes) {
    out(log::fixed(box.helper.value));
    out.raw(box.sealed);
  }
  write_ends(out, request.ends);
  out.raw(request.signature);
  return out.take();
}

Result<HelpRequest> decode_help_request(ByteView bytes) {
  log::CompactReader in(bytes, "help_request");
  HelpRequest request;
  read_head(in, request_magic);
  in(log::fixed(request.county), log::fixed(request.device.value), log::fixed(request.profile.value));
  read_raw(in, request.new_key);
  read_raw(in, request.speaker);
  read_raw(in, request.device_word);
  for (std::uint64_t n = in.count(0, helpers_max); n > 0 && in.ok(); --n) {
    HelpRequest::Box box;
    in(log::fixed(box.helper.value));
    box.sealed = bytes_of(in.raw(sealed_key_bytes));
    request.boxes.push_back(std::move(box));
  }
  request.ends = read_ends(in);
  read_raw(in, request.signature);
  in.at_end();
  if (!in.ok()) return told(in, bytes, request_magic);
  return request;
}

Bytes encode(const HelpAsked& asked) {
  log::CompactWriter out;
  EntityId profile = asked.profile;
  out(std::uint8_t{version}, log::fixed(profile.value));
  out.blob(asked.new_seed);
  out.raw(asked.request);
  return out.take();
}

Result<HelpAsked> decode_help_asked(ByteView bytes) {
  log::CompactReader in(bytes, "help_asked");
  HelpAsked asked;
  std::uint8_t is = 0;
  in(is, log::fixed(asked.profile.value));
  if (in.ok() && is != version) in.fail(ErrorCode::unknown_version, "help asked");
  asked.new_seed = bytes_of(in.blob(help_key_bytes));
  in.canonical(asked.new_seed.size() == help_key_bytes, "new key");
  if (!in.ok()) return in.error();
  asked.request = bytes_of(in.rest());
  HUZHU_TRY(decode_help_request(asked.request));
  return asked;
}

Bytes encode(const HelpAnswer& answer) {
  log::CompactWriter out;
  write_head(out, answer_magic);
  out.raw(answer.request);
  out.raw(answer.sealed);
  out.varint(answer.frames.size());
  for (const Bytes& frame : answer.frames) out.blob(frame);
  return out.take();
}

Result<HelpAnswer> decode_help_answer(ByteView bytes) {
  log::CompactReader in(bytes, "help_answer");
  HelpAnswer answer;
  read_head(in, answer_magic);
  read_raw(in, answer.request);
  answer.sealed = bytes_of(in.raw(sealed_key_bytes));
  for (std::uint64_t n = in.count(0, frames_max); n > 0 && in.ok(); --n) answer.frames.push_back(bytes_of(in.blob(limits::encoded_frame_bytes_max)));
  in.at_end();
  if (!in.ok()) return told(in, bytes, answer_magic);
  return answer;
}

}  // namespace huzhu::people
