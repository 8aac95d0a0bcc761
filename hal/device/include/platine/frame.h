/*
 * Frames of the board protocol: COBS( kind | sequence, 32 bit little endian | message | CRC-32C ) 0x00.
 *
 * No heap, no globals. Decoding and encoding work in place, in buffers that the caller owns.
 */
#ifndef PLATINE_FRAME_H
#define PLATINE_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PLATINE_FRAME_HEADER_BYTES 5u
#define PLATINE_FRAME_CRC_BYTES 4u

/* Room that a frame of `payload` bytes (header, message, CRC) takes on the wire, the closing zero included. */
#define PLATINE_FRAME_WIRE_BYTES(payload) ((payload) + ((payload) / 254u) + 2u)

enum {
    PLATINE_KIND_BOARD_REQUEST = 0x01,
    PLATINE_KIND_BOARD_REPLY = 0x02,
    PLATINE_KIND_BOARD_EVENT = 0x03,
    PLATINE_KIND_BENCH_REQUEST = 0x11,
    PLATINE_KIND_BENCH_REPLY = 0x12
};

/* What arrived but was no good. Counts wrap. */
typedef struct platine_frame_counters {
    uint32_t good;
    uint32_t bad_crc;
    uint32_t overlong;
    uint32_t malformed; /* too short, or a broken COBS code */
} platine_frame_counters;

/* Collects the bytes of one frame. `buffer` holds the decoded payload. */
typedef struct platine_frame_decoder {
    uint8_t *buffer;
    size_t capacity; /* largest payload accepted, in bytes */
    size_t length;
    uint8_t left; /* bytes until the next COBS code */
    bool zero_due; /* the block before was shorter than 254: a zero stands between */
    bool started;
    bool skipping; /* overlong: wait for the next zero */
    platine_frame_counters counters;
} platine_frame_decoder;

/* CRC-32C (Castagnoli) of `length` bytes. */
uint32_t platine_crc32c(const uint8_t *bytes, size_t length);

void platine_frame_decoder_init(platine_frame_decoder *decoder, uint8_t *buffer, size_t capacity);

/*
 * Takes one byte. Returns true when it closed a good frame: buffer[0] is its kind, buffer[1..4] its sequence and
 * `*message_length` bytes from buffer + 5 its message, all valid until the next call.
 */
bool platine_frame_decoder_take(platine_frame_decoder *decoder, uint8_t byte, size_t *message_length);

/* Sequence number of the frame in `buffer`. */
uint32_t platine_frame_sequence(const uint8_t *buffer);

/*
 * Where the message of a frame has to be written before platine_frame_finish: an offset into a buffer of
 * PLATINE_FRAME_WIRE_BYTES(payload capacity) bytes.
 */
size_t platine_frame_message_offset(size_t payload_capacity);

/*
 * Makes the frame in place and returns its length on the wire, from wire[0] on. `payload_capacity` is what
 * platine_frame_message_offset was asked with, and message_length + 9 must not exceed it.
 */
size_t platine_frame_finish(
        uint8_t *wire, size_t payload_capacity, uint8_t kind, uint32_t sequence, size_t message_length);

#ifdef __cplusplus
}
#endif

#endif
