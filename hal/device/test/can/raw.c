/* CAN_RAW: the socket's descriptor is the reading end of its fifo, so that poll, select and epoll just work. */
#include "shim.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/time.h>
#include <unistd.h>

typedef struct raw {
    can_socket socket;
    bus_socket wanted; /* options, until it is bound */
    bool stamps_us;
    bool stamps_ns;
    bool tells_dropped;
    int receive_ms; /* SO_RCVTIMEO; -1: none */
    bool down_told; /* a record that tells it waits, first of all */
} raw;

static bus_socket *place(raw *self) {
    return self->socket.bus != NULL ? &self->socket.bus->shared->sockets[self->socket.slot] : &self->wanted;
}

static int fail(int number) {
    errno = number;
    return -1;
}

static int raw_bind(can_socket *socket, const struct sockaddr_can *address) {
    raw *self = (raw *)socket;
    bus_view *bus = can_bus((uint32_t)address->can_ifindex);
    if (bus == NULL || socket->bus != NULL) {
        return fail(bus == NULL ? ENODEV : EINVAL);
    }
    int fifo = bus_listen(bus, &socket->slot, &socket->id);
    if (fifo < 0) {
        return fail(ENOBUFS);
    }
    bus_lock(bus);
    bus_socket *mine = &bus->shared->sockets[socket->slot];
    memcpy(mine->filters, self->wanted.filters, sizeof mine->filters);
    mine->filter_count = self->wanted.filter_count;
    mine->error_mask = self->wanted.error_mask;
    mine->loopback = self->wanted.loopback;
    mine->own = self->wanted.own;
    mine->fd_frames = self->wanted.fd_frames;
    mine->join = self->wanted.join;
    bus_unlock(bus);
    int blocking = fcntl(socket->fd, F_GETFL) & O_NONBLOCK;
    int closing = fcntl(socket->fd, F_GETFD) & FD_CLOEXEC;
    dup3(fifo, socket->fd, closing ? O_CLOEXEC : 0);
    fcntl(socket->fd, F_SETFL, blocking);
    real()->close(fifo);
    socket->bus = bus;
    if (!bus->shared->up) { /* the kernel tells so with the next call */
        const bus_record down = {.kind = BUS_DOWN};
        self->down_told = real()->write(socket->fd, &down, sizeof down) == (ssize_t)sizeof down;
    }
    return 0;
}

static int set_filters(raw *self, const void *value, socklen_t length) {
    if (length % sizeof(struct can_filter) != 0 || length > sizeof self->wanted.filters) {
        return fail(EINVAL);
    }
    memcpy(place(self)->filters, value, length);
    place(self)->filter_count = (uint32_t)(length / sizeof(struct can_filter));
    return 0;
}

static int set_can(raw *self, int option, const void *value, socklen_t length) {
    if (option == CAN_RAW_FILTER) {
        return set_filters(self, value, length);
    }
    uint32_t number;
    if (length != sizeof number) {
        return fail(EINVAL);
    }
    memcpy(&number, value, sizeof number);
    switch (option) {
        case CAN_RAW_ERR_FILTER:
            place(self)->error_mask = number & CAN_ERR_MASK;
            return 0;
        case CAN_RAW_LOOPBACK:
            place(self)->loopback = number != 0;
            return 0;
        case CAN_RAW_RECV_OWN_MSGS:
            place(self)->own = number != 0;
            return 0;
        case CAN_RAW_FD_FRAMES:
            place(self)->fd_frames = number != 0;
            return 0;
        case CAN_RAW_JOIN_FILTERS:
            place(self)->join = number != 0;
            return 0;
        default:
            return fail(ENOPROTOOPT);
    }
}

static int raw_set(can_socket *socket, int level, int option, const void *value, socklen_t length) {
    raw *self = (raw *)socket;
    if (level == SOL_CAN_RAW) {
        return set_can(self, option, value, length);
    }
    if (level != SOL_SOCKET) {
        return fail(ENOPROTOOPT);
    }
    int on = length >= sizeof(int) ? *(const int *)value : 0;
    if (option == SO_TIMESTAMP) {
        self->stamps_us = on;
    } else if (option == SO_TIMESTAMPNS) {
        self->stamps_ns = on;
    } else if (option == SO_RXQ_OVFL) {
        self->tells_dropped = on;
    } else if (option == SO_RCVTIMEO && length == sizeof(struct timeval)) {
        const struct timeval *time = value;
        self->receive_ms = (int)(time->tv_sec * 1000 + time->tv_usec / 1000);
        self->receive_ms = self->receive_ms == 0 ? -1 : self->receive_ms;
    }
    return 0;
}

static int raw_get(can_socket *socket, int level, int option, void *value, socklen_t *length) {
    raw *self = (raw *)socket;
    if (level == SOL_SOCKET && option == SO_ERROR && *length >= sizeof(int)) {
        bus_record down;
        *(int *)value = self->down_told && real()->read(socket->fd, &down, sizeof down) > 0 ? ENETDOWN : 0;
        self->down_told = false;
        return 0;
    }
    int number = option == SO_RCVBUF || option == SO_SNDBUF ? 212992 : 0;
    if (level == SOL_CAN_RAW) {
        number = option == CAN_RAW_FD_FRAMES   ? place(self)->fd_frames
                : option == CAN_RAW_LOOPBACK   ? place(self)->loopback
                : option == CAN_RAW_ERR_FILTER ? (int)place(self)->error_mask
                                               : place(self)->own;
    }
    if (*length < sizeof number) {
        return fail(EINVAL);
    }
    memcpy(value, &number, sizeof number);
    *length = sizeof number;
    return 0;
}

static void add_control(struct msghdr *message, size_t room, int type, const void *value, size_t length) {
    if (message->msg_controllen + CMSG_SPACE(length) > room) {
        message->msg_flags |= MSG_CTRUNC;
        return;
    }
    struct cmsghdr *header = (struct cmsghdr *)((char *)message->msg_control + message->msg_controllen);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = type;
    header->cmsg_len = CMSG_LEN(length);
    memcpy(CMSG_DATA(header), value, length);
    message->msg_controllen += CMSG_SPACE(length);
}

static void describe(raw *self, struct msghdr *message, const bus_record *record) {
    struct sockaddr_can from = {.can_family = AF_CAN, .can_ifindex = (int)self->socket.bus->shared->index};
    if (message->msg_name != NULL) {
        memcpy(message->msg_name, &from, message->msg_namelen < sizeof from ? message->msg_namelen : sizeof from);
        message->msg_namelen = sizeof from;
    }
    size_t room = message->msg_control != NULL ? message->msg_controllen : 0;
    message->msg_controllen = 0;
    message->msg_flags = record->own ? MSG_CONFIRM | MSG_DONTROUTE : MSG_DONTROUTE;
    struct timespec time = {(time_t)(record->time_ns / 1000000000u), (long)(record->time_ns % 1000000000u)};
    struct timeval coarse = {time.tv_sec, time.tv_nsec / 1000};
    if (self->stamps_us) {
        add_control(message, room, SCM_TIMESTAMP, &coarse, sizeof coarse);
    }
    if (self->stamps_ns) {
        add_control(message, room, SCM_TIMESTAMPNS, &time, sizeof time);
    }
    if (self->tells_dropped && record->dropped != 0) {
        add_control(message, room, SO_RXQ_OVFL, &record->dropped, sizeof record->dropped);
    }
}

static size_t scatter(const struct msghdr *message, const void *bytes, size_t length) {
    size_t done = 0;
    for (size_t i = 0; i < message->msg_iovlen && done < length; i++) {
        size_t part = message->msg_iov[i].iov_len < length - done ? message->msg_iov[i].iov_len : length - done;
        memcpy(message->msg_iov[i].iov_base, (const char *)bytes + done, part);
        done += part;
    }
    return done;
}

static ssize_t raw_receive(can_socket *socket, struct msghdr *message, int flags) {
    raw *self = (raw *)socket;
    bus_record record;
    bool waits = (flags & MSG_DONTWAIT) == 0 && (fcntl(socket->fd, F_GETFL) & O_NONBLOCK) == 0;
    struct pollfd readable = {.fd = socket->fd, .events = POLLIN};
    int ready = poll(&readable, 1, waits ? self->receive_ms : 0);
    if (ready <= 0) {
        return ready < 0 ? -1 : fail(EAGAIN);
    }
    if (real()->read(socket->fd, &record, sizeof record) != (ssize_t)sizeof record) {
        return -1;
    }
    if (record.kind == BUS_DOWN) {
        self->down_told = false;
        return fail(ENETDOWN);
    }
    socket->stamp_ns = record.time_ns;
    describe(self, message, &record);
    size_t size = record.fd_frame ? CANFD_MTU : CAN_MTU;
    size_t done = scatter(message, &record.frame, size);
    message->msg_flags |= done < size ? MSG_TRUNC : 0;
    return (ssize_t)done;
}

static ssize_t raw_send(can_socket *socket, const struct msghdr *message, int flags) {
    (void)flags;
    struct canfd_frame frame;
    memset(&frame, 0, sizeof frame);
    size_t length = message->msg_iovlen == 1 ? message->msg_iov[0].iov_len : 0;
    if (socket->bus == NULL) {
        return fail(ENXIO);
    }
    bool fd_frame = length == CANFD_MTU && place((raw *)socket)->fd_frames && socket->bus->shared->mtu == CANFD_MTU;
    if (length != CAN_MTU && !fd_frame) {
        return fail(EINVAL);
    }
    memcpy(&frame, message->msg_iov[0].iov_base, length);
    if (frame.len > (fd_frame ? CANFD_MAX_DLEN : CAN_MAX_DLEN)) {
        return fail(EINVAL);
    }
    int problem = bus_send(socket->bus, socket->slot, &frame, fd_frame);
    return problem == 0 ? (ssize_t)length : fail(problem);
}

static void raw_release(can_socket *socket) {
    if (socket->bus != NULL) {
        bus_leave(socket->bus, socket->slot, socket->id);
    }
    real()->close(socket->fd);
    free(socket);
}

can_socket *raw_socket(int type) {
    raw *self = calloc(1, sizeof *self);
    int flags = ((type & SOCK_NONBLOCK) != 0 ? EFD_NONBLOCK : 0) | ((type & SOCK_CLOEXEC) != 0 ? EFD_CLOEXEC : 0);
    int fd = eventfd(0, flags); /* holds the number until bind puts the fifo there */
    if (fd < 0) {
        free(self);
        return NULL;
    }
    self->socket = (can_socket){.fd = fd,
            .bind = raw_bind,
            .set = raw_set,
            .get = raw_get,
            .receive = raw_receive,
            .send = raw_send,
            .release = raw_release};
    self->wanted = (bus_socket){.loopback = 1, .filter_count = 1}; /* one that lets everything through */
    self->receive_ms = -1;
    return &self->socket;
}
