/* Values: single writes, plans and the control step. */
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

static failure no_channel(void) {
    return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no channel of that number");
}

failure platine_check_write(const platine_board *board, uint32_t channel, uint32_t bits) {
    const platine_channel *spec = &board->channels[channel];
    if (!platine_accepts(spec, bits)) {
        return platine_fail_channel(platine_board_v1_ErrorKind_OUT_OF_RANGE, (uint16_t)channel,
                "outside the channel's range, or not a number");
    }
    return SUCCESS;
}

static failure check_output(const platine_board *board, uint16_t channel) {
    return board->channels[channel].direction == PLATINE_OUTPUT
            ? SUCCESS
            : platine_fail_channel(
                    platine_board_v1_ErrorKind_WRONG_DIRECTION, channel, "is an input: only outputs can be written");
}

static failure write_text(platine_device *device, uint16_t channel, const platine_board_v1_Write *write) {
    if (write->which_value != platine_board_v1_Write_text_tag) {
        return platine_fail_channel(platine_board_v1_ErrorKind_UNSUPPORTED, channel, "is text: write a line");
    }
    failure checked = check_output(device->board, channel);
    if (checked.reason == NULL && device->port.set_text != NULL) {
        device->port.set_text(device->port.context, channel, write->value.text);
    }
    return checked;
}

failure platine_write_channel(platine_device *device, const platine_board_v1_Write *write) {
    if (write->which_value == 0) {
        return platine_fail(platine_board_v1_ErrorKind_MALFORMED, "a write must have a value");
    }
    if (write->channel >= device->board->channel_count) {
        return no_channel();
    }
    uint16_t channel = (uint16_t)write->channel;
    if (device->board->channels[channel].kind == PLATINE_TEXT) {
        return write_text(device, channel, write);
    }
    if (write->which_value != platine_board_v1_Write_bits_tag) {
        return platine_fail_channel(platine_board_v1_ErrorKind_UNSUPPORTED, channel, "is not text: write its 32 bits");
    }
    failure checked = check_output(device->board, channel);
    if (checked.reason == NULL) {
        checked = platine_check_write(device->board, channel, write->value.bits);
    }
    if (checked.reason == NULL) {
        platine_apply(device, channel, write->value.bits);
        platine_hold(device, channel, write->lifetime_us);
        platine_applied(device);
    }
    return checked;
}

/* Channels of a plan: there, not text, none twice. */
static failure check_channels(const platine_board *board, const uint16_t *channels, pb_size_t count) {
    for (pb_size_t i = 0; i < count; i++) {
        uint16_t channel = channels[i];
        if (channel >= board->channel_count) {
            return no_channel();
        }
        for (pb_size_t k = 0; k < i; k++) {
            if (channels[k] == channel) {
                return platine_fail_channel(platine_board_v1_ErrorKind_MALFORMED, channel, "is named twice by the plan");
            }
        }
        if (board->channels[channel].kind == PLATINE_TEXT) {
            return platine_fail_channel(
                    platine_board_v1_ErrorKind_UNSUPPORTED, channel, "is text, which is never part of a plan");
        }
    }
    return SUCCESS;
}

/* The longest request and reply that a plan can need: docs/protocol.md has the sum. */
static bool fits(const platine_device *device, size_t frame_to_board, size_t reads, size_t writes) {
    return PLATINE_FRAME_OVERHEAD_BYTES + 4u + 6u + 3u + 4u * writes <= frame_to_board
            && PLATINE_FRAME_OVERHEAD_BYTES + 4u + 9u + 6u + 3u + 4u * reads <= device->frame_to_host;
}

static failure check_plan(
        const platine_device *device, size_t frame_to_board, const platine_board_v1_RegisterPlan *request) {
    const platine_board *board = device->board;
    if (request->plan >= PLATINE_MAX_PLANS) {
        return platine_fail(platine_board_v1_ErrorKind_TOO_LARGE, "the plan's number is above HelloReply.max_plans - 1");
    }
    if (request->reads_count > PLATINE_PLAN_READS || request->writes_count > PLATINE_PLAN_WRITES) {
        return platine_fail(platine_board_v1_ErrorKind_TOO_LARGE, "more channels than a plan of this board holds");
    }
    if (!fits(device, frame_to_board, request->reads_count, request->writes_count)) {
        return platine_fail(platine_board_v1_ErrorKind_TOO_LARGE, "an exchange would not fit the agreed frame");
    }
    failure checked = check_channels(board, request->reads, request->reads_count);
    if (checked.reason == NULL) {
        checked = check_channels(board, request->writes, request->writes_count);
    }
    for (pb_size_t i = 0; checked.reason == NULL && i < request->writes_count; i++) {
        checked = check_output(board, request->writes[i]);
    }
    return checked;
}

failure platine_register_plan(
        platine_device *device, size_t frame_to_board, const platine_board_v1_RegisterPlan *request) {
    failure checked = check_plan(device, frame_to_board, request);
    if (checked.reason == NULL) {
        platine_plan *plan = &device->plans[request->plan];
        memset(plan, 0, sizeof *plan);
        memcpy(plan->reads, request->reads, request->reads_count * sizeof plan->reads[0]);
        memcpy(plan->writes, request->writes, request->writes_count * sizeof plan->writes[0]);
        plan->read_count = (uint8_t)request->reads_count;
        plan->write_count = (uint8_t)request->writes_count;
        plan->lifetime_us = request->lifetime_us;
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

static void sample(platine_device *device, platine_plan *plan, platine_board_v1_ExchangeReply *reply) {
    const platine_port *port = &device->port;
    if (port->sampling != NULL) {
        port->sampling(port->context);
    }
    device->now_ns = port->now_ns(port->context);
    reply->board_time_ns = device->now_ns;
    for (uint8_t i = 0; i < plan->read_count; i++) {
        reply->values[i] = platine_value(device, plan->reads[i]);
    }
    reply->values_count = plan->read_count;
    reply->flags = plan->expired ? platine_board_v1_ExchangeFlag_OUTPUTS_HAD_EXPIRED : 0;
    if (port->fault != NULL && port->fault(port->context)) {
        reply->flags |= platine_board_v1_ExchangeFlag_BOARD_FAULT;
    }
    plan->expired = false;
    plan->used = true;
}

failure platine_run_exchange(
        platine_device *device, const platine_board_v1_Exchange *request, platine_board_v1_ExchangeReply *reply) {
    if (request->plan >= PLATINE_MAX_PLANS || !device->plans[request->plan].known) {
        return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no plan of that number: register it first");
    }
    platine_plan *plan = &device->plans[request->plan];
    if (request->values_count != plan->write_count) {
        return platine_fail(platine_board_v1_ErrorKind_MALFORMED, "the number of values is not that of the plan's writes");
    }
    for (uint8_t i = 0; i < plan->write_count; i++) { /* all are checked before any is applied */
        failure checked = platine_check_write(device->board, plan->writes[i], request->values[i]);
        if (checked.reason != NULL) {
            return checked;
        }
    }
    for (uint8_t i = 0; i < plan->write_count; i++) {
        platine_apply(device, plan->writes[i], request->values[i]);
        platine_hold(device, plan->writes[i], plan->lifetime_us);
    }
    if (plan->write_count > 0) {
        platine_applied(device);
    }
    sample(device, plan, reply);
    return SUCCESS;
}
