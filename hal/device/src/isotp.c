#include "platine/isotp.h"

#include <string.h>

#define SINGLE 0x00u
#define FIRST 0x10u
#define CONSECUTIVE 0x20u
#define FLOW 0x30u

#define CONTINUE 0u
#define WAIT 1u
#define OVERFLOW_STATUS 2u

#define CLASSIC_BYTES 8u
#define SHORT_LENGTH 4095u /* longest message whose length fits 12 bits */
#define TIMEOUT_NS 1000000000u
#define MS_NS 1000000u

enum { IDLE, START, AWAIT_FIRST_FLOW, AWAIT_FLOW, SENDING };

/* ---- what both directions share ---- */

static uint8_t address_bytes(const platine_isotp *channel) {
    return channel->config.addressed ? 1u : 0u;
}

static uint64_t now(const platine_isotp *channel) {
    return channel->port.now_ns(channel->port.context);
}

static void fail(platine_isotp *channel, platine_isotp_error error) {
    channel->errors++;
    channel->last_error = error;
}

/* The shortest frame that holds so many bytes. */
static uint8_t frame_length(size_t bytes) {
    static const uint8_t lengths[] = {8, 12, 16, 20, 24, 32, 48, 64};
    size_t i = 0;
    while (lengths[i] < bytes) {
        i++;
    }
    return lengths[i];
}

static void begin_frame(const platine_isotp *channel, platine_can_frame *frame) {
    memset(frame->data, channel->config.pad ? channel->config.padding : 0xCC, sizeof frame->data);
    frame->id = channel->config.tx_id;
    frame->data[0] = channel->config.tx_address;
    frame->length = address_bytes(channel);
}

static void put(platine_can_frame *frame, uint32_t byte) {
    frame->data[frame->length++] = (uint8_t)byte;
}

/* Fills the frame up as wished and needed, and sends it. */
static bool hand_over(const platine_isotp *channel, platine_can_frame *frame) {
    if (frame->length > CLASSIC_BYTES || channel->config.pad) {
        frame->length = frame_length(frame->length);
    }
    return channel->port.send(channel->port.context, frame);
}

/* ---- receiving ---- */

static void send_flow(platine_isotp *channel) {
    platine_can_frame frame;
    begin_frame(channel, &frame);
    put(&frame, FLOW | channel->flow_status);
    put(&frame, channel->config.block_size);
    put(&frame, channel->config.st_min);
    channel->flow_due = !hand_over(channel, &frame);
}

static void answer(platine_isotp *channel, uint8_t status) {
    channel->flow_status = status;
    send_flow(channel);
}

static void finish_message(platine_isotp *channel) {
    channel->rx_running = false;
    channel->rx_ready = true;
}

/* False when the frame says nonsense. */
static bool take_single(platine_isotp *channel, const uint8_t *data, size_t count, bool long_frame) {
    size_t header = long_frame ? 2 : 1;
    size_t length = long_frame ? data[1] : data[0] & 0x0Fu;
    if (length == 0 || length > count - header) {
        return false;
    }
    channel->rx_running = false; /* whatever was under way is given up */
    if (channel->rx_ready) {
        fail(channel, PLATINE_ISOTP_UNREAD);
    } else if (length > channel->rx_capacity) {
        fail(channel, PLATINE_ISOTP_TOO_LONG);
    } else {
        memcpy(channel->rx, data + header, length);
        channel->rx_length = length;
        finish_message(channel);
    }
    return true;
}

static bool take_first(platine_isotp *channel, const uint8_t *data, size_t count, uint8_t frame_bytes) {
    size_t header = 2;
    size_t length = ((size_t)(data[0] & 0x0Fu) << 8) | data[1];
    channel->rx_running = false;
    if (frame_bytes != frame_length(frame_bytes)) {
        return false; /* a first frame uses all that the sender can */
    }
    if (length == 0) {
        header = 6;
        length = ((size_t)data[2] << 24) | ((size_t)data[3] << 16) | ((size_t)data[4] << 8) | data[5];
    }
    /* what fits a single frame, whose header may have a byte more, is not cut in pieces */
    if (length + header + (frame_bytes > CLASSIC_BYTES ? 1u : 0u) < count) {
        return false;
    }
    if (length <= count - header) {
        return false;
    }
    if (channel->rx_ready || length > channel->rx_capacity) {
        fail(channel, channel->rx_ready ? PLATINE_ISOTP_UNREAD : PLATINE_ISOTP_TOO_LONG);
        answer(channel, OVERFLOW_STATUS);
        return true;
    }
    memcpy(channel->rx, data + header, count - header);
    channel->rx_at = count - header;
    channel->rx_length = length;
    channel->rx_frame_bytes = frame_bytes;
    channel->rx_sequence = 1;
    channel->rx_block = 0;
    channel->rx_running = true;
    channel->rx_until_ns = now(channel) + TIMEOUT_NS;
    answer(channel, CONTINUE);
    return true;
}

static bool take_consecutive(platine_isotp *channel, const uint8_t *data, size_t count, uint8_t frame_bytes) {
    if (!channel->rx_running || frame_bytes > channel->rx_frame_bytes) {
        return false;
    }
    size_t left = channel->rx_length - channel->rx_at;
    size_t room = count - 1;
    if (frame_bytes < channel->rx_frame_bytes && left > room) {
        return false; /* only the last one may be short */
    }
    if ((data[0] & 0x0Fu) != channel->rx_sequence) {
        channel->rx_running = false;
        fail(channel, PLATINE_ISOTP_SEQUENCE);
        return true;
    }
    size_t taken = left < room ? left : room;
    memcpy(channel->rx + channel->rx_at, data + 1, taken);
    channel->rx_at += taken;
    channel->rx_sequence = (uint8_t)((channel->rx_sequence + 1u) & 0x0Fu);
    if (channel->rx_at == channel->rx_length) {
        finish_message(channel);
        return true;
    }
    channel->rx_until_ns = now(channel) + TIMEOUT_NS;
    if (channel->config.block_size != 0 && ++channel->rx_block == channel->config.block_size) {
        channel->rx_block = 0;
        answer(channel, CONTINUE);
    }
    return true;
}

/* ---- sending ---- */

static void end_sending(platine_isotp *channel, platine_isotp_error error) {
    channel->tx_state = IDLE;
    if (error != PLATINE_ISOTP_NONE) {
        fail(channel, error);
    }
}

static uint64_t gap_ns(uint8_t st_min) {
    if (st_min >= 0xF1u && st_min <= 0xF9u) {
        return (uint64_t)(st_min - 0xF0u) * 100000u;
    }
    return (uint64_t)(st_min <= 0x7Fu ? st_min : 0x7Fu) * MS_NS; /* what the standard reserves is the longest pause */
}

static bool take_flow(platine_isotp *channel, const uint8_t *data, size_t count) {
    bool first = channel->tx_state == AWAIT_FIRST_FLOW;
    if ((!first && channel->tx_state != AWAIT_FLOW) || count < 3) {
        return false;
    }
    uint64_t time_ns = now(channel);
    if (first) { /* the first one decides for the whole message */
        channel->tx_block_size = data[1];
        channel->tx_gap_ns = gap_ns(data[2]);
    }
    switch (data[0] & 0x0Fu) {
        case CONTINUE:
            channel->tx_block = 0;
            channel->tx_waits = 0;
            channel->tx_state = SENDING;
            channel->tx_next_ns = time_ns;
            channel->tx_until_ns = time_ns + TIMEOUT_NS;
            break;
        case WAIT:
            if (channel->config.max_waits != 0 && ++channel->tx_waits > channel->config.max_waits) {
                end_sending(channel, PLATINE_ISOTP_WAITS);
            } else {
                channel->tx_until_ns = time_ns + TIMEOUT_NS;
            }
            break;
        case OVERFLOW_STATUS:
            end_sending(channel, PLATINE_ISOTP_OVERFLOW);
            break;
        default:
            end_sending(channel, PLATINE_ISOTP_NO_FLOW_CONTROL);
            break;
    }
    return true;
}

static size_t append(platine_isotp *channel, platine_can_frame *frame) {
    size_t room = (size_t)channel->config.frame_bytes - frame->length;
    size_t left = channel->tx_length - channel->tx_at;
    size_t count = left < room ? left : room;
    memcpy(frame->data + frame->length, channel->tx + channel->tx_at, count);
    frame->length = (uint8_t)(frame->length + count);
    return count;
}

/* The single or first frame; false when it could not be handed over. */
static bool send_first(platine_isotp *channel) {
    platine_can_frame frame;
    begin_frame(channel, &frame);
    size_t length = channel->tx_length;
    bool small = length + 1 + address_bytes(channel) <= CLASSIC_BYTES;
    size_t single_header = (small || channel->config.frame_bytes == CLASSIC_BYTES) ? 1u : 2u;
    bool single = length + single_header + address_bytes(channel) <= channel->config.frame_bytes;
    if (single && single_header == 1) {
        put(&frame, SINGLE | (uint32_t)length);
    } else if (single) {
        put(&frame, SINGLE);
        put(&frame, (uint32_t)length);
    } else if (length <= SHORT_LENGTH) {
        put(&frame, FIRST | (uint32_t)(length >> 8));
        put(&frame, (uint32_t)length);
    } else {
        put(&frame, FIRST);
        put(&frame, 0);
        for (int shift = 24; shift >= 0; shift -= 8) {
            put(&frame, (uint32_t)(length >> shift));
        }
    }
    size_t taken = append(channel, &frame);
    if (!hand_over(channel, &frame)) {
        return false;
    }
    channel->tx_at = taken;
    channel->tx_sequence = 1;
    channel->tx_waits = 0;
    channel->tx_state = single ? IDLE : AWAIT_FIRST_FLOW;
    channel->tx_until_ns = now(channel) + TIMEOUT_NS;
    return true;
}

static bool send_consecutive(platine_isotp *channel) {
    platine_can_frame frame;
    begin_frame(channel, &frame);
    put(&frame, CONSECUTIVE | channel->tx_sequence);
    size_t taken = append(channel, &frame);
    if (!hand_over(channel, &frame)) {
        return false;
    }
    uint64_t time_ns = now(channel);
    channel->tx_at += taken;
    channel->tx_sequence = (uint8_t)((channel->tx_sequence + 1u) & 0x0Fu);
    channel->tx_until_ns = time_ns + TIMEOUT_NS;
    channel->tx_next_ns = time_ns + channel->tx_gap_ns;
    if (channel->tx_at == channel->tx_length) {
        channel->tx_state = IDLE;
    } else if (channel->tx_block_size != 0 && ++channel->tx_block == channel->tx_block_size) {
        channel->tx_state = AWAIT_FLOW;
    }
    return true;
}

static void go_on_sending(platine_isotp *channel) {
    bool went = channel->tx_state != START || send_first(channel);
    while (went && channel->tx_state == SENDING && now(channel) >= channel->tx_next_ns) {
        went = send_consecutive(channel);
    }
    if (channel->tx_state != IDLE && now(channel) >= channel->tx_until_ns) {
        bool answer_missing = channel->tx_state == AWAIT_FIRST_FLOW || channel->tx_state == AWAIT_FLOW;
        end_sending(channel, answer_missing ? PLATINE_ISOTP_NO_FLOW_CONTROL : PLATINE_ISOTP_NO_ROOM);
    }
}

/* ---- what the firmware calls ---- */

static bool is_id(uint32_t id) {
    return (id & PLATINE_CAN_EXTENDED) != 0 ? (id & 0x60000000u) == 0 : id <= 0x7FFu;
}

const char *platine_isotp_init(platine_isotp *channel, const platine_isotp_config *config, const platine_isotp_port *port,
        uint8_t *rx, size_t rx_capacity) {
    if (!is_id(config->tx_id) || !is_id(config->rx_id) || config->tx_id == config->rx_id) {
        return "tx_id and rx_id must differ, and have 11 bits or, with PLATINE_CAN_EXTENDED, 29";
    }
    uint8_t frame_bytes = config->frame_bytes != 0 ? config->frame_bytes : (uint8_t)CLASSIC_BYTES;
    if (frame_bytes > PLATINE_CAN_BYTES || frame_bytes != frame_length(frame_bytes)) {
        return "frame_bytes must be 8, or with CAN FD 12, 16, 20, 24, 32, 48 or 64, and at most PLATINE_CAN_BYTES";
    }
    if (port->send == NULL || port->now_ns == NULL || rx == NULL || rx_capacity == 0) {
        return "send, now_ns and a buffer must be given";
    }
    memset(channel, 0, sizeof *channel);
    channel->config = *config;
    channel->config.frame_bytes = frame_bytes;
    channel->port = *port;
    channel->rx = rx;
    channel->rx_capacity = rx_capacity;
    return NULL;
}

static bool judge(platine_isotp *channel, const uint8_t *data, size_t count, uint8_t frame_bytes) {
    switch (data[0] & 0xF0u) {
        case SINGLE:
            if (frame_bytes <= CLASSIC_BYTES) {
                return take_single(channel, data, count, false);
            }
            return data[0] == 0 && count > 2 && take_single(channel, data, count, true);
        case FIRST:
            return frame_bytes >= CLASSIC_BYTES && take_first(channel, data, count, frame_bytes);
        case CONSECUTIVE:
            return take_consecutive(channel, data, count, frame_bytes);
        case FLOW:
            return take_flow(channel, data, count);
        default:
            return false;
    }
}

bool platine_isotp_take(platine_isotp *channel, const platine_can_frame *frame) {
    uint8_t skip = address_bytes(channel);
    if (frame->id != channel->config.rx_id || (skip == 1 && (frame->length < 1 || frame->data[0] != channel->config.rx_address))) {
        return false;
    }
    if (frame->length <= skip || frame->length > PLATINE_CAN_BYTES
            || !judge(channel, frame->data + skip, (size_t)frame->length - skip, frame->length)) {
        channel->ignored++;
    }
    return true;
}

void platine_isotp_poll(platine_isotp *channel) {
    if (channel->flow_due) {
        send_flow(channel);
    }
    if (channel->rx_running && now(channel) >= channel->rx_until_ns) {
        channel->rx_running = false;
        channel->flow_due = false;
        fail(channel, PLATINE_ISOTP_TIMEOUT);
    }
    if (channel->tx_state != IDLE) {
        go_on_sending(channel);
    }
}

uint64_t platine_isotp_next_ns(const platine_isotp *channel) {
    uint64_t next_ns = channel->rx_running ? channel->rx_until_ns : UINT64_MAX;
    if (channel->flow_due || channel->tx_state == START) {
        return 0;
    }
    uint64_t due_ns = channel->tx_state == SENDING ? channel->tx_next_ns : channel->tx_until_ns;
    return channel->tx_state != IDLE && due_ns < next_ns ? due_ns : next_ns;
}

bool platine_isotp_send(platine_isotp *channel, const uint8_t *message, size_t length) {
    if (channel->tx_state != IDLE || length == 0 || length > 0xFFFFFFFFu) {
        return false;
    }
    channel->tx = message;
    channel->tx_length = length;
    channel->tx_at = 0;
    channel->tx_state = START;
    channel->tx_until_ns = now(channel) + TIMEOUT_NS;
    go_on_sending(channel);
    return true;
}

bool platine_isotp_sending(const platine_isotp *channel) {
    return channel->tx_state != IDLE;
}

const uint8_t *platine_isotp_message(const platine_isotp *channel, size_t *length) {
    *length = channel->rx_ready ? channel->rx_length : 0;
    return channel->rx_ready ? channel->rx : NULL;
}

void platine_isotp_release(platine_isotp *channel) {
    channel->rx_ready = false;
}

platine_isotp_error platine_isotp_take_error(platine_isotp *channel) {
    platine_isotp_error error = channel->last_error;
    channel->last_error = PLATINE_ISOTP_NONE;
    return error;
}
