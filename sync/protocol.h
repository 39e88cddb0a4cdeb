// The messages between a device and its hub, with total, bounded encoders and decoders.
//
// docs/sync_protocol.md is the contract, exact to the byte. Every body opens with the protocol version; everything but
// enrolment is a POST signed by the device (sync/request_auth.h), because a cache may keep a GET and because the body is
// what is signed. Bodies hold no personal data but the segments themselves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/limits.h"
#include "core/log/segment.h"
#include "sync/receipt.h"

namespace huzhu::sync {

inline constexpr std::uint8_t protocol_version = 1;
inline constexpr std::string_view header_auth = "X-Huzhu-Auth";  // of a request
inline constexpr std::string_view header_mark = "X-Huzhu";       // on every answer of a hub; without it: a captive portal

namespace path {
inline constexpr std::string_view enrol = "/v1/enrol", hello = "/v1/hello", push = "/v1/push", pull = "/v1/pull",
                                  offer = "/v1/offer", digest = "/v1/digest", wait = "/v1/wait", introduce = "/v1/introduce",
                                  carry = "/v1/carry";
}

// -- bounds of messages ------------------------------------------------------------------------------------------------
inline constexpr std::size_t scopes_per_message_max = 4096;   // a large county with every village
inline constexpr std::size_t frames_per_push_max = 8192;      // of the smallest frames, more than a push body holds
inline constexpr std::size_t device_name_bytes_max = 160;
inline constexpr std::size_t grant_bytes_max = 512 * 1024;    // the authority scope of a county with a thousand people who act
inline constexpr std::uint32_t wait_ms_max = 55 * 1000;       // below the minute at which proxies and radios give up
// A push body, or a vector of 1,000 logs, with room for the rest of the message.
inline constexpr std::size_t request_bytes_max = limits::push_body_bytes_max + 16 * 1024;
inline constexpr std::size_t answer_bytes_max = 1024 * 1024;
// The largest body of a request to this path.
constexpr std::size_t body_bytes_max(std::string_view target) { return target == path::carry ? limits::bundle_bytes_max : request_bytes_max; }

using Token = std::array<std::uint8_t, 16>;
using Nonce = std::array<std::uint8_t, 16>;

// Why the hub answered with a status other than 200. On the wire; never renumber.
enum class Refusal : std::uint8_t {
  none = 0,
  malformed = 1,       // the message is not well formed
  unknown_device = 2,  // no valid certificate for this device
  session = 3,         // token unknown or too old: say hello again
  replayed = 4,        // this request number was used before
  bad_signature = 5,   // the request's signature does not fit
  wrong_scope = 6,     // the device may not hold this scope
  stale_cursor = 7,    // the hub does not know this position: pull from the start with a vector
  bad_code = 8,        // enrolment code wrong, used or expired
  busy = 9,            // come back after retry_ms
  too_large = 10,
  version = 11,        // this hub speaks another protocol version
  internal = 12,       // the hub has a fault; nothing was stored
};
ErrorCode error_code(Refusal refusal);

struct Problem {
  Refusal refusal = Refusal::none;
  std::uint32_t retry_ms = 0;
};

// What the hub says about one frame of a push. On the wire; never renumber.
enum class Verdict : std::uint8_t {
  stored = 0,
  duplicate = 1,      // every segment of it was held already
  gap = 2,            // the hub holds this log only up to `hub_seq_last`
  fork = 3,           // other bytes are held at this position; these are kept apart, not received
  bad_signature = 4,
  malformed = 5,      // not a segment, or the chain does not fit
  unknown_author = 6, // no certificate for the writing device
  wrong_scope = 7,    // the writing device may not write here
  scope_full = 8,     // over 1,000 logs in this scope
  unread = 9,         // after a frame that could not be read
  busy = 10,          // the hub could not store it now; send it again
};

struct ScopePosition { ScopeId scope; std::uint64_t hub_seq = 0; };

// "I hold this log up to seq, and there its chain begins with hash8."
struct LogPosition {
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
  std::uint64_t hash8 = 0;
  friend bool operator==(const LogPosition&, const LogPosition&) = default;
};

// -- enrol: code → grant (not signed by a certified device, but by the key that asks) ------------------------------------
struct EnrolRequest {
  std::string code;                // 8 digits
  PublicKey device{};
  std::uint8_t device_kind = 0;    // model: device.kind
  std::string device_name;         // may be empty: then the hub names it
  Signature proof{};               // by the device's key, over enrol_signed_part: it holds the secret half
};
Bytes enrol_signed_part(const EnrolRequest& request);
struct EnrolAnswer { Bytes grant; };  // people::EnrolmentGrant

// -- hello: a session token, the hub's clock and the scopes this device may hold ----------------------------------------
struct HelloRequest { Nonce nonce{}; };
struct HelloAnswer {
  Token token{};
  std::uint64_t hub_epoch = 0;
  std::int64_t hub_time_ms = 0;
  std::vector<ScopePosition> scopes;
  Signature signature{};  // by the hub key, over hello_signed_part
};
Bytes hello_signed_part(const HelloAnswer& answer, AuthorId device, const Nonce& nonce);

// -- push: frames → a verdict each, and receipts --------------------------------------------------------------------------
struct PushRequest { std::vector<Bytes> frames; };  // as encode_frames made them
struct FrameVerdict {
  Verdict verdict = Verdict::stored;
  std::uint16_t stored = 0;         // segments of it that are new at the hub
  std::uint64_t hub_seq_last = 0;   // gap: last sequence number of this log at the hub
};
// Links first_hub_seq, first_hub_seq + 1, … for `count` segments of frame `frame` from its segment `first` on.
struct ReceiptItem { std::uint32_t frame = 0; std::uint16_t first = 0, count = 0; };
struct ReceiptRun {
  ScopeId scope;
  std::uint64_t first_hub_seq = 0;
  Hash previous{};                  // the link before the first
  std::int64_t received_at_ms = 0;  // of all its links
  std::vector<ReceiptItem> items;
  Signature signature{};            // over the last link
};
struct PushAnswer {
  std::uint64_t hub_epoch = 0;
  std::int64_t hub_time_ms = 0;
  std::vector<FrameVerdict> frames;
  std::vector<ReceiptRun> runs;
};

// -- pull: what a scope has after a cursor, in the hub's order ------------------------------------------------------------
struct PullRequest {
  ScopeId scope;
  Cursor after;
  std::uint32_t bytes_max = 0;     // of the answer; the hub sends at least one segment
  std::vector<LogPosition> have;   // segments of these logs come as receipts without their bytes
};
// A run of consecutive segments of one log with the same receipt time.
struct PullEntry {
  std::uint64_t hub_epoch = 0;
  std::int64_t received_at_ms = 0;
  bool has_frame = false;
  Bytes frame;                     // has_frame: the segments …
  Hash previous{};                 // … and the chain before the first of them
  AuthorId author;                 // else: the log, …
  std::uint32_t epoch = 0;
  std::uint64_t seq_first = 0;
  std::vector<std::uint8_t> operations;  // … and the count of operations of each segment
};
struct PullAnswer {
  ScopeId scope;
  std::int64_t hub_time_ms = 0;
  std::vector<PullEntry> entries;  // links after.hub_seq + 1, …
  Cursor next;
  bool more = false;
  std::uint64_t head = 0;          // the scope's last hub_seq, so that progress can be shown
  Signature signature{};           // over the link of `next`; all zero when there are no entries
};

// -- offer: a version vector → what the hub lacks ----------------------------------------------------------------------------
struct OfferRequest { ScopeId scope; std::vector<LogPosition> logs; };
struct OfferAnswer {
  std::vector<LogPosition> wanted;  // the hub's position in logs that the device holds further
  std::vector<LogPosition> forked;  // logs in which the two hold different bytes; the hub's position
};

// -- digest: the end of a sync, and its beginning: one root over all scopes ------------------------------------------------
struct DigestRequest { Hash root{}; std::vector<ScopePosition> scopes; };
struct ScopeDigest { ScopeId scope; std::uint64_t hub_seq = 0; Hash digest{}; };
Hash root_digest(const std::vector<ScopeDigest>& scopes);  // sorted by scope
struct DigestAnswer {
  std::uint64_t hub_epoch = 0;
  std::int64_t hub_time_ms = 0;
  bool same = false;
  std::vector<ScopeDigest> scopes;  // when not the same: every scope the device may hold
};

// -- wait: long poll ------------------------------------------------------------------------------------------------------
struct WaitRequest { std::uint32_t timeout_ms = 0; std::vector<ScopePosition> scopes; };
struct WaitAnswer {
  std::uint64_t hub_epoch = 0;
  std::int64_t hub_time_ms = 0;
  std::vector<ScopePosition> changed;  // empty: nothing new in the time
};

Bytes encode(const Problem& message);
Bytes encode(const EnrolRequest& message);
Bytes encode(const EnrolAnswer& message);
Bytes encode(const HelloRequest& message);
Bytes encode(const HelloAnswer& message);
Bytes encode(const PushRequest& message);
Bytes encode(const PushAnswer& message);
Bytes encode(const PullRequest& message);
Bytes encode(const PullAnswer& message);
Bytes encode(const OfferRequest& message);
Bytes encode(const OfferAnswer& message);
Bytes encode(const DigestRequest& message);
Bytes encode(const DigestAnswer& message);
Bytes encode(const WaitRequest& message);
Bytes encode(const WaitAnswer& message);

// decode<PullRequest>(body) and so on. Fails with unknown_version, truncated, not_canonical, too_long.
// A push body is read frame by frame instead (open_push, then log::read_frame), so that what came whole is kept.
template <class Message>
Result<Message> decode(ByteView body);
template <> Result<Problem> decode<Problem>(ByteView body);
template <> Result<EnrolRequest> decode<EnrolRequest>(ByteView body);
template <> Result<EnrolAnswer> decode<EnrolAnswer>(ByteView body);
template <> Result<HelloRequest> decode<HelloRequest>(ByteView body);
template <> Result<HelloAnswer> decode<HelloAnswer>(ByteView body);
template <> Result<PushAnswer> decode<PushAnswer>(ByteView body);
template <> Result<PullRequest> decode<PullRequest>(ByteView body);
template <> Result<PullAnswer> decode<PullAnswer>(ByteView body);
template <> Result<OfferRequest> decode<OfferRequest>(ByteView body);
template <> Result<OfferAnswer> decode<OfferAnswer>(ByteView body);
template <> Result<DigestRequest> decode<DigestRequest>(ByteView body);
template <> Result<DigestAnswer> decode<DigestAnswer>(ByteView body);
template <> Result<WaitRequest> decode<WaitRequest>(ByteView body);
template <> Result<WaitAnswer> decode<WaitAnswer>(ByteView body);
Result<ByteView> open_push(ByteView body);

// -- introduce: a push of certificates by a device the hub does not know, under the key it is known by --------------------
struct Introduction { PublicKey device{}; ByteView frames; };
Bytes introduction(const PublicKey& device, ByteView push_body);
Result<Introduction> open_introduction(ByteView body);

}  // namespace huzhu::sync
