#include "cevents.h"

enum { UP, SETTLING, DOWN, RELEASING };

cevents_result cevents_run(const cevents_event *events, size_t count, uint16_t key, int64_t debounce) {
  cevents_result result = {0, 0};
  int state = UP, last_is_down = 0, is_running = 0;
  int64_t last_edge = 0, due = INT64_MAX, started = 0;
  for (size_t i = 0; i < count; i++) {
    const cevents_event *event = &events[i];
    while (event->at >= due) {
      if (state == SETTLING && last_is_down) {
        state = DOWN;
        due = INT64_MAX;
      } else if (state == SETTLING) {
        state = RELEASING;
        due = last_edge + debounce;
      } else {
        state = UP;
        due = INT64_MAX;
      }
    }
    if (event->type != 1 || event->code != key || event->value == 2) continue;
    int is_down = event->value == 1;
    switch (state) {
      case UP:
        if (!is_down) break;
        state = SETTLING;
        due = event->at + debounce;
        last_is_down = 1;
        last_edge = event->at;
        if (is_running) {
          result.sets++;
          result.held += event->at - started;
        }
        is_running = !is_running;
        started = event->at;
        break;
      case SETTLING:
        last_is_down = is_down;
        last_edge = event->at;
        break;
      case DOWN:
        if (is_down) break;
        state = RELEASING;
        due = event->at + debounce;
        break;
      case RELEASING:
        if (!is_down) break;
        state = DOWN;
        due = INT64_MAX;
        break;
    }
  }
  return result;
}
