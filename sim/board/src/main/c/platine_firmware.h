/*
 * Hosted firmware: a board's firmware compiled for this computer, as a shared library, and run by Platine as a board.
 *
 * The library exports one constant and three functions:
 *
 *     const struct platine_firmware platine_firmware        who it is, and its pins
 *     int64_t platine_firmware_init(struct platine_block *) power-on or reset
 *     int64_t platine_firmware_step(int64_t now_ns)         runs what is due
 *     void platine_firmware_exit(void)                      power-off or reset, when there is time for it
 *
 * Between firmware and simulator lies one block of memory: levels of pins, volts, waves, rings of bytes. Before each call the
 * simulator writes what the pins see; after it, it drives what the firmware set.
 *
 * Time. `now_ns` is virtual time in nanoseconds since init, never back, and the firmware's only clock: a firmware that reads the
 * computer's clock is not repeatable. Init and step return the time of the next step, which must be after now (for init: 0 or later); or
 * PLATINE_FIRMWARE_SLEEP to be called only when something arrives; or a negative code. A step comes earlier than asked for
 * when bytes arrive, when `connected` of a stream changes, when a full ring has room again, or at an edge of a pin with
 * PLATINE_PIN_WAKE: look at now_ns, not at how often you are called.
 *
 * Threads. All calls come from one thread at a time, not always the same. The block belongs to the firmware during a call and
 * to the simulator between calls; threads of the firmware's own must not touch it. Nothing may block, and nothing may be waited for.
 *
 * Life. Each boot starts from a freshly loaded library, so globals have their initial values. Init is called once, first.
 * The block is valid from init to the return of exit, at one address. Exit is not called after a crash.
 *
 * Numbers are little endian, `double` is IEEE 754. The layout is fixed; the checks at the end hold it. No heap, no other header needed.
 */
#ifndef PLATINE_FIRMWARE_H
#define PLATINE_FIRMWARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Changes whenever the layout or a rule does. A library of another version is refused. */
#define PLATINE_FIRMWARE_ABI 1u
#define PLATINE_FIRMWARE_MAGIC 0x57464C50u /* "PLFW" */
#define PLATINE_BLOCK_MAGIC 0x4B424C50u /* "PLBK" */

#define PLATINE_FIRMWARE_PINS 64u
#define PLATINE_FIRMWARE_STREAMS 4u
#define PLATINE_RING_BYTES 8192u /* a power of two */

/* Stream 0 is the board's line to its host: a UART, in real life. Stream 1 is its console: text lines for the log. */
#define PLATINE_STREAM_HOST 0u
#define PLATINE_STREAM_CONSOLE 1u

/* What init and step may return besides a time. Other negative values: the firmware has failed, the board crashes with this code. */
#define PLATINE_FIRMWARE_SLEEP INT64_MAX
#define PLATINE_FIRMWARE_RESET ((int64_t) -1) /* restart me, as a watchdog or a reset request does */

/* ---- what the library tells about itself, read from its file before it is loaded: no pointers ---- */

enum {
    PLATINE_PIN_NONE = 0,
    PLATINE_PIN_DIGITAL_IN = 1, /* `level` */
    PLATINE_PIN_ANALOG_IN = 2, /* `volts`, `average_v`, `high_v`, `low_v`, as a converter gives them */
    PLATINE_PIN_CAPTURE_IN = 3, /* `hz`, `duty`, `level` */
    PLATINE_PIN_OUT = 4, /* driven as `mode` says */
    PLATINE_PIN_IN_OUT = 5 /* driven as `mode` says, and `level` read back */
};

enum {
    PLATINE_PIN_PULL_UP = 1, /* 40 kOhm to 3.3 V; digital inputs and IN_OUT */
    PLATINE_PIN_PULL_DOWN = 2, /* 40 kOhm to 0 V */
    PLATINE_PIN_EDGES = 4, /* count edges in `edges`, keep the time of the last in `edge_ns`; costs an event an edge */
    PLATINE_PIN_WAKE = 8 /* as EDGES, and step at each edge */
};

struct platine_pin_spec {
    char name[32]; /* [a-z0-9_], at most 31; empty ends the table. board.yaml wires this name to a net */
    uint16_t kind;
    uint16_t flags;
    uint32_t bits; /* ANALOG_IN: resolution of the converter, 1 to 24; 0 for volts as they are */
    /*
     * Inputs with a level: low below low_v, high above high_v; both 0 for 0.99 V and 2.31 V.
     * ANALOG_IN: full scale is high_v, 0 for 3.3 V; low_v is not used.
     * Outputs: what they drive when low and when high; both 0 for 0 V and 3.3 V.
     */
    double low_v;
    double high_v;
    double ohms; /* outputs: source resistance; 0 for 30 */
};

struct platine_firmware {
    uint32_t magic;
    uint32_t abi;
    uint32_t bytes; /* of this structure */
    uint32_t block_bytes; /* of struct platine_block */
    char name[32]; /* of the board type, for messages */
    char version[32];
    uint32_t reserved[12]; /* 0 */
    struct platine_pin_spec pins[PLATINE_FIRMWARE_PINS]; /* a pin's number is its place */
};

/* First line of the constant:  const struct platine_firmware platine_firmware = { PLATINE_FIRMWARE_HEADER, .name = ... }; */
#define PLATINE_FIRMWARE_HEADER \
    .magic = PLATINE_FIRMWARE_MAGIC, .abi = PLATINE_FIRMWARE_ABI, .bytes = sizeof(struct platine_firmware), \
    .block_bytes = sizeof(struct platine_block)

/* ---- the block ---- */

/* What a pin sees. Written by the simulator before each call, as far as the pin's kind has it. */
struct platine_pin_in {
    double volts; /* at this instant; a whole number of the converter's steps */
    double average_v; /* mean over a wave's period: what a low-pass before the converter gives */
    double high_v; /* while the wave at the pin is high, as a converter triggered by a timer sees it; else as volts */
    double low_v; /* while it is low; else as volts */
    double hz; /* of the wave at the pin; 0 when there is none, or no edge for 100 ms */
    double duty; /* 0 to 1; 0 or 1 by the steady level when there is no wave */
    uint32_t level; /* 0 or 1 */
    uint32_t edges; /* since init; wraps */
    int64_t edge_ns; /* time of the last edge */
};

enum {
    PLATINE_DRIVE_OFF = 0, /* high impedance; so at init */
    PLATINE_DRIVE_PUSH_PULL = 1, /* `level` */
    PLATINE_DRIVE_OPEN_DRAIN = 2, /* `level` 0 pulls low, 1 lets go */
    PLATINE_DRIVE_PWM = 3, /* a square wave of `hz`, above 0 up to 100 MHz, and `duty`, 0 to 1 */
    PLATINE_DRIVE_ANALOG = 4 /* `volts`, cut to low_v to high_v */
};

/* What a pin does. Written by the firmware, kept until it writes anew. */
struct platine_pin_out {
    uint32_t mode;
    uint32_t level; /* 0 is low, all else high */
    double volts;
    double hz;
    double duty;
};

/* Bytes one way. Both counts only grow, and wrap at 2^32; there are written - read bytes in it, the oldest at read % size. */
struct platine_ring {
    uint32_t written; /* only who writes changes it */
    uint32_t unused_a[15];
    uint32_t read; /* only who reads changes it */
    uint32_t unused_b[15];
    uint8_t bytes[PLATINE_RING_BYTES];
};

struct platine_stream {
    uint32_t connected; /* 1 while somebody is at the other end, as DTR of a serial line tells */
    uint32_t connections; /* how often it became 1 since init: tells a new peer from the old one */
    uint32_t unused[14];
    struct platine_ring in; /* to the firmware */
    struct platine_ring out; /* from the firmware */
};

struct platine_block {
    uint32_t magic;
    uint32_t abi;
    uint32_t bytes; /* of this structure */
    uint32_t boot_id; /* different after each boot, the same in each run with the same seed */
    int64_t now_ns; /* as in the call */
    uint64_t seed; /* random bits for this boot, the same in each run with the same seed */
    uint64_t steps; /* calls of step so far, this one included */
    char board[32]; /* the board's name in its rack */
    char serial[32];
    char error[128]; /* written by the firmware before it returns a negative code: why, in one line */
    uint32_t unused_a[6];
    char parameters[3840]; /* `body.with` of board.yaml, "name=value\n" each, then 0 */
    struct platine_pin_in in[PLATINE_FIRMWARE_PINS];
    struct platine_pin_out out[PLATINE_FIRMWARE_PINS];
    uint8_t unused_b[2048];
    struct platine_stream streams[PLATINE_FIRMWARE_STREAMS];
};

/* ---- what the library exports ---- */

#if defined(__GNUC__)
#define PLATINE_FIRMWARE_EXPORT __attribute__((visibility("default")))
#else
#define PLATINE_FIRMWARE_EXPORT
#endif

PLATINE_FIRMWARE_EXPORT extern const struct platine_firmware platine_firmware;
PLATINE_FIRMWARE_EXPORT int64_t platine_firmware_init(struct platine_block *block);
PLATINE_FIRMWARE_EXPORT int64_t platine_firmware_step(int64_t now_ns);
PLATINE_FIRMWARE_EXPORT void platine_firmware_exit(void);

/* ---- conveniences for the firmware's port ---- */

/* Push-pull. */
static inline void platine_pin_set(struct platine_block *block, unsigned pin, bool high)
{
    block->out[pin].level = high ? 1u : 0u;
    block->out[pin].mode = PLATINE_DRIVE_PUSH_PULL;
}

/* Open drain. */
static inline void platine_pin_pull_low(struct platine_block *block, unsigned pin, bool low)
{
    block->out[pin].level = low ? 0u : 1u;
    block->out[pin].mode = PLATINE_DRIVE_OPEN_DRAIN;
}

static inline void platine_pin_pwm(struct platine_block *block, unsigned pin, double hz, double duty)
{
    block->out[pin].hz = hz;
    block->out[pin].duty = duty;
    block->out[pin].mode = PLATINE_DRIVE_PWM;
}

static inline void platine_pin_volts(struct platine_block *block, unsigned pin, double volts)
{
    block->out[pin].volts = volts;
    block->out[pin].mode = PLATINE_DRIVE_ANALOG;
}

static inline void platine_pin_release(struct platine_block *block, unsigned pin)
{
    block->out[pin].mode = PLATINE_DRIVE_OFF;
}

/* Takes up to `capacity` bytes that arrived; returns how many, 0 when there are none. */
static inline size_t platine_stream_read(struct platine_stream *stream, uint8_t *bytes, size_t capacity)
{
    struct platine_ring *ring = &stream->in;
    size_t count = ring->written - ring->read;
    size_t i;

    if (count > capacity) {
        count = capacity;
    }
    for (i = 0; i < count; i++) {
        bytes[i] = ring->bytes[(ring->read + i) % PLATINE_RING_BYTES];
    }
    ring->read += (uint32_t) count;
    return count;
}

/* Gives up to `length` bytes away; returns how many there was room for. */
static inline size_t platine_stream_write(struct platine_stream *stream, const uint8_t *bytes, size_t length)
{
    struct platine_ring *ring = &stream->out;
    size_t count = PLATINE_RING_BYTES - (ring->written - ring->read);
    size_t i;

    if (count > length) {
        count = length;
    }
    for (i = 0; i < count; i++) {
        ring->bytes[(ring->written + i) % PLATINE_RING_BYTES] = bytes[i];
    }
    ring->written += (uint32_t) count;
    return count;
}

/* A line for the log, cut when the ring is full. */
static inline void platine_console(struct platine_block *block, const char *line)
{
    struct platine_stream *stream = &block->streams[PLATINE_STREAM_CONSOLE];

    (void) platine_stream_write(stream, (const uint8_t *) line, strlen(line));
    (void) platine_stream_write(stream, (const uint8_t *) "\n", 1);
}

/* The text of a parameter of board.yaml, up to the line's end; NULL when it is not given. */
static inline const char *platine_parameter_text(const struct platine_block *block, const char *name)
{
    const char *line = block->parameters;
    size_t length = strlen(name);

    while (line != NULL && *line != '\0') {
        if (strncmp(line, name, length) == 0 && line[length] == '=') {
            return line + length + 1;
        }
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    return NULL;
}

/* A number of board.yaml. */
static inline double platine_parameter(const struct platine_block *block, const char *name, double when_absent)
{
    const char *text = platine_parameter_text(block, name);

    return text == NULL ? when_absent : strtod(text, NULL);
}

/* A flag of board.yaml. */
static inline bool platine_parameter_flag(const struct platine_block *block, const char *name, bool when_absent)
{
    const char *text = platine_parameter_text(block, name);

    return text == NULL ? when_absent : *text == 't';
}

/* ---- the layout is held ---- */

#if defined(__cplusplus)
#define PLATINE_FIRMWARE_HOLDS(name, condition) static_assert(condition, #name)
#else
#define PLATINE_FIRMWARE_HOLDS(name, condition) _Static_assert(condition, #name)
#endif

PLATINE_FIRMWARE_HOLDS(pin_spec_bytes, sizeof(struct platine_pin_spec) == 64);
PLATINE_FIRMWARE_HOLDS(pin_spec_kind, offsetof(struct platine_pin_spec, kind) == 32);
PLATINE_FIRMWARE_HOLDS(pin_spec_low_v, offsetof(struct platine_pin_spec, low_v) == 40);
PLATINE_FIRMWARE_HOLDS(firmware_bytes, sizeof(struct platine_firmware) == 4224);
PLATINE_FIRMWARE_HOLDS(firmware_pins, offsetof(struct platine_firmware, pins) == 128);
PLATINE_FIRMWARE_HOLDS(pin_in_bytes, sizeof(struct platine_pin_in) == 64);
PLATINE_FIRMWARE_HOLDS(pin_in_level, offsetof(struct platine_pin_in, level) == 48);
PLATINE_FIRMWARE_HOLDS(pin_out_bytes, sizeof(struct platine_pin_out) == 32);
PLATINE_FIRMWARE_HOLDS(ring_bytes, sizeof(struct platine_ring) == 8320);
PLATINE_FIRMWARE_HOLDS(ring_data, offsetof(struct platine_ring, bytes) == 128);
PLATINE_FIRMWARE_HOLDS(stream_bytes, sizeof(struct platine_stream) == 16704);
PLATINE_FIRMWARE_HOLDS(stream_out, offsetof(struct platine_stream, out) == 8384);
PLATINE_FIRMWARE_HOLDS(block_now, offsetof(struct platine_block, now_ns) == 16);
PLATINE_FIRMWARE_HOLDS(block_error, offsetof(struct platine_block, error) == 104);
PLATINE_FIRMWARE_HOLDS(block_parameters, offsetof(struct platine_block, parameters) == 256);
PLATINE_FIRMWARE_HOLDS(block_in, offsetof(struct platine_block, in) == 4096);
PLATINE_FIRMWARE_HOLDS(block_out, offsetof(struct platine_block, out) == 8192);
PLATINE_FIRMWARE_HOLDS(block_streams, offsetof(struct platine_block, streams) == 12288);
PLATINE_FIRMWARE_HOLDS(block_bytes, sizeof(struct platine_block) == 79104);

#ifdef __cplusplus
}
#endif

#endif
