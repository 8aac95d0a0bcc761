/* spidev: an analog-to-digital converter like the MCP3008, and a converter the other way like the MCP4921. */
#define _GNU_SOURCE
#include "shim.h"

#include <errno.h>
#include <linux/spi/spidev.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define DEVICES 4
#define INPUTS 8
#define LAST 8

struct device {
    int present;
    int error;
    uint32_t refused; /* bits of the mode that the controller does not have */
    uint32_t fastest_hz;
    uint32_t mode;
    uint32_t speed_hz;
    int bits;
    int inputs[INPUTS];
    long calls;
    long selects; /* how often the device was selected */
    int output;
    long outputs;
    uint8_t last[LAST];
};

static struct device devices[DEVICES];

static int fail(int error) {
    errno = error;
    return -1;
}

extern const struct shim_kind shim_spi;

static int spi_match(const char *path) {
    return shim_begins(path, "spidev");
}

/* spidevB.C stands for device 2 * B + C. */
static int spi_open(const char *path, int flags, mode_t mode) {
    (void) flags;
    (void) mode;
    const char *slash = strrchr(path, '/');
    const char *name = (slash ? slash + 1 : path) + strlen("spidev");
    char *dot;
    long bus = strtol(name, &dot, 10);
    long number = 2 * bus + (*dot == '.' ? atoi(dot + 1) : 0);
    if (number < 0 || number >= DEVICES || !devices[number].present) {
        return fail(ENODEV);
    }
    return shim_fd(&shim_spi, &devices[number]);
}

/* From the first of these bytes the chip sees which of the two is meant; a converter's answer comes ten clocks later. */
static void exchange(struct device *device, const uint8_t *sent, uint8_t *received, uint32_t length) {
    memset(received, 0, length);
    memcpy(device->last, sent, length < LAST ? length : LAST);
    if (length == 3 && sent[0] == 1) {
        int single = (sent[1] & 0x80) != 0;
        int value = single ? device->inputs[sent[1] >> 4 & 7] : 0;
        received[1] = (uint8_t) (0xF8 | (value >> 8 & 3));
        received[2] = (uint8_t) value;
    } else if (length == 2 && (sent[0] & 0x80) == 0) {
        device->output = (sent[0] & 0x0F) << 8 | sent[1];
        device->outputs++;
    }
}

static int message(struct device *device, const struct spi_ioc_transfer *transfers, unsigned count) {
    int selected = 0;
    device->calls++;
    if (device->error) {
        return fail(device->error);
    }
    int total = 0;
    for (unsigned i = 0; i < count; i++) {
        const struct spi_ioc_transfer *transfer = &transfers[i];
        if (transfer->speed_hz > device->fastest_hz || (transfer->bits_per_word && transfer->bits_per_word != 8)) {
            return fail(EINVAL);
        }
        device->selects += !selected;
        exchange(device, (const uint8_t *) (uintptr_t) transfer->tx_buf, (uint8_t *) (uintptr_t) transfer->rx_buf,
                 transfer->len);
        total += (int) transfer->len;
        selected = !transfer->cs_change;
    }
    return total;
}

static int spi_ioctl(void *opened, int fd, unsigned long request, void *argument) {
    (void) fd;
    struct device *device = opened;
    if (_IOC_TYPE(request) == SPI_IOC_MAGIC && _IOC_NR(request) == 0 && _IOC_DIR(request) == _IOC_WRITE) {
        if (_IOC_SIZE(request) == 0 || _IOC_SIZE(request) % sizeof(struct spi_ioc_transfer)) {
            return fail(EINVAL);
        }
        return message(device, argument, (unsigned) (_IOC_SIZE(request) / sizeof(struct spi_ioc_transfer)));
    }
    switch (request) {
        case SPI_IOC_WR_MODE32:
            if (*(uint32_t *) argument & device->refused) {
                return fail(EINVAL);
            }
            device->mode = *(uint32_t *) argument;
            return 0;
        case SPI_IOC_WR_BITS_PER_WORD:
            device->bits = *(uint8_t *) argument;
            return device->bits == 8 ? 0 : fail(EINVAL);
        case SPI_IOC_WR_MAX_SPEED_HZ:
            device->speed_hz = *(uint32_t *) argument;
            return device->speed_hz <= device->fastest_hz ? 0 : fail(EINVAL);
        default:
            return fail(ENOTTY);
    }
}

const struct shim_kind shim_spi = {.match = spi_match, .open = spi_open, .ioctl = spi_ioctl};

/* ---- the world's side ---- */

void shim_spi_device(int number, int refused, int fastest_hz) {
    shim_lock();
    memset(&devices[number], 0, sizeof(devices[number]));
    devices[number].present = 1;
    devices[number].refused = (uint32_t) refused;
    devices[number].fastest_hz = (uint32_t) fastest_hz;
    shim_unlock();
}

void shim_spi_input(int number, int input, int value) {
    shim_lock();
    devices[number].inputs[input] = value;
    shim_unlock();
}

int shim_spi_output(int number) {
    shim_lock();
    int output = devices[number].output;
    shim_unlock();
    return output;
}

void shim_spi_error(int number, int error) {
    shim_lock();
    devices[number].error = error;
    shim_unlock();
}

long shim_spi_outputs(int number) {
    shim_lock();
    long outputs = devices[number].outputs;
    shim_unlock();
    return outputs;
}

long shim_spi_calls(int number) {
    shim_lock();
    long calls = devices[number].calls;
    shim_unlock();
    return calls;
}

long shim_spi_selects(int number) {
    shim_lock();
    long selects = devices[number].selects;
    shim_unlock();
    return selects;
}

int shim_spi_mode(int number) {
    shim_lock();
    int mode = (int) devices[number].mode;
    shim_unlock();
    return mode;
}
