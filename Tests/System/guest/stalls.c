// Says when the machine stood still: the emulator shares the host's processors with others, and a virtual one that does
// not run is late for everything. One thread on each of them, before all else that wants to run there, sleeps for 10 ms
// at a time.
//
//   stalls LEAST_MS      prints "@@stall MS" for each time that one was so late
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static int64_t least;

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void *watch(void *processor) {
  cpu_set_t own;
  CPU_ZERO(&own);
  CPU_SET((int)(intptr_t)processor, &own);
  struct sched_param first = {.sched_priority = 50};
  if (sched_setaffinity(0, sizeof own, &own) != 0 || sched_setscheduler(0, SCHED_FIFO, &first) != 0) {
    perror("stalls");
    exit(1);
  }
  for (;;) {
    int64_t start = now();
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    int64_t late = (now() - start) / 1000000 - 10;
    // At once, in one writing: the power may go at any time.
    if (late >= least) dprintf(1, "@@stall %lld\n", (long long)late);
  }
}

int main(int count, char **arguments) {
  if (count != 2) return 64;
  least = atoll(arguments[1]);
  for (long i = 1, all = sysconf(_SC_NPROCESSORS_ONLN); i < all; i++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, watch, (void *)i) != 0) return 1;
  }
  watch((void *)0);
}
