/* Samples, periodic and on change. */
#include <string.h>

#include "internal.h"

/* Bytes of a sample's frame that are not its values, at most. */
#define SAMPLE_OVERHEAD_BYTES (PLATINE_FRAME_OVERHEAD_BYTES + 40u)

static bool is_text(const platine_device *device, const platine_subscription *subscription) {
    return device->board->channels[subscription->channels[0]].kind == PLATINE_TEXT;
}

static failure check_numbers(const platine_device *device, const platine_board_v1_Subscribe *request) {
    if ((device->features & platine_board_v1_Feature_FEATURE_SUBSCRIBE) == 0) {
        return platine_fail(
                platine_board_v1_ErrorKind_UNSUPPORTED, "the host did not name FEATURE_SUBSCRIBE in its hello");
    }
    if (request->subscription >= PLATINE_MAX_SUBSCRIPTIONS) {
        return platine_fail(
                platine_board_v1_ErrorKind_TOO_LARGE, "the number is above HelloReply.max_subscriptions - 1");
    }
    if (request->channels_count > PLATINE_SUBSCRIPTION_CHANNELS
            || SAMPLE_OVERHEAD_BYTES + 4u * request->channels_count > device->frame_to_host) {
        return platine_fail(platine_board_v1_ErrorKind_TOO_LARGE, "more channels than a sample of this board holds");
    }
    if (request->channels_count == 0) {
        return platine_fail(platine_board_v1_ErrorKind_MALFORMED, "a subscription must name a channel");
    }
    if (request->period_us != 0 && request->period_us < PLATINE_MIN_PERIOD_US) {
        return platine_fail(platine_board_v1_ErrorKind_OUT_OF_RANGE, "the period is shorter than this board samples");
    }
    if (!(request->dead_band >= 0 && request->dead_band <= 3.4028234e38f)) {
        return platine_fail(platine_board_v1_ErrorKind_OUT_OF_RANGE, "the dead band must be 0 or more");
    }
    return SUCCESS;
}

static failure check_channels(const platine_board *board, const platine_board_v1_Subscribe *request) {
    for (pb_size_t i = 0; i < request->channels_count; i++) {
        uint16_t channel = request->channels[i];
        if (channel >= board->channel_count) {
            return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no channel of that number");
        }
        for (pb_size_t k = 0; k < i; k++) {
            if (request->channels[k] == channel) {
                return platine_fail_channel(platine_board_v1_ErrorKind_MALFORMED, channel, "is named twice");
            }
        }
        if (board->channels[channel].kind == PLATINE_TEXT && request->channels_count > 1) {
            return platine_fail_channel(
                    platine_board_v1_ErrorKind_UNSUPPORTED, channel, "is text: subscribe to it by itself");
        }
    }
    return SUCCESS;
}

failure platine_subscribe(platine_device *device, const platine_board_v1_Subscribe *request) {
    failure checked = check_numbers(device, request);
    if (checked.reason == NULL) {
        checked = check_channels(device->board, request);
    }
    if (checked.reason != NULL) {
        return checked;
    }
    platine_subscription *subscription = &device->subscriptions[request->subscription];
    memset(subscription, 0, sizeof *subscription);
    memcpy(subscription->channels, request->channels, request->channels_count * sizeof subscription->channels[0]);
    subscription->channel_count = (uint8_t)request->channels_count;
    subscription->period_us = request->period_us;
    subscription->dead_band = request->dead_band;
    subscription->next_ns = device->now_ns;
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

/* ---- taking ---- */

static bool moved(const platine_channel *channel, uint32_t before, uint32_t now, float dead_band) {
    if (before == now || (channel->kind != PLATINE_ANALOG && channel->kind != PLATINE_PWM)) {
        return before != now;
    }
    float difference = platine_float(now) - platine_float(before);
    return !(difference < dead_band && difference > -dead_band); /* true for NaN */
}

/* Takes the values into the sample; tells whether one differs from what was sent last. */
static bool take(platine_device *device, platine_subscription *subscription, platine_board_v1_Sample *sample) {
    bool changed = !subscription->primed;
    sample->values_count = subscription->channel_count;
    for (uint8_t i = 0; i < subscription->channel_count; i++) {
        uint16_t channel = subscription->channels[i];
        sample->values[i] = platine_value(device, channel);
        changed |= moved(
                &device->board->channels[channel], subscription->last[i], sample->values[i], subscription->dead_band);
    }
    return changed;
}

static bool put(platine_device *device, size_t id, board_event *event) {
    platine_subscription *subscription = &device->subscriptions[id];
    platine_board_v1_Sample *sample = &event->body.sample;
    event->which_body = platine_board_v1_BoardEvent_sample_tag;
    sample->subscription = (uint32_t)id;
    sample->sequence = subscription->sequence;
    sample->lost = subscription->lost;
    sample->board_time_ns = device->now_ns;
    if (!platine_send_event(device, event)) {
        return false;
    }
    memcpy(subscription->last, sample->values, sizeof subscription->last);
    subscription->primed = true;
    subscription->sequence++;
    subscription->lost = 0;
    return true;
}

static void lose(platine_subscription *subscription, uint32_t count) {
    subscription->sequence += count;
    subscription->lost += count;
}

static void put_or_lose(platine_device *device, size_t id, board_event *event) {
    if (!put(device, id, event)) {
        lose(&device->subscriptions[id], 1);
    }
}

/* A change waits for room on the line; then the newest values go out. */
static void on_change(platine_device *device, size_t id) {
    board_event event;
    memset(&event, 0, sizeof event);
    if (take(device, &device->subscriptions[id], &event.body.sample)) {
        (void)put(device, id, &event);
    }
}

static void on_time(platine_device *device, size_t id) {
    platine_subscription *subscription = &device->subscriptions[id];
    uint64_t period_ns = (uint64_t)subscription->period_us * 1000u;
    board_event event;
    memset(&event, 0, sizeof event);
    if (is_text(device, subscription)) {
        const platine_port *port = &device->port;
        const char *line =
                port->get_text == NULL ? NULL : port->get_text(port->context, subscription->channels[0]);
        platine_copy_text(event.body.sample.text, sizeof event.body.sample.text, line);
    } else {
        (void)take(device, subscription, &event.body.sample);
    }
    if (device->now_ns >= subscription->next_ns + period_ns) { /* polled too late: what lies between is lost */
        uint64_t missed = (device->now_ns - subscription->next_ns) / period_ns;
        lose(subscription, (uint32_t)missed);
        subscription->next_ns += missed * period_ns;
    }
    put_or_lose(device, id, &event);
    subscription->next_ns += period_ns;
}

void platine_send_samples(platine_device *device) {
    bool frozen = device->port.sampling == NULL;
    for (size_t id = 0; id < PLATINE_MAX_SUBSCRIPTIONS; id++) {
        const platine_subscription *subscription = &device->subscriptions[id];
        bool periodic = subscription->period_us != 0;
        bool due = periodic ? device->now_ns >= subscription->next_ns : true;
        if (!subscription->known || !due || (!periodic && is_text(device, subscription))) {
            continue;
        }
        if (!frozen) {
            device->port.sampling(device->port.context);
            frozen = true;
        }
        if (periodic) {
            on_time(device, id);
        } else {
            on_change(device, id);
        }
    }
}

void platine_send_line(platine_device *device, uint16_t channel, const char *line) {
    for (size_t id = 0; id < PLATINE_MAX_SUBSCRIPTIONS; id++) {
        const platine_subscription *subscription = &device->subscriptions[id];
        if (subscription->known && subscription->channels[0] == channel && subscription->period_us == 0) {
            board_event event;
            memset(&event, 0, sizeof event);
            platine_copy_text(event.body.sample.text, sizeof event.body.sample.text, line);
            put_or_lose(device, id, &event);
        }
    }
}

uint64_t platine_next_sample_ns(const platine_device *device) {
    uint64_t next_ns = UINT64_MAX;
    for (size_t id = 0; id < PLATINE_MAX_SUBSCRIPTIONS; id++) {
        const platine_subscription *subscription = &device->subscriptions[id];
        if (subscription->known && subscription->period_us != 0 && subscription->next_ns < next_ns) {
            next_ns = subscription->next_ns;
        }
    }
    return next_ns;
}
