/* What limits the current beside the host: the cable, and the heat in the box. */
#ifndef EV_LIMITS_H
#define EV_LIMITS_H

#include <stdbool.h>

/* Resistance of a contact that is pulled up to 3.3 V through 1 kOhm; INFINITY when it is open. */
float ev_proximity_ohms(float contact_v);

/* By the resistor in the plug: IEC 61851-1:2017, annex B, table B.2; 0 when no plug is there or its resistor is none of the table's. */
float ev_cable_a(float ohms);

/* Whether a plug is there, good or not. */
bool ev_cable_present(float ohms);

/* Full current to 60 Cel, then down a line to 6 A at 75 Cel, nothing from 80 Cel until 70 Cel again. */
typedef struct ev_derating {
    bool too_hot;
} ev_derating;

/* The limit for a rated current, both in ampere. */
float ev_derating_step(ev_derating *derating, float temperature_cel, float rated_a);

#endif
