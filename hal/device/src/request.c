/* Requests and their replies. */
#include <string.h>

#include <pb_decode.h>

#include "internal.h"

#define PROTOCOL_VERSION 1u
#define WINDOW 2u /* one is being answered, one waits in device->in */
#define FEATURES                                                                           \
    (platine_board_v1_Feature_FEATURE_SUBSCRIBE | platine_board_v1_Feature_FEATURE_LIFETIME \
            | platine_board_v1_Feature_FEATURE_TEXT | platine_board_v1_Feature_FEATURE_RESET)

/* The reply's tag and length come on top of each message. What holds values is checked when plans are registered. */
#define FITS_HELLO(message) (platine_board_v1_##message##_size + 4u + PLATINE_FRAME_OVERHEAD_BYTES <= HELLO_FRAME_BYTES)
#define ASSERT_AT_BUILD(what, holds) typedef char assert_##what[(holds) ? 1 : -1]
ASSERT_AT_BUILD(frame_of_256_to_65535_bytes, PLATINE_FRAME_BYTES >= HELLO_FRAME_BYTES && PLATINE_FRAME_BYTES <= 65535u);
ASSERT_AT_BUILD(hello_fits, FITS_HELLO(HelloReply));
ASSERT_AT_BUILD(board_description_fits, FITS_HELLO(BoardDescription));
ASSERT_AT_BUILD(channel_descriptions_fit, FITS_HELLO(ChannelDescriptions));
ASSERT_AT_BUILD(read_reply_fits, FITS_HELLO(ReadReply));
ASSERT_AT_BUILD(error_fits, FITS_HELLO(Error));
ASSERT_AT_BUILD(safe_state_fits, FITS_HELLO(SafeState));
ASSERT_AT_BUILD(notice_fits, FITS_HELLO(Notice));
ASSERT_AT_BUILD(sizes_of_plans_fit_a_byte, PLATINE_PLAN_READS <= 64u && PLATINE_PLAN_WRITES <= 64u);

failure platine_fail(error_kind kind, const char *reason) {
    return (failure){reason, kind, -1};
}

failure platine_fail_channel(error_kind kind, uint16_t channel, const char *reason) {
    return (failure){reason, kind, channel};
}

void platine_forget_host(platine_device *device) {
    memset(device->plans, 0, sizeof device->plans);
    memset(device->subscriptions, 0, sizeof device->subscriptions);
    device->greeted = false;
    device->features = 0;
    device->event_sequence = 0;
    device->unsaid_reason = 0;
    memset(device->unsaid, 0, sizeof device->unsaid);
    device->frame_to_host = HELLO_FRAME_BYTES;
}

static uint32_t smaller(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

/* The frame that this very reply goes in is still as large as before: it is of a fixed message, which fits. */
static failure hello(
        platine_device *device, const platine_board_v1_Hello *request, platine_board_v1_HelloReply *reply) {
    platine_forget_host(device);
    if (request->protocol_min > PROTOCOL_VERSION || request->protocol_max < PROTOCOL_VERSION) {
        return platine_fail(platine_board_v1_ErrorKind_VERSION, "this board speaks protocol 1 only");
    }
    if (request->board[0] != 0 && strcmp(request->board, device->board->name) != 0) {
        return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "another board is on this line: leave its name out");
    }
    if (request->max_frame_send < HELLO_FRAME_BYTES || request->max_frame_receive < HELLO_FRAME_BYTES) {
        return platine_fail(platine_board_v1_ErrorKind_OUT_OF_RANGE, "frames must be of at least 256 bytes");
    }
    reply->protocol = PROTOCOL_VERSION;
    reply->max_frame_to_board = smaller(request->max_frame_send, PLATINE_FRAME_BYTES);
    reply->max_frame_to_host = smaller(request->max_frame_receive, PLATINE_FRAME_BYTES);
    reply->window = request->window < 2u ? 1u : WINDOW;
    reply->features = request->features & FEATURES;
    reply->schema_hash = device->schema_hash;
    reply->boot_id = device->board->boot_id;
    platine_copy_text(reply->board, sizeof reply->board, device->board->name);
    reply->max_plans = PLATINE_MAX_PLANS;
    reply->max_subscriptions = PLATINE_MAX_SUBSCRIPTIONS;
    reply->max_plan_reads = PLATINE_PLAN_READS;
    reply->max_plan_writes = PLATINE_PLAN_WRITES;
    reply->max_subscription_channels = PLATINE_SUBSCRIPTION_CHANNELS;
    platine_frame_decoder_limit(&device->decoder, reply->max_frame_to_board);
    device->frame_to_host = (uint16_t)reply->max_frame_to_host;
    device->features = reply->features;
    device->greeted = true;
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
    if (first > board->channel_count) {
        return platine_fail(platine_board_v1_ErrorKind_NOT_FOUND, "no channel of that number");
    }
    if (first == board->channel_count) {
        return SUCCESS; /* an empty page */
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
    const platine_port *port = &device->port;
    reply->board_time_ns = device->now_ns;
    if (device->board->channels[id].kind == PLATINE_TEXT) {
        const char *line = port->get_text == NULL ? NULL : port->get_text(port->context, (uint16_t)id);
        reply->which_value = platine_board_v1_ReadReply_text_tag;
        platine_copy_text(reply->value.text, sizeof reply->value.text, line);
    } else {
        if (port->sampling != NULL) {
            port->sampling(port->context);
        }
        reply->which_value = platine_board_v1_ReadReply_bits_tag;
        reply->value.bits = platine_value(device, (uint16_t)id);
    }
    return SUCCESS;
}

static failure reset(platine_device *device) {
    if (device->port.reset == NULL) {
        return platine_fail(platine_board_v1_ErrorKind_UNSUPPORTED, "this firmware cannot restart itself");
    }
    device->reset_due = true;
    return SUCCESS;
}

/* Requests that are answered with Done. */
static failure act(platine_device *device, const board_request *request, size_t frame_to_board) {
    switch (request->which_body) {
        case platine_board_v1_BoardRequest_write_tag:
            return platine_write_channel(device, &request->body.write);
        case platine_board_v1_BoardRequest_register_plan_tag:
            return platine_register_plan(device, frame_to_board, &request->body.register_plan);
        case platine_board_v1_BoardRequest_drop_plan_tag:
            return platine_drop_plan(device, request->body.drop_plan.plan);
        case platine_board_v1_BoardRequest_subscribe_tag:
            return platine_subscribe(device, &request->body.subscribe);
        case platine_board_v1_BoardRequest_unsubscribe_tag:
            return platine_unsubscribe(device, request->body.unsubscribe.subscription);
        case platine_board_v1_BoardRequest_make_safe_tag:
            platine_all_safe(device, 0); /* who asked needs not be told */
            return SUCCESS;
        case platine_board_v1_BoardRequest_reset_tag:
            return reset(device);
        default:
            return platine_fail(platine_board_v1_ErrorKind_MALFORMED, "the request has no body that this board knows");
    }
}

static failure answer(platine_device *device, const board_request *request, board_reply *reply) {
    reply->which_body = request->which_body; /* the same numbers, where a request has a reply of its own */
    switch (request->which_body) {
        case platine_board_v1_BoardRequest_exchange_tag:
            return platine_run_exchange(device, &request->body.exchange, &reply->body.exchange);
        case platine_board_v1_BoardRequest_describe_board_tag:
            describe_board(device->board, &reply->body.describe_board);
            return SUCCESS;
        case platine_board_v1_BoardRequest_describe_channels_tag:
            return describe_channel(
                    device->board, request->body.describe_channels.first, &reply->body.describe_channels);
        case platine_board_v1_BoardRequest_read_tag:
            return read_channel(device, request->body.read.channel, &reply->body.read);
        case platine_board_v1_BoardRequest_read_clock_tag:
            reply->body.read_clock.board_time_ns = device->now_ns;
            return SUCCESS;
        default:
            reply->which_body = platine_board_v1_BoardReply_done_tag;
            return act(device, request, device->decoder.limit);
    }
}

failure platine_decode_request(const uint8_t *message, size_t length, board_request *request) {
    memset(request, 0, sizeof *request);
    if (!platine_is_request(message, length)) {
        return platine_fail(platine_board_v1_ErrorKind_MALFORMED, "not a request, or its text is not UTF-8");
    }
    pb_istream_t stream = pb_istream_from_buffer(message, length);
    return pb_decode_noinit(&stream, platine_board_v1_BoardRequest_fields, request)
            ? SUCCESS
            : platine_fail(platine_board_v1_ErrorKind_TOO_LARGE, "a text, list or number is beyond this board's bounds");
}

/* A line that was written is a sample for who subscribed to it; behind the reply, which must have room. */
static void tell_line(platine_device *device, const board_request *request) {
    if (request->which_body == platine_board_v1_BoardRequest_write_tag
            && request->body.write.which_value == platine_board_v1_Write_text_tag) {
        platine_send_line(device, (uint16_t)request->body.write.channel, request->body.write.value.text);
    }
}

void platine_serve(platine_device *device, size_t message_length) {
    uint8_t kind = device->in[0];
    uint32_t sequence = platine_frame_sequence(device->in);
    if (kind == PLATINE_KIND_BENCH_REQUEST) {
        platine_refuse_bench(device, sequence);
        return;
    }
    if (kind != PLATINE_KIND_BOARD_REQUEST) {
        device->unparsed++;
        return;
    }
    board_request request;
    board_reply reply;
    memset(&reply, 0, sizeof reply);
    failure failed = platine_decode_request(device->in + PLATINE_FRAME_HEADER_BYTES, message_length, &request);
    if (failed.reason != NULL) {
        /* said below */
    } else if (request.which_body == platine_board_v1_BoardRequest_hello_tag) {
        reply.which_body = platine_board_v1_BoardReply_hello_tag;
        failed = hello(device, &request.body.hello, &reply.body.hello);
    } else if (!device->greeted) {
        failed = platine_fail(platine_board_v1_ErrorKind_NOT_READY, "say hello first");
    } else {
        failed = answer(device, &request, &reply);
    }
    if (failed.reason != NULL) {
        reply.which_body = platine_board_v1_BoardReply_error_tag;
        platine_put_error(&reply.body.error, failed);
    }
    (void)platine_send(device, PLATINE_KIND_BOARD_REPLY, sequence, platine_board_v1_BoardReply_fields, &reply);
    if (failed.reason == NULL) {
        tell_line(device, &request);
    }
}
