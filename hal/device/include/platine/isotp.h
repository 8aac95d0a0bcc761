/*
 * ISO-TP (ISO 15765-2): messages of up to 4,095 bytes and more over CAN frames of 8 bytes, or up to 64 with CAN FD. For boards
 * whose system has none; Linux has its own, and this one judges frames as that one does.
 *
 * No heap, no globals. Not safe for interrupts: received frames are taken and timers run where the firmware calls. Everything
 * received is untrusted: a frame that does not fit is ignored or ends its message with an error, as named below.
 */
#ifndef PLATINE_ISOTP_H
#define PLATINE_ISOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Data bytes of the longest CAN frame: 8, or 64 with CAN FD. The same for the library and all that includes this. */
#ifndef PLATINE_CAN_BYTES
#define PLATINE_CAN_BYTES 8u
#endif

/* In an identifier: it has 29 bits, not 11. */
#define PLATINE_CAN_EXTENDED 0x80000000u

typedef struct platine_can_frame {
    uint32_t id; /* 11 bits, or 29 with PLATINE_CAN_EXTENDED */
    uint8_t length; /* data bytes */
    uint8_t data[PLATINE_CAN_BYTES];
} platine_can_frame;

typedef enum platine_isotp_error {
    PLATINE_ISOTP_NONE = 0,
    PLATINE_ISOTP_NO_FLOW_CONTROL, /* sending: the far end did not answer for 1 s */
    PLATINE_ISOTP_OVERFLOW, /* sending: the far end has no room for so long a message */
    PLATINE_ISOTP_WAITS, /* sending: the far end asked for patience more often than max_waits */
    PLATINE_ISOTP_NO_ROOM, /* sending: no frame could be handed to the controller for 1 s: bus-off, or nobody acknowledges */
    PLATINE_ISOTP_TIMEOUT, /* receiving: the next frame did not come for 1 s */
    PLATINE_ISOTP_SEQUENCE, /* receiving: a frame is missing */
    PLATINE_ISOTP_TOO_LONG, /* receiving: the message does not fit the buffer; the sender was told */
    PLATINE_ISOTP_UNREAD /* receiving: the message before has not been released; the sender of a long one was told */
} platine_isotp_error;

typedef struct platine_isotp_config {
    uint32_t tx_id; /* of what is sent, flow control included */
    uint32_t rx_id; /* of what is received; must differ */
    bool addressed; /* extended addressing: the first byte of each frame is an address */
    uint8_t tx_address;
    uint8_t rx_address;
    uint8_t frame_bytes; /* longest frame to send: 8, 12, 16, 20, 24, 32, 48 or 64; all are received. 0 is 8 */
    bool pad; /* short frames are filled up to 8 bytes; longer ones always are, to the next length that CAN FD has */
    uint8_t padding; /* with this; 0xCC suits the bus */
    uint8_t block_size; /* frames between two flow controls that the far end may send; 0: all */
    uint8_t st_min; /* pause that it has to keep between them: 0 to 127 ms, 0xF1 to 0xF9 for 100 to 900 us */
    uint8_t max_waits; /* how often the far end may ask for patience; 0: any number */
} platine_isotp_config;

typedef struct platine_isotp_port {
    void *context; /* handed to each */
    /* Takes a frame to be sent; false when there is no room now. Never blocks. */
    bool (*send)(void *context, const platine_can_frame *frame);
    /* Nanoseconds, never back. */
    uint64_t (*now_ns)(void *context);
} platine_isotp_port;

/* One channel. Internals are public only so that the firmware can allocate it. */
typedef struct platine_isotp {
    platine_isotp_config config;
    platine_isotp_port port;
    uint32_t errors; /* counts all; wraps */
    uint32_t ignored; /* frames that made no sense where they came; wraps */
    platine_isotp_error last_error;

    uint8_t *rx;
    size_t rx_capacity;
    size_t rx_length; /* of the message */
    size_t rx_at;
    uint64_t rx_until_ns;
    uint8_t rx_frame_bytes; /* of the sender */
    uint8_t rx_sequence;
    uint8_t rx_block;
    bool rx_running;
    bool rx_ready;
    bool flow_due; /* a flow control could not be sent yet */
    uint8_t flow_status;

    const uint8_t *tx;
    size_t tx_length;
    size_t tx_at;
    uint64_t tx_next_ns; /* the next frame may go */
    uint64_t tx_until_ns; /* what is waited for must be there */
    uint64_t tx_gap_ns;
    uint8_t tx_state;
    uint8_t tx_sequence;
    uint8_t tx_block_size;
    uint8_t tx_block;
    uint8_t tx_waits;
} platine_isotp;

/*
 * Starts a channel. `rx` takes received messages, of up to `rx_capacity` bytes. Returns NULL, or one line that says which rule the
 * configuration breaks.
 */
const char *platine_isotp_init(platine_isotp *channel, const platine_isotp_config *config, const platine_isotp_port *port,
        uint8_t *rx, size_t rx_capacity);

/* Takes a received frame of any identifier; true when it was meant for this channel. */
bool platine_isotp_take(platine_isotp *channel, const platine_can_frame *frame);

/* Sends what is due and ends what takes too long. After each received frame, and at the time of platine_isotp_next_ns. */
void platine_isotp_poll(platine_isotp *channel);

/* When poll has something to do by itself, in the time of now_ns; UINT64_MAX when nothing is due. */
uint64_t platine_isotp_next_ns(const platine_isotp *channel);

/*
 * Begins to send a message of at least one byte, which must stay where it is until platine_isotp_sending is false. False when
 * one is being sent, or for an empty message.
 */
bool platine_isotp_send(platine_isotp *channel, const uint8_t *message, size_t length);

bool platine_isotp_sending(const platine_isotp *channel);

/* The received message, or NULL when there is none. It stays, and no other is taken, until it is released. */
const uint8_t *platine_isotp_message(const platine_isotp *channel, size_t *length);

void platine_isotp_release(platine_isotp *channel);

/* The newest error since it was asked last. */
platine_isotp_error platine_isotp_take_error(platine_isotp *channel);

#ifdef __cplusplus
}
#endif

#endif
