#include "mains.h"

#include <math.h>

#define HIGH_V 264.5f
#define LOW_V 184.0f
#define HIGH_AGAIN_V 253.0f
#define LOW_AGAIN_V 195.0f
#define TRIP_HIGH_NS 200000000u
#define TRIP_LOW_NS 500000000u
#define AGAIN_NS 5000000000u

#define LOW_HZ 47.0f
#define HIGH_HZ 52.0f

#define NOISE_A 0.1f /* below this, a reading is the converter's noise */
#define MOST_ELAPSED_US 40000u /* twice the longest step; what three phases of 400 V and 80 A give in it still fits 32 bits */
#define UWS_PER_WH 3600000000u

void ev_mains_init(ev_mains *mains, int phases) {
    mains->phases = phases;
    ev_debounce_init(&mains->too_high, TRIP_HIGH_NS, AGAIN_NS);
    ev_debounce_init(&mains->too_low, TRIP_LOW_NS, AGAIN_NS);
    ev_debounce_init(&mains->off_frequency, TRIP_LOW_NS, AGAIN_NS);
}

void ev_mains_step(ev_mains *mains, const float volts_v[EV_PHASES], float hz, uint64_t now_ns) {
    float most = 0;
    float least = INFINITY;
    for (int i = 0; i < mains->phases; i++) {
        most = volts_v[i] > most ? volts_v[i] : most;
        least = volts_v[i] < least ? volts_v[i] : least;
    }
    ev_debounce_step(&mains->too_high, most > (mains->too_high.on ? HIGH_AGAIN_V : HIGH_V), now_ns);
    ev_debounce_step(&mains->too_low, least < (mains->too_low.on ? LOW_AGAIN_V : LOW_V), now_ns);
    ev_debounce_step(&mains->off_frequency, least > LOW_V && (hz < LOW_HZ || hz > HIGH_HZ), now_ns);
}

bool ev_mains_good(const ev_mains *mains) {
    return !mains->too_high.on && !mains->too_low.on && !mains->off_frequency.on;
}

void ev_meter_step(ev_meter *meter, const float volts_v[EV_PHASES], const float currents_a[EV_PHASES], uint64_t elapsed_ns) {
    float sum_w = 0;
    for (int i = 0; i < EV_PHASES; i++) {
        sum_w += currents_a[i] < NOISE_A ? 0 : volts_v[i] * currents_a[i];
    }
    float mean_w = (meter->power_w + sum_w) / 2;
    uint32_t elapsed_us = elapsed_ns < MOST_ELAPSED_US * 1000u ? (uint32_t)elapsed_ns / 1000u : MOST_ELAPSED_US;
    meter->energy_uws += (uint32_t)(mean_w * (float)elapsed_us + 0.5f);
    meter->power_w = sum_w;
}

uint32_t ev_meter_energy_wh(const ev_meter *meter) {
    return (uint32_t)(meter->energy_uws / UWS_PER_WH);
}

uint32_t ev_meter_energy_rounded_wh(const ev_meter *meter) {
    return (uint32_t)((meter->energy_uws + UWS_PER_WH / 2) / UWS_PER_WH);
}
