/*
 * Frames on a transport that keeps the boundaries of messages (ISO-TP on CAN): one message is one frame without COBS and without
 * the closing zero: kind | sequence | message | CRC-32C. These turn such messages into the byte stream of platine_port, and back.
 *
 * No heap, no globals; buffers are the caller's.
 */
#ifndef PLATINE_MESSAGE_H
#define PLATINE_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* From a received message to bytes of a stream: COBS and a zero behind. */
typedef struct platine_stuffer {
    const uint8_t *message; /* NULL: none */
    size_t length;
    size_t at; /* next byte of the message */
    uint8_t left; /* bytes of the COBS block still to be given */
    bool full; /* the block has 254 bytes: no zero stands behind it */
    bool begun;
} platine_stuffer;

/* Takes a message, which must stay where it is until platine_stuffer_empty. An empty one is nothing. */
void platine_stuffer_take(platine_stuffer *stuffer, const uint8_t *message, size_t length);

/* Whether all of the message has been given; also before the first. */
bool platine_stuffer_empty(const platine_stuffer *stuffer);

/* The next bytes; 0 when there are no more. */
size_t platine_stuffer_read(platine_stuffer *stuffer, uint8_t *bytes, size_t capacity);

/* From bytes of a stream, such as the library writes them, to messages. */
typedef struct platine_unstuffer {
    uint8_t *buffer; /* holds the message */
    size_t capacity;
    size_t length; /* of the message so far; beyond the capacity counted, not kept */
    uint8_t left; /* bytes until the next COBS code */
    bool zero_due;
} platine_unstuffer;

void platine_unstuffer_init(platine_unstuffer *unstuffer, uint8_t *buffer, size_t capacity);

/*
 * Takes bytes up to the end of a frame; returns how many it took, that zero included. `*message` is then the length of the message
 * in the buffer, 0 when the frame has not ended yet or is no good (bad COBS, too long). The buffer is free again at the next call.
 */
size_t platine_unstuffer_write(platine_unstuffer *unstuffer, const uint8_t *bytes, size_t length, size_t *message);

#ifdef __cplusplus
}
#endif

#endif
