/* What is driven and watched: the contactors' coils with their mirror contacts, and the plug's lock with its feedback. */
#ifndef EV_DRIVES_H
#define EV_DRIVES_H

#include <stdbool.h>
#include <stdint.h>

#include "debounce.h"

/*
 * Feedback that does not follow the coil within 50 ms is a fault: closed with the coil off is a welded contact, open with the
 * coil on a contactor that does not close or fell off. What follows from a fault is decided elsewhere.
 */
typedef struct ev_contactor {
    ev_debounce welded;
    ev_debounce stuck_open;
    bool coil;
    bool closed; /* a contact is closed, wanted or not */
} ev_contactor;

void ev_contactor_init(ev_contactor *contactor);
void ev_contactor_step(ev_contactor *contactor, bool close_wanted, bool any_closed, bool all_closed, uint64_t now_ns);

/* The lock has 1.5 s to follow. */
typedef struct ev_plug_lock {
    ev_debounce failed;
    bool driven;
    bool locked;
} ev_plug_lock;

void ev_plug_lock_init(ev_plug_lock *lock);
void ev_plug_lock_step(ev_plug_lock *lock, bool wanted, bool feedback_locked, uint64_t now_ns);

#endif
