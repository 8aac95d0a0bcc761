/*
 * The board protocol over CAN for a device whose system has no ISO-TP: read and write callbacks of platine_port, over one ISO-TP channel.
 * A frame of the protocol is one ISO-TP message, without COBS.
 */
#ifndef PLATINE_CAN_H
#define PLATINE_CAN_H

#include "platine/device.h"
#include "platine/isotp.h"
#include "platine/message.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Internals are public only so that the firmware can allocate it. */
typedef struct platine_can {
    platine_isotp channel;
    platine_stuffer stuffer;
    platine_unstuffer unstuffer;
    uint8_t in[PLATINE_FRAME_BYTES];
    uint8_t out[PLATINE_FRAME_BYTES];
} platine_can;

/* Starts it. Returns NULL, or one line that says which rule the configuration breaks. */
const char *platine_can_init(platine_can *can, const platine_isotp_config *config, const platine_isotp_port *port);

/*
 * Whether the next frame should be taken now. While a message waits to be read it may stay in the receive queue, and nothing is
 * lost; but not while one is being sent: what is waited for then is a flow control, and the device reads nothing before it has sent.
 */
bool platine_can_wants(const platine_can *can);

/* Takes a received CAN frame of any identifier; true when it was meant for this. */
bool platine_can_take(platine_can *can, const platine_can_frame *frame);

/* Sends what is due. After each received frame and once a millisecond, or more often where the far end asks for short pauses. */
void platine_can_poll(platine_can *can);

/* What the read and write of platine_port return. */
size_t platine_can_read(platine_can *can, uint8_t *bytes, size_t capacity);
size_t platine_can_write(platine_can *can, const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
