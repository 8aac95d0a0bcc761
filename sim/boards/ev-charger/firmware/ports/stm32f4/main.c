/* The charging station's firmware on its microcontroller: a control step each millisecond, the host in between. */
#include "board.h"
#include "firmware.h"

#define FLUSH_MS 50u

static ev_firmware firmware;

static size_t read_host(void *context, uint8_t *bytes, size_t capacity) {
    (void)context;
    return uart_read(bytes, capacity);
}

static size_t write_host(void *context, const uint8_t *bytes, size_t length) {
    (void)context;
    return uart_write(bytes, length);
}

static uint64_t now_ns(void *context) {
    (void)context;
    return ticks_ns();
}

/* After the reply has gone out. */
static void reset(void *context) {
    (void)context;
    board_coil_off();
    for (uint32_t from_ms = ticks_ms(); !uart_flushed() && ticks_ms() - from_ms < FLUSH_MS;) {
        board_watchdog_feed();
    }
    for (uint32_t from_ms = ticks_ms(); ticks_ms() - from_ms < 2;) { /* the byte in the shift register */
    }
    board_restart();
}

static void step(uint64_t time_ns) {
    ev_inputs inputs;
    pins_sample(&inputs);
    ev_firmware_step(&firmware, &inputs, time_ns);
    pins_drive(&firmware.outputs);
    board_watchdog_feed();
}

int main(void) {
    clocks clock;
    clock_setup(&clock);
    pins_setup(&clock);
    ticks_setup(&clock);
    uart_setup(&clock);
    const ev_config config = {.rated_a = 32, .phases = EV_PHASES};
    const ev_port port = {
            .read = read_host,
            .write = write_host,
            .now_ns = now_ns,
            .reset = reset,
            .build = "stm32f4",
            .serial_number = "000001",
            .boot_id = board_boot_count(),
    };
    if (ev_firmware_init(&firmware, &config, &port) != NULL) {
        return 1;
    }
    board_watchdog_start();
    for (uint32_t done_ms = ticks_ms();;) {
        uint32_t ms = ticks_ms();
        if (ms != done_ms) {
            done_ms = ms; /* steps that were missed are not made up for: the time says so */
            step(ticks_ns());
        }
        if (!ev_firmware_poll(&firmware)) {
            board_sleep(done_ms);
        }
    }
}
