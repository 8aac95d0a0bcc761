#include "residual.h"

#define AC_SMALL_MA 24.0f
#define AC_MEDIUM_MA 60.0f
#define AC_LARGE_MA 150.0f
#define DC_SMALL_MA 5.0f
#define DC_MEDIUM_MA 60.0f
#define DC_LARGE_MA 200.0f

#define TEST_SEEN_MA 15.0f
#define TEST_GONE_MA 3.0f
#define TEST_TIMEOUT_NS 500000000u

void ev_residual_init(ev_residual *residual) {
    residual->test = EV_TEST_NONE;
    residual->test_since_ns = 0;
    ev_debounce_init(&residual->dc_small, 200000000, 0);
    ev_debounce_init(&residual->dc_medium, 60000000, 0);
    ev_debounce_init(&residual->dc_large, 10000000, 0);
    ev_debounce_init(&residual->ac_small, 100000000, 0);
    ev_debounce_init(&residual->ac_medium, 40000000, 0);
    ev_debounce_init(&residual->ac_large, 5000000, 0);
}

static void enter(ev_residual *residual, ev_residual_test next, uint64_t now_ns) {
    residual->test = next;
    residual->test_since_ns = now_ns;
}

static void step_test(ev_residual *residual, float ac_ma, uint64_t now_ns) {
    if (residual->test == EV_TEST_INJECTING && ac_ma >= TEST_SEEN_MA) {
        enter(residual, EV_TEST_SETTLING, now_ns);
    } else if (residual->test == EV_TEST_SETTLING && ac_ma < TEST_GONE_MA) {
        enter(residual, EV_TEST_PASSED, now_ns);
    } else if (residual->test == EV_TEST_INJECTING || residual->test == EV_TEST_SETTLING) {
        if (now_ns - residual->test_since_ns >= TEST_TIMEOUT_NS) {
            enter(residual, EV_TEST_FAILED, now_ns);
        }
    }
}

void ev_residual_step(ev_residual *residual, float ac_ma, float dc_ma, uint64_t now_ns) {
    bool watching = residual->test != EV_TEST_INJECTING && residual->test != EV_TEST_SETTLING;
    float ac = watching ? ac_ma : 0;
    float dc = !watching ? 0 : dc_ma < 0 ? -dc_ma : dc_ma;
    ev_debounce_step(&residual->ac_small, ac >= AC_SMALL_MA, now_ns);
    ev_debounce_step(&residual->ac_medium, ac >= AC_MEDIUM_MA, now_ns);
    ev_debounce_step(&residual->ac_large, ac >= AC_LARGE_MA, now_ns);
    ev_debounce_step(&residual->dc_small, dc >= DC_SMALL_MA, now_ns);
    ev_debounce_step(&residual->dc_medium, dc >= DC_MEDIUM_MA, now_ns);
    ev_debounce_step(&residual->dc_large, dc >= DC_LARGE_MA, now_ns);
    step_test(residual, ac_ma, now_ns);
}

void ev_residual_start_test(ev_residual *residual, uint64_t now_ns) {
    enter(residual, EV_TEST_INJECTING, now_ns);
}

void ev_residual_forget(ev_residual *residual) {
    residual->test = EV_TEST_NONE;
}

bool ev_residual_tripped_ac(const ev_residual *residual) {
    return residual->ac_small.on || residual->ac_medium.on || residual->ac_large.on;
}

bool ev_residual_tripped_dc(const ev_residual *residual) {
    return residual->dc_small.on || residual->dc_medium.on || residual->dc_large.on;
}
