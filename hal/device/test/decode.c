/*
 * What the library makes of bytes, for the tests against the Java side. One case a line of hexadecimal digits on the standard input,
 * one line of answer for each:
 *
 *   decode request|reply|event    a message: the same encoded again, or "no" when it is not taken
 *   decode frames LIMIT           what a line brings: whole, bad CRC, overlong, malformed, resynchronised; then kind, sequence and
 *                                 message of each frame
 */
#include <pb_decode.h>
#include <pb_encode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

enum { MOST = 8192 };

static uint8_t bytes[MOST];
static char line[2 * MOST + 2];

static void print_hex(const uint8_t *at, size_t count) {
    for (size_t i = 0; i < count; i++) {
        printf("%02x", at[i]);
    }
}

static int digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t parse(void) {
    size_t count = 0;
    while (count < MOST && digit(line[2 * count]) >= 0 && digit(line[2 * count + 1]) >= 0) {
        bytes[count] = (uint8_t)(digit(line[2 * count]) * 16 + digit(line[2 * count + 1]));
        count++;
    }
    return count;
}

static void again(const pb_msgdesc_t *fields, const void *message) {
    uint8_t encoded[1024];
    pb_ostream_t stream = pb_ostream_from_buffer(encoded, sizeof encoded);
    if (pb_encode(&stream, fields, message)) {
        print_hex(encoded, stream.bytes_written);
    } else {
        printf("cannot be encoded");
    }
}

static void message(const char *what, size_t count) {
    pb_istream_t stream = pb_istream_from_buffer(bytes, count);
    if (strcmp(what, "request") == 0) {
        board_request request;
        if (platine_decode_request(bytes, count, &request).reason == NULL) {
            again(platine_board_v1_BoardRequest_fields, &request);
            return;
        }
    } else if (strcmp(what, "reply") == 0) {
        board_reply reply = platine_board_v1_BoardReply_init_zero;
        if (pb_decode(&stream, platine_board_v1_BoardReply_fields, &reply)) {
            again(platine_board_v1_BoardReply_fields, &reply);
            return;
        }
    } else {
        board_event event = platine_board_v1_BoardEvent_init_zero;
        if (pb_decode(&stream, platine_board_v1_BoardEvent_fields, &event)) {
            again(platine_board_v1_BoardEvent_fields, &event);
            return;
        }
    }
    printf("no");
}

static void frames(size_t limit, size_t count) {
    static uint8_t buffer[4096];
    platine_frame_decoder decoder;
    size_t length;
    platine_frame_decoder_init(&decoder, buffer, sizeof buffer);
    platine_frame_decoder_limit(&decoder, limit);
    for (size_t i = 0; i < count; i++) {
        if (platine_frame_decoder_take(&decoder, bytes[i], &length)) {
            printf("%u:%u:", buffer[0], (unsigned)platine_frame_sequence(buffer));
            print_hex(buffer + PLATINE_FRAME_HEADER_BYTES, length);
            printf(" ");
        }
    }
    const platine_frame_counters *found = &decoder.counters;
    printf("%u %u %u %u %u", (unsigned)found->whole, (unsigned)found->bad_crc, (unsigned)found->overlong,
            (unsigned)found->malformed, (unsigned)found->resynchronised);
}

int main(int argc, char **argv) {
    const char *what = argc > 1 ? argv[1] : "";
    bool stream = strcmp(what, "frames") == 0 && argc == 3;
    if (!stream && strcmp(what, "request") != 0 && strcmp(what, "reply") != 0 && strcmp(what, "event") != 0) {
        fprintf(stderr, "decode request|reply|event, or decode frames LIMIT\n");
        return 2;
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        size_t count = parse();
        if (stream) {
            frames(strtoul(argv[2], NULL, 10), count);
        } else {
            message(what, count);
        }
        printf("\n");
    }
    return 0;
}
