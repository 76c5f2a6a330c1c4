#pragma once
#include <sqlite3.h>

// What Swift cannot call: function-like macros of destructors, and functions with variable arguments.

/// Binds a copy of `count` bytes of UTF-8.
static inline int holdfast_bind_text(sqlite3_stmt *statement, int index, const char *text, int count) {
  return sqlite3_bind_text(statement, index, text, count, SQLITE_TRANSIENT);
}

/// Binds a copy of `count` bytes; SQLite refuses more than it can hold (`SQLITE_TOOBIG`).
static inline int holdfast_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, unsigned long long count) {
  return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

/// Whether the write-ahead log is left as it is when the connection is closed.
static inline int holdfast_leave_log_on_close(sqlite3 *database, int leave) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leave, (int *)0);
}
