#include "world.h"

#include <stddef.h>
#include <string.h>

#define CONTACT_MS 15.0f
#define LOCK_MS 300.0f
#define READY_MS 500.0f
#define RAMP_A_PER_MS 0.01f
#define TEST_MA 30.0f

#define PILOT_V 12.0f
#define PILOT_OHMS 1000.0f
#define DIODE_V 0.7f
#define CONNECTED_OHMS 2740.0f
#define READY_OHMS 882.0f
#define VENTILATED_OHMS 246.0f

#define SETTING(name) {#name, offsetof(ev_world_settings, name)}
static const struct {
    const char *name;
    size_t place;
} settings[] = {
        SETTING(plugged), SETTING(wants), SETTING(diode), SETTING(ventilation), SETTING(cable_ohm), SETTING(most_a),
        SETTING(mains_v), SETTING(mains_hz), SETTING(earth_ohm), SETTING(temperature_cel), SETTING(leak_ac_ma),
        SETTING(leak_dc_ma), SETTING(pilot_short), SETTING(stop), SETTING(welded), SETTING(stuck), SETTING(jammed),
};
#define SETTINGS (sizeof settings / sizeof settings[0])

void ev_world_init(ev_world *world) {
    *world = (ev_world){.settings = {.wants = 1,
                                .diode = 1,
                                .cable_ohm = 220,
                                .most_a = 16,
                                .mains_v = 230,
                                .mains_hz = 50,
                                .earth_ohm = 1,
                                .temperature_cel = 25}};
}

bool ev_world_set(ev_world *world, const char *name, float value) {
    for (size_t i = 0; i < SETTINGS; i++) {
        if (strcmp(settings[i].name, name) == 0) {
            memcpy((char *)&world->settings + settings[i].place, &value, sizeof value);
            return true;
        }
    }
    return false;
}

const char *ev_world_setting(const ev_world *world, int index, float *value) {
    if (index < 0 || (size_t)index >= SETTINGS) {
        return NULL;
    }
    memcpy(value, (const char *)&world->settings + settings[index].place, sizeof *value);
    return settings[index].name;
}

/* Moves a time towards its end while something goes on, and back when it is over. */
static float lapse(float at_ms, bool on, float end_ms) {
    float next_ms = on ? at_ms + 1 : at_ms - 1;
    return next_ms < 0 ? 0 : next_ms > end_ms ? end_ms : next_ms;
}

/* The pilot at the vehicle while the station puts out `open_v`. */
static float loaded_v(const ev_world *world, float open_v) {
    const ev_world_settings *set = &world->settings;
    if (set->pilot_short > 0) {
        return 0;
    }
    if (!(set->plugged > 0) || (set->diode > 0 && open_v < DIODE_V)) {
        return open_v;
    }
    bool ready = world->ready_ms >= READY_MS;
    float ohms = !ready ? CONNECTED_OHMS : set->ventilation > 0 ? VENTILATED_OHMS : READY_OHMS;
    float zero_v = set->diode > 0 ? DIODE_V : 0;
    return zero_v + (open_v - zero_v) * ohms / (ohms + PILOT_OHMS);
}

/* Behind 180 kOhm, with 40.2 kOhm to 3.3 V and to ground. */
static float sense_v(float pilot_v) {
    return ev_adc_v((pilot_v / 180000.0f + EV_ADC_V / 40200.0f) / (1 / 180000.0f + 2 / 40200.0f));
}

static void vehicle(ev_world *world, const ev_outputs *outputs, bool live) {
    const ev_world_settings *set = &world->settings;
    float offered_a = outputs->pilot == EV_PILOT_WAVE ? ev_limit_for(outputs->pilot_duty) : 0;
    bool wants = set->plugged > 0 && set->wants > 0 && offered_a > 0;
    bool drawing = set->plugged > 0 && world->current_a > 0.5f; /* S2 opens when the current is down */
    world->ready_ms = lapse(world->ready_ms, wants || drawing, READY_MS);
    if (!(set->plugged > 0)) {
        world->ready_ms = 0;
    }
    float target_a = wants ? (offered_a < set->most_a ? offered_a : set->most_a) : 0;
    if (!live) {
        world->current_a = 0;
    } else if (world->current_a < target_a) {
        world->current_a += RAMP_A_PER_MS;
    } else {
        world->current_a -= world->current_a - target_a < RAMP_A_PER_MS ? world->current_a - target_a : RAMP_A_PER_MS;
    }
}

void ev_world_step(ev_world *world, const ev_outputs *outputs, ev_inputs *inputs) {
    const ev_world_settings *set = &world->settings;
    world->closed_ms = lapse(world->closed_ms, outputs->coil, CONTACT_MS);
    world->locked_ms = set->jammed > 0 ? world->locked_ms : lapse(world->locked_ms, outputs->lock, LOCK_MS);
    bool closed = set->welded > 0 || (world->closed_ms >= CONTACT_MS && !(set->stuck > 0));
    bool live = closed && set->plugged > 0 && set->mains_v > 50;
    vehicle(world, outputs, live);

    float high_v = outputs->pilot == EV_PILOT_UNAVAILABLE ? -PILOT_V : PILOT_V;
    float low_v = outputs->pilot == EV_PILOT_STEADY ? PILOT_V : -PILOT_V;
    inputs->pilot_high_v = sense_v(loaded_v(world, high_v));
    inputs->pilot_low_v = sense_v(loaded_v(world, low_v));
    float ac_ma = (live ? set->leak_ac_ma : 0) + (outputs->residual_test ? TEST_MA : 0);
    float dc_ma = live ? set->leak_dc_ma : 0;
    inputs->residual_ac_v = ev_adc_v(ac_ma * 0.011f);
    inputs->residual_dc_v = ev_adc_v(1.65f + dc_ma * 0.0055f);
    for (int i = 0; i < EV_PHASES; i++) {
        inputs->voltage_v[i] = ev_adc_v(set->mains_v * 0.00825f);
        inputs->current_v[i] = ev_adc_v(world->current_a * 0.04125f);
        inputs->mirror[i] = !closed;
    }
    inputs->stop = !(set->stop > 0);
    float proximity_ohms = set->plugged > 0 ? set->cable_ohm : 1e9f;
    inputs->proximity_v = ev_adc_v(EV_ADC_V * proximity_ohms / (proximity_ohms + 1000));
    inputs->earth_v = ev_adc_v(EV_ADC_V * set->earth_ohm / (set->earth_ohm + 1000));
    inputs->temperature_v = ev_adc_v(0.5f + 0.01f * set->temperature_cel);
    inputs->mains_hz = set->mains_v >= 20 ? set->mains_hz : 0;
    inputs->lock_feedback = world->locked_ms >= LOCK_MS;
}
