#include "limits.h"

#include <math.h>
#include <stddef.h>

#include "pilot.h"

#define PULL_UP_V 3.3f
#define PULL_UP_OHMS 1000.0f
#define OPEN_OHMS 4500.0f

#define START_CEL 60.0f
#define END_CEL 75.0f
#define OFF_CEL 80.0f
#define ON_CEL 70.0f

static const struct {
    float least_ohms;
    float most_ohms;
    float rating_a;
} cables[] = {{75, 140, 63}, {150, 330, 32}, {400, 936, 20}, {1000, 2500, 13}};

float ev_proximity_ohms(float contact_v) {
    float volts = contact_v > 0 ? contact_v : 0;
    return volts >= PULL_UP_V ? INFINITY : volts * PULL_UP_OHMS / (PULL_UP_V - volts);
}

float ev_cable_a(float ohms) {
    for (size_t i = 0; i < sizeof cables / sizeof cables[0]; i++) {
        if (ohms >= cables[i].least_ohms && ohms <= cables[i].most_ohms) {
            return cables[i].rating_a;
        }
    }
    return 0;
}

bool ev_cable_present(float ohms) {
    return ohms < OPEN_OHMS;
}

float ev_derating_step(ev_derating *derating, float temperature_cel, float rated_a) {
    derating->too_hot = temperature_cel >= (derating->too_hot ? ON_CEL : OFF_CEL);
    float share = (END_CEL - temperature_cel) / (END_CEL - START_CEL);
    float bounded = share < 0 ? 0 : share > 1 ? 1 : share;
    return EV_LEAST_A + bounded * (rated_a - EV_LEAST_A);
}
