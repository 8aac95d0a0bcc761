/* Set-points, plans and the control step. */
#include <string.h>

#include "internal.h"

uint32_t platine_bits(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

float platine_float(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

bool platine_accepts(const platine_channel *channel, uint32_t bits) {
    switch (channel->kind) {
        case PLATINE_DIGITAL:
            return bits <= 1;
        case PLATINE_ANALOG:
        case PLATINE_PWM: {
            float value = platine_float(bits);
            return value >= channel->minimum && value <= channel->maximum; /* false for NaN */
        }
        case PLATINE_COUNTER:
            return true;
        default:
            return false;
    }
}

uint32_t platine_value(platine_device *device, uint16_t channel) {
    return device->board->channels[channel].direction == PLATINE_OUTPUT
            ? device->setpoint[channel]
            : device->port.get(device->port.context, channel);
}

static void apply(platine_device *device, uint16_t channel, uint32_t bits) {
    device->setpoint[channel] = bits;
    device->port.set(device->port.context, channel, bits);
}

static void applied(platine_device *device) {
    if (device->port.applied != NULL) {
        device->port.applied(device->port.context);
    }
}

static uint64_t expiry(platine_device *device, uint32_t lifetime_us) {
    return lifetime_us == 0 ? 0 : device->port.now_ns(device->port.context) + (uint64_t)lifetime_us * 1000u;
}

static failure check_write(const platine_board *board, uint32_t channel, uint32_t bits) {
    if (channel >= board->channel_count) {
        return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no channel of that number");
    }
    const platine_channel *spec = &board->channels[channel];
    if (spec->direction != PLATINE_OUTPUT) {
        return platine_fail_channel(
                platine_board_v1_ErrorKind_WRONG_DIRECTION, (uint16_t)channel, "is an input: only outputs are written");
    }
    if (!platine_accepts(spec, bits)) {
        return platine_fail_channel(
                platine_board_v1_ErrorKind_OUT_OF_RANGE, (uint16_t)channel, "value outside the channel's range");
    }
    return SUCCESS;
}

failure platine_write_channel(platine_device *device, const platine_board_v1_Write *write) {
    const platine_board *board = device->board;
    if (write->channel < board->channel_count && board->channels[write->channel].kind == PLATINE_TEXT) {
        if (board->channels[write->channel].direction != PLATINE_OUTPUT || device->port.set_text == NULL) {
            return platine_fail_channel(platine_board_v1_ErrorKind_WRONG_DIRECTION, (uint16_t)write->channel,
                    "is an input: only outputs are written");
        }
        if (write->which_value != platine_board_v1_Write_text_tag) {
            return platine_fail_channel(
                    platine_board_v1_ErrorKind_MALFORMED, (uint16_t)write->channel, "takes text, not a number");
        }
        device->port.set_text(device->port.context, (uint16_t)write->channel, write->value.text);
        return SUCCESS;
    }
    if (write->which_value != platine_board_v1_Write_bits_tag) {
        return platine_fail(platine_board_v1_ErrorKind_MALFORMED, "write without a number");
    }
    failure checked = check_write(board, write->channel, write->value.bits);
    if (checked.reason == NULL) {
        apply(device, (uint16_t)write->channel, write->value.bits);
        device->expires_ns[write->channel] = expiry(device, write->lifetime_us);
        applied(device);
    }
    return checked;
}

static failure check_plan(const platine_board *board, const platine_board_v1_RegisterPlan *request) {
    if (request->plan >= PLATINE_MAX_PLANS) {
        return platine_fail(platine_board_v1_ErrorKind_TOO_LARGE, "plan number above HelloReply.max_plans - 1");
    }
    for (pb_size_t i = 0; i < request->reads_count + request->writes_count; i++) {
        bool writes = i >= request->reads_count;
        uint16_t channel = writes ? request->writes[i - request->reads_count] : request->reads[i];
        if (channel >= board->channel_count) {
            return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "plan names a channel that is not there");
        }
        if (board->channels[channel].kind == PLATINE_TEXT) {
            return platine_fail_channel(
                    platine_board_v1_ErrorKind_UNSUPPORTED, channel, "text is never part of a plan");
        }
        if (writes && board->channels[channel].direction != PLATINE_OUTPUT) {
            return platine_fail_channel(
                    platine_board_v1_ErrorKind_WRONG_DIRECTION, channel, "is an input: a plan cannot write it");
        }
        for (pb_size_t k = writes ? request->reads_count : 0; k < i; k++) {
            if ((writes ? request->writes[k - request->reads_count] : request->reads[k]) == channel) {
                return platine_fail_channel(
                        platine_board_v1_ErrorKind_MALFORMED, channel, "stands twice in the plan's reads or writes");
            }
        }
    }
    return SUCCESS;
}

failure platine_register_plan(platine_device *device, const platine_board_v1_RegisterPlan *request) {
    failure checked = check_plan(device->board, request);
    if (checked.reason == NULL) {
        platine_plan *plan = &device->plans[request->plan];
        memcpy(plan->reads, request->reads, sizeof plan->reads);
        memcpy(plan->writes, request->writes, sizeof plan->writes);
        plan->read_count = (uint8_t)request->reads_count;
        plan->write_count = (uint8_t)request->writes_count;
        plan->lifetime_us = request->lifetime_us;
        plan->expired = false;
        plan->known = true;
    }
    return checked;
}

failure platine_drop_plan(platine_device *device, uint32_t plan) {
    if (plan >= PLATINE_MAX_PLANS || !device->plans[plan].known) {
        return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no plan of that number");
    }
    device->plans[plan].known = false;
    return SUCCESS;
}

failure platine_run_exchange(
        platine_device *device, const platine_board_v1_Exchange *request, platine_board_v1_ExchangeReply *reply) {
    if (request->plan >= PLATINE_MAX_PLANS || !device->plans[request->plan].known) {
        return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no plan of that number: register it first");
    }
    platine_plan *plan = &device->plans[request->plan];
    if (request->values_count != plan->write_count) {
        return platine_fail(platine_board_v1_ErrorKind_MALFORMED, "number of values differs from the plan's writes");
    }
    for (uint8_t i = 0; i < plan->write_count; i++) { /* all are checked before any is applied */
        failure checked = check_write(device->board, plan->writes[i], request->values[i]);
        if (checked.reason != NULL) {
            return checked;
        }
    }
    uint64_t expires_ns = expiry(device, plan->lifetime_us);
    for (uint8_t i = 0; i < plan->write_count; i++) {
        apply(device, plan->writes[i], request->values[i]);
        device->expires_ns[plan->writes[i]] = expires_ns;
    }
    if (plan->write_count > 0) {
        applied(device);
    }
    if (device->port.sampling != NULL) {
        device->port.sampling(device->port.context);
    }
    reply->board_time_ns = device->port.now_ns(device->port.context);
    reply->flags = plan->expired ? platine_board_v1_ExchangeFlag_OUTPUTS_HAD_EXPIRED : 0;
    if (device->port.fault != NULL && device->port.fault(device->port.context)) {
        reply->flags |= platine_board_v1_ExchangeFlag_BOARD_FAULT;
    }
    plan->expired = false;
    for (uint8_t i = 0; i < plan->read_count; i++) {
        reply->values[i] = platine_value(device, plan->reads[i]);
    }
    reply->values_count = plan->read_count;
    return SUCCESS;
}

static void mark_expired(platine_device *device, uint16_t channel) {
    for (size_t p = 0; p < PLATINE_MAX_PLANS; p++) {
        platine_plan *plan = &device->plans[p];
        for (uint8_t i = 0; plan->known && i < plan->write_count; i++) {
            if (plan->writes[i] == channel) {
                plan->expired = true;
            }
        }
    }
}

static void tell_safe(platine_device *device, platine_board_v1_SafeState_Reason reason, const uint16_t *channels,
        pb_size_t count) {
    board_event event = {.which_body = platine_board_v1_BoardEvent_safe_state_tag};
    event.body.safe_state.reason = reason;
    event.body.safe_state.board_time_ns = device->port.now_ns(device->port.context);
    memcpy(event.body.safe_state.channels, channels, count * sizeof channels[0]);
    event.body.safe_state.channels_count = count;
    (void)platine_send_event(device, &event); /* the exchange's flag tells it too */
}

void platine_expire_setpoints(platine_device *device, uint64_t now_ns) {
    uint16_t gone[16];
    pb_size_t count = 0;
    for (uint16_t c = 0; c < device->board->channel_count; c++) {
        if (device->expires_ns[c] != 0 && device->expires_ns[c] <= now_ns) {
            device->expires_ns[c] = 0;
            apply(device, c, device->board->channels[c].safe);
            mark_expired(device, c);
            if (count < 16) {
                gone[count++] = c;
            }
        }
    }
    if (count > 0) {
        applied(device);
        tell_safe(device, platine_board_v1_SafeState_Reason_LIFETIME_EXPIRED, gone, count);
    }
}

void platine_all_safe(platine_device *device, platine_board_v1_SafeState_Reason reason, bool tell) {
    uint16_t outputs[16];
    pb_size_t count = 0;
    for (uint16_t c = 0; c < device->board->channel_count; c++) {
        const platine_channel *spec = &device->board->channels[c];
        if (spec->direction == PLATINE_OUTPUT && spec->kind != PLATINE_TEXT) {
            device->expires_ns[c] = 0;
            apply(device, c, spec->safe);
            if (count < 16) {
                outputs[count++] = c;
            }
        }
    }
    applied(device);
    if (tell) {
        tell_safe(device, reason, outputs, count);
    }
}
