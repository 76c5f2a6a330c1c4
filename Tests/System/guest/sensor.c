// The accelerometer of a left Joy-Con, made by uinput with what hid-nintendo says of it, on an arm that does curls.
//
//   sensor REPS PERIOD_MS REST_MS      makes the node, says "ok /dev/input/event0", waits for a line on stdin, rests, curls,
//                                      says "done REPS", rests; "quit" or the end of stdin unplugs it
//
// As from the driver: three samples every 15 ms, each a frame of its own with MSC_TIMESTAMP, a third of the way apart; an
// axis only where it changed by more than the kernel's filter (fuzz 10) lets through; a gyroscope on ABS_RX, RY and RZ. Where
// the machine stood still, so did the arm: what was not sent in time is not made up for, since that would be a flood.
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <linux/uinput.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/poll.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const double g = 4096, pi = 3.14159265358979323846;
static int file;
static uint32_t stamp;

static void must(int result, const char *what) {
  if (result >= 0) return;
  fprintf(stderr, "sensor: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void axis(int code, int reach, int fuzz, int resolution) {
  struct uinput_abs_setup setup = {.code = (uint16_t)code,
                                   .absinfo = {.minimum = -reach, .maximum = reach, .fuzz = fuzz, .resolution = resolution}};
  must(ioctl(file, UI_ABS_SETUP, &setup), "UI_ABS_SETUP");
}

static void create(void) {
  file = open("/dev/uinput", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  must(file, "/dev/uinput");
  must(ioctl(file, UI_SET_EVBIT, EV_ABS), "EV_ABS");
  for (int code = ABS_X; code <= ABS_Z; code++) axis(code, 32767, 10, 4096);
  for (int code = ABS_RX; code <= ABS_RZ; code++) axis(code, 32767000, 10, 14247);
  must(ioctl(file, UI_SET_EVBIT, EV_MSC), "EV_MSC");
  must(ioctl(file, UI_SET_MSCBIT, MSC_TIMESTAMP), "MSC_TIMESTAMP");
  must(ioctl(file, UI_SET_PROPBIT, INPUT_PROP_ACCELEROMETER), "INPUT_PROP_ACCELEROMETER");
  struct uinput_setup setup = {.id = {.bustype = BUS_BLUETOOTH, .vendor = 0x057e, .product = 0x2006, .version = 1}};
  strcpy(setup.name, "Nintendo Switch Left Joy-Con IMU");
  must(ioctl(file, UI_DEV_SETUP, &setup), "UI_DEV_SETUP");
  must(ioctl(file, UI_DEV_CREATE), "UI_DEV_CREATE");
  char sysname[32] = "", pattern[128], node[64];
  must(ioctl(file, UI_GET_SYSNAME(sizeof sysname), sysname), "UI_GET_SYSNAME");
  snprintf(pattern, sizeof pattern, "/sys/devices/virtual/input/%s/event*", sysname);
  glob_t found;
  if (glob(pattern, 0, NULL, &found) != 0) must(-1, pattern);
  snprintf(node, sizeof node, "/dev/input/%s", strrchr(found.gl_pathv[0], '/') + 1);
  for (int i = 0; i < 500 && access(node, F_OK) != 0; i++) usleep(2000);
  struct group *input = getgrnam("input");
  must(chown(node, 0, input ? input->gr_gid : 0), "chown");
  must(chmod(node, 0660), "chmod");
  printf("ok %s\n", node);
  fflush(stdout);
}

// Noise of some 5 mg, the same on every machine.
static double noise(void) {
  static uint32_t seed = 7;
  double sum = 0;
  for (int i = 0; i < 4; i++) {
    seed = seed * 1103515245u + 12345u;
    sum += (double)(seed / 65536 % 1000) / 1000 - 0.5;
  }
  return sum * 0.009;
}

static void sample(double angle) {
  int values[6] = {(int)(g * (cos(angle) + noise())), (int)(g * (sin(angle) + noise())), (int)(g * (0.1 + noise())),
                   (int)(14247 * noise()), (int)(14247 * noise()), (int)(14247 * noise())};
  struct input_event events[8] = {{.type = EV_MSC, .code = MSC_TIMESTAMP, .value = (int32_t)stamp}};
  for (int i = 0; i < 6; i++) {
    events[i + 1] = (struct input_event){.type = EV_ABS, .code = (uint16_t)i, .value = values[i]};
  }
  events[7] = (struct input_event){.type = EV_SYN, .code = SYN_REPORT};
  must((int)write(file, events, sizeof events), "write");
  stamp += 5000;
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

// The forearm's angle after so many s of curls: slower down than up, no two alike in length by more than a tenth.
static double angle(double time, double period, int reps) {
  if (time < 0 || time >= period * reps) return 0.2;
  double phase = fmod(time, period) / period;
  double turn = phase < 0.4 ? phase / 0.4 * pi : pi + (phase - 0.4) / 0.6 * pi;
  return 0.2 + 1.0 * (1 - cos(turn)) / 2 * 1.9;
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  int reps = atoi(arguments[1]);
  double period = atof(arguments[2]) / 1000, rest = atof(arguments[3]) / 1000;
  create();
  int64_t start = 0, next = now();
  int is_done = 0;
  for (;;) {
    struct pollfd input = {.fd = 0, .events = POLLIN};
    int64_t wait = next - now();
    if (poll(&input, 1, wait > 0 ? (int)(wait / 1000) : 0) > 0) {
      char line[64];
      ssize_t length = read(0, line, sizeof line);
      if (length <= 0 || line[0] == 'q') return 0;
      if (start == 0) start = next;
    }
    int64_t late = now() - next;
    if (late < 0) continue;
    if (late > 30000) {
      next += late;
      if (start != 0) start += late;
    }
    double time = start == 0 ? -1 : (double)(next - start) / 1e6 - rest;
    for (int i = 0; i < 3; i++) sample(angle(time + 0.005 * i, period, reps));
    next += 15000;
    if (!is_done && time > period * reps) {
      is_done = 1;
      printf("done %d\n", reps);
      fflush(stdout);
    }
  }
}
