/* The conversation: hello, describe, one request at a time, and what is due by itself. */
#include "platine/device.h"

#include <string.h>

#include <pb_decode.h>
#include <pb_encode.h>

#include "internal.h"

#define PROTOCOL_VERSION 1u
#define HELLO_FRAME_BYTES 256u
#define OVERHEAD_BYTES (PLATINE_FRAME_HEADER_BYTES + PLATINE_FRAME_CRC_BYTES)
#define FEATURES                                                                           \
    (platine_board_v1_Feature_FEATURE_SUBSCRIBE | platine_board_v1_Feature_FEATURE_LIFETIME \
            | platine_board_v1_Feature_FEATURE_TEXT | platine_board_v1_Feature_FEATURE_RESET)

/* Every message fits the frame that was agreed at build time, and those before hello fit the frame of hello. */
#define ASSERT_AT_BUILD(what, holds) typedef char assert_##what[(holds) ? 1 : -1]
ASSERT_AT_BUILD(frame_of_256_to_65535_bytes, PLATINE_FRAME_BYTES >= HELLO_FRAME_BYTES && PLATINE_FRAME_BYTES <= 65535u);
ASSERT_AT_BUILD(largest_request_fits, platine_board_v1_BoardRequest_size + OVERHEAD_BYTES <= HELLO_FRAME_BYTES);
ASSERT_AT_BUILD(largest_reply_fits, platine_board_v1_BoardReply_size + OVERHEAD_BYTES <= HELLO_FRAME_BYTES);
ASSERT_AT_BUILD(largest_event_fits, platine_board_v1_BoardEvent_size + OVERHEAD_BYTES <= HELLO_FRAME_BYTES);

failure platine_fail(error_kind kind, const char *reason) {
    return (failure){reason, kind, -1};
}

failure platine_fail_channel(error_kind kind, uint16_t channel, const char *reason) {
    return (failure){reason, kind, channel};
}

void platine_copy_text(char *to, size_t capacity, const char *from) {
    size_t length = 0;
    while (from != NULL && from[length] != 0 && length + 1 < capacity) {
        length++;
    }
    /* never half a character of UTF-8 */
    while (length > 0 && from[length] != 0 && ((unsigned char)from[length] & 0xC0u) == 0x80u) {
        length--;
    }
    if (length > 0) {
        memcpy(to, from, length);
    }
    to[length] = 0;
}

/* ---- sending ---- */

bool platine_out_free(const platine_device *device) {
    return device->out_sent == device->out_length;
}

static void pump(platine_device *device) {
    while (!platine_out_free(device)) {
        size_t taken = device->port.write(
                device->port.context, device->out + device->out_sent, device->out_length - device->out_sent);
        if (taken == 0) {
            return;
        }
        device->out_sent += taken;
    }
}

static bool send(platine_device *device, uint8_t kind, uint32_t sequence, const pb_msgdesc_t *fields, const void *message) {
    size_t offset = platine_frame_message_offset(PLATINE_FRAME_BYTES);
    size_t capacity = (size_t)device->frame_to_host - OVERHEAD_BYTES;
    pb_ostream_t stream = pb_ostream_from_buffer(device->out + offset, capacity);
    if (!pb_encode(&stream, fields, message)) {
        return false;
    }
    device->out_length = platine_frame_finish(device->out, PLATINE_FRAME_BYTES, kind, sequence, stream.bytes_written);
    device->out_sent = 0;
    pump(device);
    return true;
}

bool platine_send_event(platine_device *device, const board_event *event) {
    return device->greeted && platine_out_free(device)
            && send(device, PLATINE_KIND_BOARD_EVENT, device->event_sequence++, platine_board_v1_BoardEvent_fields, event);
}

static void put_error(platine_board_v1_Error *error, failure failed) {
    memset(error, 0, sizeof *error);
    error->kind = failed.kind;
    platine_copy_text(error->reason, sizeof error->reason, failed.reason);
    error->has_channel = failed.channel >= 0;
    error->channel = failed.channel >= 0 ? (uint32_t)failed.channel : 0;
}

/* A bench message to a real board: BenchReply has its error in field 2, and nothing else of it is needed here. */
static void refuse_bench(platine_device *device, uint32_t sequence) {
    platine_board_v1_Error error;
    put_error(&error, platine_fail(platine_board_v1_ErrorKind_UNSUPPORTED, "this is a real board: it has no bench"));
    size_t offset = platine_frame_message_offset(PLATINE_FRAME_BYTES);
    pb_ostream_t stream = pb_ostream_from_buffer(device->out + offset, HELLO_FRAME_BYTES - OVERHEAD_BYTES);
    if (pb_encode_tag(&stream, PB_WT_STRING, 2)
            && pb_encode_submessage(&stream, platine_board_v1_Error_fields, &error)) {
        device->out_length = platine_frame_finish(
                device->out, PLATINE_FRAME_BYTES, PLATINE_KIND_BENCH_REPLY, sequence, stream.bytes_written);
        device->out_sent = 0;
        pump(device);
    }
}

/* ---- hello and describe ---- */

static uint32_t smaller(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static void forget_host(platine_device *device) {
    memset(device->plans, 0, sizeof device->plans);
    memset(device->subscriptions, 0, sizeof device->subscriptions);
    device->event_sequence = 0;
    device->frame_to_host = HELLO_FRAME_BYTES;
    device->greeted = false;
}

static failure hello(platine_device *device, const platine_board_v1_Hello *request, platine_board_v1_HelloReply *reply) {
    if (request->protocol_min > PROTOCOL_VERSION || request->protocol_max < PROTOCOL_VERSION) {
        return platine_fail(platine_board_v1_ErrorKind_VERSION, "this board speaks protocol 1 only");
    }
    if (request->max_frame_send < HELLO_FRAME_BYTES || request->max_frame_receive < HELLO_FRAME_BYTES) {
        return platine_fail(platine_board_v1_ErrorKind_MALFORMED, "frames must be at least 256 bytes");
    }
    if (request->board[0] != 0 && strcmp(request->board, device->board->name) != 0) {
        return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no board of that name on this line");
    }
    forget_host(device);
    device->frame_to_host = (uint16_t)smaller(request->max_frame_receive, PLATINE_FRAME_BYTES);
    device->features = request->features & FEATURES;
    device->greeted = true;
    reply->protocol = PROTOCOL_VERSION;
    reply->max_frame_to_board = smaller(request->max_frame_send, PLATINE_FRAME_BYTES);
    reply->max_frame_to_host = device->frame_to_host;
    reply->window = 1;
    reply->features = device->features;
    reply->schema_hash = device->schema_hash;
    reply->boot_id = device->board->boot_id;
    platine_copy_text(reply->board, sizeof reply->board, device->board->name);
    reply->max_plans = PLATINE_MAX_PLANS;
    reply->max_subscriptions = PLATINE_MAX_SUBSCRIPTIONS;
    return SUCCESS;
}

static void describe_board(const platine_board *board, platine_board_v1_BoardDescription *reply) {
    platine_copy_text(reply->name, sizeof reply->name, board->name);
    platine_copy_text(reply->vendor, sizeof reply->vendor, board->vendor);
    platine_copy_text(reply->model, sizeof reply->model, board->model);
    platine_copy_text(reply->hardware_revision, sizeof reply->hardware_revision, board->hardware_revision);
    platine_copy_text(reply->serial_number, sizeof reply->serial_number, board->serial_number);
    platine_copy_text(reply->firmware_version, sizeof reply->firmware_version, board->firmware_version);
    platine_copy_text(reply->build_id, sizeof reply->build_id, board->build_id);
    reply->channel_count = board->channel_count;
}

static failure describe_channel(
        const platine_board *board, uint32_t first, platine_board_v1_ChannelDescriptions *reply) {
    if (first >= board->channel_count) {
        return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no channel of that number");
    }
    const platine_channel *channel = &board->channels[first];
    platine_board_v1_ChannelDescription *description = &reply->channels[0];
    reply->channels_count = 1;
    description->id = (uint16_t)first;
    platine_copy_text(description->name, sizeof description->name, channel->name);
    description->kind = (platine_board_v1_ChannelKind)channel->kind;
    description->direction = (platine_board_v1_ChannelDirection)channel->direction;
    platine_copy_text(description->unit, sizeof description->unit, channel->unit);
    description->minimum = channel->minimum;
    description->maximum = channel->maximum;
    description->resolution = channel->resolution;
    description->safe_value = channel->safe;
    platine_copy_text(description->label, sizeof description->label, channel->label);
    return SUCCESS;
}

static failure read_channel(platine_device *device, uint32_t id, platine_board_v1_ReadReply *reply) {
    if (id >= device->board->channel_count) {
        return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no channel of that number");
    }
    reply->board_time_ns = device->port.now_ns(device->port.context);
    if (device->board->channels[id].kind == PLATINE_TEXT) {
        const char *line = device->port.get_text == NULL ? "" : device->port.get_text(device->port.context, (uint16_t)id);
        reply->which_value = platine_board_v1_ReadReply_text_tag;
        platine_copy_text(reply->value.text, sizeof reply->value.text, line);
    } else {
        reply->which_value = platine_board_v1_ReadReply_bits_tag;
        reply->value.bits = platine_value(device, (uint16_t)id);
    }
    return SUCCESS;
}

/* ---- requests ---- */

static failure answer(platine_device *device, const board_request *request, board_reply *reply) {
    reply->which_body = platine_board_v1_BoardReply_done_tag;
    if (!device->greeted && request->which_body != platine_board_v1_BoardRequest_hello_tag) {
        return platine_fail(platine_board_v1_ErrorKind_NOT_READY, "say hello first");
    }
    switch (request->which_body) {
        case platine_board_v1_BoardRequest_exchange_tag:
            reply->which_body = platine_board_v1_BoardReply_exchange_tag;
            return platine_run_exchange(device, &request->body.exchange, &reply->body.exchange);
        case platine_board_v1_BoardRequest_hello_tag:
            reply->which_body = platine_board_v1_BoardReply_hello_tag;
            return hello(device, &request->body.hello, &reply->body.hello);
        case platine_board_v1_BoardRequest_describe_board_tag:
            reply->which_body = platine_board_v1_BoardReply_describe_board_tag;
            describe_board(device->board, &reply->body.describe_board);
            return SUCCESS;
        case platine_board_v1_BoardRequest_describe_channels_tag:
            reply->which_body = platine_board_v1_BoardReply_describe_channels_tag;
            return describe_channel(
                    device->board, request->body.describe_channels.first, &reply->body.describe_channels);
        case platine_board_v1_BoardRequest_read_tag:
            reply->which_body = platine_board_v1_BoardReply_read_tag;
            return read_channel(device, request->body.read.channel, &reply->body.read);
        case platine_board_v1_BoardRequest_read_clock_tag:
            reply->which_body = platine_board_v1_BoardReply_read_clock_tag;
            reply->body.read_clock.board_time_ns = device->port.now_ns(device->port.context);
            return SUCCESS;
        case platine_board_v1_BoardRequest_write_tag:
            return platine_write_channel(device, &request->body.write);
        case platine_board_v1_BoardRequest_register_plan_tag:
            return platine_register_plan(device, &request->body.register_plan);
        case platine_board_v1_BoardRequest_drop_plan_tag:
            return platine_drop_plan(device, request->body.drop_plan.plan);
        case platine_board_v1_BoardRequest_subscribe_tag:
            return platine_subscribe(device, &request->body.subscribe);
        case platine_board_v1_BoardRequest_unsubscribe_tag:
            return platine_unsubscribe(device, request->body.unsubscribe.subscription);
        case platine_board_v1_BoardRequest_make_safe_tag:
            platine_all_safe(device, platine_board_v1_SafeState_Reason_MADE_SAFE, false);
            return SUCCESS;
        case platine_board_v1_BoardRequest_reset_tag:
            if (device->port.reset == NULL) {
                return platine_fail(platine_board_v1_ErrorKind_UNSUPPORTED, "this firmware cannot restart itself");
            }
            device->reset_due = true;
            return SUCCESS;
        default:
            return platine_fail(platine_board_v1_ErrorKind_MALFORMED, "a request without a body that this board knows");
    }
}

static void serve(platine_device *device, size_t message_length) {
    uint8_t kind = device->in[0];
    uint32_t sequence = platine_frame_sequence(device->in);
    if (kind == PLATINE_KIND_BENCH_REQUEST) {
        refuse_bench(device, sequence);
        return;
    }
    if (kind != PLATINE_KIND_BOARD_REQUEST) {
        device->decoder.counters.malformed++;
        return;
    }
    board_request request = platine_board_v1_BoardRequest_init_zero;
    board_reply reply = platine_board_v1_BoardReply_init_zero;
    pb_istream_t stream = pb_istream_from_buffer(device->in + PLATINE_FRAME_HEADER_BYTES, message_length);
    failure failed = pb_decode_noinit(&stream, platine_board_v1_BoardRequest_fields, &request)
            ? answer(device, &request, &reply)
            : platine_fail(platine_board_v1_ErrorKind_MALFORMED, "the request cannot be decoded, or is beyond this board's bounds");
    if (failed.reason != NULL) {
        reply.which_body = platine_board_v1_BoardReply_error_tag;
        put_error(&reply.body.error, failed);
    }
    (void)send(device, PLATINE_KIND_BOARD_REPLY, sequence, platine_board_v1_BoardReply_fields, &reply);
}

/* ---- life ---- */

/* CRC-32C over pieces: continues from a value that platine_crc32c would have returned. */
static uint32_t crc_more(uint32_t crc, const uint8_t *bytes, size_t length) {
    crc = ~crc;
    for (size_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc >> 1) ^ (0x82F63B78u & (0u - (crc & 1u)));
        }
    }
    return ~crc;
}

static uint32_t hash_number(uint32_t crc, uint32_t value, size_t bytes) {
    uint8_t coded[4] = {(uint8_t)value, (uint8_t)(value >> 8), (uint8_t)(value >> 16), (uint8_t)(value >> 24)};
    return crc_more(crc, coded, bytes);
}

static uint32_t hash_text(uint32_t crc, const char *text) {
    return crc_more(crc, (const uint8_t *)text, strlen(text) + 1);
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

static const char *check(const platine_board *board, const platine_port *port) {
    if (board->channel_count > PLATINE_MAX_CHANNELS) {
        return "more channels than PLATINE_MAX_CHANNELS: define it larger";
    }
    if (port->read == NULL || port->write == NULL || port->now_ns == NULL || port->get == NULL || port->set == NULL) {
        return "read, write, now_ns, get and set must be given";
    }
    for (uint16_t c = 0; c < board->channel_count; c++) {
        const platine_channel *channel = &board->channels[c];
        if (channel->name == NULL || channel->unit == NULL || channel->label == NULL) {
            return "name, unit and label of every channel must be given, \"\" for none";
        }
        if (channel->direction == PLATINE_OUTPUT && channel->kind != PLATINE_TEXT
                && !platine_accepts(channel, channel->safe)) {
            return "the safe value of every output must lie in its range";
        }
    }
    return NULL;
}

const char *platine_device_init(platine_device *device, const platine_board *board, const platine_port *port) {
    const char *broken = check(board, port);
    if (broken != NULL) {
        return broken;
    }
    memset(device, 0, sizeof *device);
    device->board = board;
    device->port = *port;
    device->schema_hash = schema_hash(board);
    platine_frame_decoder_init(&device->decoder, device->in, sizeof device->in);
    forget_host(device);
    platine_all_safe(device, platine_board_v1_SafeState_Reason_MADE_SAFE, false);
    return NULL;
}

bool platine_device_poll(platine_device *device) {
    pump(device);
    uint64_t now_ns = device->port.now_ns(device->port.context);
    platine_expire_setpoints(device, now_ns);
    if (device->greeted) {
        platine_send_samples(device, now_ns);
    }
    if (device->reset_due && platine_out_free(device)) {
        device->reset_due = false;
        device->port.reset(device->port.context);
        return false;
    }
    while (platine_out_free(device)) { /* a request is taken only when its reply can be given */
        uint8_t byte;
        size_t message_length;
        if (device->port.read(device->port.context, &byte, 1) == 0) {
            return false;
        }
        if (platine_frame_decoder_take(&device->decoder, byte, &message_length)) {
            serve(device, message_length);
            return true;
        }
    }
    return false;
}

void platine_device_make_safe(platine_device *device) {
    platine_all_safe(device, platine_board_v1_SafeState_Reason_BOARD_FAULT, true);
}

void platine_device_disconnected(platine_device *device) {
    forget_host(device);
    platine_frame_decoder_init(&device->decoder, device->in, sizeof device->in);
    device->out_sent = device->out_length = 0;
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
