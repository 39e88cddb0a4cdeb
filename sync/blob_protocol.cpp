#include "sync/blob_protocol.h"

#include "sync/message.h"

namespace huzhu::sync {

namespace {

constexpr std::size_t names_max = limits::blob_names_per_request_max;

void write_names(Writer& out, const std::vector<Hash>& names) {
  out.varint(names.size());
  for (const Hash& name : names) out.raw(name);
}

std::vector<Hash> read_names(Reader& in) {
  std::vector<Hash> names(in.count(names_max, sizeof(Hash)));
  if (names.empty()) in.fail(ErrorCode::not_canonical);
  for (Hash& name : names) name = in.fixed<32>();
  return names;
}

void write_chunks(Writer& out, const std::vector<Bytes>& chunks) {
  out.varint(chunks.size());
  for (const Bytes& chunk : chunks) out.blob(chunk);
}

std::vector<Bytes> read_chunks(Reader& in) {
  std::vector<Bytes> chunks;
  for (std::size_t left = in.count(names_max, 1); left > 0 && in.ok(); --left) chunks.push_back(bytes_of(in.blob(limits::blob_chunk_bytes)));
  return chunks;
}

// One byte each, none above `most`.
template <class Word>
void write_words(Writer& out, const std::vector<Word>& words) {
  out.varint(words.size());
  for (const Word word : words) out.byte(static_cast<std::uint8_t>(word));
}

template <class Word>
std::vector<Word> read_words(Reader& in, Word most) {
  std::vector<Word> words(in.count(names_max, 1));
  for (Word& word : words) {
    const std::uint8_t byte = in.byte();
    if (byte > static_cast<std::uint8_t>(most)) in.fail(ErrorCode::not_canonical);
    word = static_cast<Word>(byte);
  }
  return words;
}

}  // namespace

Bytes encode(const BlobQuestion& message) {
  Writer out = write_message();
  out.u64(message.scope.value);
  write_names(out, message.names);
  return out.take();
}

template <>
Result<BlobQuestion> decode<BlobQuestion>(ByteView body) {
  Reader in = read_message(body);
  BlobQuestion message;
  message.scope.value = in.u64();
  message.names = read_names(in);
  HUZHU_TRY(in.finish("blobs.have"));
  return message;
}

Bytes encode(const BlobStanding& message) {
  Writer out = write_message();
  write_words(out, message.held);
  return out.take();
}

template <>
Result<BlobStanding> decode<BlobStanding>(ByteView body) {
  Reader in = read_message(body);
  BlobStanding message{read_words(in, BlobHeld::whole)};
  HUZHU_TRY(in.finish("blobs.have_answer"));
  return message;
}

Bytes encode(const BlobRequest& message) {
  Writer out = write_message();
  out.u64(message.scope.value);
  out.varint(message.bytes_max);
  write_names(out, message.names);
  return out.take();
}

template <>
Result<BlobRequest> decode<BlobRequest>(ByteView body) {
  Reader in = read_message(body);
  BlobRequest message;
  message.scope.value = in.u64();
  message.bytes_max = static_cast<std::uint32_t>(in.varint_max(answer_bytes_max));
  message.names = read_names(in);
  HUZHU_TRY(in.finish("blobs.get"));
  return message;
}

Bytes encode(const BlobChunks& message) {
  Writer out = write_message();
  write_chunks(out, message.chunks);
  return out.take();
}

template <>
Result<BlobChunks> decode<BlobChunks>(ByteView body) {
  Reader in = read_message(body);
  BlobChunks message{read_chunks(in)};
  HUZHU_TRY(in.finish("blobs.get_answer"));
  return message;
}

Bytes encode(const BlobOffer& message) {
  Writer out = write_message();
  out.u64(message.scope.value);
  write_chunks(out, message.chunks);
  return out.take();
}

template <>
Result<BlobOffer> decode<BlobOffer>(ByteView body) {
  Reader in = read_message(body);
  BlobOffer message;
  message.scope.value = in.u64();
  message.chunks = read_chunks(in);
  HUZHU_TRY(in.finish("blobs.put"));
  return message;
}

Bytes encode(const BlobReceipt& message) {
  Writer out = write_message();
  write_words(out, message.verdicts);
  return out.take();
}

template <>
Result<BlobReceipt> decode<BlobReceipt>(ByteView body) {
  Reader in = read_message(body);
  BlobReceipt message{read_words(in, BlobVerdict::unnamed)};
  HUZHU_TRY(in.finish("blobs.put_answer"));
  return message;
}

}  // namespace huzhu::sync
