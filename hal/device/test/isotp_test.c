/* ISO-TP: the bytes that ISO 15765-2 asks for, what Linux's does with frames that do not fit, and two ends talking to each other. */
#include "platine/isotp.h"

#include <string.h>

#include "check.h"

enum { QUEUE = 4096, LONGEST = 6000 };

/* ---- a bus with a clock of its own ---- */

typedef struct end {
    platine_isotp channel;
    platine_can_frame sent[QUEUE];
    size_t count; /* sent by this end */
    size_t taken; /* of them, by the other */
    int room; /* frames that may be sent; below 0: any number */
    uint8_t rx[LONGEST];
} end;

static uint64_t time_ns;
static end a;
static end b;
static uint8_t message[LONGEST];

static bool put(void *context, const platine_can_frame *frame) {
    end *self = context;
    if (self->room == 0 || self->count == QUEUE) {
        return false;
    }
    self->room -= self->room > 0;
    self->sent[self->count++] = *frame;
    return true;
}

static uint64_t now(void *context) {
    (void)context;
    return time_ns;
}

static void start(end *self, platine_isotp_config config, size_t capacity) {
    const platine_isotp_port port = {self, put, now};
    self->count = self->taken = 0;
    self->room = -1;
    CHECK(platine_isotp_init(&self->channel, &config, &port, self->rx, capacity) == NULL);
}

static void pair(platine_isotp_config config) {
    time_ns = 1000000000;
    config.tx_id = 0x701;
    config.rx_id = 0x700;
    start(&a, config, LONGEST);
    config.tx_id = 0x700;
    config.rx_id = 0x701;
    uint8_t address = config.tx_address;
    config.tx_address = config.rx_address;
    config.rx_address = address;
    start(&b, config, LONGEST);
}

static void carry(end *from, end *to) {
    while (from->taken < from->count) {
        CHECK(platine_isotp_take(&to->channel, &from->sent[from->taken++]));
        platine_isotp_poll(&to->channel);
    }
}

/* Carries frames and lets time pass until nothing is due for two seconds. */
static void settle(void) {
    uint64_t until_ns = time_ns + 2000000000u;
    while (time_ns < until_ns) {
        carry(&a, &b);
        carry(&b, &a);
        platine_isotp_poll(&a.channel);
        platine_isotp_poll(&b.channel);
        if (a.taken == a.count && b.taken == b.count) {
            uint64_t next_a = platine_isotp_next_ns(&a.channel);
            uint64_t next_b = platine_isotp_next_ns(&b.channel);
            uint64_t next = next_a < next_b ? next_a : next_b;
            if (next == UINT64_MAX) {
                return;
            }
            time_ns = next > time_ns ? next : time_ns + 100000;
            until_ns = time_ns + 2000000000u;
        }
    }
}

static uint32_t seed = 1;

static uint32_t next_random(void) {
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

static void fill(size_t length) {
    for (size_t i = 0; i < length; i++) {
        message[i] = (uint8_t)(i + length);
    }
}

static bool arrived(end *to, size_t length) {
    size_t got;
    const uint8_t *bytes = platine_isotp_message(&to->channel, &got);
    bool same = bytes != NULL && got == length && memcmp(bytes, message, length) == 0;
    platine_isotp_release(&to->channel);
    return same;
}

static bool is(const platine_can_frame *frame, uint32_t id, size_t length, const char *bytes) {
    return frame->id == id && frame->length == length && memcmp(frame->data, bytes, length) == 0;
}

/* Gives one end a frame of the other's identifier. */
static void give(end *to, size_t length, const char *bytes) {
    platine_can_frame frame = {.id = to->channel.config.rx_id, .length = (uint8_t)length};
    memcpy(frame.data, bytes, length);
    CHECK(platine_isotp_take(&to->channel, &frame));
    platine_isotp_poll(&to->channel);
}

static const platine_isotp_config PLAIN = {.tx_id = 0};

/* ---- bytes ---- */

static void should_send_short_messages_in_one_frame(void) {
    pair(PLAIN);
    CHECK(platine_isotp_send(&a.channel, (const uint8_t *)"\x3E\x00", 2));
    CHECK(!platine_isotp_sending(&a.channel));
    CHECK(a.count == 1 && is(&a.sent[0], 0x701, 3, "\x02\x3E\x00"));
    pair((platine_isotp_config){.pad = true, .padding = 0xAA});
    platine_isotp_send(&a.channel, (const uint8_t *)"\x3E\x00", 2);
    CHECK(is(&a.sent[0], 0x701, 8, "\x02\x3E\x00\xAA\xAA\xAA\xAA\xAA"));
    pair((platine_isotp_config){.addressed = true, .tx_address = 0xF1, .rx_address = 0x10});
    platine_isotp_send(&a.channel, (const uint8_t *)"123456", 6);
    CHECK(is(&a.sent[0], 0x701, 8, "\xF1\x06"
                                   "123456"));
}

static void should_send_long_messages_as_the_standard_shows(void) {
    pair(PLAIN);
    platine_isotp_send(&a.channel, (const uint8_t *)"ABCDEFGHIJKLMNOPQRST", 20);
    CHECK(a.count == 1 && is(&a.sent[0], 0x701, 8, "\x10\x14"
                                                   "ABCDEF"));
    CHECK(platine_isotp_sending(&a.channel));
    settle();
    CHECK(b.count == 1 && is(&b.sent[0], 0x700, 3, "\x30\x00\x00"));
    CHECK(a.count == 3 && is(&a.sent[1], 0x701, 8, "\x21GHIJKLM") && is(&a.sent[2], 0x701, 8, "\x22NOPQRST"));
    memcpy(message, "ABCDEFGHIJKLMNOPQRST", 20);
    CHECK(arrived(&b, 20) && !platine_isotp_sending(&a.channel));
}

static void should_count_frames_from_1_to_15_and_go_on_at_0(void) {
    pair(PLAIN);
    fill(6 + 7 * 40);
    platine_isotp_send(&a.channel, message, 6 + 7 * 40);
    settle();
    for (size_t i = 1; i < a.count; i++) {
        CHECK(a.sent[i].data[0] == (0x20 | (i & 15)));
    }
    CHECK(a.count == 41 && arrived(&b, 6 + 7 * 40));
}

static void should_escape_lengths_that_12_bits_do_not_hold(void) {
    pair(PLAIN);
    fill(5000);
    platine_isotp_send(&a.channel, message, 4096);
    CHECK(memcmp(a.sent[0].data, "\x10\x00\x00\x00\x10\x00", 6) == 0);
    settle();
    fill(5000);
    CHECK(arrived(&b, 4096));
    pair(PLAIN);
    platine_isotp_send(&a.channel, message, 4095);
    CHECK(memcmp(a.sent[0].data, "\x1F\xFF", 2) == 0);
    settle();
    CHECK(arrived(&b, 4095));
}

#if PLATINE_CAN_BYTES == 64
static void should_use_long_frames_of_can_fd(void) {
    pair((platine_isotp_config){.frame_bytes = 64});
    fill(62);
    platine_isotp_send(&a.channel, message, 62);
    CHECK(a.count == 1 && a.sent[0].length == 64 && a.sent[0].data[0] == 0 && a.sent[0].data[1] == 62);
    settle();
    CHECK(arrived(&b, 62));
    fill(7);
    platine_isotp_send(&a.channel, message, 7);
    CHECK(a.sent[1].length == 8 && a.sent[1].data[0] == 7); /* no escape where a classic frame holds it */
    settle();
    CHECK(arrived(&b, 7));
    fill(8);
    platine_isotp_send(&a.channel, message, 8);
    CHECK(a.sent[2].length == 12 && a.sent[2].data[1] == 8 && a.sent[2].data[10] == 0xCC && a.sent[2].data[11] == 0xCC);
    settle();
    CHECK(arrived(&b, 8));
    fill(63);
    platine_isotp_send(&a.channel, message, 63);
    CHECK(a.sent[3].length == 64 && a.sent[3].data[0] == 0x10 && a.sent[3].data[1] == 63);
    settle();
    CHECK(a.sent[4].length == 8 || a.sent[4].length == 2);
    CHECK(arrived(&b, 63));
}
#endif

/* ---- two ends ---- */

static void should_carry_every_length_with_every_option(void) {
    for (size_t length = 1; length <= 4200; length += length < 300 ? 1 : 97) {
        uint8_t st_min = (uint8_t)(next_random() % 4 == 0 ? 0xF1 + next_random() % 9 : next_random() % 3);
        platine_isotp_config config = {.addressed = next_random() % 2 == 0,
                .tx_address = 0x55,
                .rx_address = (uint8_t)(next_random() % 2 == 0 ? 0x55 : 0x66),
                .pad = next_random() % 2 == 0,
                .padding = (uint8_t)next_random(),
                .block_size = (uint8_t)(next_random() % 9),
                .st_min = st_min};
#if PLATINE_CAN_BYTES == 64
        const uint8_t sizes[] = {8, 12, 16, 20, 24, 32, 48, 64};
        config.frame_bytes = sizes[next_random() % 8];
#endif
        pair(config);
        fill(length);
        CHECK(platine_isotp_send(&a.channel, message, length));
        CHECK(platine_isotp_send(&b.channel, message, length)); /* both ways at once */
        settle();
        CHECK(arrived(&a, length) && arrived(&b, length));
        CHECK(a.channel.errors == 0 && b.channel.errors == 0 && a.channel.ignored == 0 && b.channel.ignored == 0);
    }
}

static void should_keep_the_pauses_and_blocks_that_are_asked_for(void) {
    pair((platine_isotp_config){.st_min = 5, .block_size = 3});
    fill(6 + 7 * 7);
    platine_isotp_send(&a.channel, message, 6 + 7 * 7);
    carry(&a, &b);
    uint64_t last_ns = 0;
    for (int frames = 0; platine_isotp_sending(&a.channel) && frames < 100; time_ns += 100000) {
        size_t before = a.count;
        carry(&b, &a);
        platine_isotp_poll(&a.channel);
        CHECK(a.count <= before + 1);
        if (a.count > before) {
            bool behind_flow = frames % 3 == 0;
            CHECK(frames == 0 || behind_flow || time_ns - last_ns >= 5000000);
            last_ns = time_ns;
            frames++;
        }
        carry(&a, &b);
    }
    CHECK(b.count == 3 && a.count == 8 && arrived(&b, 6 + 7 * 7));
}

static void should_go_on_when_the_controller_has_no_room(void) {
    pair(PLAIN);
    fill(100);
    a.room = 0;
    platine_isotp_send(&a.channel, message, 100);
    CHECK(a.count == 0 && platine_isotp_sending(&a.channel));
    b.room = 0;
    for (int i = 0; i < 200; i++) {
        a.room = b.room = i % 3 == 0;
        carry(&a, &b);
        carry(&b, &a);
        platine_isotp_poll(&a.channel);
        platine_isotp_poll(&b.channel);
        time_ns += 1000000;
    }
    CHECK(arrived(&b, 100) && a.channel.errors == 0 && b.channel.errors == 0);
    a.room = 0;
    platine_isotp_send(&a.channel, message, 100);
    time_ns += 1000000000;
    platine_isotp_poll(&a.channel);
    CHECK(!platine_isotp_sending(&a.channel) && platine_isotp_take_error(&a.channel) == PLATINE_ISOTP_NO_ROOM);
}

/* ---- the far end does not answer as it should ---- */

static void should_give_up_without_flow_control(void) {
    pair(PLAIN);
    fill(50);
    platine_isotp_send(&a.channel, message, 50);
    CHECK(!platine_isotp_send(&a.channel, message, 50));
    CHECK(platine_isotp_next_ns(&a.channel) == time_ns + 1000000000);
    time_ns += 999999999;
    platine_isotp_poll(&a.channel);
    CHECK(platine_isotp_sending(&a.channel));
    time_ns += 1;
    platine_isotp_poll(&a.channel);
    CHECK(!platine_isotp_sending(&a.channel));
    CHECK(platine_isotp_take_error(&a.channel) == PLATINE_ISOTP_NO_FLOW_CONTROL);
    CHECK(platine_isotp_take_error(&a.channel) == PLATINE_ISOTP_NONE);
    give(&a, 3, "\x30\x00\x00");
    CHECK(a.count == 1 && a.channel.ignored == 1); /* too late */
}

static void should_wait_when_asked_to_and_not_for_ever(void) {
    pair(PLAIN);
    fill(50);
    platine_isotp_send(&a.channel, message, 50);
    for (int i = 0; i < 20; i++) {
        time_ns += 900000000;
        give(&a, 3, "\x31\x00\x00");
        CHECK(platine_isotp_sending(&a.channel));
    }
    give(&a, 3, "\x30\x02\x00");
    CHECK(a.count == 3);
    pair((platine_isotp_config){.max_waits = 2});
    platine_isotp_send(&a.channel, message, 50);
    give(&a, 3, "\x31\x00\x00");
    give(&a, 3, "\x31\x00\x00");
    CHECK(platine_isotp_sending(&a.channel));
    give(&a, 3, "\x31\x00\x00");
    CHECK(!platine_isotp_sending(&a.channel) && platine_isotp_take_error(&a.channel) == PLATINE_ISOTP_WAITS);
}

static void should_stop_when_the_far_end_has_no_room(void) {
    pair(PLAIN);
    fill(50);
    platine_isotp_send(&a.channel, message, 50);
    give(&a, 3, "\x32\x00\x00");
    CHECK(!platine_isotp_sending(&a.channel) && platine_isotp_take_error(&a.channel) == PLATINE_ISOTP_OVERFLOW);
    platine_isotp_send(&a.channel, message, 50);
    give(&a, 3, "\x35\x00\x00"); /* a status that the standard does not have */
    CHECK(!platine_isotp_sending(&a.channel) && a.channel.errors == 2);
}

static void should_take_block_and_pause_from_the_first_flow_control_only(void) {
    pair(PLAIN);
    fill(100);
    platine_isotp_send(&a.channel, message, 100);
    give(&a, 3, "\x30\x01\x00");
    CHECK(a.count == 2);
    give(&a, 3, "\x30\x07\x7F");
    CHECK(a.count == 3); /* still one at a time, without a pause */
    pair(PLAIN);
    platine_isotp_send(&a.channel, message, 100);
    give(&a, 3, "\x30\x00\xFA"); /* reserved: the longest pause */
    CHECK(a.count == 2 && platine_isotp_next_ns(&a.channel) == time_ns + 127000000);
    pair(PLAIN);
    platine_isotp_send(&a.channel, message, 100);
    give(&a, 2, "\x30\x00"); /* too short */
    CHECK(a.count == 1 && a.channel.ignored == 1);
}

/* ---- frames that do not fit ---- */

static void should_end_a_message_that_misses_a_frame(void) {
    pair(PLAIN);
    give(&b, 8, "\x10\x14"
                "ABCDEF");
    give(&b, 8, "\x22GHIJKLM");
    CHECK(platine_isotp_take_error(&b.channel) == PLATINE_ISOTP_SEQUENCE);
    give(&b, 8, "\x21GHIJKLM");
    CHECK(b.channel.ignored == 1); /* there is no message any more */
    give(&b, 8, "\x10\x14"
                "ABCDEF");
    give(&b, 8, "\x21GHIJKLM");
    time_ns += 999999999;
    platine_isotp_poll(&b.channel);
    CHECK(b.channel.errors == 1);
    time_ns += 1;
    platine_isotp_poll(&b.channel);
    CHECK(platine_isotp_take_error(&b.channel) == PLATINE_ISOTP_TIMEOUT);
    give(&b, 8, "\x22NOPQRST");
    size_t length;
    CHECK(platine_isotp_message(&b.channel, &length) == NULL && b.channel.ignored == 2);
}

static void should_prefer_what_begins_to_what_was_under_way(void) {
    pair(PLAIN);
    give(&b, 8, "\x10\x14"
                "ABCDEF");
    give(&b, 8, "\x10\x0A"
                "abcdef");
    give(&b, 5, "\x21ghij");
    memcpy(message, "abcdefghij", 10);
    CHECK(arrived(&b, 10));
    give(&b, 8, "\x10\x14"
                "ABCDEF");
    give(&b, 3, "\x02xy");
    memcpy(message, "xy", 2);
    CHECK(arrived(&b, 2) && b.channel.errors == 0);
}

static void should_ignore_what_makes_no_sense(void) {
    static const struct {
        size_t length;
        const char *bytes;
    } bad[] = {
            {0, ""},
            {1, "\x00"}, /* single frame without data */
            {8, "\x08"
                "1234567"}, /* longer than the frame */
            {3, "\x03"
                "12"},
            {7, "\x10\x14"
                "ABCDE"}, /* a first frame is full */
            {8, "\x10\x05"
                "ABCDEF"}, /* fits a single frame */
            {8, "\x10\x06"
                "ABCDEF"},
            {8, "\x10\x00\x00\x00\x00\x01"
                "ab"},
            {8, "\x21GHIJKLM"}, /* nothing has begun */
            {3, "\x30\x00\x00"}, /* nothing is being sent */
            {8, "\x40\x00\x00\x00\x00\x00\x00\x00"}, /* no such kind */
            {8, "\xF0\x00\x00\x00\x00\x00\x00\x00"},
    };
    pair(PLAIN);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        give(&b, bad[i].length, bad[i].bytes);
        size_t length;
        CHECK(b.channel.ignored == i + 1 && platine_isotp_message(&b.channel, &length) == NULL && b.count == 0);
    }
    give(&b, 8, "\x10\x14"
                "ABCDEF");
    give(&b, 5, "\x21"
                "GHIJ"); /* only the last one may be short */
    CHECK(b.channel.errors == 0);
    give(&b, 8, "\x21GHIJKLM");
    give(&b, 8, "\x22NOPQRST");
    memcpy(message, "ABCDEFGHIJKLMNOPQRST", 20);
    CHECK(arrived(&b, 20));
    platine_can_frame other = {.id = 0x123, .length = 3, .data = {2, 1, 1}};
    CHECK(!platine_isotp_take(&b.channel, &other));
    other.id = 0x701 | PLATINE_CAN_EXTENDED;
    CHECK(!platine_isotp_take(&b.channel, &other));
}

static void should_ignore_other_addresses(void) {
    pair((platine_isotp_config){.addressed = true, .tx_address = 1, .rx_address = 2});
    platine_can_frame frame = {.id = 0x701, .length = 3, .data = {9, 1, 7}};
    CHECK(!platine_isotp_take(&b.channel, &frame));
    frame.length = 0;
    CHECK(!platine_isotp_take(&b.channel, &frame));
    frame.length = 1;
    frame.data[0] = 1;
    CHECK(platine_isotp_take(&b.channel, &frame) && b.channel.ignored == 1);
}

static void should_refuse_what_it_has_no_room_for(void) {
    pair(PLAIN);
    start(&b, (platine_isotp_config){.tx_id = 0x700, .rx_id = 0x701}, 100);
    fill(101);
    platine_isotp_send(&a.channel, message, 101);
    settle();
    CHECK(b.count == 1 && is(&b.sent[0], 0x700, 3, "\x32\x00\x00"));
    CHECK(platine_isotp_take_error(&a.channel) == PLATINE_ISOTP_OVERFLOW);
    CHECK(platine_isotp_take_error(&b.channel) == PLATINE_ISOTP_TOO_LONG);
    give(&b, 8, "\x10\x00\xFF\xFF\xFF\xFF\x01\x02"); /* 4 GiB */
    CHECK(platine_isotp_take_error(&b.channel) == PLATINE_ISOTP_TOO_LONG);
    give(&b, 2, "\x01x");
    give(&b, 2, "\x01y"); /* the first has not been released */
    CHECK(platine_isotp_take_error(&b.channel) == PLATINE_ISOTP_UNREAD);
    size_t length;
    const uint8_t *kept = platine_isotp_message(&b.channel, &length);
    CHECK(kept != NULL && length == 1 && *kept == 'x');
    fill(50);
    platine_isotp_send(&a.channel, message, 50);
    settle();
    CHECK(platine_isotp_take_error(&a.channel) == PLATINE_ISOTP_OVERFLOW);
    platine_isotp_release(&b.channel);
    platine_isotp_send(&a.channel, message, 50);
    settle();
    CHECK(arrived(&b, 50));
}

static void should_find_its_feet_after_any_garbage(void) {
    pair(PLAIN);
    start(&b, (platine_isotp_config){.tx_id = 0x700, .rx_id = 0x701, .block_size = 2}, 64);
    for (int i = 0; i < 300000; i++) {
        platine_can_frame frame = {.id = 0x701, .length = (uint8_t)(next_random() % (PLATINE_CAN_BYTES + 1))};
        for (size_t d = 0; d < frame.length; d++) {
            frame.data[d] = (uint8_t)next_random();
        }
        if (next_random() % 2 == 0) { /* often something that goes on */
            frame.data[0] = b.channel.rx_running ? 0x20 | b.channel.rx_sequence : 0x10;
        }
        platine_isotp_take(&b.channel, &frame);
        platine_isotp_poll(&b.channel);
        size_t length;
        if (platine_isotp_message(&b.channel, &length) != NULL) {
            CHECK(length >= 1 && length <= 64);
            platine_isotp_release(&b.channel);
        }
        if (next_random() % 50 == 0 && !platine_isotp_sending(&b.channel)) {
            platine_isotp_send(&b.channel, message, 1 + next_random() % 200);
        }
        b.count = 0;
        time_ns += next_random() % 3000000;
    }
    time_ns += 2000000000;
    platine_isotp_poll(&b.channel);
    fill(60);
    b.count = b.taken = 0;
    platine_isotp_send(&a.channel, message, 60);
    settle();
    CHECK(arrived(&b, 60));
}

static void should_say_what_is_wrong_with_a_configuration(void) {
    const platine_isotp_port port = {&a, put, now};
    static const platine_isotp_config wrong[] = {
            {.tx_id = 0x700, .rx_id = 0x700},
            {.tx_id = 0x800, .rx_id = 0x700},
            {.tx_id = 0x700, .rx_id = 0xFFFFFFFF},
            {.tx_id = 0x700, .rx_id = 0x701, .frame_bytes = 9},
            {.tx_id = 0x700, .rx_id = 0x701, .frame_bytes = 7},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        CHECK(platine_isotp_init(&a.channel, &wrong[i], &port, a.rx, sizeof a.rx) != NULL);
    }
    const platine_isotp_config good = {.tx_id = 0x18DA00F1 | PLATINE_CAN_EXTENDED, .rx_id = 0x701};
    CHECK(platine_isotp_init(&a.channel, &good, &port, a.rx, 0) != NULL);
    CHECK(platine_isotp_init(&a.channel, &good, &port, a.rx, 1) == NULL);
    CHECK(!platine_isotp_send(&a.channel, message, 0));
}

int main(void) {
    RUN(should_send_short_messages_in_one_frame);
    RUN(should_send_long_messages_as_the_standard_shows);
    RUN(should_count_frames_from_1_to_15_and_go_on_at_0);
    RUN(should_escape_lengths_that_12_bits_do_not_hold);
#if PLATINE_CAN_BYTES == 64
    RUN(should_use_long_frames_of_can_fd);
#endif
    RUN(should_carry_every_length_with_every_option);
    RUN(should_keep_the_pauses_and_blocks_that_are_asked_for);
    RUN(should_go_on_when_the_controller_has_no_room);
    RUN(should_give_up_without_flow_control);
    RUN(should_wait_when_asked_to_and_not_for_ever);
    RUN(should_stop_when_the_far_end_has_no_room);
    RUN(should_take_block_and_pause_from_the_first_flow_control_only);
    RUN(should_end_a_message_that_misses_a_frame);
    RUN(should_prefer_what_begins_to_what_was_under_way);
    RUN(should_ignore_what_makes_no_sense);
    RUN(should_ignore_other_addresses);
    RUN(should_refuse_what_it_has_no_room_for);
    RUN(should_find_its_feet_after_any_garbage);
    RUN(should_say_what_is_wrong_with_a_configuration);
    return checks_failed == 0 ? 0 : 1;
}
