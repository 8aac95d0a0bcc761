#include "faults.h"

#define BIT(fault) (1u << (fault))

#define LATCHED                                                                                              \
    (BIT(EV_FAULT_WELDED) | BIT(EV_FAULT_STUCK_OPEN) | BIT(EV_FAULT_RESIDUAL_AC) | BIT(EV_FAULT_RESIDUAL_DC) \
            | BIT(EV_FAULT_MONITOR) | BIT(EV_FAULT_OVER_CURRENT) | BIT(EV_FAULT_LOCK))
#define UNAVAILABLE \
    (BIT(EV_FAULT_WELDED) | BIT(EV_FAULT_STUCK_OPEN) | BIT(EV_FAULT_MONITOR) | BIT(EV_FAULT_EARTH))

static const char *const texts[EV_FAULT_COUNT] = {
        [EV_FAULT_PILOT] = "control pilot shorted",
        [EV_FAULT_DIODE] = "no diode in the vehicle",
        [EV_FAULT_WELDED] = "contactor closed with its coil off",
        [EV_FAULT_STUCK_OPEN] = "contactor open with its coil on",
        [EV_FAULT_RESIDUAL_AC] = "residual current, AC",
        [EV_FAULT_RESIDUAL_DC] = "residual current, DC",
        [EV_FAULT_MONITOR] = "residual-current monitor failed its test",
        [EV_FAULT_OVER_TEMPERATURE] = "too hot",
        [EV_FAULT_OVER_VOLTAGE] = "mains voltage too high",
        [EV_FAULT_UNDER_VOLTAGE] = "mains voltage too low",
        [EV_FAULT_FREQUENCY] = "mains frequency out of range",
        [EV_FAULT_EARTH] = "protective earth missing",
        [EV_FAULT_CABLE] = "cable not recognised",
        [EV_FAULT_VENTILATION] = "vehicle needs ventilation",
        [EV_FAULT_OVER_CURRENT] = "vehicle draws more than offered",
        [EV_FAULT_LOCK] = "plug does not lock",
};

void ev_faults_cause(ev_faults *faults, ev_fault fault, bool there) {
    uint32_t bit = BIT(fault);
    if (there) {
        faults->causes |= bit;
        faults->bits |= bit;
    } else {
        faults->causes &= ~bit;
        faults->bits &= ~(bit & ~LATCHED);
    }
}

void ev_faults_reset(ev_faults *faults) {
    faults->bits &= faults->causes | ~LATCHED;
}

bool ev_faults_has(const ev_faults *faults, ev_fault fault) {
    return (faults->bits & BIT(fault)) != 0;
}

bool ev_faults_unavailable(const ev_faults *faults) {
    return (faults->bits & UNAVAILABLE) != 0;
}

const char *ev_fault_text(ev_fault fault) {
    return texts[fault];
}
