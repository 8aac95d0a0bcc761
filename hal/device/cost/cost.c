/* A firmware that does nothing but speak the protocol, to see what that costs: built with the library and without. */
#include "platine/device.h"

static volatile uint32_t uart;
static volatile uint32_t ticks;

#ifdef WITH_DEVICE

static const platine_channel channels[] = {
    {"relay", PLATINE_DIGITAL, PLATINE_OUTPUT, "", 0, 1, 1, 0, ""},
    {"level", PLATINE_ANALOG, PLATINE_INPUT, "V", 0, 3.3f, 0, 0, ""},
};
static const platine_board board = {"cost", "", "", "", "", "", "", channels, 2, 1};
static platine_device device;

static size_t line_read(void *context, uint8_t *bytes, size_t capacity) {
    (void)context;
    if (capacity == 0) {
        return 0;
    }
    bytes[0] = (uint8_t)uart;
    return 1;
}

static size_t line_write(void *context, const uint8_t *bytes, size_t length) {
    (void)context;
    uart = bytes[0];
    return length > 0 ? 1 : 0;
}

static uint64_t now_ns(void *context) {
    (void)context;
    return (uint64_t)ticks * 1000u;
}

static uint32_t get(void *context, uint16_t channel) {
    (void)context;
    return channel;
}

static void set(void *context, uint16_t channel, uint32_t bits) {
    (void)context;
    (void)channel;
    uart = bits;
}

static void restart(void *context) {
    (void)context;
    uart = 0;
}

int main(void) {
    static const platine_port port = {
        .read = line_read, .write = line_write, .now_ns = now_ns, .get = get, .set = set, .reset = restart};
    if (platine_device_init(&device, &board, &port) != NULL) {
        return 1;
    }
    while (true) {
        (void)platine_device_poll(&device);
        if (uart == 7) {
            platine_device_make_safe(&device);
            platine_device_line(&device, 0, "");
            (void)platine_device_notice(&device, "");
        }
    }
}

#else

int main(void) {
    while (true) {
        uart = ticks;
    }
}

#endif
