// Reads a device beside the daemon, without a grab, and prints each key event with the kernel's own time in
// microseconds of CLOCK_BOOTTIME: "123456789 KEY_B 1". Ends when the device goes ("gone" on stderr), or after
// `--count N` events. "ready" on stderr says that it listens.
#include <errno.h>
#include <fcntl.h>
#include <libevdev/libevdev.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  long count = -1;
  const char *node = NULL;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--count") == 0 && i + 1 < argc) {
      count = atol(argv[++i]);
    } else {
      node = argv[i];
    }
  }
  if (!node) {
    fprintf(stderr, "reader [--count N] NODE\n");
    return 64;
  }
  int file = open(node, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct libevdev *device = NULL;
  if (file < 0 || libevdev_new_from_fd(file, &device) < 0 || libevdev_set_clock_id(device, CLOCK_BOOTTIME) < 0) {
    fprintf(stderr, "reader: %s: %s\n", node, strerror(errno));
    return 1;
  }
  fprintf(stderr, "ready\n");
  while (count != 0) {
    struct pollfd wait = {.fd = file, .events = POLLIN};
    poll(&wait, 1, -1);
    struct input_event event;
    int result;
    while (count != 0 && (result = libevdev_next_event(device, LIBEVDEV_READ_FLAG_NORMAL, &event)) != -EAGAIN) {
      if (result < 0) {
        fprintf(stderr, "gone\n");
        return 0;
      }
      if (result == LIBEVDEV_READ_STATUS_SYNC) {
        printf("dropped\n");
        while (libevdev_next_event(device, LIBEVDEV_READ_FLAG_SYNC, &event) == LIBEVDEV_READ_STATUS_SYNC) {
        }
      } else if (event.type == EV_KEY) {
        printf("%lld %s %d\n", event.input_event_sec * 1000000LL + event.input_event_usec,
               libevdev_event_code_get_name(EV_KEY, event.code), event.value);
        if (count > 0) count--;
      }
    }
    fflush(stdout);
  }
  return 0;
}
