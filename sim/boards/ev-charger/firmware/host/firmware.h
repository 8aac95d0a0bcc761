/*
 * The firmware of a charging station without its port: control logic, channels and the conversation with a host.
 *
 * A port samples its pins, calls ev_firmware_step every millisecond and ev_firmware_poll as often as it likes, and drives its pins.
 */
#ifndef EV_FIRMWARE_H
#define EV_FIRMWARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "charger.h"
#include "platine/device.h"

#ifndef EV_FIRMWARE_VERSION
#define EV_FIRMWARE_VERSION "1.0.0"
#endif

/* What a port gives. `context` is handed to each function; none of them blocks. */
typedef struct ev_port {
    void *context;
    size_t (*read)(void *context, uint8_t *bytes, size_t capacity); /* bytes from the host, 0 when there are none */
    size_t (*write)(void *context, const uint8_t *bytes, size_t length); /* to the host; returns how many it took */
    uint64_t (*now_ns)(void *context); /* since boot, never back */
    void (*reset)(void *context); /* restart the firmware, as after power-on */
    void (*log)(void *context, const char *line); /* a line for the port's console; may be NULL */
    const char *build; /* what this firmware was built for, as build id */
    const char *serial_number;
    uint32_t boot_id; /* another after each boot */
} ev_port;

typedef struct ev_firmware {
    ev_charger charger;
    ev_setpoints setpoints;
    ev_outputs outputs;
    ev_port port;
    platine_board board;
    platine_device device;
    char line[EV_LINE_BYTES]; /* newest of the channel `log` */
} ev_firmware;

/* Boots. Returns NULL, or one line that says what is wrong with the port. */
const char *ev_firmware_init(ev_firmware *firmware, const ev_config *config, const ev_port *port);

/* One control step at `now_ns`, a time of the port's now_ns. What is to be driven is in `outputs` then. */
void ev_firmware_step(ev_firmware *firmware, const ev_inputs *inputs, uint64_t now_ns);

/* Talks with the host: at most one request. Returns true while there is more to do at once. */
bool ev_firmware_poll(ev_firmware *firmware);

/* Forgets the host, because the port sees that it is gone. */
void ev_firmware_disconnected(ev_firmware *firmware);

#endif
