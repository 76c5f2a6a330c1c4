#pragma once
#include <libevdev/libevdev.h>
#include <linux/input.h>
#include <sys/ioctl.h>

// EVIOCSCLOCKID is built by a macro that Swift cannot expand, and ioctl is variadic.
static inline int holdfast_set_event_clock(int fd, int clock) { return ioctl(fd, EVIOCSCLOCKID, &clock); }
