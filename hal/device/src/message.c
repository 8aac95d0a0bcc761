#include "platine/message.h"

#include <string.h>

#define FULL_BLOCK 254u

void platine_stuffer_take(platine_stuffer *stuffer, const uint8_t *message, size_t length) {
    *stuffer = (platine_stuffer){.message = length > 0 ? message : NULL, .length = length};
}

bool platine_stuffer_empty(const platine_stuffer *stuffer) {
    return stuffer->message == NULL;
}

/* The code of the block that begins at `at`. */
static uint8_t begin_block(platine_stuffer *stuffer) {
    size_t rest = stuffer->length - stuffer->at;
    size_t most = rest < FULL_BLOCK ? rest : FULL_BLOCK;
    size_t run = 0;
    while (run < most && stuffer->message[stuffer->at + run] != 0) {
        run++;
    }
    stuffer->left = (uint8_t)run;
    stuffer->full = run == FULL_BLOCK;
    stuffer->begun = true;
    return (uint8_t)(run + 1);
}

/* The next byte of the stream; the last one is the zero that ends the frame. */
static uint8_t next(platine_stuffer *stuffer) {
    if (!stuffer->begun) {
        return begin_block(stuffer);
    }
    if (stuffer->left > 0) {
        stuffer->left--;
        return stuffer->message[stuffer->at++];
    }
    if (stuffer->at == stuffer->length) {
        stuffer->message = NULL;
        return 0;
    }
    if (!stuffer->full) {
        stuffer->at++; /* the zero that ended the block; a block follows even when nothing is behind it */
    }
    return begin_block(stuffer);
}

size_t platine_stuffer_read(platine_stuffer *stuffer, uint8_t *bytes, size_t capacity) {
    size_t count = 0;
    while (count < capacity && stuffer->message != NULL) {
        bytes[count++] = next(stuffer);
    }
    return count;
}

static void restart(platine_unstuffer *unstuffer) {
    unstuffer->length = 0;
    unstuffer->left = 0;
    unstuffer->zero_due = false;
}

void platine_unstuffer_init(platine_unstuffer *unstuffer, uint8_t *buffer, size_t capacity) {
    unstuffer->buffer = buffer;
    unstuffer->capacity = capacity;
    restart(unstuffer);
}

static void append(platine_unstuffer *unstuffer, uint8_t byte) {
    if (unstuffer->length < unstuffer->capacity) {
        unstuffer->buffer[unstuffer->length] = byte;
    }
    unstuffer->length++;
}

size_t platine_unstuffer_write(platine_unstuffer *unstuffer, const uint8_t *bytes, size_t length, size_t *message) {
    *message = 0;
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = bytes[i];
        if (byte == 0) {
            bool good = unstuffer->left == 0 && unstuffer->length <= unstuffer->capacity;
            *message = good ? unstuffer->length : 0;
            restart(unstuffer);
            return i + 1;
        }
        if (unstuffer->left > 0) {
            unstuffer->left--;
            append(unstuffer, byte);
        } else {
            if (unstuffer->zero_due) {
                append(unstuffer, 0);
            }
            unstuffer->left = (uint8_t)(byte - 1);
            unstuffer->zero_due = byte != 0xFF;
        }
    }
    return length;
}
