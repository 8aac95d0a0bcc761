/*
 * A small world around the charging station, for a board of which there is only the firmware: mains, contactors, cable, vehicle.
 *
 * Coarser than Platine's own model of the same: a step a millisecond, ideal parts, no heat.
 */
#ifndef EV_WORLD_H
#define EV_WORLD_H

#include <stdbool.h>

#include "charger.h"

/* What a hand may change; each by its name, see world_set. Flags are 0 or 1. */
typedef struct ev_world_settings {
    float plugged;
    float wants; /* the vehicle wants energy */
    float diode; /* the vehicle's diode is there */
    float ventilation; /* the vehicle needs ventilation */
    float cable_ohm; /* resistor in the plug */
    float most_a; /* what the vehicle's charger can draw a phase */
    float mains_v;
    float mains_hz;
    float earth_ohm;
    float temperature_cel;
    float leak_ac_ma; /* residual currents behind the contactors */
    float leak_dc_ma;
    float pilot_short;
    float stop; /* the stop button is held */
    float welded; /* contacts stay closed */
    float stuck; /* contacts stay open */
    float jammed; /* the lock does not move */
} ev_world_settings;

typedef struct ev_world {
    ev_world_settings settings;
    float current_a; /* what the vehicle's charger draws a phase */
    float closed_ms; /* how long the coils have been on, 0 to the time that contacts need */
    float locked_ms;
    float ready_ms; /* how long the vehicle has had a reason to close S2 */
} ev_world;

/* Mains are there; nothing is plugged in. */
void ev_world_init(ev_world *world);

/* A millisecond goes by with these things driven; `inputs` is what the pins see then. */
void ev_world_step(ev_world *world, const ev_outputs *outputs, ev_inputs *inputs);

/* Changes a setting; false when there is none of that name. */
bool ev_world_set(ev_world *world, const char *name, float value);

/* The names of the settings from 0 on, NULL behind the last; `value` is what it is now. */
const char *ev_world_setting(const ev_world *world, int index, float *value);

#endif
