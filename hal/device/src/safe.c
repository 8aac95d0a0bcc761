/* Set-points, how long they hold, and what they fall back to. */
#include <string.h>

#include "internal.h"

void platine_apply(platine_device *device, uint16_t channel, uint32_t bits) {
    device->setpoint[channel] = bits;
    device->port.set(device->port.context, channel, bits);
}

void platine_applied(platine_device *device) {
    if (device->port.applied != NULL) {
        device->port.applied(device->port.context);
    }
}

void platine_hold(platine_device *device, uint16_t channel, uint32_t lifetime_us) {
    device->expires_ns[channel] = lifetime_us == 0 ? 0 : device->now_ns + (uint64_t)lifetime_us * 1000u;
}

static void mark_expired(platine_device *device, uint16_t channel) {
    for (size_t p = 0; p < PLATINE_MAX_PLANS; p++) {
        platine_plan *plan = &device->plans[p];
        for (uint8_t i = 0; plan->known && plan->used && i < plan->write_count; i++) {
            if (plan->writes[i] == channel) {
                plan->expired = true;
            }
        }
    }
}

/* Remembers what the host is to be told, when there is one that wants to know. */
static void say(platine_device *device, uint16_t channel, uint8_t reason) {
    if (device->greeted && (device->features & platine_board_v1_Feature_FEATURE_LIFETIME) != 0) {
        device->unsaid[channel / 8u] = (uint8_t)(device->unsaid[channel / 8u] | (1u << (channel % 8u)));
        device->unsaid_reason = reason;
        device->unsaid_ns = device->now_ns;
    }
}

/* As many channels as one event holds; those that are left go with the next. */
void platine_tell_safe(platine_device *device) {
    if (device->unsaid_reason == 0) {
        return;
    }
    board_event event = {.which_body = platine_board_v1_BoardEvent_safe_state_tag};
    platine_board_v1_SafeState *state = &event.body.safe_state;
    uint8_t left[sizeof device->unsaid];
    bool more = false;
    memcpy(left, device->unsaid, sizeof left);
    for (uint16_t c = 0; c < device->board->channel_count; c++) {
        uint8_t bit = (uint8_t)(1u << (c % 8u));
        if ((left[c / 8u] & bit) != 0) {
            if (state->channels_count == sizeof state->channels / sizeof state->channels[0]) {
                more = true;
                break;
            }
            state->channels[state->channels_count++] = c;
            left[c / 8u] = (uint8_t)(left[c / 8u] & ~bit);
        }
    }
    state->reason = (platine_board_v1_SafeState_Reason)device->unsaid_reason;
    state->board_time_ns = device->unsaid_ns;
    if (platine_send_event(device, &event)) {
        memcpy(device->unsaid, left, sizeof left);
        device->unsaid_reason = more ? device->unsaid_reason : 0;
    }
}

void platine_expire_setpoints(platine_device *device) {
    bool any = false;
    for (uint16_t c = 0; c < device->board->channel_count; c++) {
        if (device->expires_ns[c] != 0 && device->expires_ns[c] <= device->now_ns) {
            device->expires_ns[c] = 0;
            platine_apply(device, c, device->board->channels[c].safe);
            mark_expired(device, c);
            say(device, c, platine_board_v1_SafeState_Reason_LIFETIME_EXPIRED);
            any = true;
        }
    }
    if (any) {
        platine_applied(device);
    }
}

void platine_all_safe(platine_device *device, uint8_t tell) {
    for (uint16_t c = 0; c < device->board->channel_count; c++) {
        const platine_channel *spec = &device->board->channels[c];
        if (spec->direction == PLATINE_OUTPUT && spec->kind != PLATINE_TEXT) {
            device->expires_ns[c] = 0;
            platine_apply(device, c, spec->safe);
            if (tell != 0) {
                say(device, c, tell);
            }
        }
    }
    platine_applied(device);
}
