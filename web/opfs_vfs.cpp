// SQLite's file layer over the origin private file system.
//
// The worker opens a fixed set of files as synchronous access handles before the program starts ("slots": the
// database, its -journal and its -wal) and keeps them open. SQLite's create and delete therefore become "size is not
// zero" and "truncate to zero". One tab owns the handles (web/shell/tab_lock.ts), so locks are no-ops and version 1
// of the methods (no shared memory; WAL runs in exclusive locking mode) is enough.
#include <sqlite3.h>

#include <cstring>

#include "web/host.h"

namespace {

namespace host = huzhu::web::host;

// Two handles of one page and a rollback write at a time: nothing here buffers.
struct SlotFile {
  sqlite3_file base;
  int slot;
  bool truncate_on_close;
};

int slot_of(sqlite3_file* file) { return reinterpret_cast<SlotFile*>(file)->slot; }

int close_file(sqlite3_file* file) {
  if (reinterpret_cast<SlotFile*>(file)->truncate_on_close) host::file_truncate(slot_of(file), 0);
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* out, int size, sqlite3_int64 at) {
  const int got = host::file_read(slot_of(file), out, size, static_cast<double>(at));
  if (got == size) return SQLITE_OK;
  if (got < 0) return SQLITE_IOERR_READ;
  std::memset(static_cast<char*>(out) + got, 0, static_cast<std::size_t>(size - got));  // SQLite asks for zeros past the end
  return SQLITE_IOERR_SHORT_READ;
}

// A short write or a quota error is a full disk to the person: SQLITE_FULL has its own sentence. Anything else
// (handle lost, device gone) is an input/output error.
int write_file(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
  const int put = host::file_write(slot_of(file), data, size, static_cast<double>(at));
  if (put == size) return SQLITE_OK;
  return put == -1 ? SQLITE_IOERR_WRITE : SQLITE_FULL;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return host::file_truncate(slot_of(file), static_cast<double>(size)) == 0 ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int sync_file(sqlite3_file* file, int) { return host::file_flush(slot_of(file)) == 0 ? SQLITE_OK : SQLITE_IOERR_FSYNC; }

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  const double bytes = host::file_size(slot_of(file));
  if (bytes < 0) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(bytes);
  return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) { return SQLITE_OK; }

int check_reserved_lock(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }

int sector_size(sqlite3_file*) { return 4096; }

// SAFE_APPEND and ATOMIC are not promised by any browser and are not declared.
int device_characteristics(sqlite3_file*) { return SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

const sqlite3_io_methods kMethods = {
    1,         close_file, read_file,           write_file,   truncate_file, sync_file,
    file_size, lock_file,  lock_file,           check_reserved_lock, file_control,  sector_size,
    device_characteristics, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};

int open_file(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* flags_out) {
  auto* slot_file = reinterpret_cast<SlotFile*>(file);
  slot_file->base.pMethods = nullptr;
  if (name == nullptr) return SQLITE_CANTOPEN;  // temporary files: the temp store is in memory
  const int slot = host::file_slot(name);
  if (slot < 0) return SQLITE_CANTOPEN;
  if ((flags & SQLITE_OPEN_CREATE) == 0 && host::file_size(slot) <= 0) return SQLITE_CANTOPEN;
  slot_file->slot = slot;
  slot_file->truncate_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  slot_file->base.pMethods = &kMethods;
  if (flags_out != nullptr) *flags_out = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int sync) {
  const int slot = host::file_slot(name);
  if (slot < 0) return SQLITE_IOERR_DELETE_NOENT;
  if (host::file_truncate(slot, 0) != 0) return SQLITE_IOERR_DELETE;
  if (sync != 0 && host::file_flush(slot) != 0) return SQLITE_IOERR_DELETE;
  return SQLITE_OK;
}

int access_file(sqlite3_vfs*, const char* name, int, int* exists) {
  const int slot = host::file_slot(name);
  *exists = slot >= 0 && host::file_size(slot) > 0 ? 1 : 0;
  return SQLITE_OK;
}

int full_pathname(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

int random_bytes(sqlite3_vfs*, int size, char* out) {
  host::random_bytes(out, size);
  return size;
}

int sleep_us(sqlite3_vfs*, int microseconds) { return microseconds; }

constexpr sqlite3_int64 kJulianEpochMs = 210866760000000;  // 1970-01-01 as milliseconds since the Julian epoch

int current_time_int64(sqlite3_vfs*, sqlite3_int64* time) {
  *time = static_cast<sqlite3_int64>(host::unix_ms()) + kJulianEpochMs;
  return SQLITE_OK;
}

int current_time(sqlite3_vfs* vfs, double* time) {
  sqlite3_int64 ms = 0;
  current_time_int64(vfs, &ms);
  *time = static_cast<double>(ms) / 86400000.0;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) { return 0; }

// The cipher layer looks libraries up through these as it wraps the file layer: they answer, with nothing.
void* no_library(sqlite3_vfs*, const char*) { return nullptr; }
void no_library_error(sqlite3_vfs*, int size, char* out) { sqlite3_snprintf(size, out, "no libraries in a browser"); }
void (*no_symbol(sqlite3_vfs*, void*, const char*))() { return nullptr; }
void close_no_library(sqlite3_vfs*, void*) {}

sqlite3_vfs g_vfs = {
    2,           sizeof(SlotFile), 256,           nullptr,       "opfs",       nullptr,
    open_file,   delete_file,      access_file,   full_pathname, no_library,   no_library_error,
    no_symbol,   close_no_library, random_bytes,  sleep_us,      current_time, last_error,
    current_time_int64, nullptr, nullptr, nullptr};

}  // namespace

extern "C" int sqlite3_os_init() { return sqlite3_vfs_register(&g_vfs, 1); }
extern "C" int sqlite3_os_end() { return SQLITE_OK; }
