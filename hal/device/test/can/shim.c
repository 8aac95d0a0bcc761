/*
 * LD_PRELOAD: sockets of AF_CAN on the buses of bus.h, for programs that know nothing of it. PLATINE_CAN names the folder; without
 * it every call goes to the kernel.
 */
#include "shim.h"

#include <dlfcn.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define DESCRIPTORS 4096
#define BUSES 16

static can_socket *sockets[DESCRIPTORS];
static pthread_mutex_t views_lock = PTHREAD_MUTEX_INITIALIZER;
static bus_view views[BUSES];
static int view_count;

static void *next(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL) {
        fprintf(stderr, "CAN shim: no %s\n", name);
        abort();
    }
    return found;
}

const real_calls *real(void) {
    static real_calls calls;
    if (__atomic_load_n(&calls.if_indextoname, __ATOMIC_ACQUIRE) == NULL) { /* twice does no harm */
        *(void **)&calls.socket = next("socket");
        *(void **)&calls.bind = next("bind");
        *(void **)&calls.setsockopt = next("setsockopt");
        *(void **)&calls.getsockopt = next("getsockopt");
        *(void **)&calls.read = next("read");
        *(void **)&calls.write = next("write");
        *(void **)&calls.recvmsg = next("recvmsg");
        *(void **)&calls.sendmsg = next("sendmsg");
        *(void **)&calls.close = next("close");
        *(void **)&calls.ioctl = next("ioctl");
        *(void **)&calls.if_nametoindex = next("if_nametoindex");
        void *last = next("if_indextoname");
        __atomic_store_n((void **)&calls.if_indextoname, last, __ATOMIC_RELEASE);
    }
    return &calls;
}

const char *can_folder(void) {
    return getenv("PLATINE_CAN");
}

bus_view *can_bus(uint32_t index) {
    char name[16];
    bus_view *found = NULL;
    pthread_mutex_lock(&views_lock);
    for (int i = 0; i < view_count && found == NULL; i++) {
        found = views[i].shared->index == index ? &views[i] : NULL;
    }
    if (found == NULL && view_count < BUSES && can_folder() != NULL && bus_find(can_folder(), index, name)
            && bus_open(&views[view_count], can_folder(), name)) {
        found = &views[view_count++];
    }
    pthread_mutex_unlock(&views_lock);
    return found;
}

static can_socket *of(int fd) {
    return fd >= 0 && fd < DESCRIPTORS ? __atomic_load_n(&sockets[fd], __ATOMIC_ACQUIRE) : NULL;
}

static int fail(int number) {
    errno = number;
    return -1;
}

int socket(int domain, int type, int protocol) {
    if (domain != AF_CAN || can_folder() == NULL) {
        return real()->socket(domain, type, protocol);
    }
    int kind = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (!(protocol == CAN_RAW && kind == SOCK_RAW) && !(protocol == CAN_ISOTP && kind == SOCK_DGRAM)) {
        return fail(EPROTONOSUPPORT);
    }
    can_socket *made = protocol == CAN_RAW ? raw_socket(type) : isotp_socket(type);
    if (made == NULL) {
        return -1;
    }
    made->protocol = protocol;
    if (made->fd >= DESCRIPTORS) {
        made->release(made);
        return fail(EMFILE);
    }
    __atomic_store_n(&sockets[made->fd], made, __ATOMIC_RELEASE);
    return made->fd;
}

int bind(int fd, const struct sockaddr *address, socklen_t length) {
    can_socket *socket = of(fd);
    if (socket == NULL) {
        return real()->bind(fd, address, length);
    }
    if (length < offsetof(struct sockaddr_can, can_addr) || address->sa_family != AF_CAN) {
        return fail(EINVAL);
    }
    struct sockaddr_can whole = {.can_family = AF_CAN};
    memcpy(&whole, address, length < sizeof whole ? length : sizeof whole);
    return socket->bind(socket, &whole);
}

int setsockopt(int fd, int level, int option, const void *value, socklen_t length) {
    can_socket *socket = of(fd);
    return socket != NULL ? socket->set(socket, level, option, value, length)
                          : real()->setsockopt(fd, level, option, value, length);
}

int getsockopt(int fd, int level, int option, void *restrict value, socklen_t *restrict length) {
    can_socket *socket = of(fd);
    return socket != NULL ? socket->get(socket, level, option, value, length)
                          : real()->getsockopt(fd, level, option, value, length);
}

ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
    can_socket *socket = of(fd);
    return socket != NULL ? socket->receive(socket, message, flags) : real()->recvmsg(fd, message, flags);
}

ssize_t recvfrom(int fd, void *restrict bytes, size_t length, int flags, struct sockaddr *restrict from,
        socklen_t *restrict from_length) {
    struct iovec vector = {bytes, length};
    struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1, .msg_name = from};
    message.msg_namelen = from != NULL && from_length != NULL ? *from_length : 0;
    ssize_t count = recvmsg(fd, &message, flags);
    if (count >= 0 && from_length != NULL) {
        *from_length = message.msg_namelen;
    }
    return count;
}

ssize_t recv(int fd, void *bytes, size_t length, int flags) {
    return recvfrom(fd, bytes, length, flags, NULL, NULL);
}

ssize_t read(int fd, void *bytes, size_t length) {
    return of(fd) != NULL ? recv(fd, bytes, length, 0) : real()->read(fd, bytes, length);
}

ssize_t __read_chk(int fd, void *bytes, size_t length, size_t room) {
    return length > room ? fail(EFAULT) : read(fd, bytes, length);
}

ssize_t __recv_chk(int fd, void *bytes, size_t length, size_t room, int flags) {
    return length > room ? fail(EFAULT) : recv(fd, bytes, length, flags);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    can_socket *socket = of(fd);
    return socket != NULL ? socket->send(socket, message, flags) : real()->sendmsg(fd, message, flags);
}

ssize_t sendto(int fd, const void *bytes, size_t length, int flags, const struct sockaddr *to, socklen_t to_length) {
    struct iovec vector = {(void *)bytes, length};
    struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1, .msg_name = (void *)to, .msg_namelen = to_length};
    return sendmsg(fd, &message, flags);
}

ssize_t send(int fd, const void *bytes, size_t length, int flags) {
    return sendto(fd, bytes, length, flags, NULL, 0);
}

ssize_t write(int fd, const void *bytes, size_t length) {
    return of(fd) != NULL ? send(fd, bytes, length, 0) : real()->write(fd, bytes, length);
}

int close(int fd) {
    can_socket *socket = of(fd);
    if (socket == NULL) {
        return real()->close(fd);
    }
    __atomic_store_n(&sockets[fd], NULL, __ATOMIC_RELEASE);
    socket->release(socket);
    return 0;
}

static int interface_request(can_socket *socket, unsigned long request, struct ifreq *of_interface) {
    (void)socket;
    bus_view *bus;
    if (request == SIOCGIFNAME) {
        bus = can_bus((uint32_t)of_interface->ifr_ifindex);
        if (bus == NULL) {
            return fail(ENODEV);
        }
        memcpy(of_interface->ifr_name, bus->shared->name, IFNAMSIZ);
        return 0;
    }
    bus = can_bus(if_nametoindex(of_interface->ifr_name));
    if (bus == NULL) {
        return fail(ENODEV);
    }
    if (request == SIOCGIFINDEX) {
        of_interface->ifr_ifindex = (int)bus->shared->index;
    } else if (request == SIOCGIFMTU) {
        of_interface->ifr_mtu = (int)bus->shared->mtu;
    } else {
        of_interface->ifr_flags = (short)(bus->shared->up ? IFF_UP | IFF_RUNNING | IFF_NOARP : IFF_NOARP);
    }
    return 0;
}

static int stamp(const can_socket *socket, unsigned long request, long time[2]) {
    if (socket->stamp_ns == 0) {
        return fail(ENOENT);
    }
    time[0] = (long)(socket->stamp_ns / 1000000000u);
    time[1] = (long)(socket->stamp_ns % 1000000000u) / (request == SIOCGSTAMP_OLD ? 1000 : 1);
    return 0;
}

int ioctl(int fd, unsigned long request, ...) {
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    can_socket *socket = of(fd);
    if (socket != NULL && (request == SIOCGSTAMP_OLD || request == SIOCGSTAMPNS_OLD)) {
        return stamp(socket, request, argument);
    }
    bool ours = request == SIOCGIFNAME || request == SIOCGIFINDEX || request == SIOCGIFMTU || request == SIOCGIFFLAGS;
    return socket != NULL && ours ? interface_request(socket, request, argument) : real()->ioctl(fd, request, argument);
}

unsigned if_nametoindex(const char *name) {
    bus_view view;
    if (can_folder() == NULL || strlen(name) > 15 || !bus_open(&view, can_folder(), name)) {
        return real()->if_nametoindex(name);
    }
    unsigned index = view.shared->index;
    munmap(view.shared, sizeof(bus));
    return index;
}

char *if_indextoname(unsigned index, char name[IF_NAMESIZE]) {
    bus_view *bus = can_bus(index);
    return bus != NULL ? strcpy(name, bus->shared->name) : real()->if_indextoname(index, name);
}
