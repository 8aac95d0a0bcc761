/*
 * A sample driver: a device that exists in memory only, with every kind of channel. Inputs follow outputs, so that whoever
 * learns from it sees something move.
 *
 * Configuration: `unit` 0 to 3 chooses one of four devices. `plug` names a file: the device is plugged in while it exists, and
 * is another one when it is made anew. `busy` names a file: while it exists, the device does not answer. The last two are
 * there to try what a host does when hardware is slow or gone.
 *
 * The devices outlive close, as hardware does: they keep their set-points, and their watchdog ends those whose time is over.
 */
#define _POSIX_C_SOURCE 200809L

#include "platine_driver.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { UNITS = 4, INPUTS = 4, OUTPUTS = 4, LINES = 16, PATH_BYTES = 512 };
enum { CHANNEL_ECHO = 9 }; /* the text input's id */
enum { LAMP, HEATER, FAN, LIMIT }; /* outputs, in their order */

/* The hardware. */
struct device {
    pthread_mutex_t lock;
    bool taken;
    bool booted;
    uint64_t boot_ns;
    uint32_t setpoints[OUTPUTS];
    uint64_t until_ns[OUTPUTS];
    uint32_t steps;
};

struct platine_driver {
    struct device *device;
    struct platine_driver_error *error;
    struct platine_driver_blocks blocks;
    char plug[PATH_BYTES];
    char busy[PATH_BYTES];
    struct stat plugged;
    char lines[LINES][PLATINE_DRIVER_MAX_TEXT + 1];
    uint64_t line_times[LINES];
    unsigned first_line, line_count;
};

static struct device devices[UNITS] = {
    {.lock = PTHREAD_MUTEX_INITIALIZER},
    {.lock = PTHREAD_MUTEX_INITIALIZER},
    {.lock = PTHREAD_MUTEX_INITIALIZER},
    {.lock = PTHREAD_MUTEX_INITIALIZER},
};

#define CHANNEL(name_, label_, kind_, direction_, unit_, minimum_, maximum_, resolution_)                                         \
    {.name = name_, .label = label_, .unit = unit_, .kind = kind_, .direction = direction_, .minimum = minimum_,                  \
     .maximum = maximum_, .resolution = resolution_, .safe = 0}

static const struct platine_driver_channel channels[] = {
    CHANNEL("lamp_seen", "light at the lamp", PLATINE_DRIVER_DIGITAL, PLATINE_DRIVER_INPUT, "", 0, 1, 1),
    CHANNEL("temperature", "beside the heater", PLATINE_DRIVER_ANALOG, PLATINE_DRIVER_INPUT, "Cel", -40.0f, 125.0f, 0.01f),
    CHANNEL("fan_seen", "what the fan is told", PLATINE_DRIVER_PWM, PLATINE_DRIVER_INPUT, "", 0, 1, 0),
    CHANNEL("steps", "exchanges so far", PLATINE_DRIVER_COUNTER, PLATINE_DRIVER_INPUT, "", 0, 0, 1),
    CHANNEL("lamp", "a lamp", PLATINE_DRIVER_DIGITAL, PLATINE_DRIVER_OUTPUT, "", 0, 1, 1),
    CHANNEL("heater", "power of the heater", PLATINE_DRIVER_ANALOG, PLATINE_DRIVER_OUTPUT, "W", 0, 50.0f, 0.1f),
    CHANNEL("fan", "a fan", PLATINE_DRIVER_PWM, PLATINE_DRIVER_OUTPUT, "", 0, 1, 0),
    CHANNEL("limit", "counts to a limit", PLATINE_DRIVER_COUNTER, PLATINE_DRIVER_OUTPUT, "", 0, 0, 1),
    CHANNEL("display", "a line of text", PLATINE_DRIVER_TEXT, PLATINE_DRIVER_OUTPUT, "", 0, 0, 0),
    CHANNEL("echo", "what the display shows", PLATINE_DRIVER_TEXT, PLATINE_DRIVER_INPUT, "", 0, 0, 0),
};
enum { CHANNELS = sizeof channels / sizeof channels[0] };

static uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static int32_t fail(struct platine_driver_error *error, int32_t status, const char *reason) {
    snprintf(error->reason, sizeof error->reason, "%s", reason);
    return status;
}

static void boot(struct device *device) {
    memset(device->setpoints, 0, sizeof device->setpoints);
    memset(device->until_ns, 0xff, sizeof device->until_ns);
    device->steps = 0;
    device->boot_ns = now_ns();
    device->booted = true;
}

/* Waits for a device that does not answer: what the host's deadlines are for. */
static void wait_while_busy(const struct platine_driver *driver) {
    const struct timespec pause = {0, 2000000};
    while (driver->busy[0] != '\0' && access(driver->busy, F_OK) == 0) {
        nanosleep(&pause, NULL);
    }
}

static bool is_plugged(const struct platine_driver *driver) {
    struct stat now;
    return driver->plug[0] == '\0'
        || (stat(driver->plug, &now) == 0 && now.st_ino == driver->plugged.st_ino
            && now.st_mtim.tv_sec == driver->plugged.st_mtim.tv_sec && now.st_mtim.tv_nsec == driver->plugged.st_mtim.tv_nsec);
}

int32_t platine_driver_hello(struct platine_driver_hello *hello) {
    return platine_driver_answer(hello);
}

static int32_t configure(struct platine_driver *driver, const char *config, unsigned *unit) {
    char value[PATH_BYTES];
    static const char *const known[] = {"unit=", "plug=", "busy="};
    for (const char *line = config; *line != '\0'; line = strchr(line, '\n') + 1) {
        bool found = false;
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
            found = found || strncmp(line, known[i], strlen(known[i])) == 0;
        }
        if (!found) {
            return fail(driver->error, PLATINE_DRIVER_MALFORMED, "keys are unit, plug and busy");
        }
    }
    if (platine_driver_config(config, "unit", value, sizeof value) >= 0) {
        if (value[0] < '0' || value[0] >= '0' + UNITS || value[1] != '\0') {
            return fail(driver->error, PLATINE_DRIVER_MALFORMED, "unit must be 0 to 3");
        }
        *unit = (unsigned)(value[0] - '0');
    }
    (void)platine_driver_config(config, "busy", driver->busy, PATH_BYTES);
    if (platine_driver_config(config, "plug", driver->plug, PATH_BYTES) >= 0 && stat(driver->plug, &driver->plugged) != 0) {
        return fail(driver->error, PLATINE_DRIVER_NOT_FOUND, "the device is not plugged in");
    }
    return PLATINE_DRIVER_OK;
}

int32_t platine_driver_open(const char *config, struct platine_driver_error *error, struct platine_driver **result) {
    struct platine_driver *driver = calloc(1, sizeof *driver);
    unsigned unit = 0;
    if (driver == NULL) {
        return fail(error, PLATINE_DRIVER_FAILURE, "out of memory");
    }
    driver->error = error;
    int32_t status = configure(driver, config, &unit);
    if (status != PLATINE_DRIVER_OK) {
        free(driver);
        return status;
    }
    wait_while_busy(driver);
    driver->device = &devices[unit];
    pthread_mutex_lock(&driver->device->lock);
    bool taken = driver->device->taken;
    driver->device->taken = true;
    if (!taken && !driver->device->booted) {
        boot(driver->device);
    }
    pthread_mutex_unlock(&driver->device->lock);
    if (taken) {
        free(driver);
        return fail(error, PLATINE_DRIVER_BUSY, "this unit is open already; choose another by unit=0 to unit=3");
    }
    *result = driver;
    return PLATINE_DRIVER_OK;
}

int32_t platine_driver_describe(
    struct platine_driver *driver, struct platine_driver_board *board, struct platine_driver_channel *table, uint32_t capacity) {
    memset(board, 0, sizeof *board);
    board->channel_count = CHANNELS;
    board->abilities = PLATINE_DRIVER_KEEPS_LIFETIMES | PLATINE_DRIVER_RESETS;
    board->scan_us = 5000;
    strcpy(board->name, "sample");
    strcpy(board->vendor, "Platine");
    strcpy(board->model, "sample driver");
    strcpy(board->hardware_revision, "none");
    snprintf(board->serial_number, sizeof board->serial_number, "unit-%u", (unsigned)(driver->device - devices));
    strcpy(board->firmware_version, "1.0");
    strcpy(board->build_id, "sample");
    memcpy(table, channels, sizeof channels[0] * (capacity < CHANNELS ? capacity : CHANNELS));
    return PLATINE_DRIVER_OK;
}

int32_t platine_driver_bind(struct platine_driver *driver, const struct platine_driver_blocks *blocks) {
    if (blocks->input_count != INPUTS || blocks->output_count != OUTPUTS) {
        return fail(driver->error, PLATINE_DRIVER_UNSUPPORTED, "the host counts other channels than were described");
    }
    driver->blocks = *blocks;
    return PLATINE_DRIVER_OK;
}

/* The hardware's watchdog: what has run out is safe. */
static void expire(struct device *device, uint64_t now) {
    for (unsigned i = 0; i < OUTPUTS; i++) {
        if (device->until_ns[i] <= now) {
            device->setpoints[i] = 0;
            device->until_ns[i] = PLATINE_DRIVER_FOREVER;
        }
    }
}

int32_t platine_driver_exchange(struct platine_driver *driver) {
    struct device *device = driver->device;
    const struct platine_driver_blocks *blocks = &driver->blocks;
    wait_while_busy(driver);
    if (!is_plugged(driver)) {
        return fail(driver->error, PLATINE_DRIVER_LOST, "the device was unplugged");
    }
    uint64_t now = now_ns();
    pthread_mutex_lock(&device->lock);
    expire(device, now);
    for (unsigned i = 0; i < OUTPUTS; i++) {
        if (blocks->until_ns[i] != PLATINE_DRIVER_LEAVE) {
            device->setpoints[i] = blocks->outputs[i];
            device->until_ns[i] = blocks->until_ns[i];
        }
    }
    expire(device, now);
    memcpy(blocks->outputs, device->setpoints, sizeof device->setpoints);
    blocks->inputs[0] = device->setpoints[LAMP];
    blocks->inputs[1] = platine_driver_word(20.0f + platine_driver_number(device->setpoints[HEATER]));
    blocks->inputs[2] = device->setpoints[FAN];
    blocks->inputs[3] = ++device->steps;
    blocks->step->time_ns = now - device->boot_ns;
    blocks->step->flags = 0;
    pthread_mutex_unlock(&device->lock);
    return PLATINE_DRIVER_OK;
}

int32_t platine_driver_poll(struct platine_driver *driver, struct platine_driver_event *events, uint32_t capacity) {
    uint32_t count = 0;
    for (; count < capacity && driver->line_count > 0; count++) {
        struct platine_driver_event *event = &events[count];
        event->kind = PLATINE_DRIVER_EVENT_LINE;
        event->channel = CHANNEL_ECHO;
        event->value = 0;
        event->lost = 0;
        event->time_ns = driver->line_times[driver->first_line];
        strcpy(event->text, driver->lines[driver->first_line]);
        driver->first_line = (driver->first_line + 1) % LINES;
        driver->line_count--;
    }
    return (int32_t)count;
}

int32_t platine_driver_write_text(struct platine_driver *driver, uint32_t channel, const char *text) {
    (void)channel; /* there is only one */
    wait_while_busy(driver);
    if (driver->line_count == LINES) { /* the oldest is worth least */
        driver->first_line = (driver->first_line + 1) % LINES;
        driver->line_count--;
    }
    unsigned at = (driver->first_line + driver->line_count) % LINES;
    snprintf(driver->lines[at], sizeof driver->lines[at], "%s", text);
    driver->line_times[at] = now_ns() - driver->device->boot_ns;
    driver->line_count++;
    return PLATINE_DRIVER_OK;
}

int32_t platine_driver_reset(struct platine_driver *driver) {
    wait_while_busy(driver);
    pthread_mutex_lock(&driver->device->lock);
    boot(driver->device);
    pthread_mutex_unlock(&driver->device->lock);
    return PLATINE_DRIVER_OK;
}

void platine_driver_close(struct platine_driver *driver) {
    pthread_mutex_lock(&driver->device->lock);
    driver->device->taken = false;
    pthread_mutex_unlock(&driver->device->lock);
    free(driver);
}
