// Runs commands in turn, many times, as a shell would start them, and prints what each took as a whole process:
//
//   race [--fair] RUNS COMMAND [ARGUMENT…] -- COMMAND [ARGUMENT…] [-- …]
//
// One line a command: the medians of its wall time and of its processor time (user and system), in µs, and the most memory
// that it had resident, in KiB. Output goes to /dev/null. A command that fails ends it all. Where that is allowed (root),
// all run before whatever else the machine does, unless --fair is given: for commands that take seconds.
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

enum { MOST_COMMANDS = 8 };

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static int64_t microseconds(struct timeval t) { return t.tv_sec * INT64_C(1000000) + t.tv_usec; }

static void run(char **command, posix_spawn_file_actions_t *quiet, double *wall, double *processor,
                double *resident) {
  pid_t pid;
  int64_t start = now_ns();
  int error = posix_spawnp(&pid, command[0], quiet, NULL, command, environ);
  if (error != 0) {
    fprintf(stderr, "race: %s: %s\n", command[0], strerror(error));
    exit(1);
  }
  int status;
  struct rusage usage;
  while (wait4(pid, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  *wall = (double)(now_ns() - start) / 1000;
  *processor = (double)(microseconds(usage.ru_utime) + microseconds(usage.ru_stime));
  if ((double)usage.ru_maxrss > *resident) *resident = (double)usage.ru_maxrss;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    fprintf(stderr, "race: %s %s: status %d\n", command[0], command[1] ? command[1] : "", status);
    exit(1);
  }
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *figures, int count) {
  qsort(figures, (size_t)count, sizeof *figures, ascending);
  return figures[count / 2];
}

int main(int argc, char **argv) {
  int fair = argc > 1 && strcmp(argv[1], "--fair") == 0;
  argc -= fair;
  argv += fair;
  int runs = argc > 2 ? atoi(argv[1]) : 0, commands = 0;
  char **command[MOST_COMMANDS];
  for (int i = 2; i < argc && commands < MOST_COMMANDS; i++) {
    command[commands++] = &argv[i];
    while (i < argc && strcmp(argv[i], "--") != 0) i++;
    if (i < argc) argv[i] = NULL;
  }
  if (runs < 1 || commands < 1) {
    fprintf(stderr, "race [--fair] RUNS COMMAND [ARGUMENT…] -- COMMAND [ARGUMENT…] [-- …]\n");
    return 64;
  }
  if (!fair) {
    struct sched_param first = {.sched_priority = 1};
    // What then spins for 2 s without waiting for anything is killed: nothing else could run beside it.
    struct rlimit longest = {2000000, 2000000};
    setrlimit(RLIMIT_RTTIME, &longest);
    sched_setscheduler(0, SCHED_FIFO, &first);
  }
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
  double *wall[MOST_COMMANDS], *processor[MOST_COMMANDS], resident[MOST_COMMANDS] = {0};
  for (int c = 0; c < commands; c++) {
    wall[c] = calloc((size_t)runs, sizeof **wall);
    processor[c] = calloc((size_t)runs, sizeof **processor);
  }
  // To warm up: what was read once stays in memory.
  for (int i = fair ? -1 : -3; i < runs; i++) {
    int slot = i < 0 ? 0 : i;
    for (int c = 0; c < commands; c++) run(command[c], &quiet, &wall[c][slot], &processor[c][slot], &resident[c]);
  }
  for (int c = 0; c < commands; c++) {
    printf("%.0f %.0f %.0f\n", median(wall[c], runs), median(processor[c], runs), resident[c]);
  }
  return 0;
}
