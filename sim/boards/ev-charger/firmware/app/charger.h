/*
 * Control logic of an AC charging station: IEC 61851-1:2017 mode 3, charging by the control pilot alone.
 *
 * Numbers and the time in, numbers out: this code knows no pins, no protocol and no clock. A step belongs every millisecond; it
 * takes the pins as sampled and the host's set-points, and gives what is to be driven and told. No heap, no globals, single precision
 * only; any number of chargers may run side by side. The same logic line by line as the Java model of this board.
 */
#ifndef EV_CHARGER_H
#define EV_CHARGER_H

#include <stdbool.h>
#include <stdint.h>

#include "debounce.h"
#include "drives.h"
#include "faults.h"
#include "limits.h"
#include "lines.h"
#include "mains.h"
#include "pilot.h"
#include "residual.h"
#include "sensors.h"
#include "session.h"

#define EV_STEP_NS 1000000u
#define EV_LAMP_HZ 1000.0f

typedef struct ev_config {
    float rated_a; /* largest current of the installation, 6 to 63 */
    int phases; /* in use, 1 or 3 */
    bool ventilated; /* the place has ventilation, so state D may charge */
} ev_config;

/* What the host wants. */
typedef struct ev_setpoints {
    bool charge_enable;
    float current_limit_a; /* below 6 is none */
    bool lock; /* keeps the plug locked when not charging */
    bool fault_reset; /* a rising edge resets latched faults */
    float lamp; /* 0 to 1 */
} ev_setpoints;

/* What is to be driven. */
typedef struct ev_outputs {
    ev_pilot_mode pilot;
    float pilot_duty;
    float lamp_duty;
    bool coil;
    bool lock;
    bool residual_test;
    bool fault_lamp;
} ev_outputs;

/* What the host is told. */
typedef struct ev_readings {
    float pilot_high_v;
    float pilot_low_v;
    float pilot_state;
    float phase;
    float offered_a;
    float cable_a;
    float voltage_v[EV_PHASES];
    float current_a[EV_PHASES];
    float power_w;
    float mains_hz;
    float residual_ac_ma;
    float residual_dc_ma;
    float temperature_cel;
    float pilot_duty;
    bool plugged;
    bool vehicle_ready;
    bool charging;
    bool contactor_closed;
    bool locked;
    bool earth_ok;
    bool mains_ok;
    bool residual_ok;
    bool stop_pressed;
    bool derated;
    bool fault;
    uint32_t energy_wh;
    uint32_t fault_bits;
    uint32_t sessions;
} ev_readings;

/* One charger. Only `lines` and `readings` are for others to look at. */
typedef struct ev_charger {
    ev_config config;
    ev_sensors sensors;
    ev_pilot_reader pilot_reader;
    ev_pilot_generator pilot;
    ev_session session;
    ev_contactor contactor;
    ev_residual residual;
    ev_derating derating;
    ev_mains mains;
    ev_plug_lock plug_lock;
    ev_meter meter;
    ev_faults faults;
    ev_debounce earth_missing;
    ev_debounce cable_bad;
    ev_debounce over_current;
    uint64_t before_ns; /* time of the step before */
    float cable_a;
    float thermal_a;
    float lamp;
    uint32_t sessions;
    uint32_t logged_faults;
    ev_phase logged_phase;
    uint8_t until_slow;
    bool started;
    bool stopped;
    bool needs_ventilation;
    bool reset_before;
    bool enabled_before;
    ev_readings readings; /* of the last step */
    ev_lines lines; /* what happens, in words */
} ev_charger;

/* A charger that has just booted; its log says so. */
void ev_charger_init(ev_charger *charger, const ev_config *config);

/* One control step at `now_ns`, a time that never goes back. */
void ev_charger_step(
        ev_charger *charger, const ev_inputs *inputs, const ev_setpoints *setpoints, uint64_t now_ns, ev_outputs *outputs);

#endif
