/* Text that comes in is checked, text that goes out is cut where a character ends. */
#include <string.h>

#include "internal.h"

static bool is_continuation(uint8_t byte) {
    return (byte & 0xC0u) == 0x80u;
}

void platine_copy_text(char *to, size_t capacity, const char *from) {
    size_t length = 0;
    while (from != NULL && from[length] != 0 && length + 1 < capacity) {
        length++;
    }
    while (length > 0 && from[length] != 0 && is_continuation((uint8_t)from[length])) {
        length--;
    }
    if (length > 0) {
        memcpy(to, from, length);
    }
    to[length] = 0;
}

/* Bytes of the character that begins here, of `left` bytes; 0 when none does. */
static size_t character(const uint8_t *at, size_t left) {
    if (at[0] != 0 && at[0] < 0x80) {
        return 1;
    }
    size_t length = at[0] < 0xC2 ? 0 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : at[0] < 0xF5 ? 4 : 0;
    if (length == 0 || length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if (!is_continuation(at[i])) {
            return 0;
        }
    }
    bool overlong = (at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xF0 && at[1] < 0x90);
    bool surrogate = at[0] == 0xED && at[1] >= 0xA0;
    bool beyond = at[0] == 0xF4 && at[1] >= 0x90;
    return overlong || surrogate || beyond ? 0 : length;
}

bool platine_is_text(const uint8_t *text, size_t length) {
    size_t at = 0;
    while (at < length) {
        size_t bytes = character(text + at, length - at);
        if (bytes == 0) {
            return false;
        }
        at += bytes;
    }
    return true;
}
