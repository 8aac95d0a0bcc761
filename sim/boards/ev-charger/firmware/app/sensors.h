/* What the board measures: converter readings as quantities, by the circuit of board.yaml. */
#ifndef EV_SENSORS_H
#define EV_SENSORS_H

#include <stdbool.h>

#include "mains.h"

#define EV_ADC_V 3.3f
#define EV_ADC_STEPS 4096 /* 12 bits */

/* The pins as sampled. Analog ones are volts at the converter, 0 to EV_ADC_V; digital ones are levels. */
typedef struct ev_inputs {
    float pilot_high_v; /* pilot_sense in the positive part of the period */
    float pilot_low_v; /* in the negative part; the same when the pilot is steady */
    float residual_ac_v;
    float residual_dc_v;
    float voltage_v[EV_PHASES];
    float current_v[EV_PHASES];
    bool mirror[EV_PHASES]; /* high while the contactor is open */
    bool stop; /* low while pressed */
    /* Read every tenth step only: */
    float proximity_v;
    float temperature_v;
    float earth_v;
    float mains_hz; /* of zero_cross; 0 when it stands still */
    bool lock_feedback; /* high while locked */
} ev_inputs;

typedef struct ev_sensors {
    int phases;
    float voltage_v[EV_PHASES];
    float current_a[EV_PHASES];
    float pilot_high_v;
    float pilot_low_v;
    float proximity_ohms;
    float mains_hz;
    float residual_ac_ma;
    float residual_dc_ma;
    float temperature_cel;
    float earth_ohms;
    bool any_closed;
    bool all_closed;
    bool locked;
    bool stop_pressed;
} ev_sensors;

void ev_sensors_init(ev_sensors *sensors, int phases);

/* What must be known in every step. */
void ev_sensors_fast(ev_sensors *sensors, const ev_inputs *inputs);

/* What changes slowly. */
void ev_sensors_slow(ev_sensors *sensors, const ev_inputs *inputs);

float ev_sensors_largest_current_a(const ev_sensors *sensors);

/* Volts that a converter of 12 bits over EV_ADC_V makes of any voltage, for ports whose pins are given in volts. */
float ev_adc_v(float volts);

#endif
