/*
 * The course of a charging session: IEC 61851-1:2017, annex A, table A.6.
 *
 * The contactor closes only in state C or D with the pilot's wave on, after the residual-current monitor's test, well within the
 * 3 s that the table gives; it opens at once when the vehicle leaves C or D (100 ms from pilot to contact, the reader's
 * debouncing included) and on any fault. When the station ends charging, it first takes the wave away and gives the vehicle up to
 * 6 s to stop drawing current.
 */
#ifndef EV_SESSION_H
#define EV_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "faults.h"
#include "pilot.h"

typedef enum ev_phase {
    EV_IDLE, /* no vehicle (A1) */
    EV_CONNECTED, /* a vehicle, but nothing is offered (B1, C1) */
    EV_OFFERING, /* current is offered (B2) */
    EV_PREPARING, /* the vehicle asks; locking and self test (C2, contactor open) */
    EV_CHARGING, /* the contactor is closed (C2, D2) */
    EV_STOPPING, /* the wave is off, the contactor still closed (C1, D1) */
    EV_FAULTY /* a fault keeps everything off (E, F or x1) */
} ev_phase;

typedef struct ev_session {
    uint64_t since_ns;
    ev_phase phase;
} ev_session;

/* What one step is decided by. */
typedef struct ev_session_view {
    ev_pilot_state vehicle;
    bool allowed; /* current is offered: host, cable, temperature */
    bool prepared; /* the plug is locked and the monitor tested */
    float current_a; /* the largest of a phase */
} ev_session_view;

void ev_session_step(ev_session *session, const ev_session_view *view, const ev_faults *faults, uint64_t now_ns);

ev_pilot_mode ev_session_pilot(const ev_session *session, const ev_faults *faults);

/* Whether the contactors are to be closed. */
bool ev_session_contactor(const ev_session *session);

/* Whether the plug must stay in. */
bool ev_session_lock(const ev_session *session);

/* The phase's name in upper case. */
const char *ev_phase_name(ev_phase phase);

#endif
