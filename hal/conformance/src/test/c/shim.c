#define _GNU_SOURCE
#include "shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#define FDS 4096

static struct {
    const struct shim_kind *kind;
    void *device;
} table[FDS];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void shim_lock(void) {
    pthread_mutex_lock(&lock);
}

void shim_unlock(void) {
    pthread_mutex_unlock(&lock);
}

long long shim_now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int shim_fd(const struct shim_kind *kind, void *device) {
    int fd = eventfd(0, EFD_CLOEXEC);
    if (fd >= FDS) {
        errno = EMFILE;
        return -1;
    }
    if (fd >= 0) {
        table[fd].kind = kind;
        table[fd].device = device;
    }
    return fd;
}

static const struct shim_kind *kind_of(int fd) {
    return fd >= 0 && fd < FDS ? table[fd].kind : NULL;
}

static const struct shim_kind *kind_at(const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    for (int i = 0; shim_kinds[i]; i++) {
        if (!strncmp(name, shim_kinds[i]->prefix, strlen(shim_kinds[i]->prefix))) {
            return shim_kinds[i];
        }
    }
    return NULL;
}

static int open_device(const char *path, int flags, mode_t mode) {
    static int (*real)(const char *, int, ...);
    if (!real) {
        real = (int (*)(const char *, int, ...)) (uintptr_t) dlsym(RTLD_NEXT, "open");
    }
    const struct shim_kind *kind = kind_at(path);
    if (!kind || access(path, F_OK)) {
        return real(path, flags, mode);
    }
    shim_lock();
    void *device = kind->open(path, flags);
    int fd = device ? shim_fd(kind, device) : -1;
    shim_unlock();
    return fd;
}

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open_device(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open_device(path, flags, mode);
}

int shim_real_ioctl(int fd, unsigned long request, void *argument) {
    static int (*real)(int, unsigned long, ...);
    if (!real) {
        real = (int (*)(int, unsigned long, ...)) (uintptr_t) dlsym(RTLD_NEXT, "ioctl");
    }
    return real(fd, request, argument);
}

int ioctl(int fd, unsigned long request, ...) {
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    const struct shim_kind *kind = kind_of(fd);
    if (!kind || !kind->ioctl) {
        return shim_real_ioctl(fd, request, argument);
    }
    shim_lock();
    int result = kind->ioctl(table[fd].device, fd, request, argument);
    shim_unlock();
    return result;
}

ssize_t read(int fd, void *bytes, size_t size) {
    static ssize_t (*real)(int, void *, size_t);
    if (!real) {
        real = (ssize_t (*)(int, void *, size_t)) (uintptr_t) dlsym(RTLD_NEXT, "read");
    }
    const struct shim_kind *kind = kind_of(fd);
    if (!kind || !kind->read) {
        return real(fd, bytes, size);
    }
    shim_lock();
    ssize_t result = kind->read(table[fd].device, fd, bytes, size);
    shim_unlock();
    return result;
}

ssize_t write(int fd, const void *bytes, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) {
        real = (ssize_t (*)(int, const void *, size_t)) (uintptr_t) dlsym(RTLD_NEXT, "write");
    }
    const struct shim_kind *kind = kind_of(fd);
    if (!kind || !kind->write) {
        return real(fd, bytes, size);
    }
    shim_lock();
    ssize_t result = kind->write(table[fd].device, fd, bytes, size);
    shim_unlock();
    return result;
}

int close(int fd) {
    static int (*real)(int);
    if (!real) {
        real = (int (*)(int)) (uintptr_t) dlsym(RTLD_NEXT, "close");
    }
    const struct shim_kind *kind = kind_of(fd);
    if (kind) {
        shim_lock();
        void *device = table[fd].device;
        table[fd].kind = NULL;
        if (kind->close) {
            kind->close(device, fd);
        }
        shim_unlock();
    }
    return real(fd);
}
