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
#define PLATINE_FRAME_OVERHEAD_BYTES (PLATINE_FRAME_HEADER_BYTES + PLATINE_FRAME_CRC_BYTES)

/* Room that a frame of `payload` bytes (header, message, CRC) takes on the wire, the closing zero included. */
#define PLATINE_FRAME_WIRE_BYTES(payload) ((payload) + ((payload) / 254u) + 2u)

enum {
    PLATINE_KIND_BOARD_REQUEST = 0x01,
    PLATINE_KIND_BOARD_REPLY = 0x02,
    PLATINE_KIND_BOARD_EVENT = 0x03,
    PLATINE_KIND_BENCH_REQUEST = 0x11,
    PLATINE_KIND_BENCH_REPLY = 0x12,
    PLATINE_KIND_BENCH_EVENT = 0x13
};

/* What arrived, and what was no good. Counts wrap. */
typedef struct platine_frame_counters {
    uint32_t whole;
    uint32_t bad_crc;
    uint32_t overlong;
    uint32_t malformed; /* too short, a broken COBS code, or a kind that the protocol does not have */
    uint32_t resynchronised; /* whole frames that came after something bad */
} platine_frame_counters;

/* Collects the bytes of one frame. `buffer` holds the decoded payload. */
typedef struct platine_frame_decoder {
    uint8_t *buffer;
    size_t capacity;
    size_t limit; /* largest payload accepted now, in bytes */
    size_t length; /* decoded so far; beyond the limit counted, not kept */
    size_t encoded; /* bytes of this frame so far */
    uint8_t left; /* bytes until the next COBS code */
    bool zero_due; /* the block before was shorter than 254: a zero stands between */
    bool skipping; /* overlong: wait for the next zero */
    bool lost; /* nothing whole since something bad */
    platine_frame_counters counters;
} platine_frame_decoder;

/* CRC-32C (Castagnoli) of bytes. `before` is 0, or the value for the bytes that came before these. */
uint32_t platine_crc32c(uint32_t before, const uint8_t *bytes, size_t length);

/* Starts with empty counters, and a limit of all the buffer. */
void platine_frame_decoder_init(platine_frame_decoder *decoder, uint8_t *buffer, size_t capacity);

/* Sets how large frames may be from the next one on: what both ends agreed on, at most the capacity. */
void platine_frame_decoder_limit(platine_frame_decoder *decoder, size_t bytes);

/* Forgets a frame that has begun, for a stream that starts anew. Counters and limit stay. */
void platine_frame_decoder_reset(platine_frame_decoder *decoder);

/*
 * Takes one byte. Returns true when it closed a good frame: buffer[0] is its kind, buffer[1..4] its sequence and
 * `*message_length` bytes from buffer + 5 its message, all valid until the next call.
 */
bool platine_frame_decoder_take(platine_frame_decoder *decoder, uint8_t byte, size_t *message_length);

/* Sequence number of the frame in `buffer`. */
uint32_t platine_frame_sequence(const uint8_t *buffer);

/* The largest payload whose frame fits so many bytes on the wire; 0 when none does. */
size_t platine_frame_payload_capacity(size_t wire_bytes);

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
