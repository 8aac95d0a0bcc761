/*
 * The C ABI between Platine and a maker's driver: a shared library that makes hardware a board.
 *
 *   Board board = Boards.open("native:libx.so?port=3&rate=fast");        platine inspect "native:libx.so?port=3"
 *   platine driver check libx.so port=3                                  says what is wrong with a driver, line by line
 *
 * A driver exports the nine functions at the end of this file, all of them. ../sample is a whole one.
 *
 * WHO DOES WHAT
 *   The driver moves words between the hardware and blocks of memory. Plans, ranges, subscriptions, names and lifetimes are
 *   Platine's: every set-point that reaches a driver is of its channel's kind and inside the range that the driver described.
 *
 * ORDER OF CALLS
 *   hello, open, describe, bind, then any number of exchange, poll, write_text and reset, then close. After a failed open
 *   nothing follows for it; after a failed describe or bind, close. A board whose hardware is lost (PLATINE_DRIVER_LOST) is
 *   closed and opened again until it is back, and must then describe the same channels. A library may be opened several times;
 *   one that cannot answers PLATINE_DRIVER_BUSY.
 *
 * THREADS
 *   Calls for one opened driver never overlap and, from open to close, come from one thread. The exception: who opens the board
 *   with platine.call=direct is served on his own threads, still one call at a time. Different opened drivers are called at
 *   the same time. Platine gives no callbacks: a driver with threads of its own keeps what they find until poll or exchange.
 *
 * TIME
 *   No call should take longer than the hardware needs. A host that waits gives up at its deadline, while the driver's call goes on;
 *   after 2 s in one call the board counts as lost until the call returns. A driver that never returns costs one thread and
 *   its memory, nothing else; its board stays lost.
 *
 * MEMORY
 *   All structures and blocks are the host's. A pointer given to hello, open, describe, poll or write_text is valid during that call. The blocks
 *   of bind are valid from bind until close returns; then nothing of the driver, no thread either, may touch them. Whoever
 *   writes outside of them is found out, and the board fails. A library stays loaded until the process ends.
 *
 * LIFETIMES AND THE SAFE STATE
 *   A set-point comes with the instant until which it holds (block `until_ns`). Platine enforces it: at that instant it exchanges
 *   the safe value, and when a board is closed it first makes those outputs safe that still have a lifetime. That covers a host program that
 *   stopped, not a process that was killed or a computer that hangs. A driver whose hardware has a watchdog therefore keeps
 *   `until_ns` too, says so with PLATINE_DRIVER_KEEPS_LIFETIMES, and Platine leaves a closing board to it. Set-points without
 *   a lifetime hold until the next one, also over close and open. Hardware that lost its host or its power starts safe.
 *
 * VALUES
 *   32 bits a channel: digital 0 or 1; analog a float32 in the channel's unit; PWM a float32 duty from 0 to 1; counter a uint32 that wraps.
 *   Not-a-number, an infinity, or a digital 2 is a broken driver, and the exchange fails: report a broken sensor by its last good
 *   value and PLATINE_DRIVER_FAULT, or by a channel of its own. Units are UCUM codes: V, A, Cel, Hz, "" for a bare number.
 *
 * ERRORS
 *   A call returns PLATINE_DRIVER_OK or one of the negative codes below and then should leave one line of UTF-8 in the error
 *   structure that open was given: what, where, what to do. Codes and their meaning are closed; `code` is the maker's own number.
 */
#ifndef PLATINE_DRIVER_H
#define PLATINE_DRIVER_H

#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this file. Minor ones only add; a driver works with every host of its major version that is not older. */
#define PLATINE_DRIVER_MAJOR 1u
#define PLATINE_DRIVER_MINOR 0u

#define PLATINE_DRIVER_MAX_CHANNELS 4096u
#define PLATINE_DRIVER_MAX_TEXT 191u /* bytes of a line of a text channel, without the zero behind it */

/* What calls return. */
enum {
    PLATINE_DRIVER_OK = 0,
    PLATINE_DRIVER_UNSUPPORTED = -1, /* this driver never does that */
    PLATINE_DRIVER_MALFORMED = -2, /* the configuration is not as it must be */
    PLATINE_DRIVER_NOT_FOUND = -3, /* no such device */
    PLATINE_DRIVER_BUSY = -4, /* somebody else has the device */
    PLATINE_DRIVER_PERMISSION = -5, /* no right to the device */
    PLATINE_DRIVER_LOST = -6, /* the device is gone; close and open until it is back */
    PLATINE_DRIVER_FAILURE = -7, /* the device failed; asking again may help, opening again may not */
    PLATINE_DRIVER_VERSION = -8 /* from hello: no common version */
};

/* Kinds and directions, as in the board protocol. */
enum {
    PLATINE_DRIVER_DIGITAL = 1,
    PLATINE_DRIVER_ANALOG = 2,
    PLATINE_DRIVER_PWM = 3,
    PLATINE_DRIVER_COUNTER = 4,
    PLATINE_DRIVER_TEXT = 5 /* lines; in no block */
};
enum { PLATINE_DRIVER_INPUT = 1, PLATINE_DRIVER_OUTPUT = 2 };

/* First call: versions and sizes, so that two builds that differ find out before anything else happens. 32 bytes. */
struct platine_driver_hello {
    uint32_t host_major, host_minor; /* set by the host */
    uint32_t driver_major, driver_minor; /* set by the driver, and so are the sizes */
    uint32_t board_bytes;
    uint32_t channel_bytes;
    uint32_t step_bytes;
    uint32_t event_bytes;
};

/* Why a call failed. 200 bytes. */
struct platine_driver_error {
    int32_t code; /* the maker's own number, 0 for none */
    char reason[196]; /* one line of UTF-8, ends in a zero */
};

/* Abilities, bits of platine_driver_board.abilities. */
enum {
    PLATINE_DRIVER_KEEPS_LIFETIMES = 1, /* the hardware goes safe by until_ns, whatever becomes of the host */
    PLATINE_DRIVER_RESETS = 2 /* reset works */
};

/* Who the board is. Texts end in a zero. 240 bytes. */
struct platine_driver_board {
    uint32_t channel_count;
    uint32_t abilities;
    uint32_t scan_us; /* how often to look for changes and events, from 100; 0 for 10,000 */
    uint32_t reserved; /* 0 */
    char name[32];
    char vendor[32];
    char model[32];
    char hardware_revision[32];
    char serial_number[32];
    char firmware_version[32];
    char build_id[32];
};

/* One channel; its id is its place in the table. 120 bytes. */
struct platine_driver_channel {
    char name[32]; /* 1 to 31 of [a-z0-9_.] */
    char unit[16]; /* UCUM */
    char label[48]; /* a few words for people */
    uint8_t kind;
    uint8_t direction;
    uint8_t flags; /* PLATINE_DRIVER_TELLS_CHANGES or 0 */
    uint8_t reserved[5]; /* 0 */
    float minimum; /* analog and PWM: the range, in the unit */
    float maximum;
    float resolution; /* 0 when not known */
    uint32_t safe; /* outputs: coded as values are */
};

/* Bits of platine_driver_channel.flags. */
enum { PLATINE_DRIVER_TELLS_CHANGES = 1 }; /* inputs: every change comes as an event, so that samples need not be compared */

/* What an exchange says beside the values. 24 bytes. */
struct platine_driver_step {
    uint64_t now_ns; /* set by the host: CLOCK_MONOTONIC at the call, the clock of until_ns */
    uint64_t time_ns; /* set by the driver: when the sample was taken, in ns since the board's boot; never steps back */
    uint32_t flags; /* set by the driver: PLATINE_DRIVER_FAULT or 0 */
    uint32_t reserved;
};
enum { PLATINE_DRIVER_FAULT = 1 }; /* the board has a fault of its own */

/* The blocks of a driver, 8-byte aligned. Words stand in the order of the channels; text channels have none. */
struct platine_driver_blocks {
    struct platine_driver_step *step;
    uint32_t *inputs; /* one word for each input; filled by every exchange */
    uint32_t *outputs; /* one word for each output: in, the set-points; back, those in force */
    uint64_t *until_ns; /* one for each output: see exchange */
    uint32_t input_count;
    uint32_t output_count;
};
#define PLATINE_DRIVER_LEAVE UINT64_C(0) /* until_ns: leave this output as it is */
#define PLATINE_DRIVER_FOREVER UINT64_MAX /* until_ns: until the next set-point */

/* What happened since the last poll. 216 bytes. */
enum {
    PLATINE_DRIVER_EVENT_CHANGE = 1, /* an input changed at time_ns and has been `value` since: an edge, a capture */
    PLATINE_DRIVER_EVENT_LINE = 2, /* a text input got the line `text` */
    PLATINE_DRIVER_EVENT_NOTICE = 3 /* a line for people: `text` */
};
struct platine_driver_event {
    uint32_t kind;
    uint32_t channel;
    uint32_t value;
    uint32_t lost; /* events of this channel that were lost just before this one */
    uint64_t time_ns; /* in the board's time */
    char text[192]; /* UTF-8, ends in a zero */
};

/* An opened driver; the maker's own. */
struct platine_driver;

#if defined(_WIN32)
#define PLATINE_DRIVER_EXPORT __declspec(dllexport)
#else
#define PLATINE_DRIVER_EXPORT __attribute__((visibility("default")))
#endif

/* Agrees on a version. Usually: return platine_driver_answer(hello); */
PLATINE_DRIVER_EXPORT int32_t platine_driver_hello(struct platine_driver_hello *hello);

/*
 * Opens a device. `config` is what stood behind the '?' of the URI: lines of key=value, each with a line end, then a zero;
 * platine_driver_config finds a value. Unknown keys are to be refused as MALFORMED, so that a misspelt one is noticed.
 * `error` stays valid until close returns, or until this call has failed.
 */
PLATINE_DRIVER_EXPORT int32_t platine_driver_open(
    const char *config, struct platine_driver_error *error, struct platine_driver **driver);

/* Fills `board`, and as many of its channels as fit; called again with more room when board->channel_count is above `capacity`. */
PLATINE_DRIVER_EXPORT int32_t platine_driver_describe(
    struct platine_driver *driver, struct platine_driver_board *board, struct platine_driver_channel *channels, uint32_t capacity);

/* Hands over the blocks. The structure itself is valid during the call only, what it points to until close. */
PLATINE_DRIVER_EXPORT int32_t platine_driver_bind(
    struct platine_driver *driver, const struct platine_driver_blocks *blocks);

/*
 * One step. Applies together all outputs whose until_ns is not PLATINE_DRIVER_LEAVE; then takes one sample: every input, the
 * set-point in force of every output (its safe value when its time is over), time_ns and flags. Never allocates, never
 * throws, and touches nothing when it fails. until_ns is only read.
 */
PLATINE_DRIVER_EXPORT int32_t platine_driver_exchange(struct platine_driver *driver);

/* Takes up to `capacity` events, oldest first; returns how many, 0 when there are none, or a negative code. Does not wait. */
PLATINE_DRIVER_EXPORT int32_t platine_driver_poll(
    struct platine_driver *driver, struct platine_driver_event *events, uint32_t capacity);

/* Sends a line to a text output; `text` ends in a zero. */
PLATINE_DRIVER_EXPORT int32_t platine_driver_write_text(struct platine_driver *driver, uint32_t channel, const char *text);

/* Restarts the device: its time begins again and its outputs are safe. May return before it is ready. */
PLATINE_DRIVER_EXPORT int32_t platine_driver_reset(struct platine_driver *driver);

/* Gives everything back; `driver` is not used again. Outputs are left as LIFETIMES AND THE SAFE STATE says. */
PLATINE_DRIVER_EXPORT void platine_driver_close(struct platine_driver *driver);

/* What hello usually does. */
static inline int32_t platine_driver_answer(struct platine_driver_hello *hello) {
    hello->driver_major = PLATINE_DRIVER_MAJOR;
    hello->driver_minor = PLATINE_DRIVER_MINOR;
    hello->board_bytes = (uint32_t)sizeof(struct platine_driver_board);
    hello->channel_bytes = (uint32_t)sizeof(struct platine_driver_channel);
    hello->step_bytes = (uint32_t)sizeof(struct platine_driver_step);
    hello->event_bytes = (uint32_t)sizeof(struct platine_driver_event);
    return hello->host_major == PLATINE_DRIVER_MAJOR && hello->host_minor + 1u > PLATINE_DRIVER_MINOR ? PLATINE_DRIVER_OK
                                                                                                       : PLATINE_DRIVER_VERSION;
}

/* Finds a key in `config`: copies its value with a zero behind it. Returns its length, -1 when there is none or it does not fit. */
static inline int32_t platine_driver_config(const char *config, const char *key, char *value, uint32_t capacity) {
    size_t key_length = strlen(key);
    while (*config != '\0') {
        const char *end = strchr(config, '\n');
        size_t length = end == NULL ? strlen(config) : (size_t)(end - config);
        if (length > key_length && config[key_length] == '=' && strncmp(config, key, key_length) == 0) {
            size_t value_length = length - key_length - 1;
            if (value_length >= capacity) {
                return -1;
            }
            memcpy(value, config + key_length + 1, value_length);
            value[value_length] = '\0';
            return (int32_t)value_length;
        }
        config += length + (end == NULL ? 0u : 1u);
    }
    return -1;
}

/* Codes a real number as a channel's word, and back. */
static inline uint32_t platine_driver_word(float number) {
    uint32_t word;
    memcpy(&word, &number, sizeof word);
    return word;
}
static inline float platine_driver_number(uint32_t word) {
    float number;
    memcpy(&number, &word, sizeof number);
    return number;
}

#ifdef __cplusplus
}
#endif

#endif
