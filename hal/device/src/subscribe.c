/* Samples, periodic and on change. */
#include <string.h>

#include "internal.h"

failure platine_subscribe(platine_device *device, const platine_board_v1_Subscribe *request) {
    const platine_board *board = device->board;
    if (request->subscription >= PLATINE_MAX_SUBSCRIPTIONS) {
        return platine_fail(
                platine_board_v1_ErrorKind_TOO_LARGE, "subscription number above HelloReply.max_subscriptions - 1");
    }
    if (request->channels_count == 0) {
        return platine_fail(platine_board_v1_ErrorKind_MALFORMED, "a subscription needs at least one channel");
    }
    if (!(request->dead_band >= 0)) {
        return platine_fail(platine_board_v1_ErrorKind_OUT_OF_RANGE, "the dead band must be 0 or more");
    }
    for (pb_size_t i = 0; i < request->channels_count; i++) {
        uint16_t channel = request->channels[i];
        if (channel >= board->channel_count) {
            return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no channel of that number");
        }
        if (board->channels[channel].kind == PLATINE_TEXT && request->channels_count > 1) {
            return platine_fail_channel(
                    platine_board_v1_ErrorKind_UNSUPPORTED, channel, "text is subscribed by itself");
        }
    }
    platine_subscription *subscription = &device->subscriptions[request->subscription];
    memset(subscription, 0, sizeof *subscription);
    memcpy(subscription->channels, request->channels, sizeof subscription->channels);
    subscription->channel_count = (uint8_t)request->channels_count;
    subscription->period_us = request->period_us;
    subscription->dead_band = request->dead_band;
    subscription->next_ns = device->port.now_ns(device->port.context);
    subscription->known = true;
    return SUCCESS;
}

failure platine_unsubscribe(platine_device *device, uint32_t subscription) {
    if (subscription >= PLATINE_MAX_SUBSCRIPTIONS || !device->subscriptions[subscription].known) {
        return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no subscription of that number");
    }
    device->subscriptions[subscription].known = false;
    return SUCCESS;
}

static const char *line_of(platine_device *device, uint16_t channel) {
    const char *line = device->port.get_text == NULL ? NULL : device->port.get_text(device->port.context, channel);
    return line == NULL ? "" : line;
}

static bool moved(const platine_channel *channel, uint32_t before, uint32_t now, float dead_band) {
    if (channel->kind != PLATINE_ANALOG && channel->kind != PLATINE_PWM) {
        return before != now;
    }
    float difference = platine_float(now) - platine_float(before);
    return before != now && !(difference < dead_band && difference > -dead_band); /* true for NaN */
}

static bool changed(platine_device *device, const platine_subscription *subscription) {
    if (!subscription->primed) {
        return true;
    }
    for (uint8_t i = 0; i < subscription->channel_count; i++) {
        uint16_t channel = subscription->channels[i];
        const platine_channel *spec = &device->board->channels[channel];
        if (spec->kind == PLATINE_TEXT) {
            const char *line = line_of(device, channel);
            if (platine_crc32c((const uint8_t *)line, strlen(line)) != subscription->last_text) {
                return true;
            }
        } else if (moved(spec, subscription->last[i], platine_value(device, channel), subscription->dead_band)) {
            return true;
        }
    }
    return false;
}

static void send_sample(platine_device *device, size_t id, uint64_t now_ns) {
    platine_subscription *subscription = &device->subscriptions[id];
    board_event event = {.which_body = platine_board_v1_BoardEvent_sample_tag};
    platine_board_v1_Sample *sample = &event.body.sample;
    sample->subscription = (uint32_t)id;
    sample->sequence = subscription->sequence++;
    sample->lost = subscription->lost;
    sample->board_time_ns = now_ns;
    for (uint8_t i = 0; i < subscription->channel_count; i++) {
        uint16_t channel = subscription->channels[i];
        if (device->board->channels[channel].kind == PLATINE_TEXT) {
            const char *line = line_of(device, channel);
            platine_copy_text(sample->text, sizeof sample->text, line);
            subscription->last_text = platine_crc32c((const uint8_t *)line, strlen(line));
        } else {
            subscription->last[i] = platine_value(device, channel);
            sample->values[sample->values_count++] = subscription->last[i];
        }
    }
    subscription->primed = true;
    subscription->lost = platine_send_event(device, &event) ? 0 : subscription->lost + 1;
}

void platine_send_samples(platine_device *device, uint64_t now_ns) {
    for (size_t id = 0; id < PLATINE_MAX_SUBSCRIPTIONS; id++) {
        platine_subscription *subscription = &device->subscriptions[id];
        if (!subscription->known) {
            continue;
        }
        if (subscription->period_us == 0) {
            if (changed(device, subscription)) {
                send_sample(device, id, now_ns);
            }
        } else if (now_ns >= subscription->next_ns) {
            uint64_t period_ns = (uint64_t)subscription->period_us * 1000u;
            send_sample(device, id, now_ns);
            subscription->next_ns += period_ns;
            if (subscription->next_ns <= now_ns) { /* polled too late: what lies between is lost, and said to be */
                uint64_t missed = (now_ns - subscription->next_ns) / period_ns + 1u;
                subscription->next_ns += missed * period_ns;
                subscription->sequence += (uint32_t)missed;
                subscription->lost += (uint32_t)missed;
            }
        }
    }
}

uint64_t platine_next_sample_ns(const platine_device *device) {
    uint64_t next_ns = UINT64_MAX;
    for (size_t id = 0; id < PLATINE_MAX_SUBSCRIPTIONS; id++) {
        const platine_subscription *subscription = &device->subscriptions[id];
        if (subscription->known) {
            uint64_t due_ns = subscription->period_us == 0 ? 0 : subscription->next_ns;
            next_ns = due_ns < next_ns ? due_ns : next_ns;
        }
    }
    return next_ns;
}
