#include "platine/frame.h"

uint32_t platine_crc32c(uint32_t before, const uint8_t *bytes, size_t length) {
    /* a nibble at a time: 64 bytes of table instead of 1,024 */
    static const uint32_t table[16] = {
            0x00000000u, 0x105EC76Fu, 0x20BD8EDEu, 0x30E349B1u, 0x417B1DBCu, 0x5125DAD3u, 0x61C69362u, 0x7198540Du,
            0x82F63B78u, 0x92A8FC17u, 0xA24BB5A6u, 0xB21572C9u, 0xC38D26C4u, 0xD3D3E1ABu, 0xE330A81Au, 0xF36E6F75u};
    uint32_t crc = ~before;
    for (size_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        crc = (crc >> 4) ^ table[crc & 15u];
        crc = (crc >> 4) ^ table[crc & 15u];
    }
    return ~crc;
}

static uint32_t read_u32(const uint8_t *at) {
    return (uint32_t)at[0] | ((uint32_t)at[1] << 8) | ((uint32_t)at[2] << 16) | ((uint32_t)at[3] << 24);
}

static void write_u32(uint8_t *at, uint32_t value) {
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
    at[2] = (uint8_t)(value >> 16);
    at[3] = (uint8_t)(value >> 24);
}

uint32_t platine_frame_sequence(const uint8_t *buffer) {
    return read_u32(buffer + 1);
}

static void restart(platine_frame_decoder *decoder) {
    decoder->length = 0;
    decoder->encoded = 0;
    decoder->left = 0;
    decoder->zero_due = false;
    decoder->skipping = false;
}

void platine_frame_decoder_init(platine_frame_decoder *decoder, uint8_t *buffer, size_t capacity) {
    decoder->buffer = buffer;
    decoder->capacity = capacity;
    decoder->limit = capacity;
    decoder->counters = (platine_frame_counters){0, 0, 0, 0, 0};
    platine_frame_decoder_reset(decoder);
}

void platine_frame_decoder_limit(platine_frame_decoder *decoder, size_t bytes) {
    decoder->limit = bytes < decoder->capacity ? bytes : decoder->capacity;
}

void platine_frame_decoder_reset(platine_frame_decoder *decoder) {
    decoder->lost = false;
    restart(decoder);
}

static bool is_known(uint8_t kind) {
    uint8_t number = kind & 0x0Fu;
    return (kind == number || kind == (number | 0x10u)) && number >= 1 && number <= 3;
}

/* Whether what was collected is a frame; counts why not. */
static bool check(platine_frame_decoder *decoder) {
    if (decoder->left != 0 || decoder->length < PLATINE_FRAME_OVERHEAD_BYTES) {
        decoder->counters.malformed++;
        return false;
    }
    if (decoder->length > decoder->limit) {
        decoder->counters.overlong++;
        return false;
    }
    size_t covered = decoder->length - PLATINE_FRAME_CRC_BYTES;
    if (platine_crc32c(0, decoder->buffer, covered) != read_u32(decoder->buffer + covered)) {
        decoder->counters.bad_crc++;
        return false;
    }
    if (!is_known(decoder->buffer[0])) {
        decoder->counters.malformed++;
        return false;
    }
    return true;
}

static bool close_frame(platine_frame_decoder *decoder, size_t *message_length) {
    bool good = false;
    if (decoder->encoded > 0 && !decoder->skipping) { /* nothing between two zeros is no frame */
        good = check(decoder);
        if (good) {
            *message_length = decoder->length - PLATINE_FRAME_OVERHEAD_BYTES;
            decoder->counters.whole++;
            decoder->counters.resynchronised += decoder->lost ? 1u : 0u;
        }
        decoder->lost = !good;
    }
    restart(decoder);
    return good;
}

static void append(platine_frame_decoder *decoder, uint8_t byte) {
    if (decoder->length < decoder->limit) {
        decoder->buffer[decoder->length] = byte;
    }
    decoder->length++;
}

bool platine_frame_decoder_take(platine_frame_decoder *decoder, uint8_t byte, size_t *message_length) {
    if (byte == 0) {
        return close_frame(decoder, message_length);
    }
    if (decoder->skipping) {
        return false;
    }
    if (decoder->encoded == PLATINE_FRAME_WIRE_BYTES(decoder->limit) - 1u) {
        decoder->skipping = true;
        decoder->lost = true;
        decoder->counters.overlong++;
        return false;
    }
    decoder->encoded++;
    if (decoder->left > 0) {
        decoder->left--;
        append(decoder, byte);
    } else { /* a COBS code */
        if (decoder->zero_due) {
            append(decoder, 0);
        }
        decoder->left = (uint8_t)(byte - 1);
        decoder->zero_due = byte != 0xFF;
    }
    return false;
}

size_t platine_frame_payload_capacity(size_t wire_bytes) {
    if (wire_bytes < 2) {
        return 0;
    }
    size_t room = wire_bytes - 2; /* 255 bytes of it for each 254 */
    size_t rest = room % 255u;
    return room / 255u * 254u + (rest < 254u ? rest : 253u);
}

size_t platine_frame_message_offset(size_t payload_capacity) {
    /* the raw payload stands at the end of the buffer, so that encoding forwards never overtakes it */
    return payload_capacity / 254u + 1u + PLATINE_FRAME_HEADER_BYTES;
}

size_t platine_frame_finish(
        uint8_t *wire, size_t payload_capacity, uint8_t kind, uint32_t sequence, size_t message_length) {
    uint8_t *payload = wire + platine_frame_message_offset(payload_capacity) - PLATINE_FRAME_HEADER_BYTES;
    size_t length = PLATINE_FRAME_HEADER_BYTES + message_length;
    payload[0] = kind;
    write_u32(payload + 1, sequence);
    write_u32(payload + length, platine_crc32c(0, payload, length));
    length += PLATINE_FRAME_CRC_BYTES;

    size_t code_at = 0;
    size_t out = 1;
    uint8_t code = 1;
    for (size_t in = 0; in < length; in++) {
        uint8_t byte = payload[in];
        if (byte != 0) {
            wire[out++] = byte;
            code++;
        }
        if (byte == 0 || (code == 0xFF && in + 1 < length)) {
            wire[code_at] = code;
            code_at = out++;
            code = 1;
        }
    }
    wire[code_at] = code;
    wire[out++] = 0;
    return out;
}
