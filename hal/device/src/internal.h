/* What the parts of the library share; not for firmware. */
#ifndef PLATINE_INTERNAL_H
#define PLATINE_INTERNAL_H

#include "platine/device.h"
#include "platine/board.pb.h"

#define HELLO_FRAME_BYTES 256u

typedef platine_board_v1_BoardRequest board_request;
typedef platine_board_v1_BoardReply board_reply;
typedef platine_board_v1_BoardEvent board_event;
typedef platine_board_v1_ErrorKind error_kind;

/* An error reply in the making: NULL reason means there is none. */
typedef struct failure {
    const char *reason; /* constant text */
    error_kind kind;
    int32_t channel; /* -1: no single one */
} failure;

#define SUCCESS ((failure){NULL, platine_board_v1_ErrorKind_ERROR_KIND_UNSPECIFIED, -1})

failure platine_fail(error_kind kind, const char *reason);
failure platine_fail_channel(error_kind kind, uint16_t channel, const char *reason);

/* text.c */
/* copies at most capacity - 1 bytes, never half a character, and closes with 0; NULL is "" */
void platine_copy_text(char *to, size_t capacity, const char *from);
/* whether received bytes are UTF-8 without a zero inside */
bool platine_is_text(const uint8_t *text, size_t length);

/* wire.c */
/* whether bytes are a request as far as can be seen without its bounds: fields one after the other, and texts that are UTF-8 */
bool platine_is_request(const uint8_t *message, size_t length);

/* send.c */
bool platine_out_free(const platine_device *device);
void platine_pump(platine_device *device);
/* false when the message does not fit the agreed frame or what is left of the buffer: nothing is then sent */
bool platine_send(
        platine_device *device, uint8_t kind, uint32_t sequence, const pb_msgdesc_t *fields, const void *message);
/* the same for an event; false too when nobody has said hello */
bool platine_send_event(platine_device *device, const board_event *event);
void platine_put_error(platine_board_v1_Error *error, failure failed);
void platine_refuse_bench(platine_device *device, uint32_t sequence);

/* request.c */
failure platine_decode_request(const uint8_t *message, size_t length, board_request *request);
void platine_serve(platine_device *device, size_t message_length);
void platine_forget_host(platine_device *device);

/* exchange.c */
bool platine_accepts(const platine_channel *channel, uint32_t bits);
uint32_t platine_value(platine_device *device, uint16_t channel);
failure platine_check_write(const platine_board *board, uint32_t channel, uint32_t bits);
failure platine_write_channel(platine_device *device, const platine_board_v1_Write *write);
failure platine_register_plan(
        platine_device *device, size_t frame_to_board, const platine_board_v1_RegisterPlan *request);
failure platine_drop_plan(platine_device *device, uint32_t plan);
failure platine_run_exchange(
        platine_device *device, const platine_board_v1_Exchange *request, platine_board_v1_ExchangeReply *reply);

/* safe.c */
void platine_apply(platine_device *device, uint16_t channel, uint32_t bits);
void platine_applied(platine_device *device);
void platine_hold(platine_device *device, uint16_t channel, uint32_t lifetime_us);
void platine_expire_setpoints(platine_device *device);
/* `tell` 0 tells nobody, else the reason */
void platine_all_safe(platine_device *device, uint8_t tell);
void platine_tell_safe(platine_device *device);

/* subscribe.c */
failure platine_subscribe(platine_device *device, const platine_board_v1_Subscribe *request);
failure platine_unsubscribe(platine_device *device, uint32_t subscription);
void platine_send_samples(platine_device *device);
void platine_send_line(platine_device *device, uint16_t channel, const char *line);
uint64_t platine_next_sample_ns(const platine_device *device);

#endif
