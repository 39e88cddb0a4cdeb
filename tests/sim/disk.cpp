#include "tests/sim/disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <vector>

namespace huzhu::sim {

namespace {

constexpr std::size_t sector_bytes = 512;

// One change since the last flush, with what is needed to undo it and to do it again.
struct Change {
  std::size_t offset = 0, size_before = 0, size_after = 0;
  Bytes before, after;  // of [offset, offset + after.size()), as far as it was there
};

}  // namespace

struct Disk::File {
  Bytes content;
  std::vector<Change> unflushed;

  void write(std::size_t offset, ByteView data) {
    Change change{offset, content.size(), std::max(content.size(), offset + data.size()), {}, bytes_of(data)};
    const std::size_t end = std::min(content.size(), offset + data.size());
    if (offset < end) change.before.assign(content.begin() + static_cast<std::ptrdiff_t>(offset), content.begin() + static_cast<std::ptrdiff_t>(end));
    content.resize(change.size_after);
    std::copy(data.begin(), data.end(), content.begin() + static_cast<std::ptrdiff_t>(offset));
    unflushed.push_back(std::move(change));
  }
  void truncate(std::size_t size) {
    Change change{size, content.size(), size, {}, {}};
    if (size < content.size()) change.before.assign(content.begin() + static_cast<std::ptrdiff_t>(size), content.end());
    content.resize(size);
    unflushed.push_back(std::move(change));
  }

  void power_off(Unflushed what, Dice& dice) {
    if (what != Unflushed::kept) {
      for (auto change = unflushed.rbegin(); change != unflushed.rend(); ++change) undo(*change);
      if (what == Unflushed::torn)
        for (const Change& change : unflushed) redo_some(change, dice);
    }
    unflushed.clear();
  }

 private:
  void undo(const Change& change) {
    content.resize(std::max(content.size(), change.offset + change.before.size()));
    std::copy(change.before.begin(), change.before.end(), content.begin() + static_cast<std::ptrdiff_t>(change.offset));
    content.resize(change.size_before);
  }
  // Disks write sectors whole, in any order.
  void redo_some(const Change& change, Dice& dice) {
    if (change.after.empty()) {
      if (dice.one_in(2)) content.resize(change.size_after);
      return;
    }
    for (std::size_t at = 0; at < change.after.size();) {
      const std::size_t length = std::min(sector_bytes - (change.offset + at) % sector_bytes, change.after.size() - at);
      if (dice.one_in(2)) {
        content.resize(std::max(content.size(), change.offset + at + length));
        std::copy_n(change.after.begin() + static_cast<std::ptrdiff_t>(at), length, content.begin() + static_cast<std::ptrdiff_t>(change.offset + at));
      }
      at += length;
    }
  }
};

namespace {

std::map<std::string, Disk*, std::less<>>& disks() {
  static std::map<std::string, Disk*, std::less<>> all;
  return all;
}

struct OpenFile {
  sqlite3_file base;  // first: SQLite hands us this pointer back
  Disk* disk;         // null for a temporary file
  std::shared_ptr<Disk::File>* file;
};

OpenFile& open_file(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }

}  // namespace

// The functions SQLite calls.
struct FileSystem {
  static bool lives(OpenFile& open) { return open.disk == nullptr || open.disk->spend_write(); }

  static int close(sqlite3_file* file) {
    delete open_file(file).file;
    return SQLITE_OK;
  }
  static int read(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
    OpenFile& open = open_file(file);
    if (open.disk && open.disk->dead_) return SQLITE_IOERR_READ;
    const Bytes& content = (*open.file)->content;
    const auto size = static_cast<sqlite3_int64>(content.size());
    const sqlite3_int64 there = offset >= size ? 0 : std::min<sqlite3_int64>(amount, size - offset);
    if (there > 0) std::memcpy(out, content.data() + offset, static_cast<std::size_t>(there));
    if (there == amount) return SQLITE_OK;
    std::memset(static_cast<char*>(out) + there, 0, static_cast<std::size_t>(amount - there));
    return SQLITE_IOERR_SHORT_READ;
  }
  static int write(sqlite3_file* file, const void* in, int amount, sqlite3_int64 offset) {
    OpenFile& open = open_file(file);
    if (!lives(open)) return SQLITE_IOERR_WRITE;
    Disk::File& content = **open.file;
    const std::size_t end = static_cast<std::size_t>(offset) + static_cast<std::size_t>(amount);
    if (open.disk && open.disk->bytes_max_ && end > content.content.size() &&
        open.disk->bytes() + end - content.content.size() > *open.disk->bytes_max_) {
      return SQLITE_FULL;
    }
    content.write(static_cast<std::size_t>(offset), {static_cast<const std::uint8_t*>(in), static_cast<std::size_t>(amount)});
    if (!open.disk) content.unflushed.clear();
    return SQLITE_OK;
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    OpenFile& open = open_file(file);
    if (!lives(open)) return SQLITE_IOERR_TRUNCATE;
    (*open.file)->truncate(static_cast<std::size_t>(size));
    return SQLITE_OK;
  }
  static int sync(sqlite3_file* file, int) {
    OpenFile& open = open_file(file);
    if (!lives(open)) return SQLITE_IOERR_FSYNC;
    (*open.file)->unflushed.clear();
    return SQLITE_OK;
  }
  static int size(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>((*open_file(file).file)->content.size());
    return SQLITE_OK;
  }

  static std::pair<Disk*, std::string> locate(const char* name) {
    const std::string_view path(name);
    const std::size_t slash = path.find('/');
    const auto disk = disks().find(path.substr(0, slash));
    if (slash == std::string_view::npos || disk == disks().end()) return {nullptr, ""};
    return {disk->second, std::string(path.substr(slash + 1))};
  }

  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags);
  static int remove(sqlite3_vfs*, const char* name, int) {
    const auto [disk, file] = locate(name);
    if (!disk) return SQLITE_IOERR_DELETE;
    if (!disk->spend_write()) return SQLITE_IOERR_DELETE;
    return disk->files_.erase(file) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
  }
  static int access(sqlite3_vfs*, const char* name, int, int* there) {
    const auto [disk, file] = locate(name);
    *there = disk && disk->files_.contains(file);
    return SQLITE_OK;
  }
  static void install();
};

namespace {

const sqlite3_io_methods file_methods = {
    1, FileSystem::close, FileSystem::read, FileSystem::write, FileSystem::truncate, FileSystem::sync, FileSystem::size,
    [](sqlite3_file*, int) { return SQLITE_OK; },  // lock: one connection a file
    [](sqlite3_file*, int) { return SQLITE_OK; },
    [](sqlite3_file*, int* held) { *held = 0; return SQLITE_OK; },
    [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; },  // file control
    [](sqlite3_file*) { return 4096; },
    [](sqlite3_file*) { return 0; },  // promises nothing about torn or reordered writes
    nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};

}  // namespace

int FileSystem::open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  OpenFile& open = open_file(file);
  open.base.pMethods = nullptr;
  open.disk = nullptr;
  std::shared_ptr<Disk::File> content;
  if (name == nullptr) {
    content = std::make_shared<Disk::File>();
  } else {
    const auto [disk, path] = locate(name);
    if (!disk || disk->dead_) return SQLITE_CANTOPEN;
    open.disk = disk;
    auto& slot = disk->files_[path];
    if (!slot && !(flags & SQLITE_OPEN_CREATE)) {
      disk->files_.erase(path);
      return SQLITE_CANTOPEN;
    }
    if (!slot) slot = std::make_shared<Disk::File>();
    content = slot;
  }
  open.file = new std::shared_ptr<Disk::File>(std::move(content));
  open.base.pMethods = &file_methods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

// The default one from then on, with the product's cipher layer on top.
void FileSystem::install() {
  static sqlite3_vfs vfs{};
  if (vfs.zName != nullptr) return;
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(OpenFile);
  vfs.mxPathname = 512;
  vfs.zName = "sim";
  vfs.xOpen = open;
  vfs.xDelete = remove;
  vfs.xAccess = access;
  vfs.xFullPathname = [](sqlite3_vfs*, const char* name, int room, char* out) {
    sqlite3_snprintf(room, out, "%s", name);
    return SQLITE_OK;
  };
  vfs.xRandomness = [](sqlite3_vfs*, int count, char* out) {
    std::fill_n(out, count, '\x5a');
    return count;
  };
  vfs.xSleep = [](sqlite3_vfs*, int microseconds) { return microseconds; };
  vfs.xCurrentTime = [](sqlite3_vfs*, double* days) {
    *days = 2461000.5;
    return SQLITE_OK;
  };
  vfs.xGetLastError = [](sqlite3_vfs*, int, char*) { return 0; };  // sqlite3mc calls it without a check
  vfs.xCurrentTimeInt64 = [](sqlite3_vfs*, sqlite3_int64* out) {
    *out = 212630443200000;
    return SQLITE_OK;
  };
  sqlite3_initialize();
  sqlite3_vfs_register(&vfs, 0);
  sqlite3mc_vfs_create(vfs.zName, 1);
}

Disk::Disk(std::string name) : name_(std::move(name)) {
  FileSystem::install();
  disks()[name_] = this;
}

Disk::~Disk() { disks().erase(name_); }

bool Disk::spend_write() {
  if (!dead_ && writes_left_ && (*writes_left_)-- <= 0) dead_ = true;
  return !dead_;
}

Disk::File* Disk::find(std::string_view file) {
  const auto found = files_.find(file);
  return found == files_.end() ? nullptr : found->second.get();
}

void Disk::power_off(Unflushed what, Dice& dice) {
  for (auto& [name, file] : files_) file->power_off(what, dice);
  dead_ = false;
  writes_left_.reset();
}

void Disk::limit_room(std::optional<std::size_t> more_bytes) {
  bytes_max_.reset();
  if (more_bytes) bytes_max_ = bytes() + *more_bytes;
}

bool Disk::flip_a_bit(std::string_view file, Dice& dice) {
  File* const found = find(file);
  if (!found || found->content.empty()) return false;
  found->content[dice.below(found->content.size())] ^= static_cast<std::uint8_t>(1u << dice.below(8));
  return true;
}

void Disk::erase() { files_.clear(); }

void Disk::erase(std::string_view file) {
  for (const char* suffix : {"", "-wal", "-journal"}) files_.erase(std::string(file) + suffix);
}

void Disk::copy(std::string_view from, std::string_view to) {
  erase(to);
  if (const File* const found = find(from)) files_[std::string(to)] = std::make_shared<File>(File{found->content, {}});
}

std::size_t Disk::bytes() const {
  std::size_t sum = 0;
  for (const auto& [name, file] : files_) sum += file->content.size();
  return sum;
}

}  // namespace huzhu::sim
