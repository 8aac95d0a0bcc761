/*
 * CAN_ISOTP: hal/device's ISO-TP on a listener of the bus, in a thread of each socket, because the kernel's goes on whatever the program does. The
 * program holds one end of a pair of sockets: each packet is a kind and a message, or a kind and an error number.
 */
#include "platine/isotp.h"
#include "shim.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#define MESSAGE_BYTES 8300
#define MESSAGE 'M'
#define ERROR 'E'

typedef struct isotp {
    can_socket socket;
    pthread_mutex_t lock;
    pthread_cond_t idle;
    pthread_t thread;
    bool running;
    bool closing;
    int far_end; /* of the pair */
    int fifo;
    int wake;
    int error; /* 0: none; told once */
    struct can_isotp_options options;
    struct can_isotp_fc_options flow;
    struct can_isotp_ll_options link;
    platine_isotp channel;
    uint8_t rx[MESSAGE_BYTES];
    uint8_t tx[MESSAGE_BYTES];
} isotp;

static int fail(int number) {
    errno = number;
    return -1;
}

/* Leaves an error for the next call, and makes the descriptor readable. */
static void tell(isotp *self, int error) {
    char packet[1 + sizeof error] = {ERROR};
    memcpy(packet + 1, &error, sizeof error);
    self->error = error;
    (void)!real()->write(self->far_end, packet, sizeof packet);
}

static bool put_frame(void *context, const platine_can_frame *frame) {
    isotp *self = context;
    struct canfd_frame out;
    memset(&out, 0, sizeof out);
    out.can_id = frame->id;
    out.len = frame->length;
    memcpy(out.data, frame->data, frame->length);
    bool fd_frame = self->link.mtu == CANFD_MTU;
    out.flags = fd_frame ? self->link.tx_flags : 0;
    int problem = bus_send(self->socket.bus, self->socket.slot, &out, fd_frame);
    return problem != ENOBUFS;
}

static uint64_t now_ns(void *context) {
    (void)context;
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int number_of(platine_isotp_error error) {
    switch (error) {
        case PLATINE_ISOTP_NO_FLOW_CONTROL:
        case PLATINE_ISOTP_NO_ROOM:
            return ECOMM;
        case PLATINE_ISOTP_OVERFLOW:
            return EMSGSIZE;
        case PLATINE_ISOTP_TIMEOUT:
            return ETIMEDOUT;
        case PLATINE_ISOTP_SEQUENCE:
            return EILSEQ;
        default:
            return 0; /* the kernel tells the sender only */
    }
}

/* After anything has happened, with the lock. */
static void look(isotp *self) {
    size_t length;
    const uint8_t *message = platine_isotp_message(&self->channel, &length);
    if (message != NULL) {
        char packet[1 + MESSAGE_BYTES];
        packet[0] = MESSAGE;
        memcpy(packet + 1, message, length);
        (void)!real()->write(self->far_end, packet, 1 + length); /* lost when the program does not read */
        platine_isotp_release(&self->channel);
    }
    int error = number_of(platine_isotp_take_error(&self->channel));
    if (error != 0) {
        tell(self, error);
    }
    if (!platine_isotp_sending(&self->channel)) {
        pthread_cond_broadcast(&self->idle);
    }
}

static void take(isotp *self, const bus_record *record) {
    if (record->kind == BUS_DOWN) {
        tell(self, ENETDOWN);
        return;
    }
    platine_can_frame frame = {.id = record->frame.can_id, .length = record->frame.len};
    memcpy(frame.data, record->frame.data, frame.length);
    platine_isotp_take(&self->channel, &frame);
    platine_isotp_poll(&self->channel);
    look(self);
}

static void *run(void *context) {
    isotp *self = context;
    pthread_mutex_lock(&self->lock);
    while (!self->closing) {
        uint64_t next = platine_isotp_next_ns(&self->channel);
        pthread_mutex_unlock(&self->lock);
        uint64_t now = now_ns(NULL);
        uint64_t left = next == 0 ? 1000000 : next <= now ? 0 : next - now < 1000000000 ? next - now : 1000000000;
        const struct timespec time = {(time_t)(left / 1000000000), (long)(left % 1000000000)};
        struct pollfd watched[2] = {{.fd = self->fifo, .events = POLLIN}, {.fd = self->wake, .events = POLLIN}};
        ppoll(watched, 2, &time, NULL);
        pthread_mutex_lock(&self->lock);
        uint64_t woken;
        bus_record record;
        (void)!real()->read(self->wake, &woken, sizeof woken);
        while (real()->read(self->fifo, &record, sizeof record) == (ssize_t)sizeof record) {
            take(self, &record);
        }
        platine_isotp_poll(&self->channel);
        look(self);
    }
    pthread_mutex_unlock(&self->lock);
    return NULL;
}

static bool is_id(uint32_t id) {
    return id == (id & ((id & CAN_EFF_FLAG) != 0 ? CAN_EFF_FLAG | CAN_EFF_MASK : CAN_SFF_MASK));
}

static int listen_to(isotp *self, bus_view *bus, uint32_t rx_id) {
    self->fifo = bus_listen(bus, &self->socket.slot, &self->socket.id);
    if (self->fifo < 0) {
        return fail(ENOBUFS);
    }
    bus_lock(bus);
    bus_socket *place = &bus->shared->sockets[self->socket.slot];
    place->filters[0].can_id = rx_id;
    place->filters[0].can_mask = CAN_EFF_FLAG | CAN_RTR_FLAG | CAN_EFF_MASK;
    place->filter_count = 1;
    place->fd_frames = 1;
    bus_unlock(bus);
    self->socket.bus = bus;
    return 0;
}

static int start(isotp *self) {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    int problem = pthread_create(&self->thread, NULL, run, self);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    self->running = problem == 0;
    return problem == 0 ? 0 : fail(problem);
}

static int isotp_bind(can_socket *socket, const struct sockaddr_can *address) {
    isotp *self = (isotp *)socket;
    uint32_t tx_id = address->can_addr.tp.tx_id;
    uint32_t rx_id = address->can_addr.tp.rx_id;
    bus_view *bus = can_bus((uint32_t)address->can_ifindex);
    if (!is_id(tx_id) || !is_id(rx_id) || socket->bus != NULL) {
        return fail(EINVAL);
    }
    if (tx_id == rx_id || bus == NULL || bus->shared->mtu < self->link.mtu) {
        return fail(tx_id == rx_id ? EADDRNOTAVAIL : bus == NULL ? ENODEV : EINVAL);
    }
    uint32_t flags = self->options.flags;
    const platine_isotp_config config = {.tx_id = tx_id,
            .rx_id = rx_id,
            .addressed = (flags & CAN_ISOTP_EXTEND_ADDR) != 0,
            .tx_address = self->options.ext_address,
            .rx_address = (flags & CAN_ISOTP_RX_EXT_ADDR) != 0 ? self->options.rx_ext_address : self->options.ext_address,
            .frame_bytes = self->link.tx_dl,
            .pad = (flags & CAN_ISOTP_TX_PADDING) != 0,
            .padding = self->options.txpad_content,
            .block_size = self->flow.bs,
            .st_min = self->flow.stmin};
    const platine_isotp_port port = {self, put_frame, now_ns};
    if (platine_isotp_init(&self->channel, &config, &port, self->rx, sizeof self->rx) != NULL) {
        return fail(EINVAL);
    }
    if (listen_to(self, bus, rx_id) != 0) {
        return -1;
    }
    if (!bus->shared->up) {
        tell(self, ENETDOWN);
    }
    return start(self);
}

static int copy_option(void *to, size_t size, const void *value, socklen_t length) {
    if (length != size) {
        return fail(EINVAL);
    }
    memcpy(to, value, size);
    return 0;
}

static int isotp_set(can_socket *socket, int level, int option, const void *value, socklen_t length) {
    isotp *self = (isotp *)socket;
    if (level != SOL_CAN_ISOTP) {
        return real()->setsockopt(socket->fd, level, option, value, length);
    }
    if (socket->bus != NULL) {
        return fail(EISCONN);
    }
    switch (option) {
        case CAN_ISOTP_OPTS: {
            const uint32_t known = CAN_ISOTP_EXTEND_ADDR | CAN_ISOTP_RX_EXT_ADDR | CAN_ISOTP_TX_PADDING
                    | CAN_ISOTP_RX_PADDING | CAN_ISOTP_WAIT_TX_DONE;
            if (copy_option(&self->options, sizeof self->options, value, length) != 0) {
                return -1;
            }
            return (self->options.flags & ~known) == 0 ? 0 : fail(EOPNOTSUPP); /* not emulated */
        }
        case CAN_ISOTP_RECV_FC:
            return copy_option(&self->flow, sizeof self->flow, value, length);
        case CAN_ISOTP_LL_OPTS:
            return copy_option(&self->link, sizeof self->link, value, length);
        default:
            return fail(ENOPROTOOPT);
    }
}

static int isotp_get(can_socket *socket, int level, int option, void *value, socklen_t *length) {
    isotp *self = (isotp *)socket;
    if (level == SOL_SOCKET && option == SO_ERROR && *length >= sizeof(int)) {
        pthread_mutex_lock(&self->lock);
        memcpy(value, &self->error, sizeof(int));
        self->error = 0;
        pthread_mutex_unlock(&self->lock);
        *length = sizeof(int);
        return 0;
    }
    return level == SOL_SOCKET ? real()->getsockopt(socket->fd, level, option, value, length) : fail(ENOPROTOOPT);
}

/* The pending error, once; 0 when there is none. */
static int take_error(isotp *self) {
    pthread_mutex_lock(&self->lock);
    int error = self->error;
    self->error = 0;
    pthread_mutex_unlock(&self->lock);
    return error;
}

static ssize_t isotp_receive(can_socket *socket, struct msghdr *message, int flags) {
    isotp *self = (isotp *)socket;
    char kind;
    struct iovec parts[8] = {{&kind, 1}};
    if (socket->bus == NULL || message->msg_iovlen > 7) {
        return fail(EADDRNOTAVAIL);
    }
    memcpy(parts + 1, message->msg_iov, message->msg_iovlen * sizeof(struct iovec));
    while (true) {
        struct msghdr packet = {.msg_iov = parts, .msg_iovlen = message->msg_iovlen + 1};
        ssize_t count = real()->recvmsg(socket->fd, &packet, flags);
        if (count <= 0) {
            return count;
        }
        if (kind == MESSAGE) {
            message->msg_flags = packet.msg_flags;
            message->msg_controllen = 0;
            return count - 1;
        }
        int error = take_error(self);
        if (error != 0) {
            return fail(error);
        }
    }
}

static ssize_t isotp_send(can_socket *socket, const struct msghdr *message, int flags) {
    isotp *self = (isotp *)socket;
    size_t length = message->msg_iovlen == 1 ? message->msg_iov[0].iov_len : 0;
    if (socket->bus == NULL) {
        return fail(EADDRNOTAVAIL);
    }
    if (length == 0 || length > MESSAGE_BYTES) {
        return fail(length == 0 ? EINVAL : EMSGSIZE);
    }
    bool waits = (flags & MSG_DONTWAIT) == 0 && (fcntl(socket->fd, F_GETFL) & O_NONBLOCK) == 0;
    pthread_mutex_lock(&self->lock);
    while (waits && platine_isotp_sending(&self->channel)) {
        pthread_cond_wait(&self->idle, &self->lock);
    }
    int error = self->error;
    self->error = 0;
    if (error == 0 && platine_isotp_sending(&self->channel)) {
        error = EAGAIN;
    }
    if (error == 0 && !socket->bus->shared->up) {
        error = ENETDOWN;
    }
    if (error == 0) {
        memcpy(self->tx, message->msg_iov[0].iov_base, length);
        platine_isotp_send(&self->channel, self->tx, length);
        const uint64_t one = 1;
        (void)!real()->write(self->wake, &one, sizeof one);
        while ((self->options.flags & CAN_ISOTP_WAIT_TX_DONE) != 0 && platine_isotp_sending(&self->channel)) {
            pthread_cond_wait(&self->idle, &self->lock);
        }
        error = (self->options.flags & CAN_ISOTP_WAIT_TX_DONE) != 0 ? self->error : 0;
        self->error = error != 0 ? 0 : self->error;
    }
    pthread_mutex_unlock(&self->lock);
    return error == 0 ? (ssize_t)length : fail(error);
}

/* As in the kernel, what is being sent is sent to its end first. */
static void isotp_release(can_socket *socket) {
    isotp *self = (isotp *)socket;
    if (self->running) {
        pthread_mutex_lock(&self->lock);
        while (platine_isotp_sending(&self->channel)) {
            pthread_cond_wait(&self->idle, &self->lock);
        }
        self->closing = true;
        const uint64_t one = 1;
        (void)!real()->write(self->wake, &one, sizeof one);
        pthread_mutex_unlock(&self->lock);
        pthread_join(self->thread, NULL);
    }
    if (socket->bus != NULL) {
        bus_leave(socket->bus, socket->slot, socket->id);
        real()->close(self->fifo);
    }
    real()->close(self->wake);
    real()->close(self->far_end);
    real()->close(socket->fd);
    free(self);
}

can_socket *isotp_socket(int type) {
    isotp *self = calloc(1, sizeof *self);
    int pair[2];
    int flags = type & (SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | flags, 0, pair) != 0) {
        free(self);
        return NULL;
    }
    fcntl(pair[1], F_SETFL, O_NONBLOCK);
    fcntl(pair[1], F_SETFD, FD_CLOEXEC);
    self->socket = (can_socket){.fd = pair[0],
            .bind = isotp_bind,
            .set = isotp_set,
            .get = isotp_get,
            .receive = isotp_receive,
            .send = isotp_send,
            .release = isotp_release};
    self->far_end = pair[1];
    self->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    self->link = (struct can_isotp_ll_options){CAN_MTU, CAN_MAX_DLEN, 0};
    pthread_mutex_init(&self->lock, NULL);
    pthread_cond_init(&self->idle, NULL);
    return &self->socket;
}
