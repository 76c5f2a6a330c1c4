// A pedal made by uinput. Commands come one a line on stdin; each is answered by one line on stdout, "ok …" or
// "error …". Times in answers are microseconds of CLOCK_BOOTTIME: the kernel dated the event between the two.
//
//   create [bare]     makes the device: "ok /dev/input/event0". `bare` leaves the node as devtmpfs makes it
//   permit            gives the node to group `input`, mode 0660, as udev does (`create` does it too)
//   destroy           unplugs it, keys down or not: "ok BEFORE AFTER"
//   down KEY, up KEY, repeat KEY                              "ok BEFORE AFTER"
//   tap KEY MS        down, a pause, up: "ok BEFORE AFTER", both of the first event
//   burst KEY N       N taps without a pause
//   random KEY N SEED DOWN_MIN DOWN_MAX UP_MIN UP_MAX         N taps of random length, random gaps, in ms
//   outputs           what was sent to its lamp and beeper since the last time: "ok led:0=1 tone=880 tone=0 …"
//   quit
//
// With --outputs the device has LED_NUML and SND_TONE.
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <glob.h>
#include <grp.h>
#include <libevdev/libevdev.h>
#include <linux/uinput.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static struct {
  const char *name, *phys, *keys;
  unsigned vendor, product;
  int outputs, file;
  char node[64];
} pedal = {"PCsensor FootSwitch Keyboard", "usb-test-1/input0", "KEY_B", 0x3553, 0xb001, 0, -1, ""};

static void reply(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vprintf(format, arguments);
  va_end(arguments);
  putchar('\n');
  fflush(stdout);
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_BOOTTIME, &t);
  return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

static void pause_ms(long ms) {
  struct timespec t = {ms / 1000, ms % 1000 * 1000000};
  while (nanosleep(&t, &t) != 0 && errno == EINTR) {
  }
}

static void must(int result, const char *what) {
  if (result >= 0) return;
  fprintf(stderr, "pedal: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void send_key(int code, int value) {
  struct input_event events[2] = {
      {.type = EV_KEY, .code = (uint16_t)code, .value = value},
      {.type = EV_SYN, .code = SYN_REPORT},
  };
  must((int)write(pedal.file, events, sizeof events), "write");
}

static int key_code(const char *name) {
  int code = name ? libevdev_event_code_from_name(EV_KEY, name) : -1;
  if (code < 0) reply("error no such key: %s", name ? name : "");
  return code;
}

static void permit(void) {
  struct group *input = getgrnam("input");
  must(chown(pedal.node, 0, input ? input->gr_gid : 0), "chown");
  must(chmod(pedal.node, 0660), "chmod");
}

static void find_node(void) {
  char sysname[32] = "", pattern[128];
  must(ioctl(pedal.file, UI_GET_SYSNAME(sizeof sysname), sysname), "UI_GET_SYSNAME");
  snprintf(pattern, sizeof pattern, "/sys/devices/virtual/input/%s/event*", sysname);
  glob_t found;
  if (glob(pattern, 0, NULL, &found) != 0) {
    fprintf(stderr, "pedal: nothing matches %s (is evdev loaded?)\n", pattern);
    exit(1);
  }
  snprintf(pedal.node, sizeof pedal.node, "/dev/input/%s", strrchr(found.gl_pathv[0], '/') + 1);
  globfree(&found);
  // devtmpfs makes the node from another thread.
  for (int i = 0; i < 500 && access(pedal.node, F_OK) != 0; i++) pause_ms(2);
  must(access(pedal.node, F_OK), pedal.node);
}

static void create(int bare) {
  if (pedal.file >= 0) return reply("error there already");
  pedal.file = open("/dev/uinput", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  must(pedal.file, "/dev/uinput");
  must(ioctl(pedal.file, UI_SET_EVBIT, EV_KEY), "EV_KEY");
  char *list = strdup(pedal.keys);
  for (char *key = strtok(list, ","); key; key = strtok(NULL, ",")) {
    int code = libevdev_event_code_from_name(EV_KEY, key);
    must(code, key);
    must(ioctl(pedal.file, UI_SET_KEYBIT, code), key);
  }
  free(list);
  if (pedal.outputs) {
    must(ioctl(pedal.file, UI_SET_EVBIT, EV_LED), "EV_LED");
    must(ioctl(pedal.file, UI_SET_LEDBIT, LED_NUML), "LED_NUML");
    must(ioctl(pedal.file, UI_SET_EVBIT, EV_SND), "EV_SND");
    must(ioctl(pedal.file, UI_SET_SNDBIT, SND_TONE), "SND_TONE");
  }
  must(ioctl(pedal.file, UI_SET_PHYS, pedal.phys), "UI_SET_PHYS");
  struct uinput_setup setup = {
      .id = {.bustype = BUS_USB, .vendor = (uint16_t)pedal.vendor, .product = (uint16_t)pedal.product, .version = 1}};
  snprintf(setup.name, sizeof setup.name, "%s", pedal.name);
  must(ioctl(pedal.file, UI_DEV_SETUP, &setup), "UI_DEV_SETUP");
  must(ioctl(pedal.file, UI_DEV_CREATE), "UI_DEV_CREATE");
  find_node();
  if (!bare) permit();
  reply("ok %s", pedal.node);
}

static void destroy(void) {
  int64_t before = now();
  must(ioctl(pedal.file, UI_DEV_DESTROY), "UI_DEV_DESTROY");
  close(pedal.file);
  pedal.file = -1;
  reply("ok %lld %lld", (long long)before, (long long)now());
}

static void outputs(void) {
  char said[4096] = "ok";
  size_t length = strlen(said);
  struct input_event event;
  while (read(pedal.file, &event, sizeof event) == sizeof event && length < sizeof said - 32) {
    if (event.type == EV_LED) length += (size_t)sprintf(said + length, " led:%d=%d", event.code, event.value);
    if (event.type == EV_SND) length += (size_t)sprintf(said + length, " tone=%d", event.value);
  }
  reply(length > 2 ? "%s" : "%s nothing", said);
}

static void key(const char *name, int value) {
  int code = key_code(name);
  if (code < 0) return;
  int64_t before = now();
  send_key(code, value);
  reply("ok %lld %lld", (long long)before, (long long)now());
}

static void tap(const char *name, long ms) {
  int code = key_code(name);
  if (code < 0) return;
  int64_t before = now();
  send_key(code, 1);
  int64_t after = now();
  pause_ms(ms);
  send_key(code, 0);
  reply("ok %lld %lld", (long long)before, (long long)after);
}

static long between(unsigned *seed, long low, long high) {
  // The generator of the C standard's own example: the same taps on every machine.
  *seed = *seed * 1103515245u + 12345u;
  return low + (long)(*seed / 65536 % (unsigned)(high - low + 1));
}

static void random_taps(const char *rest) {
  char name[64];
  long count, down_min, down_max, up_min, up_max;
  unsigned seed;
  if (sscanf(rest, "%63s %ld %u %ld %ld %ld %ld", name, &count, &seed, &down_min, &down_max, &up_min, &up_max) != 7) {
    return reply("error random KEY N SEED DOWN_MIN DOWN_MAX UP_MIN UP_MAX");
  }
  int code = key_code(name);
  if (code < 0) return;
  for (long i = 0; i < count; i++) {
    send_key(code, 1);
    pause_ms(between(&seed, down_min, down_max));
    send_key(code, 0);
    pause_ms(between(&seed, up_min, up_max));
  }
  reply("ok %ld", count);
}

static int obey(char *line) {
  char *rest = line;
  char *command = strsep(&rest, " \n");
  char *name = rest ? strsep(&rest, " \n") : NULL;
  if (name && !*name) name = NULL;
  long number = rest ? atol(rest) : 0;
  int is_create = strcmp(command, "create") == 0;
  if (strcmp(command, "quit") == 0) return 0;
  if (pedal.file < 0 && !is_create) {
    reply("error there is no device");
  } else if (is_create) {
    create(name && strcmp(name, "bare") == 0);
  } else if (strcmp(command, "permit") == 0) {
    permit();
    reply("ok %s", pedal.node);
  } else if (strcmp(command, "destroy") == 0) {
    destroy();
  } else if (strcmp(command, "outputs") == 0) {
    outputs();
  } else if (strcmp(command, "down") == 0) {
    key(name, 1);
  } else if (strcmp(command, "up") == 0) {
    key(name, 0);
  } else if (strcmp(command, "repeat") == 0) {
    key(name, 2);
  } else if (strcmp(command, "tap") == 0) {
    tap(name, number);
  } else if (strcmp(command, "burst") == 0) {
    int code = key_code(name);
    for (long i = 0; code >= 0 && i < number; i++) {
      send_key(code, 1);
      send_key(code, 0);
    }
    if (code >= 0) reply("ok %ld", number);
  } else if (strcmp(command, "random") == 0 && name && rest) {
    rest[-1] = ' ';
    random_taps(name);
  } else {
    reply("error no such command: %s", command);
  }
  return 1;
}

int main(int argc, char **argv) {
  static const struct option options[] = {
      {"name", 1, NULL, 'n'}, {"phys", 1, NULL, 'p'},    {"keys", 1, NULL, 'k'},
      {"vendor", 1, NULL, 'v'}, {"product", 1, NULL, 'd'}, {"outputs", 0, NULL, 'o'}, {0}};
  for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
    switch (option) {
      case 'n': pedal.name = optarg; break;
      case 'p': pedal.phys = optarg; break;
      case 'k': pedal.keys = optarg; break;
      case 'v': pedal.vendor = (unsigned)strtoul(optarg, NULL, 0); break;
      case 'o': pedal.outputs = 1; break;
      case 'd': pedal.product = (unsigned)strtoul(optarg, NULL, 0); break;
      default: return 64;
    }
  }
  char line[256];
  while (fgets(line, sizeof line, stdin) && obey(line)) {
  }
  return 0;
}
