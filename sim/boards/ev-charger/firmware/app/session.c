#include "session.h"

#define GRACE_NS 6000000000u
#define STOPPED_A 1.0f

static const char *const names[] = {
        "IDLE", "CONNECTED", "OFFERING", "PREPARING", "CHARGING", "STOPPING", "FAULT",
};

static ev_phase idle_next(bool allowed) {
    return allowed ? EV_OFFERING : EV_CONNECTED;
}

static ev_phase stopping(const ev_session *session, const ev_session_view *view, uint64_t now_ns) {
    if (!ev_state_asks(view->vehicle)) {
        return idle_next(view->allowed);
    }
    if (view->allowed) {
        return EV_CHARGING;
    }
    bool stopped = view->current_a < STOPPED_A || now_ns - session->since_ns >= GRACE_NS;
    return stopped ? EV_CONNECTED : EV_STOPPING;
}

static ev_phase next_phase(
        const ev_session *session, const ev_session_view *view, const ev_faults *faults, uint64_t now_ns) {
    if (faults->bits != 0) {
        return EV_FAULTY;
    }
    if (!ev_state_connected(view->vehicle)) {
        return EV_IDLE;
    }
    bool asks = ev_state_asks(view->vehicle);
    switch (session->phase) {
        case EV_CONNECTED:
            return view->allowed ? EV_OFFERING : EV_CONNECTED;
        case EV_OFFERING:
            return !view->allowed ? EV_CONNECTED : asks ? EV_PREPARING : EV_OFFERING;
        case EV_PREPARING:
            return !view->allowed ? EV_CONNECTED : !asks ? EV_OFFERING : view->prepared ? EV_CHARGING : EV_PREPARING;
        case EV_CHARGING:
            return !asks ? idle_next(view->allowed) : view->allowed ? EV_CHARGING : EV_STOPPING;
        case EV_STOPPING:
            return stopping(session, view, now_ns);
        default:
            return EV_CONNECTED;
    }
}

void ev_session_step(ev_session *session, const ev_session_view *view, const ev_faults *faults, uint64_t now_ns) {
    ev_phase next = next_phase(session, view, faults, now_ns);
    if (next != session->phase) {
        session->phase = next;
        session->since_ns = now_ns;
    }
}

ev_pilot_mode ev_session_pilot(const ev_session *session, const ev_faults *faults) {
    switch (session->phase) {
        case EV_OFFERING:
        case EV_PREPARING:
        case EV_CHARGING:
            return EV_PILOT_WAVE;
        case EV_FAULTY:
            return ev_faults_unavailable(faults) ? EV_PILOT_UNAVAILABLE : EV_PILOT_STEADY;
        default:
            return EV_PILOT_STEADY;
    }
}

bool ev_session_contactor(const ev_session *session) {
    return session->phase == EV_CHARGING || session->phase == EV_STOPPING;
}

bool ev_session_lock(const ev_session *session) {
    return session->phase == EV_PREPARING || ev_session_contactor(session);
}

const char *ev_phase_name(ev_phase phase) {
    return names[phase];
}
