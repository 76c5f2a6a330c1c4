// Runs a program in a terminal of its own, and says what that costs.
//
//   terminal SECONDS COLUMNS ROWS COMMAND…
//       reads what COMMAND draws for SECONDS, then ends it with SIGTERM: prints "cpu_us=N frames=N bytes=N". Processor time
//       is the whole process's, user and system, its start included. What comes with no pause of 20 ms in it is one frame
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void die(const char *what) {
  fprintf(stderr, "terminal: %s: %s\n", what, strerror(errno));
  exit(1);
}

static long long now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

int main(int count, char **arguments) {
  if (count < 5) {
    fprintf(stderr, "terminal SECONDS COLUMNS ROWS COMMAND...\n");
    return 64;
  }
  struct winsize size = {.ws_col = atoi(arguments[2]), .ws_row = atoi(arguments[3])};
  int master;
  pid_t child = forkpty(&master, NULL, NULL, &size);
  if (child < 0) die("forkpty");
  if (child == 0) {
    setenv("TERM", "xterm-256color", 1);
    execv(arguments[4], arguments + 4);
    die(arguments[4]);
  }

  static char buffer[1 << 16];
  long long end = now_us() + atoll(arguments[1]) * 1000000, last = 0, bytes = 0, frames = 0;
  while (now_us() < end) {
    struct pollfd entry = {.fd = master, .events = POLLIN};
    if (poll(&entry, 1, (int)((end - now_us()) / 1000) + 1) <= 0) continue;
    ssize_t got = read(master, buffer, sizeof buffer);
    if (got <= 0) die("it ended too early");
    bytes += got;
    if (now_us() - last >= 20000) frames += 1;
    last = now_us();
  }
  kill(child, SIGTERM);
  while (read(master, buffer, sizeof buffer) > 0) {
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child) die("wait4");
  if (status != 0) {
    fprintf(stderr, "terminal: it ended with status %d\n", status);
    return 1;
  }
  printf("cpu_us=%lld frames=%lld bytes=%lld\n",
         (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec,
         frames, bytes);
  return 0;
}
