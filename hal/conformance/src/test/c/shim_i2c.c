/* i2c-dev: buses with chips that have registers, which step on by themselves as most do. */
#define _GNU_SOURCE
#include "shim.h"

#include <errno.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BUSES 4
#define ADDRESSES 128
#define REGISTERS 1024

struct chip {
    int present;
    int gone;
    int driven; /* by a driver of the kernel */
    int register_bytes;
    unsigned at;
    uint8_t registers[REGISTERS];
    long writes;
};

struct bus {
    int present;
    int error; /* of the next messages */
    int error_count;
    unsigned long functions;
    long calls;
    long messages;
    struct chip chips[ADDRESSES];
};

static struct bus buses[BUSES];

static int fail(int error) {
    errno = error;
    return -1;
}

extern const struct shim_kind shim_i2c;

static int i2c_match(const char *path) {
    return shim_begins(path, "i2c-");
}

static int i2c_open(const char *path, int flags, mode_t mode) {
    (void) flags;
    (void) mode;
    const char *slash = strrchr(path, '/');
    int number = atoi((slash ? slash + 1 : path) + strlen("i2c-"));
    if (number < 0 || number >= BUSES || !buses[number].present) {
        return fail(ENODEV);
    }
    return shim_fd(&shim_i2c, &buses[number]);
}

static void take(struct chip *chip, const struct i2c_msg *message) {
    unsigned at = 0;
    int i = 0;
    for (; i < chip->register_bytes && i < message->len; i++) {
        at = at << 8 | message->buf[i];
    }
    chip->at = i > 0 ? at : chip->at;
    chip->writes += i < message->len;
    for (; i < message->len; i++) {
        chip->registers[chip->at++ % REGISTERS] = message->buf[i];
    }
}

static int transfer(struct bus *bus, const struct i2c_rdwr_ioctl_data *data) {
    bus->calls++;
    if (data->nmsgs == 0 || data->nmsgs > I2C_RDWR_IOCTL_MAX_MSGS) {
        return fail(EINVAL);
    }
    if (bus->error_count > 0) {
        bus->error_count--;
        return fail(bus->error);
    }
    for (unsigned m = 0; m < data->nmsgs; m++) {
        const struct i2c_msg *message = &data->msgs[m];
        struct chip *chip = message->addr < ADDRESSES ? &bus->chips[message->addr] : NULL;
        bus->messages++;
        if (!chip || !chip->present || chip->gone) {
            return fail(ENXIO);
        }
        if (!(message->flags & I2C_M_RD)) {
            take(chip, message);
        } else {
            chip->at = chip->register_bytes > 0 ? chip->at : 0;
            for (int i = 0; i < message->len; i++) {
                message->buf[i] = chip->registers[chip->at++ % REGISTERS];
            }
        }
    }
    return (int) data->nmsgs;
}

static int i2c_ioctl(void *device, int fd, unsigned long request, void *argument) {
    (void) fd;
    struct bus *bus = device;
    switch (request) {
        case I2C_FUNCS:
            *(unsigned long *) argument = bus->functions;
            return 0;
        case I2C_SLAVE:
            if ((unsigned long) argument >= ADDRESSES) {
                return fail(EINVAL);
            }
            return bus->chips[(unsigned long) argument].driven ? fail(EBUSY) : 0;
        case I2C_RDWR:
            return transfer(bus, argument);
        default:
            return fail(ENOTTY);
    }
}

const struct shim_kind shim_i2c = {.match = i2c_match, .open = i2c_open, .ioctl = i2c_ioctl};

/* ---- the world's side ---- */

void shim_i2c_bus(int bus, long functions) {
    shim_lock();
    memset(&buses[bus], 0, sizeof(buses[bus]));
    buses[bus].present = 1;
    buses[bus].functions = (unsigned long) functions;
    shim_unlock();
}

void shim_i2c_chip(int bus, int address, int register_bytes) {
    shim_lock();
    buses[bus].chips[address].present = 1;
    buses[bus].chips[address].register_bytes = register_bytes;
    shim_unlock();
}

void shim_i2c_put(int bus, int address, int at, int byte) {
    shim_lock();
    buses[bus].chips[address].registers[at] = (uint8_t) byte;
    shim_unlock();
}

int shim_i2c_get(int bus, int address, int at) {
    shim_lock();
    int byte = buses[bus].chips[address].registers[at];
    shim_unlock();
    return byte;
}

void shim_i2c_gone(int bus, int address, int gone) {
    shim_lock();
    buses[bus].chips[address].gone = gone;
    shim_unlock();
}

void shim_i2c_driven(int bus, int address, int driven) {
    shim_lock();
    buses[bus].chips[address].driven = driven;
    shim_unlock();
}

void shim_i2c_error(int bus, int error, int count) {
    shim_lock();
    buses[bus].error = error;
    buses[bus].error_count = count;
    shim_unlock();
}

long shim_i2c_calls(int bus) {
    shim_lock();
    long calls = buses[bus].calls;
    shim_unlock();
    return calls;
}

long shim_i2c_writes(int bus, int address) {
    shim_lock();
    long writes = buses[bus].chips[address].writes;
    shim_unlock();
    return writes;
}
