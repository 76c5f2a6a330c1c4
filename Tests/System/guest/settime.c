// Moves the wall clock, which a test must be able to do to the second and at once.
//
//   settime step SECONDS    forwards, or backwards where negative
//   settime synced          says that NTP has answered: STA_UNSYNC off
//   settime unsynced
//   settime boottime        prints CLOCK_BOOTTIME in microseconds
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timex.h>
#include <time.h>

static int fail(const char *what) {
  perror(what);
  return 1;
}

int main(int argc, char **argv) {
  const char *command = argc > 1 ? argv[1] : "";
  struct timespec t;
  if (strcmp(command, "step") == 0 && argc == 3) {
    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_sec += atol(argv[2]);
    return clock_settime(CLOCK_REALTIME, &t) == 0 ? 0 : fail("clock_settime");
  }
  if (strcmp(command, "boottime") == 0) {
    clock_gettime(CLOCK_BOOTTIME, &t);
    printf("%lld\n", t.tv_sec * 1000000LL + t.tv_nsec / 1000);
    return 0;
  }
  int synced = strcmp(command, "synced") == 0;
  if (!synced && strcmp(command, "unsynced") != 0) {
    fprintf(stderr, "settime step SECONDS | synced | unsynced | boottime\n");
    return 64;
  }
  // The kernel calls the clock unsynchronized again by itself once the error bound has grown to 16 s.
  struct timex change = {.modes = ADJ_STATUS | ADJ_MAXERROR, .status = synced ? STA_PLL : STA_UNSYNC, .maxerror = 1000};
  return adjtimex(&change) >= 0 ? 0 : fail("adjtimex");
}
