#include "sensors.h"

#include <math.h>

#include "limits.h"

/* Pilot divider: 180 kOhm from the pilot, 40.2 kOhm to 3.3 V and to ground. */
#define PILOT_SERIES_OHMS 180000.0f
#define PILOT_SHUNT_OHMS 20100.0f
#define PILOT_GAIN ((PILOT_SERIES_OHMS + PILOT_SHUNT_OHMS) / PILOT_SHUNT_OHMS)
#define PILOT_ZERO_V (EV_ADC_V / 2 * PILOT_SERIES_OHMS / (PILOT_SERIES_OHMS + PILOT_SHUNT_OHMS))

#define VOLTS_PER_V (400 / EV_ADC_V)
#define AMPERES_PER_V (80 / EV_ADC_V)
#define RESIDUAL_AC_MA_PER_V (300 / EV_ADC_V)
#define RESIDUAL_DC_MA_PER_V (300 / (EV_ADC_V / 2))
#define EARTH_PULL_UP_OHMS 1000.0f

void ev_sensors_init(ev_sensors *sensors, int phases) {
    *sensors = (ev_sensors){.phases = phases, .proximity_ohms = INFINITY};
}

static float pilot_v(float adc_v) {
    return (adc_v - PILOT_ZERO_V) * PILOT_GAIN;
}

static float ohms_under_pull_up(float volts) {
    return volts >= EV_ADC_V * 0.999f ? INFINITY : volts * EARTH_PULL_UP_OHMS / (EV_ADC_V - volts);
}

void ev_sensors_fast(ev_sensors *sensors, const ev_inputs *inputs) {
    sensors->pilot_high_v = pilot_v(inputs->pilot_high_v);
    sensors->pilot_low_v = pilot_v(inputs->pilot_low_v);
    sensors->residual_ac_ma = inputs->residual_ac_v * RESIDUAL_AC_MA_PER_V;
    sensors->residual_dc_ma = (inputs->residual_dc_v - EV_ADC_V / 2) * RESIDUAL_DC_MA_PER_V;
    sensors->any_closed = false;
    sensors->all_closed = true;
    for (int i = 0; i < sensors->phases; i++) {
        bool closed = !inputs->mirror[i];
        sensors->any_closed = sensors->any_closed || closed;
        sensors->all_closed = sensors->all_closed && closed;
        sensors->voltage_v[i] = inputs->voltage_v[i] * VOLTS_PER_V;
        sensors->current_a[i] = inputs->current_v[i] * AMPERES_PER_V;
    }
    sensors->stop_pressed = !inputs->stop;
}

void ev_sensors_slow(ev_sensors *sensors, const ev_inputs *inputs) {
    sensors->proximity_ohms = ev_proximity_ohms(inputs->proximity_v);
    sensors->temperature_cel = (inputs->temperature_v - 0.5f) / 0.01f;
    sensors->earth_ohms = ohms_under_pull_up(inputs->earth_v);
    sensors->mains_hz = inputs->mains_hz;
    sensors->locked = inputs->lock_feedback;
}

float ev_sensors_largest_current_a(const ev_sensors *sensors) {
    float most = sensors->current_a[0];
    for (int i = 1; i < EV_PHASES; i++) {
        most = sensors->current_a[i] > most ? sensors->current_a[i] : most;
    }
    return most;
}

float ev_adc_v(float volts) {
    float steps = volts * (EV_ADC_STEPS / EV_ADC_V) + 0.5f;
    int code = !(steps > 0) ? 0 : steps >= EV_ADC_STEPS ? EV_ADC_STEPS - 1 : (int)steps;
    return (float)code * (EV_ADC_V / EV_ADC_STEPS);
}
