/* Watches residual current and tests its own sensor before each closing. */
#ifndef EV_RESIDUAL_H
#define EV_RESIDUAL_H

#include <stdbool.h>
#include <stdint.h>

#include "debounce.h"

typedef enum ev_residual_test {
    EV_TEST_NONE, /* not tested since the last ev_residual_forget */
    EV_TEST_INJECTING, /* the test current flows */
    EV_TEST_SETTLING, /* it is off and must be gone from the reading */
    EV_TEST_PASSED, /* the sensor saw it come and go */
    EV_TEST_FAILED /* it did not */
} ev_residual_test;

/*
 * Largest times to trip: smooth DC by IEC 62955 table 2 (6 mA 10 s, 60 mA 0.3 s, 200 mA 0.1 s), AC by IEC 61008-1 table 1 for 30 mA
 * (1x 0.3 s, 2x 0.15 s, 5x 0.04 s). Trips below the rated values and well within the times.
 */
typedef struct ev_residual {
    ev_debounce dc_small;
    ev_debounce dc_medium;
    ev_debounce dc_large;
    ev_debounce ac_small;
    ev_debounce ac_medium;
    ev_debounce ac_large;
    uint64_t test_since_ns;
    ev_residual_test test;
} ev_residual;

void ev_residual_init(ev_residual *residual);
void ev_residual_step(ev_residual *residual, float ac_ma, float dc_ma, uint64_t now_ns);

/* Begins the self test; only while the contactor is open. */
void ev_residual_start_test(ev_residual *residual, uint64_t now_ns);

/* The next closing needs a new test. */
void ev_residual_forget(ev_residual *residual);

bool ev_residual_tripped_ac(const ev_residual *residual);
bool ev_residual_tripped_dc(const ev_residual *residual);

#endif
