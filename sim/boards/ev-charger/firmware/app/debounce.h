/* A condition that counts only when it held for a time without a break, and is over only after another. */
#ifndef EV_DEBOUNCE_H
#define EV_DEBOUNCE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct ev_debounce {
    uint64_t on_ns;
    uint64_t off_ns;
    uint64_t since_ns;
    bool on;
    bool last;
} ev_debounce;

void ev_debounce_init(ev_debounce *debounce, uint64_t on_ns, uint64_t off_ns);

/* Takes the condition as it is now; returns whether it counts. */
bool ev_debounce_step(ev_debounce *debounce, bool condition, uint64_t now_ns);

#endif
