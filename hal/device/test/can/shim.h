/* What the parts of the CAN shim share. */
#ifndef SHIM_H
#define SHIM_H

#include <errno.h>
#include <linux/can.h>
#include <linux/can/isotp.h>
#include <linux/can/raw.h>
#include <sys/socket.h>

#include "bus.h"

/* The functions of the C library that the shim replaces, as they were. */
typedef struct real_calls {
    int (*socket)(int, int, int);
    int (*bind)(int, const struct sockaddr *, socklen_t);
    int (*setsockopt)(int, int, int, const void *, socklen_t);
    int (*getsockopt)(int, int, int, void *, socklen_t *);
    ssize_t (*read)(int, void *, size_t);
    ssize_t (*write)(int, const void *, size_t);
    ssize_t (*recvmsg)(int, struct msghdr *, int);
    ssize_t (*sendmsg)(int, const struct msghdr *, int);
    int (*close)(int);
    int (*ioctl)(int, unsigned long, void *);
    unsigned (*if_nametoindex)(const char *);
    char *(*if_indextoname)(unsigned, char *);
} real_calls;

const real_calls *real(void);

/* Where the buses are: PLATINE_CAN; NULL when the shim is off. */
const char *can_folder(void);

/* This process's view of the bus with an index; NULL when there is none. Kept for good. */
bus_view *can_bus(uint32_t index);

/* One emulated socket. Each function sets errno and returns -1 on failure, as the system call does. */
typedef struct can_socket can_socket;

struct can_socket {
    int protocol;
    int fd;
    bus_view *bus; /* NULL until bound */
    int slot;
    uint32_t id;
    uint64_t stamp_ns; /* of the frame that was received last, for SIOCGSTAMP; 0: none */
    int (*bind)(can_socket *, const struct sockaddr_can *);
    int (*set)(can_socket *, int level, int option, const void *value, socklen_t length);
    int (*get)(can_socket *, int level, int option, void *value, socklen_t *length);
    ssize_t (*receive)(can_socket *, struct msghdr *, int flags);
    ssize_t (*send)(can_socket *, const struct msghdr *, int flags);
    void (*release)(can_socket *);
};

can_socket *raw_socket(int type);
can_socket *isotp_socket(int type);

#endif
