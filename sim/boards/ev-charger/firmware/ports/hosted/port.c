/* The firmware as a shared library on Platine's virtual pins and virtual time: platine_firmware.h has the rules. */
#include "firmware.h"
#include "platine_firmware.h"

/* Places in the table of pins. */
enum {
    PILOT_SENSE,
    PROXIMITY_SENSE,
    VOLTAGE,
    CURRENT = VOLTAGE + EV_PHASES,
    MIRROR = CURRENT + EV_PHASES,
    RESIDUAL_AC = MIRROR + EV_PHASES,
    RESIDUAL_DC,
    TEMPERATURE,
    EARTH_SENSE,
    ZERO_CROSS,
    LOCK_FEEDBACK,
    STOP,
    PILOT,
    COIL,
    LOCK,
    RESIDUAL_TEST,
    LAMP,
    FAULT_LAMP
};

#define ANALOG(pin) {.name = pin, .kind = PLATINE_PIN_ANALOG_IN, .bits = 12}
#define DIGITAL(pin, pull) {.name = pin, .kind = PLATINE_PIN_DIGITAL_IN, .flags = pull}
#define DRIVES(pin, low, high, source) {.name = pin, .kind = PLATINE_PIN_OUT, .low_v = low, .high_v = high, .ohms = source}

const struct platine_firmware platine_firmware = {
        PLATINE_FIRMWARE_HEADER,
        .name = "ev-charger",
        .version = EV_FIRMWARE_VERSION,
        .pins =
                {
                        [PILOT_SENSE] = ANALOG("pilot_sense"),
                        [PROXIMITY_SENSE] = ANALOG("proximity_sense"),
                        [VOLTAGE] = ANALOG("voltage_l1"),
                        [VOLTAGE + 1] = ANALOG("voltage_l2"),
                        [VOLTAGE + 2] = ANALOG("voltage_l3"),
                        [CURRENT] = ANALOG("current_l1"),
                        [CURRENT + 1] = ANALOG("current_l2"),
                        [CURRENT + 2] = ANALOG("current_l3"),
                        [MIRROR] = DIGITAL("mirror_k1", PLATINE_PIN_PULL_DOWN),
                        [MIRROR + 1] = DIGITAL("mirror_k2", PLATINE_PIN_PULL_DOWN),
                        [MIRROR + 2] = DIGITAL("mirror_k3", PLATINE_PIN_PULL_DOWN),
                        [RESIDUAL_AC] = ANALOG("residual_ac"),
                        [RESIDUAL_DC] = ANALOG("residual_dc"),
                        [TEMPERATURE] = ANALOG("temperature"),
                        [EARTH_SENSE] = ANALOG("earth_sense"),
                        [ZERO_CROSS] = {.name = "zero_cross", .kind = PLATINE_PIN_CAPTURE_IN},
                        [LOCK_FEEDBACK] = DIGITAL("lock_feedback", PLATINE_PIN_PULL_DOWN),
                        [STOP] = DIGITAL("stop", PLATINE_PIN_PULL_UP),
                        [PILOT] = DRIVES("pilot", -12, 12, 1000),
                        [COIL] = DRIVES("coil", 0, 12, 2),
                        [LOCK] = DRIVES("lock", 0, 12, 5),
                        [RESIDUAL_TEST] = DRIVES("residual_test", 0, 3.3, 30),
                        [LAMP] = DRIVES("lamp", 0, 3.3, 30),
                        [FAULT_LAMP] = DRIVES("fault_lamp", 0, 3.3, 30),
                },
};

/* A library is one board: the loader gives each board its own copy. */
static struct {
    ev_firmware firmware;
    struct platine_block *block;
    uint64_t now_ns;
    uint64_t step_ns;
    uint64_t next_ns;
    uint32_t connections;
    bool reset;
} self;

static size_t read_host(void *context, uint8_t *bytes, size_t capacity) {
    (void)context;
    return platine_stream_read(&self.block->streams[PLATINE_STREAM_HOST], bytes, capacity);
}

static size_t write_host(void *context, const uint8_t *bytes, size_t length) {
    (void)context;
    return platine_stream_write(&self.block->streams[PLATINE_STREAM_HOST], bytes, length);
}

static uint64_t now_ns(void *context) {
    (void)context;
    return self.now_ns;
}

static void reset(void *context) {
    (void)context;
    self.reset = true;
}

static void say(void *context, const char *line) {
    (void)context;
    platine_console(self.block, line);
}

static void sample(ev_inputs *inputs) {
    const struct platine_pin_in *in = self.block->in;
    inputs->pilot_high_v = (float)in[PILOT_SENSE].high_v;
    inputs->pilot_low_v = (float)in[PILOT_SENSE].low_v;
    inputs->residual_ac_v = (float)in[RESIDUAL_AC].volts;
    inputs->residual_dc_v = (float)in[RESIDUAL_DC].volts;
    for (int i = 0; i < EV_PHASES; i++) {
        inputs->voltage_v[i] = (float)in[VOLTAGE + i].volts;
        inputs->current_v[i] = (float)in[CURRENT + i].volts;
        inputs->mirror[i] = in[MIRROR + i].level != 0;
    }
    inputs->stop = in[STOP].level != 0;
    inputs->proximity_v = (float)in[PROXIMITY_SENSE].volts;
    inputs->temperature_v = (float)in[TEMPERATURE].volts;
    inputs->earth_v = (float)in[EARTH_SENSE].volts;
    inputs->mains_hz = (float)in[ZERO_CROSS].hz;
    inputs->lock_feedback = in[LOCK_FEEDBACK].level != 0;
}

static void drive(const ev_outputs *outputs) {
    struct platine_block *block = self.block;
    if (outputs->pilot == EV_PILOT_WAVE) {
        platine_pin_pwm(block, PILOT, (double)EV_PILOT_HZ, (double)outputs->pilot_duty);
    } else {
        platine_pin_set(block, PILOT, outputs->pilot == EV_PILOT_STEADY);
    }
    platine_pin_set(block, COIL, outputs->coil);
    platine_pin_set(block, LOCK, outputs->lock);
    platine_pin_set(block, RESIDUAL_TEST, outputs->residual_test);
    platine_pin_set(block, FAULT_LAMP, outputs->fault_lamp);
    platine_pin_pwm(block, LAMP, (double)EV_LAMP_HZ, (double)outputs->lamp_duty);
}

int64_t platine_firmware_init(struct platine_block *block) {
    self.block = block;
    self.step_ns = (uint64_t)(platine_parameter(block, "stepUs", 1000) * 1000);
    const ev_config config = {
            .rated_a = (float)platine_parameter(block, "ratedA", 32),
            .phases = (int)platine_parameter(block, "phases", 3),
            .ventilated = platine_parameter_flag(block, "ventilated", false),
    };
    const ev_port port = {
            .read = read_host,
            .write = write_host,
            .now_ns = now_ns,
            .reset = reset,
            .log = say,
            .build = "hosted",
            .serial_number = block->serial,
            .boot_id = block->boot_id,
    };
    const char *problem = ev_firmware_init(&self.firmware, &config, &port);
    if (problem != NULL) {
        strncpy(block->error, problem, sizeof block->error - 1);
        return -2;
    }
    platine_pin_set(block, PILOT, true);
    return 0;
}

/* The device may want to send or to let a set-point expire before the next step. */
static int64_t next_call(void) {
    uint64_t due_ns = platine_device_next_ns(&self.firmware.device);
    return (int64_t)(due_ns > self.now_ns && due_ns < self.next_ns ? due_ns : self.next_ns);
}

int64_t platine_firmware_step(int64_t at_ns) {
    struct platine_stream *host = &self.block->streams[PLATINE_STREAM_HOST];
    self.now_ns = (uint64_t)at_ns;
    if (self.connections != host->connections) {
        self.connections = host->connections;
        ev_firmware_disconnected(&self.firmware);
    }
    while (self.now_ns >= self.next_ns) {
        ev_inputs inputs;
        sample(&inputs);
        ev_firmware_step(&self.firmware, &inputs, self.next_ns);
        drive(&self.firmware.outputs);
        self.next_ns += self.step_ns;
    }
    while (ev_firmware_poll(&self.firmware)) {
    }
    return self.reset ? PLATINE_FIRMWARE_RESET : next_call();
}

void platine_firmware_exit(void) {
}
