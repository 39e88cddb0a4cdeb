#include "sync/invite_protocol.h"

#include "sync/message.h"

namespace huzhu::sync {

namespace {

// An enum of values 0 … last, or a bool.
template <class Enum>
Enum read_choice(Reader& in, Enum last) {
  const std::uint8_t value = in.byte();
  if (value <= static_cast<std::uint8_t>(last)) return static_cast<Enum>(value);
  in.fail(ErrorCode::not_canonical);
  return Enum{};
}

void write(Writer& out, const Joiner& joiner) {
  out.raw(joiner.device);
  out.raw(joiner.actor);
  out.byte(joiner.device_kind);
  out.text(joiner.device_name);
  out.text(joiner.person_name);
  out.raw(joiner.number);
}

Joiner read_joiner(Reader& in) {
  Joiner joiner;
  joiner.device = in.fixed<32>();
  joiner.actor = in.fixed<32>();
  joiner.device_kind = in.byte();
  joiner.device_name = in.text(device_name_bytes_max);
  joiner.person_name = in.text(person_name_bytes_max);
  joiner.number = in.fixed<32>();
  return joiner;
}

void write_asked(Writer& out, const RedeemRequest& message) {
  out.text(message.code);
  out.raw(message.device);
  out.raw(message.actor);
  out.byte(message.device_kind);
  out.text(message.device_name);
  out.text(message.person_name);
}

}  // namespace

Bytes encode(const InviteRequest& message) {
  Writer out = write_message();
  out.byte(static_cast<std::uint8_t>(message.step));
  out.text(message.code);
  out.raw(message.value);
  return out.take();
}

template <>
Result<InviteRequest> decode<InviteRequest>(ByteView body) {
  Reader in = read_message(body);
  InviteRequest message;
  message.step = read_choice(in, InviteStep::drop);
  message.code = in.text(limits::enrol_code_digits);
  message.value = in.fixed<32>();
  HUZHU_TRY(in.finish("invite"));
  return message;
}

Bytes encode(const InviteAnswer& message) {
  Writer out = write_message();
  out.text(message.code);
  out.byte(message.joiner ? 1 : 0);
  if (message.joiner) write(out, *message.joiner);
  return out.take();
}

template <>
Result<InviteAnswer> decode<InviteAnswer>(ByteView body) {
  Reader in = read_message(body);
  InviteAnswer message;
  message.code = in.text(limits::enrol_code_digits);
  if (read_choice(in, true)) message.joiner = read_joiner(in);
  HUZHU_TRY(in.finish("invite_answer"));
  return message;
}

Bytes redeem_signed_part(const RedeemRequest& request) {
  Writer out;
  out.raw(view("huzhu/redeem/1"));
  write_asked(out, request);
  return out.take();
}

Bytes encode(const RedeemRequest& message) {
  Writer out = write_message();
  write_asked(out, message);
  out.raw(message.device_proof);
  out.raw(message.actor_proof);
  return out.take();
}

template <>
Result<RedeemRequest> decode<RedeemRequest>(ByteView body) {
  Reader in = read_message(body);
  RedeemRequest message;
  message.code = in.text(limits::enrol_code_digits);
  message.device = in.fixed<32>();
  message.actor = in.fixed<32>();
  message.device_kind = in.byte();
  message.device_name = in.text(device_name_bytes_max);
  message.person_name = in.text(person_name_bytes_max);
  message.device_proof = in.fixed<64>();
  message.actor_proof = in.fixed<64>();
  HUZHU_TRY(in.finish("redeem"));
  return message;
}

Bytes encode(const RedeemAnswer& message) {
  Writer out = write_message();
  out.byte(message.invited ? 1 : 0);
  if (message.invited) {
    out.raw(message.commitment);
    out.raw(message.root_key);
  } else {
    out.blob(message.grant);
  }
  return out.take();
}

template <>
Result<RedeemAnswer> decode<RedeemAnswer>(ByteView body) {
  Reader in = read_message(body);
  RedeemAnswer message;
  message.invited = read_choice(in, true);
  if (message.invited) {
    message.commitment = in.fixed<32>();
    message.root_key = in.fixed<32>();
  } else {
    message.grant = bytes_of(in.blob(grant_bytes_max));
  }
  HUZHU_TRY(in.finish("redeem_answer"));
  return message;
}

Bytes join_signed_part(const JoinRequest& request) {
  Writer out;
  out.raw(view("huzhu/join/1"));
  out.text(request.code);
  out.raw(request.device);
  out.raw(request.number);
  return out.take();
}

Bytes encode(const JoinRequest& message) {
  Writer out = write_message();
  out.text(message.code);
  out.raw(message.device);
  out.raw(message.number);
  out.raw(message.proof);
  return out.take();
}

template <>
Result<JoinRequest> decode<JoinRequest>(ByteView body) {
  Reader in = read_message(body);
  JoinRequest message;
  message.code = in.text(limits::enrol_code_digits);
  message.device = in.fixed<32>();
  message.number = in.fixed<32>();
  message.proof = in.fixed<64>();
  HUZHU_TRY(in.finish("join"));
  return message;
}

Bytes encode(const JoinAnswer& message) {
  Writer out = write_message();
  out.byte(static_cast<std::uint8_t>(message.state));
  if (message.state != JoinState::waiting) out.raw(message.number);
  if (message.state == JoinState::taken_in) out.blob(message.grant);
  return out.take();
}

template <>
Result<JoinAnswer> decode<JoinAnswer>(ByteView body) {
  Reader in = read_message(body);
  JoinAnswer message;
  message.state = read_choice(in, JoinState::taken_in);
  if (message.state != JoinState::waiting) message.number = in.fixed<32>();
  if (message.state == JoinState::taken_in) message.grant = bytes_of(in.blob(grant_bytes_max));
  HUZHU_TRY(in.finish("join_answer"));
  return message;
}

}  // namespace huzhu::sync
