/* A firmware that does what its parameters say, good and bad. */
#include "platine_firmware.h"

#include <stdio.h>
#include <unistd.h>

enum { LED, FAN, LEVEL, BUTTON, KNOB, CLOCK, BUS };

#ifndef ABI
#define ABI PLATINE_FIRMWARE_ABI
#endif
#ifndef LED_NAME
#define LED_NAME "led"
#endif

const struct platine_firmware platine_firmware = {
    .magic = PLATINE_FIRMWARE_MAGIC,
    .abi = ABI,
    .bytes = sizeof(struct platine_firmware),
    .block_bytes = sizeof(struct platine_block),
    .name = "trial",
    .version = "1.0",
    .pins = {
        [LED] = {.name = LED_NAME, .kind = PLATINE_PIN_OUT},
        [FAN] = {.name = "fan", .kind = PLATINE_PIN_OUT, .low_v = -12, .high_v = 12, .ohms = 1000},
        [LEVEL] = {.name = "level", .kind = PLATINE_PIN_OUT, .high_v = 10},
        [BUTTON] = {.name = "button", .kind = PLATINE_PIN_DIGITAL_IN, .flags = PLATINE_PIN_PULL_UP | PLATINE_PIN_WAKE},
        [KNOB] = {.name = "knob", .kind = PLATINE_PIN_ANALOG_IN, .bits = 12, .high_v = 3.3},
        [CLOCK] = {.name = "clock", .kind = PLATINE_PIN_CAPTURE_IN},
        [BUS] = {.name = "bus", .kind = PLATINE_PIN_IN_OUT, .flags = PLATINE_PIN_PULL_UP | PLATINE_PIN_EDGES},
    },
};

static struct platine_block *block;
static int lives; /* 1 in each life, when globals are fresh */
static int64_t period_ns;
static int64_t bad_at;
static bool raw;
static char bad[32];
volatile char trial_sink; /* so that nothing is optimized away */

static void line(const char *format, double a, double b, double c)
{
    char text[160];

    snprintf(text, sizeof(text), format, a, b, c);
    platine_console(block, text);
}

int64_t platine_firmware_init(struct platine_block *given)
{
    const char *text = platine_parameter_text(given, "bad");

    block = given;
    lives++;
    period_ns = (int64_t) platine_parameter(block, "periodNs", 1e6);
    bad_at = (int64_t) platine_parameter(block, "badAt", 0);
    raw = platine_parameter_flag(block, "raw", false);
    if (text != NULL) {
        size_t length = strcspn(text, "\n");
        memcpy(bad, text, length < sizeof(bad) - 1 ? length : sizeof(bad) - 1);
    }
    line("boot, life %.0f, step %.0f, lucky %.0f", lives, (double) block->steps, (double) (block->seed % 1000));
    line(platine_parameter_flag(block, "loud", false) ? "loud" : "quiet", 0, 0, 0);
    if (strcmp(bad, "init") == 0) {
        strcpy(block->error, "no memory for it");
        return -7;
    }
    return 0;
}

static int64_t misbehave(int64_t now_ns)
{
    static volatile int *nowhere;

    if (strcmp(bad, "segv") == 0) {
        printf("about to die\n");
        *nowhere = 1;
    } else if (strcmp(bad, "abort") == 0) {
        abort();
    } else if (strcmp(bad, "exit") == 0) {
        exit(3);
    } else if (strcmp(bad, "divide") == 0) {
        volatile int one = 1;
        volatile int zero = 0;
        trial_sink = (char) (one / zero);
    } else if (strcmp(bad, "loop") == 0) {
        for (;;) {
        }
    } else if (strcmp(bad, "asan") == 0) {
        char *bytes = calloc(8, 1);
        volatile int eight = 8;
        trial_sink = bytes[eight];
        free(bytes);
    } else if (strcmp(bad, "back") == 0) {
        return now_ns;
    } else if (strcmp(bad, "code") == 0) {
        strcpy(block->error, "the sensor is gone");
        return -42;
    } else if (strcmp(bad, "mode") == 0) {
        block->out[FAN].mode = 99;
    } else if (strcmp(bad, "duty") == 0) {
        platine_pin_pwm(block, FAN, 1000, 1.5);
    } else if (strcmp(bad, "hz") == 0) {
        platine_pin_pwm(block, FAN, -1, 0.5);
    } else if (strcmp(bad, "nan") == 0) {
        platine_pin_volts(block, LEVEL, strtod("nan", NULL));
    } else if (strcmp(bad, "ring") == 0) {
        block->streams[0].out.read = 123456;
    } else if (strcmp(bad, "reset") == 0) {
        return PLATINE_FIRMWARE_RESET;
    } else if (strcmp(bad, "wipe") == 0) {
        memset(block, 0xff, sizeof(*block));
    }
    return now_ns + period_ns;
}

int64_t platine_firmware_step(int64_t now_ns)
{
    static int64_t due_ns;
    static uint32_t connections;
    static uint32_t connected;
    struct platine_stream *host = &block->streams[PLATINE_STREAM_HOST];
    uint8_t bytes[64];
    size_t count;
    size_t i;

    if (connections != host->connections || connected != host->connected) {
        connections = host->connections;
        connected = host->connected;
        line("connected %.0f, time %.0f", host->connected, connections, 0);
    }
    while ((count = platine_stream_read(host, bytes, sizeof(bytes))) > 0) { /* echoes, in capitals unless raw */
        for (i = 0; i < count; i++) {
            bytes[i] = !raw && bytes[i] >= 'a' && bytes[i] <= 'z' ? (uint8_t) (bytes[i] - 'a' + 'A') : bytes[i];
        }
        (void) platine_stream_write(host, bytes, count);
    }
    if (block->in[BUTTON].edges != 0 && now_ns == block->in[BUTTON].edge_ns) {
        platine_pin_pull_low(block, BUS, block->in[BUTTON].level == 0);
    }
    if (now_ns < due_ns) {
        return due_ns;
    }
    due_ns = now_ns + period_ns;
    platine_pin_set(block, LED, (block->steps & 1) != 0);
    platine_pin_pwm(block, FAN, 1000, 0.25);
    platine_pin_volts(block, LEVEL, 2 * block->in[KNOB].volts);
    if (platine_parameter_flag(block, "loud", false)) {
        line("knob %.4f, high %.2f, low %.2f", block->in[KNOB].volts, block->in[KNOB].high_v, block->in[KNOB].low_v);
        line("clock %.1f Hz, duty %.2f, bus %.0f", block->in[CLOCK].hz, block->in[CLOCK].duty, block->in[BUS].level);
    }
    return bad_at > 0 && now_ns >= bad_at ? misbehave(now_ns) : due_ns;
}

void platine_firmware_exit(void)
{
    if (block != NULL && platine_parameter_flag(block, "chatty", false)) {
        printf("goodbye\n");
    }
}
