/*
 * The board's end of the board protocol, for firmware.
 *
 * One `platine_device` answers one host on one byte stream (a UART, a USB serial port, a socket). The firmware describes its
 * channels in a constant table, gives a handful of callbacks, and calls platine_device_poll from its main loop.
 *
 * No heap, no operating system, no globals: several devices may run side by side. Not safe to call from an interrupt; the
 * read and write callbacks are the place for ring buffers that interrupts fill and empty. Everything received is untrusted: it is
 * bounded, checked and answered with an error, never acted upon otherwise. docs/porting.md has a port in one page.
 */
#ifndef PLATINE_DEVICE_H
#define PLATINE_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platine/frame.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Sizes, to be set the same for the library and all that includes this (CMake: -DPLATINE_MAX_PLANS=8 and so on). */
#ifndef PLATINE_FRAME_BYTES
#define PLATINE_FRAME_BYTES 1024u /* payload of a frame: 256, 1024 or 4096 */
#endif
#ifndef PLATINE_MAX_CHANNELS
#define PLATINE_MAX_CHANNELS 32u
#endif
#ifndef PLATINE_MAX_PLANS
#define PLATINE_MAX_PLANS 4u
#endif
#ifndef PLATINE_MAX_SUBSCRIPTIONS
#define PLATINE_MAX_SUBSCRIPTIONS 4u
#endif
#ifndef PLATINE_PLAN_READS
#define PLATINE_PLAN_READS 40u /* at most 64 */
#endif
#ifndef PLATINE_PLAN_WRITES
#define PLATINE_PLAN_WRITES 16u /* at most 64 */
#endif
#ifndef PLATINE_MIN_PERIOD_US
#define PLATINE_MIN_PERIOD_US 100u /* shortest period of a subscription; the main loop must keep up with it */
#endif
#if PLATINE_FRAME_BYTES < 256 || PLATINE_FRAME_BYTES > 65535
#error "PLATINE_FRAME_BYTES must be 256 to 65535"
#endif
#if PLATINE_MAX_CHANNELS < 1 || PLATINE_MAX_CHANNELS > 4096
#error "PLATINE_MAX_CHANNELS must be 1 to 4096"
#endif
#if PLATINE_MAX_PLANS < 1 || PLATINE_MAX_SUBSCRIPTIONS < 1
#error "PLATINE_MAX_PLANS and PLATINE_MAX_SUBSCRIPTIONS must be 1 or more"
#endif
#if PLATINE_PLAN_READS < 1 || PLATINE_PLAN_READS > 64 || PLATINE_PLAN_WRITES < 1 || PLATINE_PLAN_WRITES > 64
#error "PLATINE_PLAN_READS and PLATINE_PLAN_WRITES must be 1 to 64"
#endif

/* Bounds of proto/board.options. */
#define PLATINE_SUBSCRIPTION_CHANNELS 16u
#define PLATINE_TEXT_BYTES 191u /* longest line of a text channel, in UTF-8, without the closing 0 */

typedef enum platine_channel_kind {
    PLATINE_DIGITAL = 1, /* 0 or 1 */
    PLATINE_ANALOG = 2, /* float32 in the unit */
    PLATINE_PWM = 3, /* float32, duty 0 to 1 */
    PLATINE_COUNTER = 4, /* uint32 that wraps */
    PLATINE_TEXT = 5 /* lines of UTF-8 */
} platine_channel_kind;

typedef enum platine_direction { PLATINE_INPUT = 1, PLATINE_OUTPUT = 2 } platine_direction;

/* One channel; its id is its place in the table. */
typedef struct platine_channel {
    const char *name; /* [a-z0-9_.], 1 to 31 characters */
    platine_channel_kind kind;
    platine_direction direction;
    const char *unit; /* UCUM code, "" for a bare number; at most 15 bytes */
    float minimum; /* digital: 0 and 1; counter and text: not used */
    float maximum;
    float resolution; /* smallest step in the unit, 0 when not known */
    uint32_t safe; /* outputs: coded as the kind's values are; a constant table needs the bits of its floats as numbers */
    const char *label; /* for people, at most 47 bytes */
} platine_channel;

/* Texts have at most 31 bytes. */
typedef struct platine_board {
    const char *name;
    const char *vendor;
    const char *model;
    const char *hardware_revision;
    const char *serial_number;
    const char *firmware_version;
    const char *build_id;
    const platine_channel *channels;
    uint16_t channel_count; /* at most PLATINE_MAX_CHANNELS */
    uint32_t boot_id; /* different after each boot: a counter in backup memory, or a random number */
} platine_board;

/* What the firmware does for the library. All are called from within the library's functions, in the caller's thread. */
typedef struct platine_port {
    void *context; /* handed to each */

    /* Takes up to `capacity` received bytes; returns how many, 0 when there are none. Never blocks. */
    size_t (*read)(void *context, uint8_t *bytes, size_t capacity);
    /* Takes up to `length` bytes to be sent; returns how many it took. Never blocks. */
    size_t (*write)(void *context, const uint8_t *bytes, size_t length);
    /* Nanoseconds since boot, never back. */
    uint64_t (*now_ns)(void *context);

    /* The 32 bits of an input that is not text. */
    uint32_t (*get)(void *context, uint16_t channel);
    /* A new set-point of an output; already checked against kind and range. Also called with the safe values. */
    void (*set)(void *context, uint16_t channel, uint32_t bits);

    /* Optional, may be NULL: */
    void (*applied)(void *context); /* all set-points of one step are given: act on them together */
    void (*sampling)(void *context); /* inputs are about to be read as one sample: freeze them */
    const char *(*get_text)(void *context, uint16_t channel); /* newest line of a text channel; NULL: none yet */
    void (*set_text)(void *context, uint16_t channel, const char *line); /* a line for a text output */
    bool (*fault)(void *context); /* the board's own fault, told with each exchange */
    void (*reset)(void *context); /* restart the firmware; the reply has been handed to write */
} platine_port;

/* Internals from here on: public only so that the firmware can allocate them. */
typedef struct platine_plan {
    uint32_t lifetime_us;
    uint16_t reads[PLATINE_PLAN_READS];
    uint16_t writes[PLATINE_PLAN_WRITES];
    uint8_t read_count;
    uint8_t write_count;
    bool known;
    bool used; /* has exchanged */
    bool expired;
} platine_plan;

typedef struct platine_subscription {
    uint64_t next_ns;
    uint32_t period_us; /* 0: on change */
    float dead_band;
    uint32_t sequence;
    uint32_t lost;
    uint32_t last[PLATINE_SUBSCRIPTION_CHANNELS];
    uint16_t channels[PLATINE_SUBSCRIPTION_CHANNELS];
    uint8_t channel_count;
    bool known;
    bool primed; /* has sent its first sample */
} platine_subscription;

typedef struct platine_device {
    const platine_board *board;
    platine_port port;
    uint64_t now_ns; /* of this poll, or of the request that is being answered */
    uint64_t expires_ns[PLATINE_MAX_CHANNELS]; /* 0: never */
    uint64_t unsaid_ns;
    uint32_t setpoint[PLATINE_MAX_CHANNELS];
    platine_plan plans[PLATINE_MAX_PLANS];
    platine_subscription subscriptions[PLATINE_MAX_SUBSCRIPTIONS];
    platine_frame_decoder decoder;
    uint32_t schema_hash;
    uint32_t event_sequence;
    uint32_t features;
    uint32_t unparsed; /* whole frames that were no request */
    size_t waiting_length; /* of the message in `in` that waits until its reply can be given */
    size_t out_length;
    size_t out_sent;
    uint16_t frame_to_host; /* agreed, bytes of payload */
    bool greeted;
    bool reset_due;
    bool waiting;
    uint8_t unsaid_reason; /* safe state that the host is yet to be told of; 0: none */
    uint8_t unsaid[(PLATINE_MAX_CHANNELS + 7u) / 8u]; /* its channels, a bit each */
    uint8_t chunk_at;
    uint8_t chunk_length;
    uint8_t chunk[32]; /* received and not looked at yet */
    uint8_t in[PLATINE_FRAME_BYTES];
    uint8_t out[PLATINE_FRAME_WIRE_BYTES(PLATINE_FRAME_BYTES)];
} platine_device;

/* Codes a float as a channel's 32 bits, and back. */
uint32_t platine_bits(float value);
float platine_float(uint32_t bits);

/*
 * Starts a device: outputs at their safe values, nothing said yet. `board` and what it points to must live as long as the device.
 * Returns NULL, or one line that says which rule the table or the port breaks; the device must then not be used.
 */
const char *platine_device_init(platine_device *device, const platine_board *board, const platine_port *port);

/*
 * Does what is due: lets set-points expire, sends samples, answers at most one request. Call it at least once a millisecond for
 * set-points and samples to be that exact, and after each step of the firmware for changes to be noticed. Returns true while there
 * may be more to do at once.
 */
bool platine_device_poll(platine_device *device);

/* A text input has a new line, of at most PLATINE_TEXT_BYTES bytes (more is cut): who subscribed gets it. */
void platine_device_line(platine_device *device, uint16_t channel, const char *line);

/* Tells the host something worth a line in a log. False when nobody listens or the line is busy. */
bool platine_device_notice(platine_device *device, const char *line);

/* All outputs to their safe values because the firmware found a fault of its own; the host is told. */
void platine_device_make_safe(platine_device *device);

/* The set-point in force of an output that is not text. */
uint32_t platine_device_setpoint(const platine_device *device, uint16_t channel);

/* Whether a host has said hello and may be there still. */
bool platine_device_greeted(const platine_device *device);

/* Forgets the host: for ports that notice that it is gone (a socket closed, DTR dropped). Set-points keep their lifetimes. */
void platine_device_disconnected(platine_device *device);

/*
 * Nanoseconds, in the time of `now_ns`, at which poll next has something to do by itself; UINT64_MAX when nothing is due. It does
 * not know of bytes that arrive, of room to send, and of inputs that change: poll when those happen.
 */
uint64_t platine_device_next_ns(const platine_device *device);

#ifdef __cplusplus
}
#endif

#endif
