/*
 * Fuzzes the receive path: the input's bytes are what a host sends, to a board with every kind of channel.
 *
 * The first byte says in which state the board is when they come: bit 0, whether a host has said hello; bit 1, whether the rest is
 * one message that is put into a good frame (else it is the line itself, so that checksums must be met); bit 2, how fast time goes on;
 * bit 3, how much room the line has; bit 4, whether what goes back is looked at. Whatever comes: no crash, no write beyond a bound, outputs inside their ranges, and what
 * goes back is whole frames.
 */
#include <stdlib.h>
#include <string.h>

#include "platine/device.h"

enum { RELAY, LEVEL, FAN, PRESET, MESSAGE, SEEN, LOG, CHANNELS };

static const platine_channel channels[CHANNELS] = {
    [RELAY] = {"relay", PLATINE_DIGITAL, PLATINE_OUTPUT, "", 0, 1, 1, 0, ""},
    [LEVEL] = {"level", PLATINE_ANALOG, PLATINE_OUTPUT, "V", -1, 3.3f, 0, 0, ""},
    [FAN] = {"fan", PLATINE_PWM, PLATINE_OUTPUT, "", 0, 1, 0, 0, ""},
    [PRESET] = {"preset", PLATINE_COUNTER, PLATINE_OUTPUT, "", 0, 1, 1, 7, ""},
    [MESSAGE] = {"message", PLATINE_TEXT, PLATINE_OUTPUT, "", 0, 0, 0, 0, ""},
    [SEEN] = {"seen", PLATINE_ANALOG, PLATINE_INPUT, "V", -1, 3.3f, 0, 0, ""},
    [LOG] = {"log", PLATINE_TEXT, PLATINE_INPUT, "", 0, 0, 0, 0, ""},
};

static const platine_board board = {"fuzzed", "Platine", "F", "A", "1", "1.0", "f", channels, CHANNELS, 1};

typedef struct line {
    const uint8_t *bytes;
    size_t left;
    size_t room; /* bytes that each write takes at most */
    uint64_t now_ns;
    uint64_t step_ns;
    bool looks;
    uint8_t reply[PLATINE_FRAME_BYTES];
    platine_frame_decoder replies;
} line;

#define MUST(holds) ((holds) ? (void)0 : abort())

static size_t line_read(void *context, uint8_t *bytes, size_t capacity) {
    line *l = context;
    size_t count = l->left < capacity ? l->left : capacity;
    if (count > 0) {
        memcpy(bytes, l->bytes, count);
    }
    l->bytes += count;
    l->left -= count;
    return count;
}

static size_t line_write(void *context, const uint8_t *bytes, size_t length) {
    line *l = context;
    size_t count = length < l->room ? length : l->room;
    size_t message;
    for (size_t i = 0; l->looks && i < count; i++) {
        if (platine_frame_decoder_take(&l->replies, bytes[i], &message)) {
            MUST(l->reply[0] == PLATINE_KIND_BOARD_REPLY || l->reply[0] == PLATINE_KIND_BOARD_EVENT
                    || l->reply[0] == PLATINE_KIND_BENCH_REPLY);
        }
    }
    return count;
}

static uint64_t line_now(void *context) {
    line *l = context;
    l->now_ns += l->step_ns;
    return l->now_ns;
}

static uint32_t get(void *context, uint16_t channel) {
    MUST(channel == SEEN);
    return platine_bits((float)(((line *)context)->now_ns % 4u));
}

static void set(void *context, uint16_t channel, uint32_t bits) {
    (void)context;
    float value = platine_float(bits);
    MUST(channel <= PRESET);
    MUST(channel != RELAY || bits <= 1);
    MUST(channel != LEVEL || (value >= -1 && value <= 3.3f));
    MUST(channel != FAN || (value >= 0 && value <= 1));
}

static const char *get_text(void *context, uint16_t channel) {
    (void)context;
    MUST(channel == MESSAGE || channel == LOG);
    return "l\xC3\xB6g";
}

static void set_text(void *context, uint16_t channel, const char *text) {
    (void)context;
    MUST(channel == MESSAGE && strlen(text) <= PLATINE_TEXT_BYTES);
}

static bool fault(void *context) {
    return ((line *)context)->now_ns % 8u == 0;
}

static void reset(void *context) {
    (void)context;
}

static void feed(platine_device *device, line *l, const uint8_t *bytes, size_t size) {
    l->bytes = bytes;
    l->left = size;
    size_t idle = 0;
    while (idle < 2) { /* a line that takes little may need some more turns */
        idle = platine_device_poll(device) || l->left > 0 ? 0 : idle + 1;
    }
}

static void frame_and_feed(platine_device *device, line *l, const uint8_t *message, size_t size) {
    static uint8_t wire[PLATINE_FRAME_WIRE_BYTES(4096)];
    size = size < 4096 - PLATINE_FRAME_OVERHEAD_BYTES ? size : 4096 - PLATINE_FRAME_OVERHEAD_BYTES;
    memcpy(wire + platine_frame_message_offset(4096), message, size);
    feed(device, l, wire, platine_frame_finish(wire, 4096, PLATINE_KIND_BOARD_REQUEST, 1, size));
}

static platine_device device;
static line l;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A board that has just booted, or one that a host has said hello to, with a plan and two subscriptions. */
static void prepare(bool greeted) {
    /* protocol 1 to 1, frames of 1024 both ways, window 1, all features */
    static const uint8_t hello[] = {0x0A, 0x0E, 0x08, 1, 0x10, 1, 0x18, 0x80, 0x08, 0x20, 0x80, 0x08, 0x28, 1, 0x30, 15};
    static const uint8_t plan[] = {0x2A, 0x0E, 0x08, 0, 0x12, 3, 0, 1, 5, 0x1A, 2, 0, 1, 0x20, 0x90, 0x4E};
    static const uint8_t subscribe[] = {0x4A, 0x09, 0x08, 1, 0x12, 2, 1, 5, 0x18, 0xE8, 0x07};
    static const uint8_t lines[] = {0x4A, 0x05, 0x08, 2, 0x12, 1, 4};
    platine_port port = {.context = &l, .read = line_read, .write = line_write, .now_ns = line_now, .get = get,
            .set = set, .get_text = get_text, .set_text = set_text, .fault = fault, .reset = reset};
    l.step_ns = 1000u;
    l.room = 4096u;
    l.looks = true;
    platine_frame_decoder_init(&l.replies, l.reply, sizeof l.reply);
    MUST(platine_device_init(&device, &board, &port) == NULL);
    if (greeted) {
        frame_and_feed(&device, &l, hello, sizeof hello);
        MUST(platine_device_greeted(&device));
        frame_and_feed(&device, &l, plan, sizeof plan);
        frame_and_feed(&device, &l, subscribe, sizeof subscribe);
        frame_and_feed(&device, &l, lines, sizeof lines);
        MUST(device.plans[0].known && device.subscriptions[1].known && device.subscriptions[2].known);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static platine_device devices[2];
    static line prepared[2];
    static bool ready[2];
    if (size == 0) {
        return 0;
    }
    size_t state = data[0] & 1u;
    if (!ready[state]) {
        prepare(state != 0);
        devices[state] = device;
        prepared[state] = l;
        ready[state] = true;
    }
    device = devices[state];
    l = prepared[state];
    l.step_ns = (data[0] & 4u) != 0 ? 700000u : 1000u;
    l.room = (data[0] & 8u) != 0 ? 7u : 4096u;
    l.looks = (data[0] & 16u) != 0;
    if ((data[0] & 2u) != 0) {
        frame_and_feed(&device, &l, data + 1, size - 1);
    } else {
        feed(&device, &l, data + 1, size - 1);
    }
    l.room = 4096u; /* what is left goes out */
    feed(&device, &l, data, 0);
    MUST(platine_device_setpoint(&device, RELAY) <= 1);
    MUST(l.replies.counters.bad_crc + l.replies.counters.overlong + l.replies.counters.malformed == 0);
    MUST(l.replies.encoded == 0);
    return 0;
}
