#include "sync/line.h"

#include <algorithm>

#include "sync/wire.h"

namespace huzhu::sync {

namespace {

void write_number(Writer& out, std::uint16_t number) {
  out.byte(static_cast<std::uint8_t>(number >> 8));
  out.byte(static_cast<std::uint8_t>(number));
}

std::uint16_t read_number(Reader& in) {
  const int high = in.byte();
  return static_cast<std::uint16_t>(high << 8 | in.byte());
}

bool read_flag(Reader& in) {
  const std::uint8_t flag = in.byte();
  if (flag > 1) in.fail(ErrorCode::not_canonical);
  return flag == 1;
}

}  // namespace

Bytes encode(const LineRequest& message) {
  Writer out;
  out.byte(message.deflated ? 1 : 0);
  write_number(out, message.number);
  out.text(message.name);
  out.raw(message.auth);
  out.raw(message.body);
  return out.take();
}

Bytes encode(const LineAnswer& message) {
  Writer out;
  out.byte(message.deflated ? 1 : 0);
  write_number(out, message.number);
  write_number(out, message.status);
  out.raw(message.body);
  return out.take();
}

Result<LineRequest> decode_line_request(ByteView message) {
  if (message.size() > line_message_bytes_max) return Error{ErrorCode::too_long, "line.request", "longer than any request"};
  Reader in(message);
  LineRequest request;
  request.deflated = read_flag(in);
  request.number = read_number(in);
  request.name = in.text(line_name_bytes_max);
  request.auth = in.fixed<auth_bytes>();
  request.body = in.raw(in.rest().size());
  HUZHU_TRY(in.finish("line.request"));
  return request;
}

Result<LineAnswer> decode_line_answer(ByteView message) {
  Reader in(message);
  LineAnswer answer;
  answer.deflated = read_flag(in);
  answer.number = read_number(in);
  answer.status = read_number(in);
  answer.body = in.raw(in.rest().size());
  HUZHU_TRY(in.finish("line.answer"));
  return answer;
}

bool goes_over_line(std::string_view name) {
  constexpr std::string_view names[] = {"hello", "introduce", "offer", "push", "pull", "snapshot", "chunks", "digest", "wait"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace huzhu::sync
