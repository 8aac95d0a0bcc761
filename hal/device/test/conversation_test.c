/* The conversation through memory: a host that says one request after the other, and a clock that stands still unless told. */
#include <pb_decode.h>
#include <pb_encode.h>
#include <string.h>

#include "platine/board.pb.h"
#include "platine/device.h"

#include "check.h"

#define BODY(name) platine_board_v1_BoardRequest_##name##_tag
#define REPLY(name) platine_board_v1_BoardReply_##name##_tag
#define KIND(name) platine_board_v1_ErrorKind_##name

enum { RELAY, LEVEL, MESSAGE, SEEN, LOG, CHANNELS };

static const platine_channel channels[CHANNELS] = {
    [RELAY] = {"relay", PLATINE_DIGITAL, PLATINE_OUTPUT, "", 0, 1, 1, 1, ""},
    [LEVEL] = {"level", PLATINE_ANALOG, PLATINE_OUTPUT, "V", 0, 5, 0, 0, ""},
    [MESSAGE] = {"message", PLATINE_TEXT, PLATINE_OUTPUT, "", 0, 0, 0, 0, ""},
    [SEEN] = {"seen", PLATINE_COUNTER, PLATINE_INPUT, "", 0, 0, 0, 0, ""},
    [LOG] = {"log", PLATINE_TEXT, PLATINE_INPUT, "", 0, 0, 0, 0, ""},
};
static const platine_board board = {
    "memory", "v", "m", "r", "s", "f", "b", channels, CHANNELS, 0xB007u};

static platine_device device;
static uint8_t to_board[4096];
static size_t to_board_count, to_board_at;
static uint8_t to_host[65536];
static size_t to_host_count, to_host_at, to_host_room;
static uint64_t clock_ns;
static uint32_t pins[CHANNELS];
static uint32_t seen;
static unsigned applied_count, reset_count;

static size_t port_read(void *context, uint8_t *bytes, size_t capacity) {
    (void)context;
    size_t left = to_board_count - to_board_at;
    size_t count = left < capacity ? left : capacity;
    memcpy(bytes, to_board + to_board_at, count);
    to_board_at += count;
    return count;
}

static size_t port_write(void *context, const uint8_t *bytes, size_t length) {
    (void)context;
    size_t count = length < to_host_room ? length : to_host_room;
    memcpy(to_host + to_host_count, bytes, count);
    to_host_count += count;
    to_host_room -= count;
    return count;
}

static uint64_t port_now(void *context) {
    (void)context;
    return clock_ns;
}

static uint32_t port_get(void *context, uint16_t channel) {
    (void)context;
    CHECK(channel == SEEN);
    return seen;
}

static void port_set(void *context, uint16_t channel, uint32_t bits) {
    (void)context;
    pins[channel] = bits;
}

static void port_applied(void *context) {
    (void)context;
    applied_count++;
}

static void port_reset(void *context) {
    (void)context;
    reset_count++;
}

static void start(void) {
    const platine_port port = {.read = port_read, .write = port_write, .now_ns = port_now, .get = port_get,
            .set = port_set, .applied = port_applied, .reset = port_reset};
    to_board_count = to_board_at = to_host_count = to_host_at = 0;
    to_host_room = sizeof to_host;
    clock_ns = 1000;
    seen = 5;
    applied_count = reset_count = 0;
    CHECK(platine_device_init(&device, &board, &port) == NULL);
}

static void poll_all(void) {
    while (platine_device_poll(&device)) {
    }
    (void)platine_device_poll(&device);
}

static void send_bytes(uint8_t kind, const uint8_t *message, size_t length) {
    to_board_at = 0;
    memcpy(to_board + platine_frame_message_offset(2048), message, length);
    to_board_count = platine_frame_finish(to_board, 2048, kind, 77, length);
    poll_all();
}

static void send(const platine_board_v1_BoardRequest *request) {
    uint8_t message[1024];
    pb_ostream_t stream = pb_ostream_from_buffer(message, sizeof message);
    CHECK(pb_encode(&stream, platine_board_v1_BoardRequest_fields, request));
    send_bytes(PLATINE_KIND_BOARD_REQUEST, message, stream.bytes_written);
}

/* The next frame that the board sent: its kind, 0 when there is none. */
static uint8_t next(platine_board_v1_BoardReply *reply, platine_board_v1_BoardEvent *event) {
    static uint8_t buffer[4096];
    platine_frame_decoder decoder;
    size_t length;
    platine_frame_decoder_init(&decoder, buffer, sizeof buffer);
    while (to_host_at < to_host_count) {
        if (platine_frame_decoder_take(&decoder, to_host[to_host_at++], &length)) {
            pb_istream_t stream = pb_istream_from_buffer(buffer + PLATINE_FRAME_HEADER_BYTES, length);
            if (buffer[0] == PLATINE_KIND_BOARD_EVENT) {
                CHECK(pb_decode(&stream, platine_board_v1_BoardEvent_fields, event));
            } else if (buffer[0] == PLATINE_KIND_BOARD_REPLY) {
                CHECK(pb_decode(&stream, platine_board_v1_BoardReply_fields, reply));
                CHECK(platine_frame_sequence(buffer) == 77);
            }
            return buffer[0];
        }
    }
    return 0;
}

static platine_board_v1_BoardReply reply_now(void) {
    platine_board_v1_BoardReply reply = platine_board_v1_BoardReply_init_zero;
    platine_board_v1_BoardEvent event;
    uint8_t kind = next(&reply, &event);
    while (kind != 0 && kind != PLATINE_KIND_BOARD_REPLY) {
        kind = next(&reply, &event);
    }
    CHECK(kind == PLATINE_KIND_BOARD_REPLY);
    return reply;
}

static platine_board_v1_BoardReply ask(const platine_board_v1_BoardRequest *request) {
    send(request);
    return reply_now();
}

static bool event_now(platine_board_v1_BoardEvent *event) {
    platine_board_v1_BoardReply reply;
    return next(&reply, event) == PLATINE_KIND_BOARD_EVENT;
}

static platine_board_v1_BoardReply hello_with(uint32_t frame, uint32_t version) {
    platine_board_v1_BoardRequest request = {.which_body = BODY(hello)};
    request.body.hello = (platine_board_v1_Hello){.protocol_min = version, .protocol_max = version,
            .max_frame_send = frame, .max_frame_receive = frame, .window = 8, .features = 31};
    return ask(&request);
}

static void greet(void) {
    start();
    CHECK(hello_with(4096, 1).which_body == REPLY(hello));
}

static platine_board_v1_BoardReply ask_write(uint32_t channel, float value, uint32_t lifetime_us) {
    platine_board_v1_BoardRequest request = {.which_body = BODY(write)};
    request.body.write.channel = channel;
    request.body.write.which_value = platine_board_v1_Write_bits_tag;
    request.body.write.value.bits = platine_bits(value);
    request.body.write.lifetime_us = lifetime_us;
    return ask(&request);
}

static platine_board_v1_BoardReply ask_subscribe(uint16_t channel, uint32_t period_us) {
    platine_board_v1_BoardRequest request = {.which_body = BODY(subscribe)};
    request.body.subscribe.channels_count = 1;
    request.body.subscribe.channels[0] = channel;
    request.body.subscribe.period_us = period_us;
    return ask(&request);
}

static void should_begin_with_safe_outputs(void) {
    start();
    CHECK(pins[RELAY] == 1 && pins[LEVEL] == 0 && applied_count == 1);
    CHECK(platine_device_setpoint(&device, RELAY) == 1 && !platine_device_greeted(&device));
}

static void should_refuse_a_table_that_breaks_a_rule(void) {
    const platine_port port = {
            .read = port_read, .write = port_write, .now_ns = port_now, .get = port_get, .set = port_set};
    platine_channel channel = channels[LEVEL];
    platine_board one = {"one", "", "", "", "", "", "", &channel, 1, 1};
    CHECK(platine_device_init(&device, &one, &port) == NULL);
    channel.safe = platine_bits(5.5f);
    CHECK(platine_device_init(&device, &one, &port) != NULL);
    channel = channels[LEVEL];
    channel.name = "Level";
    CHECK(platine_device_init(&device, &one, &port) != NULL);
    channel = channels[LEVEL];
    channel.maximum = platine_float(0x7F800000u);
    CHECK(platine_device_init(&device, &one, &port) != NULL);
    one.channel_count = PLATINE_MAX_CHANNELS + 1;
    CHECK(platine_device_init(&device, &one, &port) != NULL);
}

static void should_answer_hello_first(void) {
    start();
    const platine_board_v1_BoardRequest clock = {.which_body = BODY(read_clock)};
    CHECK(ask(&clock).body.error.kind == KIND(NOT_READY));
    CHECK(hello_with(4096, 2).body.error.kind == KIND(VERSION));
    CHECK(hello_with(255, 1).body.error.kind == KIND(OUT_OF_RANGE));
    platine_board_v1_BoardReply reply = hello_with(300, 1);
    CHECK(reply.body.hello.max_frame_to_board == (PLATINE_FRAME_BYTES < 300 ? PLATINE_FRAME_BYTES : 300));
    CHECK(reply.body.hello.boot_id == 0xB007u && reply.body.hello.features == 15 && reply.body.hello.window == 2);
    CHECK(reply.body.hello.max_plan_reads == PLATINE_PLAN_READS && reply.body.hello.max_plan_writes == PLATINE_PLAN_WRITES);
    CHECK(reply.body.hello.max_subscription_channels == PLATINE_SUBSCRIPTION_CHANNELS);
    CHECK(ask(&clock).body.read_clock.board_time_ns == 1000);
    platine_device_disconnected(&device);
    CHECK(ask(&clock).body.error.kind == KIND(NOT_READY));
}

static void should_exchange_all_or_nothing(void) {
    greet();
    platine_board_v1_BoardRequest request = {.which_body = BODY(register_plan)};
    request.body.register_plan = (platine_board_v1_RegisterPlan){.reads_count = 2, .reads = {SEEN, RELAY},
            .writes_count = 2, .writes = {RELAY, LEVEL}, .lifetime_us = 3};
    CHECK(ask(&request).which_body == REPLY(done));
    platine_board_v1_BoardRequest exchange = {.which_body = BODY(exchange)};
    exchange.body.exchange = (platine_board_v1_Exchange){.values_count = 2, .values = {0, platine_bits(5.5f)}};
    platine_board_v1_BoardReply reply = ask(&exchange);
    CHECK(reply.body.error.kind == KIND(OUT_OF_RANGE) && reply.body.error.channel == LEVEL && pins[RELAY] == 1);
    exchange.body.exchange.values[1] = platine_bits(5);
    applied_count = 0;
    reply = ask(&exchange);
    CHECK(reply.which_body == REPLY(exchange) && reply.body.exchange.values_count == 2 && applied_count == 1);
    CHECK(reply.body.exchange.values[0] == 5 && reply.body.exchange.values[1] == 0 && pins[RELAY] == 0);
    CHECK(platine_device_next_ns(&device) == 4000);
    clock_ns = 4000; /* the lifetime is over */
    poll_all();
    platine_board_v1_BoardEvent event;
    CHECK(pins[RELAY] == 1 && event_now(&event));
    CHECK(event.body.safe_state.channels_count == 2 && event.body.safe_state.board_time_ns == 4000);
    exchange.body.exchange.values[0] = 1;
    CHECK(ask(&exchange).body.exchange.flags == platine_board_v1_ExchangeFlag_OUTPUTS_HAD_EXPIRED);
    CHECK(ask(&exchange).body.exchange.flags == 0);
}

static void should_refuse_what_cannot_be(void) {
    greet();
    CHECK(ask_write(SEEN, 1, 0).body.error.kind == KIND(WRONG_DIRECTION));
    CHECK(ask_write(CHANNELS, 1, 0).body.error.kind == KIND(NOT_FOUND));
    CHECK(ask_write(MESSAGE, 1, 0).body.error.kind == KIND(UNSUPPORTED));
    CHECK(ask_write(LEVEL, platine_float(0x7FC00000u), 0).body.error.kind == KIND(OUT_OF_RANGE));
    CHECK(ask_subscribe(SEEN, 1).body.error.kind == KIND(OUT_OF_RANGE));
    const uint8_t broken[] = {0x42, 0x7F};
    send_bytes(PLATINE_KIND_BOARD_REQUEST, broken, sizeof broken);
    CHECK(reply_now().body.error.kind == KIND(MALFORMED));
    const uint8_t latin[] = {0x42, 5, 0x08, MESSAGE, 0x1A, 1, 0xE4};
    send_bytes(PLATINE_KIND_BOARD_REQUEST, latin, sizeof latin);
    CHECK(reply_now().body.error.kind == KIND(MALFORMED));
    uint8_t longer[3 + 2 + 3 + 192] = {0x42, 0xC5, 0x01, 0x08, MESSAGE, 0x1A, 0xC0, 0x01};
    memset(longer + 8, 'x', 192);
    send_bytes(PLATINE_KIND_BOARD_REQUEST, longer, sizeof longer);
    CHECK(reply_now().body.error.kind == KIND(TOO_LARGE));
    send_bytes(PLATINE_KIND_BOARD_EVENT, broken, sizeof broken);
    send_bytes(PLATINE_KIND_BENCH_REQUEST, broken, sizeof broken);
    platine_board_v1_BoardReply reply;
    platine_board_v1_BoardEvent event;
    CHECK(next(&reply, &event) == PLATINE_KIND_BENCH_REPLY && next(&reply, &event) == 0);
}

static void should_count_the_samples_that_found_no_room(void) {
    greet();
    CHECK(ask_subscribe(SEEN, 1000).which_body == REPLY(done));
    platine_board_v1_BoardEvent event;
    CHECK(event_now(&event) && event.body.sample.sequence == 0 && event.body.sample.values[0] == 5);
    clock_ns += 3500000; /* polled late: two are lost, the third is late */
    poll_all();
    CHECK(event_now(&event) && event.body.sample.sequence == 3 && event.body.sample.lost == 2);
    to_host_room = 0; /* the host reads nothing */
    for (int i = 0; i < 1000; i++) {
        clock_ns += 1000000;
        poll_all();
    }
    to_host_room = sizeof to_host - to_host_count;
    clock_ns += 1000000;
    poll_all();
    uint32_t expected = 4;
    uint32_t lost = 0;
    while (event_now(&event)) {
        lost += event.body.sample.lost;
        expected += event.body.sample.lost;
        CHECK(event.body.sample.sequence == expected++);
    }
    CHECK(lost > 900 && expected == 1005);
}

static void should_sample_changes_and_every_line(void) {
    greet();
    platine_board_v1_BoardEvent event;
    CHECK(ask_subscribe(SEEN, 0).which_body == REPLY(done));
    CHECK(event_now(&event) && event.body.sample.values[0] == 5 && !event_now(&event));
    poll_all();
    CHECK(!event_now(&event));
    seen = 6;
    poll_all();
    CHECK(event_now(&event) && event.body.sample.values[0] == 6 && event.body.sample.sequence == 1);
    CHECK(ask_subscribe(LOG, 0).which_body == REPLY(done));
    CHECK(!event_now(&event));
    platine_device_line(&device, LOG, "a");
    platine_device_line(&device, LOG, "a");
    CHECK(event_now(&event) && event_now(&event) && strcmp(event.body.sample.text, "a") == 0);
    CHECK(platine_device_notice(&device, "warm") && event_now(&event));
    CHECK(strcmp(event.body.notice.text, "warm") == 0);
}

static void should_take_the_next_request_while_a_reply_waits_for_room(void) {
    greet();
    platine_board_v1_BoardRequest request = {.which_body = BODY(write)};
    request.body.write.channel = LEVEL;
    request.body.write.which_value = platine_board_v1_Write_bits_tag;
    to_host_room = 3;
    for (int i = 1; i <= 3; i++) {
        request.body.write.value.bits = platine_bits((float)i);
        send(&request);
        CHECK(platine_float(pins[LEVEL]) == 1); /* the others are not acted upon before their replies have room */
        CHECK(to_board_at == (i <= 2 ? to_board_count : 0)); /* two are the agreed window */
    }
    to_host_room = 1000;
    poll_all();
    CHECK(platine_float(pins[LEVEL]) == 3);
    for (int i = 1; i <= 3; i++) {
        CHECK(reply_now().which_body == REPLY(done));
    }
}

static void should_forget_a_request_that_waits_when_the_host_is_gone(void) {
    greet();
    const platine_board_v1_BoardRequest clock = {.which_body = BODY(read_clock)};
    to_host_room = 3;
    send(&clock);
    send(&clock);
    to_host_at = to_host_count; /* half a frame that nobody reads */
    platine_device_disconnected(&device);
    to_host_room = 1000;
    CHECK(hello_with(4096, 1).which_body == REPLY(hello));
    platine_board_v1_BoardEvent event;
    CHECK(!event_now(&event));
}

static void should_make_safe_and_say_so(void) {
    greet();
    CHECK(ask_write(LEVEL, 3, 0).which_body == REPLY(done) && platine_float(pins[LEVEL]) == 3);
    platine_device_make_safe(&device);
    platine_board_v1_BoardEvent event;
    CHECK(pins[LEVEL] == 0 && event_now(&event));
    CHECK(event.body.safe_state.reason == platine_board_v1_SafeState_Reason_BOARD_FAULT);
    CHECK(ask_write(LEVEL, 3, 0).which_body == REPLY(done));
    const platine_board_v1_BoardRequest make_safe = {.which_body = BODY(make_safe)};
    CHECK(ask(&make_safe).which_body == REPLY(done) && pins[LEVEL] == 0 && !event_now(&event));
}

static void should_reset_when_the_reply_is_out(void) {
    greet();
    const platine_board_v1_BoardRequest restart = {.which_body = BODY(reset)};
    to_host_room = 3;
    send(&restart);
    CHECK(reset_count == 0);
    to_host_room = 1000;
    poll_all();
    CHECK(reset_count == 1 && reply_now().which_body == REPLY(done));
}

int main(void) {
    RUN(should_begin_with_safe_outputs);
    RUN(should_refuse_a_table_that_breaks_a_rule);
    RUN(should_answer_hello_first);
    RUN(should_exchange_all_or_nothing);
    RUN(should_refuse_what_cannot_be);
    RUN(should_count_the_samples_that_found_no_room);
    RUN(should_sample_changes_and_every_line);
    RUN(should_take_the_next_request_while_a_reply_waits_for_room);
    RUN(should_forget_a_request_that_waits_when_the_host_is_gone);
    RUN(should_make_safe_and_say_so);
    RUN(should_reset_when_the_reply_is_out);
    return checks_failed == 0 ? 0 : 1;
}
