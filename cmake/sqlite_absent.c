// Entries of the cipher layer that the browser build answers itself (sqlite_small.c says how).
#include <sqlite3.h>

const char sqlite_absent_text[] = "not in the browser's SQLite (cmake/sqlite_small.c)";

// Encryption of single values: the database is encrypted as a whole.
int sqlite3_vle_init(sqlite3* db, char** error, const struct sqlite3_api_routines* api) { return SQLITE_OK; }

// A new key for a database: it is made with its key and keeps it.
int sqlite3_rekey_v2(sqlite3* db, const char* name, const void* key, int key_length) { return SQLITE_ERROR; }
