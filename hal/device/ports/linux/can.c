#define _GNU_SOURCE
#include "can.h"

#include <errno.h>
#include <linux/can.h>
#include <linux/can/raw.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static char problem[200];

static const char *failed(const char *what, const char *hint) {
    snprintf(problem, sizeof problem, "%s: %s%s", what, strerror(errno), hint);
    return problem;
}

static bool put_frame(void *context, const platine_can_frame *frame) {
    can_line *line = context;
    struct can_frame out = {.can_id = frame->id, .can_dlc = frame->length};
    memcpy(out.data, frame->data, frame->length);
    return write(line->fd, &out, sizeof out) == (ssize_t)sizeof out || (errno != EAGAIN && errno != ENOBUFS);
}

static uint64_t now_ns(void *context) {
    (void)context;
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* What fits 11 bits is a short identifier. */
static uint32_t identifier(unsigned number) {
    return number > CAN_SFF_MASK ? number | CAN_EFF_FLAG : number;
}

const char *can_line_open(can_line *line, const char *where, bool raw, char *name, size_t name_bytes) {
    char interface[IF_NAMESIZE];
    unsigned tx;
    unsigned rx;
    char rest[2];
    *line = (can_line){.fd = -1, .raw = raw};
    if (sscanf(where, "%15[^,],%i,%i%1s", interface, (int *)&tx, (int *)&rx, rest) != 3) {
        return "can: needs INTERFACE,TX,RX, such as can0,0x700,0x701";
    }
    const platine_isotp_config config = {.tx_id = identifier(tx), .rx_id = identifier(rx)};
    const platine_isotp_port port = {line, put_frame, now_ns};
    const char *broken = platine_can_init(&line->can, &config, &port);
    if (broken != NULL) {
        return broken;
    }
    struct sockaddr_can address = {.can_family = AF_CAN, .can_ifindex = (int)if_nametoindex(interface)};
    if (address.can_ifindex == 0) {
        return failed(interface, " (ip link shows which interfaces there are)");
    }
    line->fd = raw ? socket(AF_CAN, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, CAN_RAW)
                   : socket(AF_CAN, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, CAN_ISOTP);
    if (line->fd < 0) {
        return failed("no CAN socket", raw ? " (modprobe can-raw)" : " (modprobe can-isotp)");
    }
    if (raw) {
        const struct can_filter only = {config.rx_id, CAN_EFF_FLAG | CAN_RTR_FLAG | CAN_EFF_MASK};
        setsockopt(line->fd, SOL_CAN_RAW, CAN_RAW_FILTER, &only, sizeof only);
    } else {
        address.can_addr.tp.tx_id = config.tx_id;
        address.can_addr.tp.rx_id = config.rx_id;
    }
    if (bind(line->fd, (struct sockaddr *)&address, sizeof address) != 0) {
        return failed(interface, "");
    }
    snprintf(name, name_bytes, "can://%s?tx=0x%x&rx=0x%x", interface, rx, tx);
    return NULL;
}

static void take_frames(can_line *line) {
    struct can_frame in;
    while (platine_can_wants(&line->can) && read(line->fd, &in, sizeof in) == (ssize_t)sizeof in) {
        platine_can_frame frame = {.id = in.can_id, .length = in.can_dlc};
        memcpy(frame.data, in.data, in.can_dlc <= sizeof in.data ? in.can_dlc : sizeof in.data);
        platine_can_take(&line->can, &frame);
        platine_can_poll(&line->can);
    }
}

size_t can_line_read(can_line *line, uint8_t *bytes, size_t capacity) {
    if (line->raw) {
        take_frames(line);
        return platine_can_read(&line->can, bytes, capacity);
    }
    if (platine_stuffer_empty(&line->can.stuffer)) {
        ssize_t count = read(line->fd, line->can.in, sizeof line->can.in);
        platine_stuffer_take(&line->can.stuffer, line->can.in, count > 0 ? (size_t)count : 0);
    }
    return platine_stuffer_read(&line->can.stuffer, bytes, capacity);
}

/* Gives the kernel what waits; it takes the next message when the one before has gone. An error is that one's, and is told once. */
static void flush(can_line *line) {
    for (int tries = 0; line->pending > 0 && tries < 2; tries++) {
        if (write(line->fd, line->can.out, line->pending) >= 0) {
            line->pending = 0;
        } else if (errno == EAGAIN || errno == EINTR) {
            return;
        }
    }
    line->pending = 0;
}

size_t can_line_write(can_line *line, const uint8_t *bytes, size_t length) {
    if (line->raw) {
        return platine_can_write(&line->can, bytes, length);
    }
    flush(line);
    size_t taken = 0;
    while (taken < length && line->pending == 0) {
        taken += platine_unstuffer_write(&line->can.unstuffer, bytes + taken, length - taken, &line->pending);
        flush(line);
    }
    return taken;
}

bool can_line_tick(can_line *line) {
    if (!line->raw) {
        flush(line);
        return false;
    }
    size_t length;
    take_frames(line); /* the device does not read while it has something to send */
    platine_can_poll(&line->can);
    return platine_isotp_message(&line->can.channel, &length) != NULL;
}

void can_line_close(can_line *line) {
    if (line->fd >= 0) {
        close(line->fd);
    }
    line->fd = -1;
}
