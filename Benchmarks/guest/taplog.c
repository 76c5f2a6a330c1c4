// What holdfastd does with a pedal's taps, as short as a person would write it in C: reads the device with libevdev,
// debounces, and commits the same rows with the same statements and PRAGMAs into a database that holdfastd has made.
// One thread, which waits for the disk. It checks nothing and answers nobody.
//
//   taplog NODE DATABASE
#include <errno.h>
#include <fcntl.h>
#include <libevdev/libevdev.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

static const int64_t debounce = 25000;
static sqlite3 *database;
static sqlite3_stmt *begin_transaction, *commit, *journal, *insert_set, *end_redo, *insert_change, *insert_image,
    *clear_journal, *touch_selection;
static int64_t offset, boot;
static char id[37];

static void fail(const char *what) {
  fprintf(stderr, "taplog: %s: %s\n", what, database ? sqlite3_errmsg(database) : strerror(errno));
  exit(1);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) fail(sql);
  return statement;
}

static void run(sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_sql(statement));
  sqlite3_reset(statement);
}

static int64_t now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

static void text(sqlite3_stmt *statement, int index, const char *value) {
  sqlite3_bind_text(statement, index, value, -1, SQLITE_TRANSIENT);
}

static void open_database(const char *path) {
  if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) fail(path);
  sqlite3_exec(database, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
  sqlite3_exec(database, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
  sqlite3_exec(database, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
  begin_transaction = prepare("BEGIN IMMEDIATE");
  commit = prepare("COMMIT");
  journal = prepare(
      "INSERT OR REPLACE INTO running(station, id, athlete, exercise, kind, side, load_kg, target, rpe, instant_us, "
      "reps, last_rep_us, tapped, carrier, device, key, boot, offset_us, synced, heartbeat_us, stopped) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert_set = prepare(
      "INSERT INTO sets(id, athlete, station, exercise, kind, side, started_us, duration_us, reps, load_kg, rpe, "
      "target, target_met, ended_by, synced, note, doubtful, hand_dated, boot, instant_us, sort_us, "
      "measured_started_us, measured_duration_us, measured_reps, measured_load_kg, measured_exercise, measured_side) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  end_redo = prepare("DELETE FROM changes WHERE undone IS NOT NULL");
  insert_change = prepare(
      "INSERT INTO changes(kind, station, athlete, made_us, boot, ended_us) VALUES (?, ?, ?, ?, ?, ?)");
  insert_image = prepare("INSERT OR REPLACE INTO change_images(change, id) VALUES (?, ?)");
  clear_journal = prepare("DELETE FROM running WHERE station = ? AND id = ?");
  touch_selection = prepare(
      "UPDATE selections SET boot = ?1, instant_us = ?2, offset_us = ?3 "
      "WHERE station = ?4 AND (boot < ?1 OR boot = ?1 AND instant_us < ?2)");
  offset = now(CLOCK_REALTIME) - now(CLOCK_BOOTTIME);
  sqlite3_stmt *insert_boot =
      prepare("INSERT INTO boots(boot_id, offset_us, synced, sort_offset_us) VALUES ('taplog', ?1, 0, ?1)");
  sqlite3_bind_int64(insert_boot, 1, offset);
  run(insert_boot);
  sqlite3_finalize(insert_boot);
  boot = sqlite3_last_insert_rowid(database);
}

static void make_id(int64_t wall) {
  uint64_t random[2];
  if (getrandom(random, sizeof random, 0) != sizeof random) fail("getrandom");
  uint64_t high = (uint64_t)(wall / 1000) << 16 | 0x7000 | (random[0] & 0xFFF);
  uint64_t low = UINT64_C(1) << 63 | (random[1] & 0x3FFFFFFFFFFFFFFF);
  snprintf(id, sizeof id, "%08llx-%04llx-%04llx-%04llx-%012llx", (unsigned long long)(high >> 32),
           (unsigned long long)(high >> 16 & 0xFFFF), (unsigned long long)(high & 0xFFFF),
           (unsigned long long)(low >> 48), (unsigned long long)(low & 0xFFFFFFFFFFFF));
}

static void begin_set(int64_t at, const char *device) {
  make_id(at + offset);
  run(begin_transaction);
  text(journal, 1, "main");
  text(journal, 2, id);
  text(journal, 3, "me");
  text(journal, 4, "wall-sit");
  text(journal, 5, "hold");
  text(journal, 6, "both");
  text(journal, 8, "20-30s");
  sqlite3_bind_int64(journal, 10, at);
  sqlite3_bind_int(journal, 13, 0);
  text(journal, 14, "tap");
  text(journal, 15, device);
  sqlite3_bind_int64(journal, 17, boot);
  sqlite3_bind_int64(journal, 18, offset);
  sqlite3_bind_int(journal, 19, 0);
  sqlite3_bind_int64(journal, 20, at);
  sqlite3_bind_int(journal, 21, 0);
  run(journal);
  run(commit);
}

static void finish_set(int64_t started, int64_t at) {
  run(begin_transaction);
  text(insert_set, 1, id);
  text(insert_set, 2, "me");
  text(insert_set, 3, "main");
  text(insert_set, 4, "wall-sit");
  text(insert_set, 5, "hold");
  text(insert_set, 6, "both");
  sqlite3_bind_int64(insert_set, 7, started + offset);
  sqlite3_bind_int64(insert_set, 8, at - started);
  text(insert_set, 12, "20-30s");
  sqlite3_bind_int(insert_set, 13, at - started >= 20000000);
  text(insert_set, 14, "tap");
  sqlite3_bind_int(insert_set, 15, 0);
  sqlite3_bind_int(insert_set, 17, 0);
  sqlite3_bind_int(insert_set, 18, 0);
  sqlite3_bind_int64(insert_set, 19, boot);
  sqlite3_bind_int64(insert_set, 20, started);
  sqlite3_bind_int64(insert_set, 21, started + offset);
  run(insert_set);
  run(end_redo);
  text(insert_change, 1, "set");
  text(insert_change, 2, "main");
  text(insert_change, 3, "me");
  sqlite3_bind_int64(insert_change, 4, at + offset);
  sqlite3_bind_int64(insert_change, 5, boot);
  sqlite3_bind_int64(insert_change, 6, at);
  run(insert_change);
  sqlite3_bind_int64(insert_image, 1, sqlite3_last_insert_rowid(database));
  text(insert_image, 2, id);
  run(insert_image);
  text(clear_journal, 1, "main");
  text(clear_journal, 2, id);
  run(clear_journal);
  sqlite3_bind_int64(touch_selection, 1, boot);
  sqlite3_bind_int64(touch_selection, 2, at);
  sqlite3_bind_int64(touch_selection, 3, offset);
  text(touch_selection, 4, "main");
  run(touch_selection);
  run(commit);
}

int main(int argc, char **argv) {
  if (argc != 3) return 64;
  int file = open(argv[1], O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct libevdev *device = NULL;
  if (file < 0 || libevdev_new_from_fd(file, &device) < 0 || libevdev_set_clock_id(device, CLOCK_BOOTTIME) < 0 ||
      libevdev_grab(device, LIBEVDEV_GRAB) < 0) {
    fail(argv[1]);
  }
  open_database(argv[2]);
  fprintf(stderr, "ready\n");
  enum { UP, SETTLING, DOWN, RELEASING } state = UP;
  int last_is_down = 0, is_running = 0;
  int64_t due = INT64_MAX, last_edge = 0, started = 0;
  for (;;) {
    struct pollfd wait = {.fd = file, .events = POLLIN};
    int64_t left = due == INT64_MAX ? -1 : due - now(CLOCK_BOOTTIME);
    poll(&wait, 1, due == INT64_MAX ? -1 : left <= 0 ? 0 : (int)(left / 1000 + 1));
    int64_t turn = now(CLOCK_BOOTTIME);
    struct input_event event;
    int result;
    do {
      result = libevdev_next_event(device, LIBEVDEV_READ_FLAG_NORMAL, &event);
      if (result < 0 && result != -EAGAIN) return 0;
      int64_t at = result == -EAGAIN ? turn : event.input_event_sec * INT64_C(1000000) + event.input_event_usec;
      while (at >= due) {
        if (state == SETTLING && !last_is_down) {
          state = RELEASING;
          due = last_edge + debounce;
        } else {
          state = state == SETTLING ? DOWN : UP;
          due = INT64_MAX;
        }
      }
      if (result == -EAGAIN || event.type != EV_KEY || event.value == 2) continue;
      int is_down = event.value == 1;
      switch (state) {
        case UP:
          if (!is_down) break;
          state = SETTLING;
          due = at + debounce;
          if (is_running) finish_set(started, at);
          else begin_set(started = at, argv[1]);
          is_running = !is_running;
          // fallthrough
        case SETTLING:
          last_is_down = is_down;
          last_edge = at;
          break;
        case DOWN:
          if (is_down) break;
          state = RELEASING;
          due = at + debounce;
          break;
        case RELEASING:
          if (!is_down) break;
          state = DOWN;
          due = INT64_MAX;
          break;
      }
    } while (result != -EAGAIN);
  }
}
