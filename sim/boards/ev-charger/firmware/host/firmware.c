#include "firmware.h"

#include <string.h>

#include "channels.h"

static size_t read_bytes(void *context, uint8_t *bytes, size_t capacity) {
    ev_firmware *firmware = context;
    return firmware->port.read(firmware->port.context, bytes, capacity);
}

static size_t write_bytes(void *context, const uint8_t *bytes, size_t length) {
    ev_firmware *firmware = context;
    return firmware->port.write(firmware->port.context, bytes, length);
}

static uint64_t now_ns(void *context) {
    ev_firmware *firmware = context;
    return firmware->port.now_ns(firmware->port.context);
}

static uint32_t get(void *context, uint16_t channel) {
    ev_firmware *firmware = context;
    return ev_channel_get(&firmware->charger.readings, channel);
}

static void set(void *context, uint16_t channel, uint32_t bits) {
    ev_firmware *firmware = context;
    ev_channel_set(&firmware->setpoints, channel, bits);
}

static const char *get_text(void *context, uint16_t channel) {
    ev_firmware *firmware = context;
    (void)channel; /* there is one */
    return firmware->line;
}

static bool fault(void *context) {
    ev_firmware *firmware = context;
    return firmware->charger.readings.fault;
}

static void reset(void *context) {
    ev_firmware *firmware = context;
    firmware->port.reset(firmware->port.context);
}

static void describe(ev_firmware *firmware) {
    firmware->board = (platine_board){
            .name = "ev-charger",
            .vendor = "Platine",
            .model = "WB-32",
            .hardware_revision = "C",
            .serial_number = firmware->port.serial_number,
            .firmware_version = EV_FIRMWARE_VERSION,
            .build_id = firmware->port.build,
            .channels = ev_channels,
            .channel_count = EV_CHANNELS,
            .boot_id = firmware->port.boot_id,
    };
}

/* One line a step, so that who listens sees each. */
static void next_line(ev_firmware *firmware) {
    const char *line = ev_lines_take(&firmware->charger.lines);
    if (line != NULL) {
        memcpy(firmware->line, line, sizeof firmware->line);
        platine_device_line(&firmware->device, EV_CHANNEL_LOG, firmware->line);
        if (firmware->port.log != NULL) {
            firmware->port.log(firmware->port.context, firmware->line);
        }
    }
}

const char *ev_firmware_init(ev_firmware *firmware, const ev_config *config, const ev_port *port) {
    memset(firmware, 0, sizeof *firmware);
    firmware->port = *port;
    ev_charger_init(&firmware->charger, config);
    firmware->outputs.pilot_duty = 1;
    describe(firmware);
    const platine_port device_port = {
            .context = firmware,
            .read = read_bytes,
            .write = write_bytes,
            .now_ns = now_ns,
            .get = get,
            .set = set,
            .get_text = get_text,
            .fault = fault,
            .reset = reset,
    };
    const char *problem = platine_device_init(&firmware->device, &firmware->board, &device_port);
    if (problem == NULL) {
        next_line(firmware);
    }
    return problem;
}

void ev_firmware_step(ev_firmware *firmware, const ev_inputs *inputs, uint64_t step_ns) {
    ev_charger_step(&firmware->charger, inputs, &firmware->setpoints, step_ns, &firmware->outputs);
    next_line(firmware);
}

bool ev_firmware_poll(ev_firmware *firmware) {
    return platine_device_poll(&firmware->device);
}

void ev_firmware_disconnected(ev_firmware *firmware) {
    platine_device_disconnected(&firmware->device);
}
