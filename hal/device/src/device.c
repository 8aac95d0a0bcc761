/* The life of a device: its table is checked, then it is polled. */
#include <string.h>

#include "internal.h"

static uint32_t hash_number(uint32_t crc, uint32_t value, size_t bytes) {
    uint8_t coded[4] = {(uint8_t)value, (uint8_t)(value >> 8), (uint8_t)(value >> 16), (uint8_t)(value >> 24)};
    return platine_crc32c(crc, coded, bytes);
}

static uint32_t hash_text(uint32_t crc, const char *text) {
    return platine_crc32c(crc, (const uint8_t *)text, strlen(text) + 1);
}

static uint32_t schema_hash(const platine_board *board) {
    uint32_t crc = 0;
    for (uint16_t c = 0; c < board->channel_count; c++) {
        const platine_channel *channel = &board->channels[c];
        crc = hash_number(crc, c, 2);
        crc = hash_text(crc, channel->name);
        crc = hash_number(crc, (uint32_t)channel->kind, 1);
        crc = hash_number(crc, (uint32_t)channel->direction, 1);
        crc = hash_text(crc, channel->unit);
        crc = hash_number(crc, platine_bits(channel->minimum), 4);
        crc = hash_number(crc, platine_bits(channel->maximum), 4);
        crc = hash_number(crc, platine_bits(channel->resolution), 4);
        crc = hash_number(crc, channel->safe, 4);
    }
    return crc;
}

static bool is_name(const char *name) {
    size_t length = 0;
    for (; name[length] != 0; length++) {
        char c = name[length];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.')) {
            return false;
        }
    }
    return length >= 1 && length <= 31;
}

static bool is_finite(float value) {
    return value >= -3.4028234e38f && value <= 3.4028234e38f;
}

static const char *check_channel(const platine_channel *channel) {
    if (channel->name == NULL || channel->unit == NULL || channel->label == NULL) {
        return "name, unit and label of every channel must be given, \"\" for none";
    }
    if (!is_name(channel->name)) {
        return "the name of every channel must be 1 to 31 of [a-z0-9_.]";
    }
    if (strlen(channel->unit) > 15 || strlen(channel->label) > 47) {
        return "units must have at most 15 bytes and labels at most 47";
    }
    if (channel->kind < PLATINE_DIGITAL || channel->kind > PLATINE_TEXT || channel->direction < PLATINE_INPUT
            || channel->direction > PLATINE_OUTPUT) {
        return "every channel must have a kind and a direction";
    }
    if (!is_finite(channel->minimum) || !is_finite(channel->maximum) || !is_finite(channel->resolution)
            || !(channel->minimum <= channel->maximum) || !(channel->resolution >= 0)) {
        return "ranges must be finite, minimum not above maximum, and resolution >= 0";
    }
    if (channel->direction == PLATINE_OUTPUT && channel->kind != PLATINE_TEXT
            && !platine_accepts(channel, channel->safe)) {
        return "the safe value of every output must lie in its range";
    }
    return NULL;
}

static const char *check(const platine_board *board, const platine_port *port) {
    if (board->channel_count > PLATINE_MAX_CHANNELS) {
        return "more channels than PLATINE_MAX_CHANNELS: define it larger";
    }
    if (port->read == NULL || port->write == NULL || port->now_ns == NULL || port->get == NULL || port->set == NULL) {
        return "read, write, now_ns, get and set must be given";
    }
    if (board->name == NULL || board->name[0] == 0) {
        return "the board must have a name";
    }
    const char *broken = NULL;
    for (uint16_t c = 0; broken == NULL && c < board->channel_count; c++) {
        broken = check_channel(&board->channels[c]);
    }
    return broken;
}

static void start_line(platine_device *device) {
    platine_forget_host(device);
    platine_frame_decoder_reset(&device->decoder);
    platine_frame_decoder_limit(&device->decoder, HELLO_FRAME_BYTES);
    device->chunk_at = device->chunk_length = 0;
    device->waiting = false;
    device->out_sent = device->out_length = 0;
}

const char *platine_device_init(platine_device *device, const platine_board *board, const platine_port *port) {
    const char *broken = check(board, port);
    if (broken != NULL) {
        return broken;
    }
    memset(device, 0, sizeof *device);
    device->board = board;
    device->port = *port;
    device->now_ns = port->now_ns(port->context);
    device->schema_hash = schema_hash(board);
    platine_frame_decoder_init(&device->decoder, device->in, sizeof device->in);
    start_line(device);
    platine_all_safe(device, 0);
    return NULL;
}

/* The next received byte; false when there is none. */
static bool next_byte(platine_device *device, uint8_t *byte) {
    if (device->chunk_at == device->chunk_length) {
        size_t count = device->port.read(device->port.context, device->chunk, sizeof device->chunk);
        device->chunk_at = 0;
        device->chunk_length = (uint8_t)count;
        if (count == 0) {
            return false;
        }
    }
    *byte = device->chunk[device->chunk_at++];
    return true;
}

static void work(platine_device *device) {
    platine_expire_setpoints(device);
    platine_tell_safe(device);
    if (device->greeted) {
        platine_send_samples(device);
    }
}

static void tick(platine_device *device) {
    device->now_ns = device->port.now_ns(device->port.context);
}

/* Takes bytes until a frame is there; it stays in `in` and nothing more is taken until it was served. */
static bool listen(platine_device *device) {
    uint8_t byte;
    while (!device->waiting && next_byte(device, &byte)) {
        device->waiting = platine_frame_decoder_take(&device->decoder, byte, &device->waiting_length);
    }
    return device->waiting;
}

bool platine_device_poll(platine_device *device) {
    platine_pump(device);
    tick(device);
    work(device);
    if (device->reset_due) {
        if (platine_out_free(device)) {
            device->reset_due = false;
            device->port.reset(device->port.context);
        }
        return false;
    }
    /* a request is answered only when there is room for its reply; meanwhile the next one may come in */
    if (!listen(device) || !platine_out_free(device)) {
        return false;
    }
    device->waiting = false;
    tick(device);
    platine_serve(device, device->waiting_length);
    work(device); /* at the request's own time, so that what it set is stamped with it */
    return true;
}

void platine_device_line(platine_device *device, uint16_t channel, const char *line) {
    if (device->greeted) {
        tick(device);
        platine_send_line(device, channel, line);
    }
}

bool platine_device_notice(platine_device *device, const char *line) {
    board_event event = {.which_body = platine_board_v1_BoardEvent_notice_tag};
    tick(device);
    event.body.notice.board_time_ns = device->now_ns;
    platine_copy_text(event.body.notice.text, sizeof event.body.notice.text, line);
    return platine_send_event(device, &event);
}

void platine_device_make_safe(platine_device *device) {
    tick(device);
    platine_all_safe(device, platine_board_v1_SafeState_Reason_BOARD_FAULT);
    platine_tell_safe(device);
}

uint32_t platine_device_setpoint(const platine_device *device, uint16_t channel) {
    return channel < device->board->channel_count ? device->setpoint[channel] : 0;
}

bool platine_device_greeted(const platine_device *device) {
    return device->greeted;
}

void platine_device_disconnected(platine_device *device) {
    start_line(device);
}

uint64_t platine_device_next_ns(const platine_device *device) {
    uint64_t next_ns = platine_next_sample_ns(device);
    for (uint16_t c = 0; c < device->board->channel_count; c++) {
        if (device->expires_ns[c] != 0 && device->expires_ns[c] < next_ns) {
            next_ns = device->expires_ns[c];
        }
    }
    return next_ns;
}
