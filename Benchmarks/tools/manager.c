// Stands in for the service manager: gives a daemon a NOTIFY_SOCKET, and watches it.
//
//   manager ready COMMAND…                    prints "ready_us=N cpu_us=N", from exec to READY=1, and ends it
//   manager idle SECONDS WATCHDOG_S DIR COMMAND…
//       waits for READY=1 and 3 s more, then watches for SECONDS what the idle daemon does: prints wake-ups (voluntary
//       context switches of all threads), watchdog messages, bytes written by the process, files of DIR whose time
//       or size has changed, its processor time, and its memory in kB. WATCHDOG_S 0: without a watchdog
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static void die(const char *what) {
  fprintf(stderr, "manager: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int64_t now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

static int listen_for_notifications(void) {
  int receiver = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  // An abstract name: nothing to remove afterwards.
  int length = snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "holdfast-bench-%d", (int)getpid());
  if (receiver < 0 ||
      bind(receiver, (struct sockaddr *)&address, (socklen_t)(sizeof(sa_family_t) + 1 + (size_t)length)) != 0) {
    die("notify socket");
  }
  char name[sizeof address.sun_path];
  snprintf(name, sizeof name, "@%s", address.sun_path + 1);
  setenv("NOTIFY_SOCKET", name, 1);
  return receiver;
}

// Waits for a message that has `line`, until a moment; how many others with "WATCHDOG=1" came is counted.
static int await(int receiver, const char *line, int64_t until, long *watchdogs) {
  for (;;) {
    int64_t left = until - now_us();
    struct pollfd wait = {.fd = receiver, .events = POLLIN};
    if (left <= 0 || poll(&wait, 1, (int)(left / 1000 + 1)) == 0) return 0;
    char text[4096];
    ssize_t length = recv(receiver, text, sizeof text - 1, 0);
    if (length < 0) continue;
    text[length] = 0;
    if (watchdogs && strstr(text, "WATCHDOG=1")) ++*watchdogs;
    if (line && strstr(text, line)) return 1;
  }
}

static pid_t start(char **command) {
  pid_t pid;
  int error = posix_spawnp(&pid, command[0], NULL, NULL, command, environ);
  if (error != 0) {
    errno = error;
    die(command[0]);
  }
  return pid;
}

static void stop(pid_t pid) {
  int status;
  kill(pid, SIGTERM);
  if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    fprintf(stderr, "manager: the daemon did not end as it should\n");
    exit(1);
  }
}

// What the threads have run so far, in µs.
static int64_t processor_us(pid_t pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
  DIR *tasks = opendir(path);
  int64_t sum = 0;
  for (struct dirent *task; tasks && (task = readdir(tasks));) {
    if (task->d_name[0] == '.') continue;
    char file[512];
    snprintf(file, sizeof file, "%s/%s/schedstat", path, task->d_name);
    FILE *stat = fopen(file, "r");
    long long ran;
    if (stat && fscanf(stat, "%lld", &ran) == 1) sum += ran;
    if (stat) fclose(stat);
  }
  if (tasks) closedir(tasks);
  return sum / 1000;
}

static int ready(char **command) {
  int receiver = listen_for_notifications();
  int64_t start_us = now_us();
  pid_t pid = start(command);
  if (!await(receiver, "READY=1", start_us + 30000000, NULL)) {
    fprintf(stderr, "manager: no READY=1 within 30 s\n");
    kill(pid, SIGKILL);
    return 1;
  }
  int64_t wall = now_us() - start_us;
  printf("ready_us=%lld cpu_us=%lld\n", (long long)wall, (long long)processor_us(pid));
  stop(pid);
  return 0;
}

// The sum of a figure over the files PATTERN of all threads, or in one file.
static long long figure_in(const char *path, const char *label) {
  FILE *file = fopen(path, "r");
  if (!file) die(path);
  char line[512];
  long long value = -1;
  while (fgets(line, sizeof line, file)) {
    if (strncmp(line, label, strlen(label)) == 0 && line[strlen(label)] == ':') {
      value = atoll(line + strlen(label) + 1);
      break;
    }
  }
  fclose(file);
  if (value < 0) {
    errno = ENOENT;
    die(label);
  }
  return value;
}

static long long figure(pid_t pid, const char *file, const char *label) {
  char path[128];
  snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
  return figure_in(path, label);
}

static long long switches(pid_t pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
  DIR *tasks = opendir(path);
  if (!tasks) die(path);
  long long sum = 0;
  for (struct dirent *task; (task = readdir(tasks));) {
    char file[512];
    snprintf(file, sizeof file, "%s/%s/status", path, task->d_name);
    if (task->d_name[0] != '.') sum += figure_in(file, "voluntary_ctxt_switches");
  }
  closedir(tasks);
  return sum;
}

struct shot {
  long long switches, wchar, write_bytes;
  uint64_t files;
};

static uint64_t fingerprint(const char *folder) {
  DIR *files = opendir(folder);
  if (!files) die(folder);
  uint64_t sum = 0;
  for (struct dirent *entry; (entry = readdir(files));) {
    struct stat status;
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (entry->d_name[0] == '.' || stat(path, &status) != 0) continue;
    sum += (uint64_t)status.st_ino * 31 + (uint64_t)status.st_size + (uint64_t)status.st_mtim.tv_sec * 1000003 +
           (uint64_t)status.st_mtim.tv_nsec;
  }
  closedir(files);
  return sum;
}

static struct shot look(pid_t pid, const char *folder) {
  return (struct shot){switches(pid), figure(pid, "io", "wchar"), figure(pid, "io", "write_bytes"),
                       fingerprint(folder)};
}

static int idle(int seconds, const char *watchdog_s, const char *folder, char **command) {
  int receiver = listen_for_notifications();
  if (atoi(watchdog_s) > 0) {
    char microseconds[32];
    snprintf(microseconds, sizeof microseconds, "%s000000", watchdog_s);
    setenv("WATCHDOG_USEC", microseconds, 1);
  }
  pid_t pid = start(command);
  if (!await(receiver, "READY=1", now_us() + 30000000, NULL)) {
    fprintf(stderr, "manager: no READY=1 within 30 s\n");
    kill(pid, SIGKILL);
    return 1;
  }
  await(receiver, NULL, now_us() + 3000000, NULL);
  long watchdogs = 0;
  struct shot before = look(pid, folder);
  int64_t cpu_us = processor_us(pid), start_us = now_us();
  await(receiver, NULL, now_us() + seconds * INT64_C(1000000), &watchdogs);
  // Of a time that is measured too: a busy machine may be late.
  cpu_us = processor_us(pid) - cpu_us;
  int64_t watched_us = now_us() - start_us;
  struct shot after = look(pid, folder);
  printf("seconds=%d wakeups=%lld watchdogs=%ld wchar=%lld write_bytes=%lld files_changed=%d "
         "cpu_us=%lld watched_us=%lld rss_kb=%lld dirty_kb=%lld\n",
         seconds, after.switches - before.switches, watchdogs, after.wchar - before.wchar,
         after.write_bytes - before.write_bytes, after.files != before.files, (long long)cpu_us,
         (long long)watched_us, figure(pid, "smaps_rollup", "Rss"), figure(pid, "smaps_rollup", "Private_Dirty"));
  stop(pid);
  return 0;
}

int main(int argc, char **argv) {
  // Where that is allowed, before all else that the machine does; what then spins for 2 s is killed. An idle daemon is
  // watched as it always is.
  struct sched_param first = {.sched_priority = 1};
  struct rlimit longest = {2000000, 2000000};
  if (argc > 2 && strcmp(argv[1], "ready") == 0) {
    setrlimit(RLIMIT_RTTIME, &longest);
    sched_setscheduler(0, SCHED_FIFO, &first);
  }
  if (argc > 2 && strcmp(argv[1], "ready") == 0) return ready(argv + 2);
  if (argc > 5 && strcmp(argv[1], "idle") == 0) return idle(atoi(argv[2]), argv[3], argv[4], argv + 5);
  fprintf(stderr, "manager ready COMMAND… | idle SECONDS WATCHDOG_S DIR COMMAND…\n");
  return 64;
}
