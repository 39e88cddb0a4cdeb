// The file system SQLite sees in the WebAssembly tests: named files in memory. The browser build has no file system of its
// own (SQLITE_OS_OTHER); there web/ brings OPFS. One thread; files live until deleted or the program ends.
#include <sqlite3.h>

#include <chrono>
#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using Content = std::vector<unsigned char>;

std::map<std::string, std::shared_ptr<Content>>& files() {
  static std::map<std::string, std::shared_ptr<Content>> all;
  return all;
}

struct OpenFile {
  sqlite3_file base;  // first: SQLite hands us this pointer back
  std::shared_ptr<Content>* content;
};

Content& content_of(sqlite3_file* file) { return **reinterpret_cast<OpenFile*>(file)->content; }

int close_file(sqlite3_file* file) {
  delete reinterpret_cast<OpenFile*>(file)->content;
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
  const Content& content = content_of(file);
  const auto size = static_cast<sqlite3_int64>(content.size());
  const sqlite3_int64 there = offset >= size ? 0 : std::min<sqlite3_int64>(amount, size - offset);
  if (there > 0) std::memcpy(out, content.data() + offset, static_cast<size_t>(there));
  if (there == amount) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + there, 0, static_cast<size_t>(amount - there));
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* in, int amount, sqlite3_int64 offset) {
  Content& content = content_of(file);
  const auto end = static_cast<size_t>(offset) + static_cast<size_t>(amount);
  if (content.size() < end) content.resize(end);
  std::memcpy(content.data() + offset, in, static_cast<size_t>(amount));
  return SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  content_of(file).resize(static_cast<size_t>(size));
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(content_of(file).size());
  return SQLITE_OK;
}

const sqlite3_io_methods kFileMethods = {
    1,
    close_file,
    read_file,
    write_file,
    truncate_file,
    [](sqlite3_file*, int) { return SQLITE_OK; },  // sync
    file_size,
    [](sqlite3_file*, int) { return SQLITE_OK; },  // lock: one connection only
    [](sqlite3_file*, int) { return SQLITE_OK; },
    [](sqlite3_file*, int* held) { *held = 0; return SQLITE_OK; },
    [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; },  // file control
    [](sqlite3_file*) { return 4096; },
    [](sqlite3_file*) { return 0; },
    nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  std::shared_ptr<Content> content;
  if (name == nullptr) {
    content = std::make_shared<Content>();  // a temporary file: nobody else sees it
  } else if (auto found = files().find(name); found != files().end()) {
    content = found->second;
  } else if (flags & SQLITE_OPEN_CREATE) {
    content = files()[name] = std::make_shared<Content>();
  } else {
    file->pMethods = nullptr;
    return SQLITE_CANTOPEN;
  }
  auto* open = reinterpret_cast<OpenFile*>(file);
  open->content = new std::shared_ptr<Content>(std::move(content));
  open->base.pMethods = &kFileMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

sqlite3_int64 now_milliseconds() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  constexpr sqlite3_int64 kJulianDayOf1970 = 210866760000000;
  return kJulianDayOf1970 + std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
}

sqlite3_vfs make_vfs() {
  sqlite3_vfs vfs{};
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(OpenFile);
  vfs.mxPathname = 512;
  vfs.zName = "memory-files";
  vfs.xOpen = open_file;
  vfs.xDelete = [](sqlite3_vfs*, const char* name, int) {
    return files().erase(name) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
  };
  vfs.xAccess = [](sqlite3_vfs*, const char* name, int, int* there) {
    *there = static_cast<int>(files().count(name));
    return SQLITE_OK;
  };
  vfs.xFullPathname = [](sqlite3_vfs*, const char* name, int room, char* out) {
    sqlite3_snprintf(room, out, "%s", name);
    return SQLITE_OK;
  };
  vfs.xRandomness = [](sqlite3_vfs*, int count, char* out) {
    std::random_device device;
    for (int i = 0; i < count; ++i) out[i] = static_cast<char>(device());
    return count;
  };
  vfs.xSleep = [](sqlite3_vfs*, int microseconds) { return microseconds; };
  vfs.xCurrentTime = [](sqlite3_vfs*, double* days) {
    *days = static_cast<double>(now_milliseconds()) / 86400000.0;
    return SQLITE_OK;
  };
  vfs.xGetLastError = [](sqlite3_vfs*, int, char*) { return 0; };  // sqlite3mc calls it without a check
  vfs.xCurrentTimeInt64 = [](sqlite3_vfs*, sqlite3_int64* out) {
    *out = now_milliseconds();
    return SQLITE_OK;
  };
  return vfs;
}

}  // namespace

extern "C" int sqlite3_os_init() {
  static sqlite3_vfs vfs = make_vfs();
  return sqlite3_vfs_register(&vfs, 1);
}

extern "C" int sqlite3_os_end() { return SQLITE_OK; }
