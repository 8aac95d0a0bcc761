/* What the parts of the library share; not for firmware. */
#ifndef PLATINE_INTERNAL_H
#define PLATINE_INTERNAL_H

#include "platine/device.h"
#include "platine/board.pb.h"

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

/* copies at most capacity - 1 bytes and closes with 0 */
void platine_copy_text(char *to, size_t capacity, const char *from);

bool platine_out_free(const platine_device *device);
/* false when the event does not fit or the line is busy: it is then not sent */
bool platine_send_event(platine_device *device, const board_event *event);

bool platine_accepts(const platine_channel *channel, uint32_t bits);
uint32_t platine_value(platine_device *device, uint16_t channel);

failure platine_write_channel(platine_device *device, const platine_board_v1_Write *write);
failure platine_register_plan(platine_device *device, const platine_board_v1_RegisterPlan *request);
failure platine_drop_plan(platine_device *device, uint32_t plan);
failure platine_run_exchange(
        platine_device *device, const platine_board_v1_Exchange *request, platine_board_v1_ExchangeReply *reply);
void platine_expire_setpoints(platine_device *device, uint64_t now_ns);
void platine_all_safe(platine_device *device, platine_board_v1_SafeState_Reason reason, bool tell);

failure platine_subscribe(platine_device *device, const platine_board_v1_Subscribe *request);
failure platine_unsubscribe(platine_device *device, uint32_t subscription);
void platine_send_samples(platine_device *device, uint64_t now_ns);
uint64_t platine_next_sample_ns(const platine_device *device);

#endif
