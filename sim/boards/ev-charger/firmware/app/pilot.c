#include "pilot.h"

#define DEBOUNCE_NS 20000000u
#define DIODE_DEBOUNCE_NS 100000000u
#define HYSTERESIS_V 0.25f
#define DIODE_MOST_V (-10.8f) /* a blocked negative half is -12 V less 10 % */
#define STEP_A 0.25f /* smaller increases wait, so that noise does not move the wave; decreases do not wait */

#define BREAK_A 51.0f
#define BREAK_DUTY 0.85f
#define UPPER_START_A 52.5f

/* Upper bound of B, C, D, E and F. */
static const float below_v[] = {10.5f, 7.5f, 4.5f, 1.5f, -1.5f};

bool ev_state_connected(ev_pilot_state state) {
    return state == EV_STATE_B || state == EV_STATE_C || state == EV_STATE_D;
}

bool ev_state_asks(ev_pilot_state state) {
    return state == EV_STATE_C || state == EV_STATE_D;
}

void ev_pilot_reader_init(ev_pilot_reader *reader) {
    *reader = (ev_pilot_reader){.state = EV_STATE_A, .seen = EV_STATE_A};
}

static float threshold_v(const ev_pilot_reader *reader, int index) {
    bool above = (int)reader->state <= index;
    return below_v[index] + (above ? -HYSTERESIS_V : HYSTERESIS_V);
}

static ev_pilot_state classify(const ev_pilot_reader *reader, float high_v) {
    int index = 0;
    while (index < 5 && high_v < threshold_v(reader, index)) {
        index++;
    }
    return (ev_pilot_state)index;
}

static void check_diode(ev_pilot_reader *reader, float low_v, bool wave, uint64_t now_ns) {
    if (reader->state == EV_STATE_A) {
        reader->diode_missing = false;
    }
    bool loaded = wave && ev_state_connected(reader->state) && low_v > DIODE_MOST_V;
    if (loaded && !reader->diode_suspected) {
        reader->diode_since_ns = now_ns;
    }
    reader->diode_suspected = loaded;
    if (loaded && now_ns - reader->diode_since_ns >= DIODE_DEBOUNCE_NS) {
        reader->diode_missing = true;
    }
}

void ev_pilot_reader_sample(ev_pilot_reader *reader, float high_v, float low_v, bool wave, uint64_t now_ns) {
    ev_pilot_state now = classify(reader, high_v);
    if (now != reader->seen) {
        reader->seen = now;
        reader->seen_since_ns = now_ns;
    }
    if (reader->seen != reader->state && now_ns - reader->seen_since_ns >= DEBOUNCE_NS) {
        reader->state = reader->seen;
    }
    check_diode(reader, low_v, wave, now_ns);
}

void ev_pilot_generator_init(ev_pilot_generator *generator) {
    *generator = (ev_pilot_generator){.mode = EV_PILOT_STEADY};
}

void ev_pilot_generator_step(ev_pilot_generator *generator, ev_pilot_mode wanted, float limit_a) {
    generator->mode = wanted;
    if (wanted != EV_PILOT_WAVE) {
        generator->offered_a = 0;
    } else if (limit_a < generator->offered_a || limit_a >= generator->offered_a + STEP_A) {
        generator->offered_a = limit_a;
    }
}

float ev_pilot_generator_duty(const ev_pilot_generator *generator) {
    switch (generator->mode) {
        case EV_PILOT_WAVE:
            return ev_duty_for(generator->offered_a);
        case EV_PILOT_STEADY:
            return 1;
        default:
            return 0;
    }
}

float ev_duty_for(float current_a) {
    if (current_a < UPPER_START_A) {
        return (current_a < BREAK_A ? current_a : BREAK_A) / 60;
    }
    return (current_a / 2.5f + 64) / 100;
}

float ev_limit_for(float duty) {
    float percent = duty * 100;
    if (!(percent >= 8) || percent > 97) {
        return 0;
    }
    if (percent < 10) {
        return EV_LEAST_A;
    }
    if (duty <= BREAK_DUTY) {
        return percent * 0.6f;
    }
    return percent > 96 ? EV_MOST_A : (percent - 64) * 2.5f;
}
