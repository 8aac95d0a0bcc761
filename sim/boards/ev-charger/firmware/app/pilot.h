/* The control pilot: what the vehicle says by its voltage, and what the station says by its wave. */
#ifndef EV_PILOT_H
#define EV_PILOT_H

#include <stdbool.h>
#include <stdint.h>

#define EV_LEAST_A 6.0f
#define EV_MOST_A 80.0f
#define EV_PILOT_HZ 1000.0f

/* What the pilot says: IEC 61851-1:2017, annex A, table A.4. */
typedef enum ev_pilot_state {
    EV_STATE_A, /* 12 V: no vehicle */
    EV_STATE_B, /* 9 V: a vehicle, not ready */
    EV_STATE_C, /* 6 V: a vehicle that takes energy */
    EV_STATE_D, /* 3 V: a vehicle that takes energy where there is ventilation */
    EV_STATE_E, /* 0 V: the pilot is shorted, or its supply failed */
    EV_STATE_F /* -12 V: the station is not available */
} ev_pilot_state;

bool ev_state_connected(ev_pilot_state state);
bool ev_state_asks(ev_pilot_state state);

/*
 * From the pilot's voltages to its state. The thresholds stand in the middle between table A.4's voltages, and a state is
 * left only 0.25 V beyond its threshold. A new state counts when it was seen for 20 ms without a break. The vehicle's diode
 * blocks the negative half: without it, the negative peak is loaded too.
 */
typedef struct ev_pilot_reader {
    uint64_t seen_since_ns;
    uint64_t diode_since_ns;
    ev_pilot_state state;
    ev_pilot_state seen;
    bool diode_suspected;
    bool diode_missing; /* until the vehicle is gone */
} ev_pilot_reader;

void ev_pilot_reader_init(ev_pilot_reader *reader);

/* Takes one period's samples; `low_v` is the same as `high_v` when the pilot is steady. */
void ev_pilot_reader_sample(ev_pilot_reader *reader, float high_v, float low_v, bool wave, uint64_t now_ns);

/* What the pilot's generator puts out. */
typedef enum ev_pilot_mode {
    EV_PILOT_STEADY, /* 12 V */
    EV_PILOT_WAVE, /* between -12 V and 12 V, the duty cycle says the current */
    EV_PILOT_UNAVAILABLE /* -12 V */
} ev_pilot_mode;

typedef struct ev_pilot_generator {
    ev_pilot_mode mode;
    float offered_a; /* what the wave says; 0 without a wave */
} ev_pilot_generator;

void ev_pilot_generator_init(ev_pilot_generator *generator);
void ev_pilot_generator_step(ev_pilot_generator *generator, ev_pilot_mode wanted, float limit_a);

/* 1 for steady 12 V, 0 for steady -12 V. */
float ev_pilot_generator_duty(const ev_pilot_generator *generator);

/*
 * Table A.7 of IEC 61851-1:2017: the duty cycle that offers a current of 6 to 80 A. Between 51 A and 52.5 A, which no duty cycle
 * says, it is that of 51 A, so never more is offered than asked.
 */
float ev_duty_for(float current_a);

/* Table A.8: the current that a vehicle may draw; 0 where the table allows no charging or asks for digital communication. */
float ev_limit_for(float duty);

#endif
