/* GPIO character device, version 2, with the kernel's checks and its numbering and loss of events. */
#define _GNU_SOURCE
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define CHIPS 8
#define LINES 128
#define EDGES (GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING)
#define BIAS (GPIO_V2_LINE_FLAG_BIAS_PULL_UP | GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN | GPIO_V2_LINE_FLAG_BIAS_DISABLED)
#define DRIVE (GPIO_V2_LINE_FLAG_OPEN_DRAIN | GPIO_V2_LINE_FLAG_OPEN_SOURCE)
#define KNOWN (0x7ffULL | GPIO_V2_LINE_FLAG_EVENT_CLOCK_REALTIME)

struct request;

struct line {
    char name[GPIO_MAX_NAME_SIZE];
    char consumer[GPIO_MAX_NAME_SIZE];
    uint64_t flags;
    uint32_t debounce_us;
    int level; /* on the wire */
    int wired_to; /* a line that follows this one, -1 for none */
    struct request *owner;
    int index;
    uint32_t seqno;
};

struct chip {
    int number;
    char label[GPIO_MAX_NAME_SIZE];
    uint32_t count;
    int gone;
    int no_edges;
    int open_error;
    int error; /* of reading and setting lines */
    int frozen;
    int generation;
    long calls;
    struct line lines[LINES];
};

struct request {
    struct chip *chip;
    int generation;
    uint32_t count;
    uint32_t offsets[GPIO_V2_LINES_MAX];
    int nonblocking;
    uint32_t seqno;
    uint32_t capacity;
    uint32_t first;
    uint32_t size;
    struct gpio_v2_line_event *events;
};

static struct chip chips[CHIPS];

static int fail(int error) {
    errno = error;
    return -1;
}

/* ---- the kernel's side ---- */

extern const struct shim_kind shim_gpio;

static int chip_match(const char *path) {
    return shim_begins(path, "gpiochip");
}

static int chip_open(const char *path, int flags, mode_t mode) {
    (void) flags;
    (void) mode;
    const char *digits = strrchr(path, '/');
    int number = atoi((digits ? digits + 1 : path) + strlen("gpiochip"));
    if (number < 0 || number >= CHIPS || chips[number].count == 0 || chips[number].gone) {
        return fail(ENODEV);
    }
    if (chips[number].open_error) {
        return fail(chips[number].open_error);
    }
    return shim_fd(&shim_gpio, &chips[number]);
}

static int chip_info(struct chip *chip, struct gpiochip_info *info) {
    memset(info, 0, sizeof(*info));
    snprintf(info->name, sizeof(info->name), "gpiochip%d", chip->number);
    memcpy(info->label, chip->label, sizeof(info->label));
    info->lines = chip->count;
    return 0;
}

static int line_info(struct chip *chip, struct gpio_v2_line_info *info) {
    for (int i = 0; i < 4; i++) {
        if (info->padding[i]) {
            return fail(EINVAL);
        }
    }
    if (info->offset >= chip->count) {
        return fail(EINVAL);
    }
    const struct line *line = &chip->lines[info->offset];
    uint32_t offset = info->offset;
    memset(info, 0, sizeof(*info));
    info->offset = offset;
    memcpy(info->name, line->name, sizeof(info->name));
    memcpy(info->consumer, line->consumer, sizeof(info->consumer));
    info->flags = line->flags;
    return 0;
}

static int one_of(uint64_t flags) {
    return (flags & (flags - 1)) == 0;
}

static int flags_fit(uint64_t flags) {
    int input = (flags & GPIO_V2_LINE_FLAG_INPUT) != 0;
    int output = (flags & GPIO_V2_LINE_FLAG_OUTPUT) != 0;
    return !(flags & ~KNOWN) && !(flags & GPIO_V2_LINE_FLAG_USED) && !(input && output) && !((flags & EDGES) && !input)
           && !((flags & DRIVE) && !output) && one_of(flags & DRIVE) && one_of(flags & BIAS)
           && !((flags & BIAS) && !input && !output);
}

static uint64_t flags_of(const struct gpio_v2_line_config *config, uint32_t index) {
    for (uint32_t i = 0; i < config->num_attrs; i++) {
        if (config->attrs[i].attr.id == GPIO_V2_LINE_ATTR_ID_FLAGS && (config->attrs[i].mask & (1ULL << index))) {
            return config->attrs[i].attr.flags;
        }
    }
    return config->flags;
}

static int request_fits(struct chip *chip, const struct gpio_v2_line_request *wanted) {
    if (wanted->num_lines == 0 || wanted->num_lines > GPIO_V2_LINES_MAX
        || wanted->config.num_attrs > GPIO_V2_LINE_NUM_ATTRS_MAX) {
        return fail(EINVAL);
    }
    for (int i = 0; i < 5; i++) {
        if (wanted->padding[i] || wanted->config.padding[i]) {
            return fail(EINVAL);
        }
    }
    for (uint32_t i = 0; i < wanted->config.num_attrs; i++) {
        if (wanted->config.attrs[i].attr.padding || wanted->config.attrs[i].attr.id < 1
            || wanted->config.attrs[i].attr.id > GPIO_V2_LINE_ATTR_ID_DEBOUNCE) {
            return fail(EINVAL);
        }
    }
    for (uint32_t i = 0; i < wanted->num_lines; i++) {
        uint64_t flags = flags_of(&wanted->config, i);
        if (wanted->offsets[i] >= chip->count || !flags_fit(flags)) {
            return fail(EINVAL);
        }
        if (chip->lines[wanted->offsets[i]].flags & GPIO_V2_LINE_FLAG_USED) {
            return fail(EBUSY);
        }
        if ((flags & EDGES) && chip->no_edges) {
            return fail(ENXIO);
        }
        for (uint32_t other = 0; other < i; other++) {
            if (wanted->offsets[other] == wanted->offsets[i]) {
                return fail(EBUSY);
            }
        }
    }
    return 0;
}

static void put_level(struct chip *chip, uint32_t offset, int level);

static void take_line(struct request *request, const struct gpio_v2_line_request *wanted, uint32_t index) {
    struct line *line = &request->chip->lines[wanted->offsets[index]];
    memcpy(line->consumer, wanted->consumer, sizeof(line->consumer));
    line->flags = flags_of(&wanted->config, index) | GPIO_V2_LINE_FLAG_USED;
    line->debounce_us = 0;
    line->owner = request;
    line->index = (int) index;
    line->seqno = 0;
    for (uint32_t i = 0; i < wanted->config.num_attrs; i++) {
        const struct gpio_v2_line_config_attribute *attr = &wanted->config.attrs[i];
        if (!(attr->mask & (1ULL << index))) {
            continue;
        }
        if (attr->attr.id == GPIO_V2_LINE_ATTR_ID_DEBOUNCE) {
            line->debounce_us = attr->attr.debounce_period_us;
        } else if (attr->attr.id == GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES) {
            int active = (attr->attr.values >> index) & 1;
            put_level(request->chip, wanted->offsets[index], active ^ !!(line->flags & GPIO_V2_LINE_FLAG_ACTIVE_LOW));
        }
    }
}

static const struct shim_kind request_kind;

static int get_line(struct chip *chip, struct gpio_v2_line_request *wanted) {
    if (request_fits(chip, wanted)) {
        return -1;
    }
    struct request *request = calloc(1, sizeof(*request));
    request->chip = chip;
    request->generation = chip->generation;
    request->count = wanted->num_lines;
    memcpy(request->offsets, wanted->offsets, sizeof(request->offsets));
    uint32_t size = wanted->event_buffer_size ? wanted->event_buffer_size : wanted->num_lines * 16;
    request->capacity = 1;
    while (request->capacity < size && request->capacity < GPIO_V2_LINES_MAX * 16) {
        request->capacity *= 2;
    }
    request->events = calloc(request->capacity, sizeof(*request->events));
    for (uint32_t i = 0; i < request->count; i++) {
        take_line(request, wanted, i);
    }
    wanted->fd = shim_fd(&request_kind, request);
    return wanted->fd < 0 ? -1 : 0;
}

static int chip_ioctl(void *device, int fd, unsigned long call, void *argument) {
    struct chip *chip = device;
    (void) fd;
    if (chip->gone) {
        return fail(ENODEV);
    }
    switch (call) {
    case GPIO_GET_CHIPINFO_IOCTL:
        return chip_info(chip, argument);
    case GPIO_V2_GET_LINEINFO_IOCTL:
        return line_info(chip, argument);
    case GPIO_V2_GET_LINE_IOCTL:
        return get_line(chip, argument);
    default:
        return fail(EINVAL);
    }
}

static int get_values(struct request *request, struct gpio_v2_line_values *values) {
    uint64_t bits = 0;
    uint64_t asked = values->mask & (request->count == 64 ? ~0ULL : (1ULL << request->count) - 1);
    if (!asked) {
        return fail(EINVAL);
    }
    for (uint32_t i = 0; i < request->count; i++) {
        const struct line *line = &request->chip->lines[request->offsets[i]];
        if (line->level ^ !!(line->flags & GPIO_V2_LINE_FLAG_ACTIVE_LOW)) {
            bits |= 1ULL << i;
        }
    }
    values->bits = bits & asked;
    return 0;
}

static int set_values(struct request *request, const struct gpio_v2_line_values *values) {
    for (uint32_t i = 0; i < request->count; i++) {
        const struct line *line = &request->chip->lines[request->offsets[i]];
        if (!(values->mask & (1ULL << i))) {
            continue;
        }
        if (!(line->flags & GPIO_V2_LINE_FLAG_OUTPUT)) {
            return fail(EPERM);
        }
        put_level(
            request->chip,
            request->offsets[i],
            (int) (values->bits >> i & 1) ^ !!(line->flags & GPIO_V2_LINE_FLAG_ACTIVE_LOW));
    }
    return 0;
}

static int request_ioctl(void *device, int fd, unsigned long call, void *argument) {
    struct request *request = device;
    request->chip->calls++;
    if (call == FIONBIO) {
        request->nonblocking = *(int *) argument;
        return shim_real_ioctl(fd, call, argument);
    }
    while (request->chip->frozen) { /* the device does not answer */
        shim_unlock();
        usleep(500);
        shim_lock();
    }
    if (request->chip->gone || request->generation != request->chip->generation) {
        return fail(ENODEV);
    }
    if (request->chip->error) {
        return fail(request->chip->error);
    }
    switch (call) {
    case GPIO_V2_LINE_GET_VALUES_IOCTL:
        return get_values(request, argument);
    case GPIO_V2_LINE_SET_VALUES_IOCTL:
        return set_values(request, argument);
    default:
        return fail(EINVAL);
    }
}

static ssize_t request_read(void *device, int fd, void *bytes, size_t size) {
    struct request *request = device;
    (void) fd;
    if (request->chip->gone || request->generation != request->chip->generation) {
        return fail(ENODEV);
    }
    if (size < sizeof(struct gpio_v2_line_event)) {
        return fail(EINVAL);
    }
    if (!request->size) {
        return fail(request->nonblocking ? EAGAIN : EDEADLK);
    }
    size_t count = 0;
    while (request->size && (count + 1) * sizeof(struct gpio_v2_line_event) <= size) {
        memcpy(
            (char *) bytes + count * sizeof(struct gpio_v2_line_event),
            &request->events[request->first],
            sizeof(struct gpio_v2_line_event));
        request->first = (request->first + 1) % request->capacity;
        request->size--;
        count++;
    }
    return (ssize_t) (count * sizeof(struct gpio_v2_line_event));
}

static void request_close(void *device, int fd) {
    struct request *request = device;
    (void) fd;
    for (uint32_t i = 0; i < request->count && request->generation == request->chip->generation; i++) {
        struct line *line = &request->chip->lines[request->offsets[i]];
        line->flags = 0;
        line->owner = NULL;
        line->consumer[0] = 0;
    }
    free(request->events);
    free(request);
}

static const struct shim_kind request_kind = {
    .ioctl = request_ioctl, .read = request_read, .close = request_close};
const struct shim_kind shim_gpio = {.match = chip_match, .open = chip_open, .ioctl = chip_ioctl};

static void put_event(struct chip *chip, uint32_t offset, int active) {
    struct line *line = &chip->lines[offset];
    struct request *request = line->owner;
    struct gpio_v2_line_event event = {0};
    event.timestamp_ns = (uint64_t) shim_now_ns();
    event.id = active ? GPIO_V2_LINE_EVENT_RISING_EDGE : GPIO_V2_LINE_EVENT_FALLING_EDGE;
    event.offset = offset;
    event.seqno = ++request->seqno;
    event.line_seqno = ++line->seqno;
    if (request->size == request->capacity) { /* the kernel drops the oldest */
        request->first = (request->first + 1) % request->capacity;
        request->size--;
    }
    request->events[(request->first + request->size++) % request->capacity] = event;
}

static void put_level(struct chip *chip, uint32_t offset, int level) {
    struct line *line = &chip->lines[offset];
    int before = line->level;
    line->level = level;
    if (before != level && line->owner) {
        int active = level ^ !!(line->flags & GPIO_V2_LINE_FLAG_ACTIVE_LOW);
        if (line->flags & (active ? GPIO_V2_LINE_FLAG_EDGE_RISING : GPIO_V2_LINE_FLAG_EDGE_FALLING)) {
            put_event(chip, offset, active);
        }
    }
    if (line->wired_to >= 0) {
        put_level(chip, (uint32_t) line->wired_to, level);
    }
}

/* ---- what tests call ---- */

/* Makes a chip anew. */
void shim_gpio_chip(int number, const char *label, int count) {
    shim_lock();
    struct chip *chip = &chips[number];
    memset(chip, 0, sizeof(*chip));
    chip->number = number;
    snprintf(chip->label, sizeof(chip->label), "%s", label);
    chip->count = (uint32_t) count;
    for (int i = 0; i < LINES; i++) {
        chip->lines[i].wired_to = -1;
    }
    shim_unlock();
}

void shim_gpio_name(int number, int line, const char *name) {
    shim_lock();
    snprintf(chips[number].lines[line].name, GPIO_MAX_NAME_SIZE, "%s", name);
    shim_unlock();
}

/* Lets a line follow another one. */
void shim_gpio_wire(int number, int from, int to) {
    shim_lock();
    chips[number].lines[from].wired_to = to;
    shim_unlock();
}

void shim_gpio_set(int number, int line, int level) {
    shim_lock();
    put_level(&chips[number], (uint32_t) line, level);
    shim_unlock();
}

int shim_gpio_get(int number, int line) {
    shim_lock();
    int level = chips[number].lines[line].level;
    shim_unlock();
    return level;
}

/* Swallows edges as a kernel that ran out of room: numbers go on, events do not come. */
void shim_gpio_skip(int number, int line, int edges) {
    shim_lock();
    struct line *skipping = &chips[number].lines[line];
    if (skipping->owner) {
        skipping->seqno += (uint32_t) edges;
        skipping->owner->seqno += (uint32_t) edges;
    }
    shim_unlock();
}

/* Somebody else has the line. */
void shim_gpio_use(int number, int line, const char *consumer) {
    shim_lock();
    snprintf(chips[number].lines[line].consumer, GPIO_MAX_NAME_SIZE, "%s", consumer);
    chips[number].lines[line].flags = *consumer ? GPIO_V2_LINE_FLAG_USED | GPIO_V2_LINE_FLAG_OUTPUT : 0;
    shim_unlock();
}

long shim_gpio_flags(int number, int line) {
    shim_lock();
    long flags = (long) chips[number].lines[line].flags;
    shim_unlock();
    return flags;
}

int shim_gpio_debounce_us(int number, int line) {
    shim_lock();
    int us = (int) chips[number].lines[line].debounce_us;
    shim_unlock();
    return us;
}

/* Unplugged: what was requested of it is gone for good. */
static void unplug(struct chip *chip) {
    chip->generation++;
    for (uint32_t i = 0; i < chip->count; i++) {
        chip->lines[i].flags = 0;
        chip->lines[i].owner = NULL;
        chip->lines[i].consumer[0] = 0;
    }
}

void shim_gpio_gone(int number, int gone) {
    shim_lock();
    chips[number].gone = gone;
    if (gone) {
        unplug(&chips[number]);
    }
    shim_unlock();
}

/* Unplugged and plugged in again. */
void shim_gpio_break(int number) {
    shim_lock();
    unplug(&chips[number]);
    shim_unlock();
}

/* Reading and setting lines does not return. */
void shim_gpio_freeze(int number, int frozen) {
    shim_lock();
    chips[number].frozen = frozen;
    shim_unlock();
}

void shim_gpio_no_edges(int number, int none) {
    shim_lock();
    chips[number].no_edges = none;
    shim_unlock();
}

void shim_gpio_open_error(int number, int error) {
    shim_lock();
    chips[number].open_error = error;
    shim_unlock();
}

void shim_gpio_error(int number, int error) {
    shim_lock();
    chips[number].error = error;
    shim_unlock();
}

/* How many calls read or set lines. */
long shim_gpio_calls(int number) {
    shim_lock();
    long calls = chips[number].calls;
    shim_unlock();
    return calls;
}
