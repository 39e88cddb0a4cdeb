#include "core/store/set_aside.h"

#include "core/base/limits.h"
#include "core/store/columns.h"

namespace huzhu::store {
namespace {

// The frame as it travels; a run that no signature covers, or with a broken header, as its bare bytes.
Bytes bytes_of_frame(const log::Frame& frame) {
  Bytes all;
  for (const Bytes& part : log::encode_frames(frame.segments)) all.insert(all.end(), part.begin(), part.end());
  if (all.empty())
    for (const log::SealedSegment& sealed : frame.segments) all.insert(all.end(), sealed.bytes.begin(), sealed.bytes.end());
  return all;
}

Statement& bind_log(Statement& statement, const merge::LogKey& key) {
  return statement.bind(1, signed_of(key.scope.value)).bind(2, signed_of(key.author.value)).bind(3, std::int64_t{key.epoch});
}

Result<std::uint64_t> single_number(Database& db, std::string_view sql) {
  Statement& read = db.cached(sql);
  HUZHU_TRY(read.step());
  const std::uint64_t number = unsigned_of(read, 0);
  read.reset();
  return number;
}

}  // namespace

Status SetAside::load() {
  waiting_.clear();
  waiting_frames_ = 0;
  Statement& read = db_.cached("SELECT scope, author, epoch, count(*) FROM waiting GROUP BY 1, 2, 3");
  while (true) {
    HUZHU_ASSIGN(const bool more, read.step());
    if (!more) return Done{};
    const std::size_t frames = static_cast<std::size_t>(read.integer(3));
    waiting_[{ScopeId{unsigned_of(read, 0)}, AuthorId{unsigned_of(read, 1)}, static_cast<std::uint32_t>(read.integer(2))}] = frames;
    waiting_frames_ += frames;
  }
}

Result<bool> SetAside::wait(const merge::LogKey& key, std::uint64_t seq_first, const log::Frame& frame) {
  if (waiting_frames_ >= limits::waiting_frames_max) return false;
  const Bytes bytes = bytes_of_frame(frame);
  const Hash digest = crypto::blake2b({bytes});
  Statement& write = db_.cached("INSERT OR IGNORE INTO waiting(scope, author, epoch, seq_first, digest, segments, frame) VALUES(?1,?2,?3,?4,?5,?6,?7)");
  bind_log(write, key).bind(4, signed_of(seq_first)).bind(5, ByteView(digest)).bind(6, static_cast<std::int64_t>(frame.segments.size()));
  HUZHU_TRY(write.bind(7, ByteView(bytes)).run());
  if (db_.changes() > 0) ++waiting_[key], ++waiting_frames_;
  return true;
}

Result<std::vector<log::Frame>> SetAside::take_waiting(const merge::LogKey& key, std::uint64_t seq) {
  std::vector<log::Frame> frames;
  const auto held = waiting_.find(key);
  if (held == waiting_.end()) return frames;
  std::size_t rows = 0;
  Statement& read = db_.cached("SELECT frame FROM waiting WHERE scope=?1 AND author=?2 AND epoch=?3 AND seq_first<=?4 ORDER BY seq_first");
  bind_log(read, key).bind(4, signed_of(seq));
  while (true) {
    HUZHU_ASSIGN(const bool more, read.step());
    if (!more) break;
    ++rows;
    for (ByteView rest = read.blob(0); !rest.empty();) {
      auto frame = log::read_frame(rest);
      if (!frame) break;  // came as bare bytes: nobody could believe it anyway
      frames.push_back(std::move(frame).value());
    }
  }
  if (rows == 0) return frames;
  Statement& remove = db_.cached("DELETE FROM waiting WHERE scope=?1 AND author=?2 AND epoch=?3 AND seq_first<=?4");
  HUZHU_TRY(bind_log(remove, key).bind(4, signed_of(seq)).run());
  waiting_frames_ -= rows;
  if ((held->second -= rows) == 0) waiting_.erase(held);
  return frames;
}

std::vector<merge::LogKey> SetAside::logs_waiting() const {
  std::vector<merge::LogKey> keys;
  for (const auto& [key, frames] : waiting_) keys.push_back(key);
  return keys;
}

Status SetAside::fork(const LogRow& log, std::uint64_t seq_first, const log::Frame& frame) {
  const Bytes bytes = bytes_of_frame(frame);
  const Hash digest = crypto::blake2b({bytes});
  Statement& write = db_.cached("INSERT OR IGNORE INTO fork(log, seq_first, digest, segments, frame)"
                                " SELECT ?1,?2,?3,?4,?5 WHERE (SELECT count(*) FROM fork) < ?6");
  write.bind(1, log.id).bind(2, signed_of(seq_first)).bind(3, ByteView(digest)).bind(4, static_cast<std::int64_t>(frame.segments.size()));
  return write.bind(5, ByteView(bytes)).bind(6, static_cast<std::int64_t>(limits::set_aside_frames_max)).run();
}

Result<std::vector<log::Frame>> SetAside::forks(const LogRow& log) {
  std::vector<log::Frame> frames;
  Statement& read = db_.cached("SELECT frame FROM fork WHERE log=?1 ORDER BY seq_first, digest");
  read.bind(1, log.id);
  while (true) {
    HUZHU_ASSIGN(const bool more, read.step());
    if (!more) return frames;
    for (ByteView rest = read.blob(0); !rest.empty();) {
      auto frame = log::read_frame(rest);
      if (!frame) break;
      frames.push_back(std::move(frame).value());
    }
  }
}

Status SetAside::quarantine(const merge::LogKey& key, std::uint64_t seq_first, const log::Frame& frame, const Error& reason) {
  const Bytes bytes = bytes_of_frame(frame);
  const Hash digest = crypto::blake2b({bytes});
  Statement& write = db_.cached("INSERT OR IGNORE INTO quarantine(scope, author, epoch, seq_first, digest, reason, detail, segments, frame)"
                                " SELECT ?1,?2,?3,?4,?5,?6,?7,?8,?9 WHERE (SELECT count(*) FROM quarantine) < ?10");
  bind_log(write, key).bind(4, signed_of(seq_first)).bind(5, ByteView(digest)).bind(6, static_cast<std::int64_t>(reason.code));
  write.bind(7, std::string_view(reason.where + ": " + reason.detail)).bind(8, static_cast<std::int64_t>(frame.segments.size()));
  return write.bind(9, ByteView(bytes)).bind(10, static_cast<std::int64_t>(limits::set_aside_frames_max)).run();
}

namespace {

// The frames of a row without these values; none when nothing of them was there.
std::optional<Bytes> blanked(ByteView frames, const std::set<std::uint64_t>& seqs) {
  Bytes all;
  bool changed = false;
  while (!frames.empty()) {
    auto frame = log::read_frame(frames);
    if (!frame) return std::nullopt;   // bare bytes that nobody can read
    for (log::SealedSegment& sealed : frame->segments) {
      const auto segment = log::decode(sealed.bytes, log::Redaction::taken);
      if (!segment) continue;
      std::vector<std::size_t> values;
      for (std::size_t i = 0; i < segment->operations.size(); ++i)
        if (!segment->operations[i].redacted && seqs.contains(segment->seq_first + i)) values.push_back(i);
      if (values.empty()) continue;
      auto blank = log::redact(sealed.bytes, values);
      if (!blank) continue;
      sealed.bytes = *std::move(blank);
      changed = true;
    }
    const Bytes part = bytes_of_frame(*frame);
    all.insert(all.end(), part.begin(), part.end());
  }
  return changed ? std::optional(std::move(all)) : std::nullopt;
}

}  // namespace

// The digest stays that of the frame as it came: the same frame is not taken in once more.
Status SetAside::blank(const LogRow& log, const std::set<std::uint64_t>& seqs) {
  const auto rewrite = [&](Statement& read, std::string_view update) -> Status {
    std::vector<std::pair<std::int64_t, Bytes>> changed;
    while (true) {
      HUZHU_ASSIGN(const bool more, read.step());
      if (!more) break;
      if (auto blank = blanked(read.blob(1), seqs)) changed.push_back({read.integer(0), *std::move(blank)});
    }
    for (const auto& [row, bytes] : changed) HUZHU_TRY(db_.cached(update).bind(1, row).bind(2, ByteView(bytes)).run());
    return Done{};
  };
  HUZHU_TRY(rewrite(db_.cached("SELECT rowid, frame FROM fork WHERE log=?1").bind(1, log.id), "UPDATE fork SET frame=?2 WHERE rowid=?1"));
  return rewrite(bind_log(db_.cached("SELECT rowid, frame FROM quarantine WHERE scope=?1 AND author=?2 AND epoch=?3"), log.key),
                 "UPDATE quarantine SET frame=?2 WHERE rowid=?1");
}

Result<bool> SetAside::any_of(ScopeId scope) {
  Statement& read = db_.cached("SELECT EXISTS(SELECT 1 FROM waiting WHERE scope=?1) OR EXISTS(SELECT 1 FROM quarantine WHERE scope=?1)");
  HUZHU_TRY(read.bind(1, signed_of(scope.value)).step());
  const bool any = read.integer(0) != 0;
  read.reset();
  return any;
}

Result<SetAside::Counts> SetAside::counts() {
  Counts counts;
  HUZHU_ASSIGN(counts.waiting, single_number(db_, "SELECT coalesce(sum(segments), 0) FROM waiting"));
  HUZHU_ASSIGN(counts.forked, single_number(db_, "SELECT coalesce(sum(segments), 0) FROM fork"));
  HUZHU_ASSIGN(counts.quarantined, single_number(db_, "SELECT coalesce(sum(segments), 0) FROM quarantine"));
  return counts;
}

}  // namespace huzhu::store
