#include "channels.h"

#include <stddef.h>
#include <string.h>

#define MOST_COUNT 4294967296.0f /* the largest count, in single precision */

/* clang-format off */
/* Inputs that have a value: channel, place in ev_readings, kind, unit, range, resolution, label. */
#define INPUTS(X) \
    X(pilot_high_v, pilot_high_v, ANALOG, "V", -15, 15, 0.008f, "pilot, upper voltage")                                \
    X(pilot_low_v, pilot_low_v, ANALOG, "V", -15, 15, 0.008f, "pilot, lower voltage")                                  \
    X(pilot_state, pilot_state, ANALOG, "", 0, 5, 1, "state A to F as 0 to 5")                                         \
    X(phase, phase, ANALOG, "", 0, 6, 1, "phase of the session")                                                       \
    X(offered_a, offered_a, ANALOG, "A", 0, 80, 0.1f, "current offered to the vehicle")                                \
    X(cable_a, cable_a, ANALOG, "A", 0, 63, 1, "rating of the cable, 0 without")                                       \
    X(voltage_l1_v, voltage_v[0], ANALOG, "V", 0, 400, 0.1f, "mains, phase 1")                                         \
    X(voltage_l2_v, voltage_v[1], ANALOG, "V", 0, 400, 0.1f, "mains, phase 2")                                         \
    X(voltage_l3_v, voltage_v[2], ANALOG, "V", 0, 400, 0.1f, "mains, phase 3")                                         \
    X(current_l1_a, current_a[0], ANALOG, "A", 0, 80, 0.02f, "vehicle, phase 1")                                       \
    X(current_l2_a, current_a[1], ANALOG, "A", 0, 80, 0.02f, "vehicle, phase 2")                                       \
    X(current_l3_a, current_a[2], ANALOG, "A", 0, 80, 0.02f, "vehicle, phase 3")                                       \
    X(power_w, power_w, ANALOG, "W", 0, 60000, 5, "power of all phases")                                               \
    X(mains_hz, mains_hz, ANALOG, "Hz", 0, 100, 0.01f, "frequency of the mains")                                       \
    X(residual_ac_ma, residual_ac_ma, ANALOG, "mA", 0, 300, 0.08f, "residual current, AC")                             \
    X(residual_dc_ma, residual_dc_ma, ANALOG, "mA", -300, 300, 0.15f, "residual current, DC")                          \
    X(temperature_cel, temperature_cel, ANALOG, "Cel", -50, 150, 0.1f, "temperature in the box")                       \
    X(pilot_duty, pilot_duty, PWM, "", 0, 1, 0, "duty cycle of the pilot, 1 is steady 12 V")                           \
    X(plugged, plugged, DIGITAL, "", 0, 1, 1, "a vehicle is connected (B, C or D)")                                    \
    X(vehicle_ready, vehicle_ready, DIGITAL, "", 0, 1, 1, "the vehicle asks for energy (C or D)")                      \
    X(charging, charging, DIGITAL, "", 0, 1, 1, "contactors closed and current offered")                               \
    X(contactor_closed, contactor_closed, DIGITAL, "", 0, 1, 1, "a mirror contact says closed")                        \
    X(locked, locked, DIGITAL, "", 0, 1, 1, "the plug is locked")                                                      \
    X(earth_ok, earth_ok, DIGITAL, "", 0, 1, 1, "protective earth is there")                                           \
    X(mains_ok, mains_ok, DIGITAL, "", 0, 1, 1, "voltage and frequency are in their limits")                           \
    X(residual_ok, residual_ok, DIGITAL, "", 0, 1, 1, "no residual current tripped")                                   \
    X(stop_pressed, stop_pressed, DIGITAL, "", 0, 1, 1, "the stop button is held")                                     \
    X(derated, derated, DIGITAL, "", 0, 1, 1, "less current because it is hot")                                        \
    X(fault, fault, DIGITAL, "", 0, 1, 1, "any fault; see fault_bits and log")                                         \
    X(energy_wh, energy_wh, COUNTER, "W.h", 0, MOST_COUNT, 1, "energy since power-on")                                 \
    X(fault_bits, fault_bits, COUNTER, "", 0, MOST_COUNT, 1, "which faults, a bit each")                               \
    X(sessions, sessions, COUNTER, "", 0, MOST_COUNT, 1, "how often the contactors closed for a session")
/* clang-format on */

#define DESCRIBE(name, field, kind, unit, minimum, maximum, resolution, label) \
    {#name, PLATINE_##kind, PLATINE_INPUT, unit, minimum, maximum, resolution, 0, label},
#define PLACE(name, field, kind, unit, minimum, maximum, resolution, label) offsetof(ev_readings, field),

static const uint16_t places[] = {INPUTS(PLACE)};

enum { CHARGE_ENABLE = EV_CHANNEL_LOG + 1, CURRENT_LIMIT_A, LOCK, FAULT_RESET, LAMP };

typedef char log_comes_behind_inputs[sizeof places / sizeof places[0] == EV_CHANNEL_LOG ? 1 : -1];

const platine_channel ev_channels[EV_CHANNELS] = {
        INPUTS(DESCRIBE)
        {"log", PLATINE_TEXT, PLATINE_INPUT, "", 0, 0, 0, 0, "what happens, in words"},
        {"charge_enable", PLATINE_DIGITAL, PLATINE_OUTPUT, "", 0, 1, 1, 0, "allows charging"},
        {"current_limit_a", PLATINE_ANALOG, PLATINE_OUTPUT, "A", 0, 63, 0.1f, 0, "most current, below 6 is none"},
        {"lock", PLATINE_DIGITAL, PLATINE_OUTPUT, "", 0, 1, 1, 0, "keeps the plug locked when not charging"},
        {"fault_reset", PLATINE_DIGITAL, PLATINE_OUTPUT, "", 0, 1, 1, 0, "a rising edge resets latched faults"},
        {"lamp", PLATINE_PWM, PLATINE_OUTPUT, "", 0, 1, 0, 0, "brightness of the host's lamp"},
};

uint32_t ev_channel_get(const ev_readings *readings, uint16_t channel) {
    const platine_channel *spec = &ev_channels[channel];
    if (channel >= EV_CHANNEL_LOG) {
        return 0;
    }
    const char *place = (const char *)readings + places[channel];
    if (spec->kind == PLATINE_DIGITAL) {
        bool on;
        memcpy(&on, place, sizeof on);
        return on ? 1 : 0;
    }
    if (spec->kind == PLATINE_COUNTER) {
        uint32_t count;
        memcpy(&count, place, sizeof count);
        return count;
    }
    float value;
    memcpy(&value, place, sizeof value);
    return platine_bits(value < spec->minimum ? spec->minimum : value > spec->maximum ? spec->maximum : value);
}

void ev_channel_set(ev_setpoints *setpoints, uint16_t channel, uint32_t bits) {
    switch (channel) {
        case CHARGE_ENABLE:
            setpoints->charge_enable = bits != 0;
            break;
        case CURRENT_LIMIT_A:
            setpoints->current_limit_a = platine_float(bits);
            break;
        case LOCK:
            setpoints->lock = bits != 0;
            break;
        case FAULT_RESET:
            setpoints->fault_reset = bits != 0;
            break;
        case LAMP:
            setpoints->lamp = platine_float(bits);
            break;
        default:
            break;
    }
}
