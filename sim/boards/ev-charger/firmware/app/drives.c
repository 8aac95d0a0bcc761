#include "drives.h"

#define CONTACTOR_FOLLOW_NS 50000000u
#define LOCK_FOLLOW_NS 1500000000u

void ev_contactor_init(ev_contactor *contactor) {
    contactor->coil = false;
    contactor->closed = false;
    ev_debounce_init(&contactor->welded, CONTACTOR_FOLLOW_NS, 0);
    ev_debounce_init(&contactor->stuck_open, CONTACTOR_FOLLOW_NS, 0);
}

void ev_contactor_step(ev_contactor *contactor, bool close_wanted, bool any_closed, bool all_closed, uint64_t now_ns) {
    contactor->coil = close_wanted;
    contactor->closed = any_closed;
    ev_debounce_step(&contactor->welded, !close_wanted && any_closed, now_ns);
    ev_debounce_step(&contactor->stuck_open, close_wanted && !all_closed, now_ns);
}

void ev_plug_lock_init(ev_plug_lock *lock) {
    lock->driven = false;
    lock->locked = false;
    ev_debounce_init(&lock->failed, LOCK_FOLLOW_NS, 0);
}

void ev_plug_lock_step(ev_plug_lock *lock, bool wanted, bool feedback_locked, uint64_t now_ns) {
    lock->driven = wanted;
    lock->locked = feedback_locked;
    ev_debounce_step(&lock->failed, wanted && !feedback_locked, now_ns);
}
