/* The mains: voltage and frequency within their limits, power and energy. */
#ifndef EV_MAINS_H
#define EV_MAINS_H

#include <stdbool.h>
#include <stdint.h>

#include "debounce.h"

#define EV_PHASES 3

/*
 * Watches the phases in use: EN 50160 allows 230 V +-10 %; 15 % beyond for longer than a flicker is too much or too little. Voltage
 * counts as good again after 5 s between 195 V and 253 V, so a swinging net does not switch the vehicle. Frequency counts
 * outside 47 Hz to 52 Hz, while there is voltage enough to tell it.
 */
typedef struct ev_mains {
    ev_debounce too_high;
    ev_debounce too_low;
    ev_debounce off_frequency;
    int phases;
} ev_mains;

void ev_mains_init(ev_mains *mains, int phases);
void ev_mains_step(ev_mains *mains, const float volts_v[EV_PHASES], float hz, uint64_t now_ns);
bool ev_mains_good(const ev_mains *mains);

/* Power and energy from voltage times current of each phase. */
typedef struct ev_meter {
    uint64_t energy_uws; /* microwatt seconds: whole numbers lose nothing however large the sum */
    float power_w;
} ev_meter;

/* Takes one sample of all phases, `elapsed_ns` after the one before; what is beyond 40 ms is not counted. */
void ev_meter_step(ev_meter *meter, const float volts_v[EV_PHASES], const float currents_a[EV_PHASES], uint64_t elapsed_ns);

/* Whole watt hours, rounded down. */
uint32_t ev_meter_energy_wh(const ev_meter *meter);

/* Rounded to the nearest. */
uint32_t ev_meter_energy_rounded_wh(const ev_meter *meter);

#endif
