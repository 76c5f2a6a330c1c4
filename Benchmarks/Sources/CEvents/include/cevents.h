#pragma once
#include <stddef.h>
#include <stdint.h>

/// A raw event, laid out as Tracking's RawEvent is.
typedef struct {
  int64_t at;  // µs
  uint16_t type, code;
  int32_t value;
} cevents_event;

/// What the loop found.
typedef struct {
  int64_t sets, held;  // held: the sum of all durations, µs
} cevents_result;

/// Debounces one key and lets its presses start and stop a hold: what a person would write in C who has one pedal.
cevents_result cevents_run(const cevents_event *events, size_t count, uint16_t key, int64_t debounce);
