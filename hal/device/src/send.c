/* What goes to the host. Replies go out when the buffer is empty, events are put behind while there is room. */
#include <string.h>

#include <pb_encode.h>

#include "internal.h"

bool platine_out_free(const platine_device *device) {
    return device->out_sent == device->out_length;
}

void platine_pump(platine_device *device) {
    while (!platine_out_free(device)) {
        size_t taken = device->port.write(
                device->port.context, device->out + device->out_sent, device->out_length - device->out_sent);
        if (taken == 0) {
            return;
        }
        device->out_sent += taken;
    }
    device->out_sent = device->out_length = 0;
}

/* Where the next frame goes, and how large its payload may be. */
static uint8_t *room(platine_device *device, size_t *payload) {
    size_t most = device->frame_to_host;
    *payload = platine_frame_payload_capacity(sizeof device->out - device->out_length);
    *payload = *payload < most ? *payload : most;
    return device->out + device->out_length;
}

static void finish(platine_device *device, uint8_t kind, uint32_t sequence, size_t payload, size_t length) {
    device->out_length += platine_frame_finish(device->out + device->out_length, payload, kind, sequence, length);
    platine_pump(device);
}

bool platine_send(
        platine_device *device, uint8_t kind, uint32_t sequence, const pb_msgdesc_t *fields, const void *message) {
    size_t payload;
    uint8_t *wire = room(device, &payload);
    if (payload < PLATINE_FRAME_OVERHEAD_BYTES) {
        return false;
    }
    pb_ostream_t stream = pb_ostream_from_buffer(
            wire + platine_frame_message_offset(payload), payload - PLATINE_FRAME_OVERHEAD_BYTES);
    if (!pb_encode(&stream, fields, message)) {
        return false;
    }
    finish(device, kind, sequence, payload, stream.bytes_written);
    return true;
}

bool platine_send_event(platine_device *device, const board_event *event) {
    bool sent = device->greeted
            && platine_send(device, PLATINE_KIND_BOARD_EVENT, device->event_sequence,
                    platine_board_v1_BoardEvent_fields, event);
    device->event_sequence += sent ? 1u : 0u;
    return sent;
}

void platine_put_error(platine_board_v1_Error *error, failure failed) {
    memset(error, 0, sizeof *error);
    error->kind = failed.kind;
    platine_copy_text(error->reason, sizeof error->reason, failed.reason);
    error->has_channel = failed.channel >= 0;
    error->channel = failed.channel >= 0 ? (uint32_t)failed.channel : 0;
}

/* A bench message to a real board: BenchReply has its error in field 2, and nothing else of it is needed here. */
void platine_refuse_bench(platine_device *device, uint32_t sequence) {
    platine_board_v1_Error error;
    platine_put_error(
            &error, platine_fail(platine_board_v1_ErrorKind_UNSUPPORTED, "this is a real board: it has no bench"));
    size_t payload;
    uint8_t *wire = room(device, &payload);
    pb_ostream_t stream = pb_ostream_from_buffer(
            wire + platine_frame_message_offset(payload), payload - PLATINE_FRAME_OVERHEAD_BYTES);
    if (pb_encode_tag(&stream, PB_WT_STRING, 2)
            && pb_encode_submessage(&stream, platine_board_v1_Error_fields, &error)) {
        finish(device, PLATINE_KIND_BENCH_REPLY, sequence, payload, stream.bytes_written);
    }
}
