#include "debounce.h"

void ev_debounce_init(ev_debounce *debounce, uint64_t on_ns, uint64_t off_ns) {
    *debounce = (ev_debounce){.on_ns = on_ns, .off_ns = off_ns};
}

bool ev_debounce_step(ev_debounce *debounce, bool condition, uint64_t now_ns) {
    if (condition != debounce->last) {
        debounce->last = condition;
        debounce->since_ns = now_ns;
    }
    if (debounce->last != debounce->on
            && now_ns - debounce->since_ns >= (debounce->last ? debounce->on_ns : debounce->off_ns)) {
        debounce->on = debounce->last;
    }
    return debounce->on;
}
