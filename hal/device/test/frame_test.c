#include "platine/frame.h"

#include <string.h>

#include "check.h"

enum { CAPACITY = 1024 };

static uint8_t wire[PLATINE_FRAME_WIRE_BYTES(CAPACITY)];
static uint8_t buffer[CAPACITY];

static size_t make(const uint8_t *message, size_t length) {
    memcpy(wire + platine_frame_message_offset(CAPACITY), message, length);
    return platine_frame_finish(wire, CAPACITY, PLATINE_KIND_BOARD_REPLY, 0x01020304u, length);
}

static bool take(platine_frame_decoder *decoder, const uint8_t *bytes, size_t count, size_t *length) {
    bool whole = false;
    for (size_t i = 0; i < count; i++) {
        whole |= platine_frame_decoder_take(decoder, bytes[i], length);
    }
    return whole;
}

static void should_compute_the_castagnoli_checksum(void) {
    CHECK(platine_crc32c(0, (const uint8_t *)"123456789", 9) == 0xE3069283u);
    CHECK(platine_crc32c(0, (const uint8_t *)"", 0) == 0);
}

static void should_return_every_length_and_pattern(void) {
    static uint8_t message[CAPACITY - 9];
    for (size_t length = 0; length <= sizeof message; length++) {
        for (int pattern = 0; pattern < 4; pattern++) {
            for (size_t i = 0; i < length; i++) {
                message[i] = (uint8_t)(pattern == 0 ? 0 : pattern == 1 ? 0xFF : pattern == 2 ? i : i % 7);
            }
            size_t on_wire = make(message, length);
            CHECK(on_wire <= sizeof wire && memchr(wire, 0, on_wire) == wire + on_wire - 1);
            platine_frame_decoder decoder;
            platine_frame_decoder_init(&decoder, buffer, CAPACITY);
            size_t got = 0;
            CHECK(take(&decoder, wire, on_wire, &got));
            CHECK(got == length && memcmp(buffer + 5, message, length) == 0);
            CHECK(buffer[0] == PLATINE_KIND_BOARD_REPLY && platine_frame_sequence(buffer) == 0x01020304u);
        }
    }
}

static void should_notice_every_flipped_bit(void) {
    const uint8_t message[] = {1, 0, 0, 7, 255, 0, 3};
    size_t on_wire = make(message, sizeof message);
    for (size_t bit = 0; bit < (on_wire - 1) * 8; bit++) {
        uint8_t broken[64];
        memcpy(broken, wire, on_wire);
        broken[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        platine_frame_decoder decoder;
        platine_frame_decoder_init(&decoder, buffer, CAPACITY);
        size_t got;
        CHECK(!take(&decoder, broken, on_wire, &got));
    }
}

static void should_find_its_feet_after_garbage_and_overlong_frames(void) {
    static uint8_t garbage[5000];
    memset(garbage, 0x55, sizeof garbage);
    garbage[sizeof garbage - 1] = 0;
    platine_frame_decoder decoder;
    platine_frame_decoder_init(&decoder, buffer, CAPACITY);
    size_t got;
    CHECK(!take(&decoder, garbage, sizeof garbage, &got));
    CHECK(decoder.counters.overlong == 1);
    const uint8_t message[] = {9};
    size_t on_wire = make(message, 1);
    CHECK(take(&decoder, wire, on_wire, &got) && got == 1 && decoder.counters.whole == 1);
}

static void should_know_what_fits_and_write_no_further(void) {
    static uint8_t message[CAPACITY];
    memset(message, 0xFF, sizeof message);
    for (size_t room = PLATINE_FRAME_WIRE_BYTES(9); room <= 900; room++) {
        size_t payload = platine_frame_payload_capacity(room);
        CHECK(PLATINE_FRAME_WIRE_BYTES(payload) <= room && PLATINE_FRAME_WIRE_BYTES(payload + 1) > room);
        memset(wire, 0xA5, sizeof wire);
        memcpy(wire + platine_frame_message_offset(payload), message, payload - 9);
        size_t on_wire = platine_frame_finish(wire, payload, PLATINE_KIND_BOARD_REPLY, 7, payload - 9);
        platine_frame_decoder decoder;
        platine_frame_decoder_init(&decoder, buffer, CAPACITY);
        size_t got = 0;
        CHECK(on_wire <= room && wire[room] == 0xA5);
        CHECK(take(&decoder, wire, on_wire, &got) && got == payload - 9 && memcmp(buffer + 5, message, got) == 0);
    }
}

int main(void) {
    RUN(should_compute_the_castagnoli_checksum);
    RUN(should_return_every_length_and_pattern);
    RUN(should_notice_every_flipped_bit);
    RUN(should_know_what_fits_and_write_no_further);
    RUN(should_find_its_feet_after_garbage_and_overlong_frames);
    return checks_failed == 0 ? 0 : 1;
}
