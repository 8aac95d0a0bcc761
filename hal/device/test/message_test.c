/* Frames with and without COBS: what the library writes and reads is the same frame either way. */
#include "platine/message.h"

#include <string.h>

#include "check.h"
#include "platine/frame.h"

enum { CAPACITY = 1024 };

static uint32_t seed = 7;

static uint32_t next_random(void) {
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

static size_t read_in_pieces(platine_stuffer *stuffer, uint8_t *to, size_t piece) {
    size_t length = 0;
    size_t count;
    while ((count = platine_stuffer_read(stuffer, to + length, piece)) > 0) {
        length += count;
    }
    CHECK(platine_stuffer_empty(stuffer));
    return length;
}

static void should_be_the_same_frame_as_on_a_byte_stream(void) {
    static uint8_t wire[PLATINE_FRAME_WIRE_BYTES(CAPACITY)];
    static uint8_t stuffed[PLATINE_FRAME_WIRE_BYTES(CAPACITY)];
    static uint8_t bare[CAPACITY];
    for (int i = 0; i < 3000; i++) {
        size_t length = next_random() % (CAPACITY - 9 + 1);
        uint8_t *message = wire + platine_frame_message_offset(CAPACITY);
        uint32_t zeros = next_random() % 4;
        for (size_t m = 0; m < length; m++) {
            message[m] = (uint8_t)(zeros == 0 ? 1 + next_random() % 255 : next_random() % 256 % (zeros * 85));
        }
        size_t on_wire = platine_frame_finish(wire, CAPACITY, 2, next_random(), length);
        platine_unstuffer unstuffer;
        platine_unstuffer_init(&unstuffer, bare, sizeof bare);
        size_t got = 0;
        size_t piece = 1 + next_random() % 300;
        for (size_t at = 0; at < on_wire;) {
            size_t count = piece < on_wire - at ? piece : on_wire - at;
            size_t taken = platine_unstuffer_write(&unstuffer, wire + at, count, &got);
            CHECK(taken == count);
            at += taken;
        }
        CHECK(got == length + 9);
        platine_stuffer stuffer;
        platine_stuffer_take(&stuffer, bare, got);
        size_t again = read_in_pieces(&stuffer, stuffed, piece);
        platine_frame_decoder decoder;
        static uint8_t buffer[CAPACITY];
        platine_frame_decoder_init(&decoder, buffer, CAPACITY);
        size_t decoded = 0;
        bool whole = false;
        for (size_t at = 0; at < again; at++) {
            whole |= platine_frame_decoder_take(&decoder, stuffed[at], &decoded);
        }
        CHECK(whole && decoded == length && memcmp(buffer, bare, got) == 0);
        CHECK(again == on_wire && memcmp(stuffed, wire, on_wire) == 0);
    }
}

static void should_drop_what_is_no_frame(void) {
    static const struct {
        size_t length;
        const char *bytes;
        size_t message;
    } cases[] = {
            {1, "\0", 0}, /* nothing between two zeros */
            {3, "\x05\x01\0", 0}, /* a piece that reaches over the end */
            {2, "\x01\0", 0}, /* COBS of nothing */
            {7, "\x06"
                "abcde\0",
                    0}, /* too long for the buffer of 4 */
            {4, "\x03xy\0", 2},
    };
    uint8_t buffer[4];
    platine_unstuffer unstuffer;
    platine_unstuffer_init(&unstuffer, buffer, sizeof buffer);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t message = 99;
        CHECK(platine_unstuffer_write(&unstuffer, (const uint8_t *)cases[i].bytes, cases[i].length, &message)
                == cases[i].length);
        CHECK(message == cases[i].message);
    }
}

static void should_stop_behind_each_frame(void) {
    uint8_t buffer[8];
    platine_unstuffer unstuffer;
    platine_unstuffer_init(&unstuffer, buffer, sizeof buffer);
    const uint8_t two[] = {2, 'a', 0, 3, 'b', 'c', 0};
    size_t message;
    CHECK(platine_unstuffer_write(&unstuffer, two, sizeof two, &message) == 3 && message == 1 && buffer[0] == 'a');
    CHECK(platine_unstuffer_write(&unstuffer, two + 3, 4, &message) == 4 && message == 2 && buffer[1] == 'c');
}

int main(void) {
    RUN(should_be_the_same_frame_as_on_a_byte_stream);
    RUN(should_drop_what_is_no_frame);
    RUN(should_stop_behind_each_frame);
    return checks_failed == 0 ? 0 : 1;
}
