/*
 * A look at a request before nanopb decodes it. It tells what is no message from what is one beyond this board's bounds, and sees to
 * what nanopb does not: the UTF-8 of texts, and varints without an end in fields that it skips.
 */
#include "internal.h"

typedef struct reader {
    const uint8_t *at;
    const uint8_t *end;
} reader;

static bool take_varint(reader *from, uint64_t *value) {
    *value = 0;
    for (unsigned shift = 0; shift < 70 && from->at < from->end; shift += 7) {
        uint8_t byte = *from->at++;
        *value |= shift < 64 ? (uint64_t)(byte & 0x7Fu) << shift : 0;
        if ((byte & 0x80u) == 0) {
            return true;
        }
    }
    return false;
}

static bool skip(reader *from, uint64_t bytes) {
    if (bytes > (uint64_t)(from->end - from->at)) {
        return false;
    }
    from->at += bytes;
    return true;
}

/* The next field: its number, and for one that has a length its bytes, else none. False when there is no good one. */
static bool take_field(reader *from, uint32_t *number, reader *inside) {
    uint64_t tag;
    uint64_t value;
    *inside = (reader){from->at, from->at};
    if (!take_varint(from, &tag) || tag > UINT32_MAX || tag >> 3 == 0) {
        return false;
    }
    *number = (uint32_t)tag >> 3;
    switch (tag & 7u) {
        case PB_WT_VARINT:
            return take_varint(from, &value);
        case PB_WT_64BIT:
            return skip(from, 8);
        case PB_WT_32BIT:
            return skip(from, 4);
        case PB_WT_STRING:
            if (!take_varint(from, &value)) {
                return false;
            }
            inside->at = from->at;
            inside->end = from->at;
            if (!skip(from, value)) {
                return false;
            }
            inside->end = from->at;
            return true;
        default:
            return false;
    }
}

static bool is_text_field(uint32_t body, uint32_t field) {
    return (body == platine_board_v1_BoardRequest_hello_tag
                   && (field == platine_board_v1_Hello_board_tag || field == platine_board_v1_Hello_client_tag))
            || (body == platine_board_v1_BoardRequest_write_tag && field == platine_board_v1_Write_text_tag);
}

static bool is_body(uint32_t body, reader from) {
    uint32_t field;
    reader inside;
    while (from.at < from.end) {
        if (!take_field(&from, &field, &inside)
                || (is_text_field(body, field) && !platine_is_text(inside.at, (size_t)(inside.end - inside.at)))) {
            return false;
        }
    }
    return true;
}

bool platine_is_request(const uint8_t *message, size_t length) {
    reader from = {message, message + length};
    uint32_t body;
    reader inside;
    while (from.at < from.end) {
        if (!take_field(&from, &body, &inside)
                || (body <= platine_board_v1_BoardRequest_reset_tag && !is_body(body, inside))) {
            return false;
        }
    }
    return true;
}
