/* What can be wrong: latched faults until they are reset and their cause is gone, others while their cause lasts. */
#ifndef EV_FAULTS_H
#define EV_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

/* A fault's number is its bit. */
typedef enum ev_fault {
    EV_FAULT_PILOT,
    EV_FAULT_DIODE,
    EV_FAULT_WELDED,
    EV_FAULT_STUCK_OPEN,
    EV_FAULT_RESIDUAL_AC,
    EV_FAULT_RESIDUAL_DC,
    EV_FAULT_MONITOR,
    EV_FAULT_OVER_TEMPERATURE,
    EV_FAULT_OVER_VOLTAGE,
    EV_FAULT_UNDER_VOLTAGE,
    EV_FAULT_FREQUENCY,
    EV_FAULT_EARTH,
    EV_FAULT_CABLE,
    EV_FAULT_VENTILATION,
    EV_FAULT_OVER_CURRENT,
    EV_FAULT_LOCK,
    EV_FAULT_COUNT
} ev_fault;

typedef struct ev_faults {
    uint32_t causes;
    uint32_t bits;
} ev_faults;

/* Says whether a fault's cause is there now. */
void ev_faults_cause(ev_faults *faults, ev_fault fault, bool there);

/* Forgets latched faults whose cause is gone. */
void ev_faults_reset(ev_faults *faults);

bool ev_faults_has(const ev_faults *faults, ev_fault fault);

/* Whether the station says state F. */
bool ev_faults_unavailable(const ev_faults *faults);

/* For people. */
const char *ev_fault_text(ev_fault fault);

#endif
