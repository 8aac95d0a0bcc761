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

int shim_watch(const struct shim_kind *kind, void *device, int fd) {
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

int shim_fd(const struct shim_kind *kind, void *device) {
    return shim_watch(kind, device, eventfd(0, EFD_CLOEXEC));
}

int shim_begins(const char *path, const char *prefix) {
    const char *slash = strrchr(path, '/');
    return !strncmp(slash ? slash + 1 : path, prefix, strlen(prefix));
}

static const struct shim_kind *kind_of(int fd) {
    return fd >= 0 && fd < FDS ? table[fd].kind : NULL;
}

#define REAL(type, name) \
    static __typeof__(type) real; \
    if (!real) { \
        real = (__typeof__(type)) (uintptr_t) dlsym(RTLD_NEXT, name); \
    }

int shim_real_open(const char *path, int flags, mode_t mode) {
    REAL(int (*)(const char *, int, ...), "open")
    return real(path, flags, mode);
}

int shim_real_ioctl(int fd, unsigned long request, void *argument) {
    REAL(int (*)(int, unsigned long, ...), "ioctl")
    return real(fd, request, argument);
}

ssize_t shim_real_read(int fd, void *bytes, size_t size) {
    REAL(ssize_t (*)(int, void *, size_t), "read")
    return real(fd, bytes, size);
}

ssize_t shim_real_write(int fd, const void *bytes, size_t size) {
    REAL(ssize_t (*)(int, const void *, size_t), "write")
    return real(fd, bytes, size);
}

ssize_t shim_real_pread(int fd, void *bytes, size_t size, off_t offset) {
    REAL(ssize_t (*)(int, void *, size_t, off_t), "pread")
    return real(fd, bytes, size, offset);
}

ssize_t shim_real_pwrite(int fd, const void *bytes, size_t size, off_t offset) {
    REAL(ssize_t (*)(int, const void *, size_t, off_t), "pwrite")
    return real(fd, bytes, size, offset);
}

static int open_device(const char *path, int flags, mode_t mode) {
    for (int i = 0; shim_kinds[i]; i++) {
        if (shim_kinds[i]->match(path) && !access(path, F_OK)) {
            shim_lock();
            int fd = shim_kinds[i]->open(path, flags, mode);
            shim_unlock();
            return fd;
        }
    }
    return shim_real_open(path, flags, mode);
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

/* Answers by the device of the descriptor when its kind has the call, else by the C library. */
#define ANSWER(call, otherwise, ...) \
    const struct shim_kind *kind = kind_of(fd); \
    if (!kind || !kind->call) { \
        return otherwise; \
    } \
    shim_lock(); \
    __auto_type result = kind->call(table[fd].device, fd, __VA_ARGS__); \
    shim_unlock(); \
    return result;

int ioctl(int fd, unsigned long request, ...) {
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    ANSWER(ioctl, shim_real_ioctl(fd, request, argument), request, argument)
}

ssize_t read(int fd, void *bytes, size_t size) {
    ANSWER(read, shim_real_read(fd, bytes, size), bytes, size)
}

ssize_t write(int fd, const void *bytes, size_t size) {
    ANSWER(write, shim_real_write(fd, bytes, size), bytes, size)
}

ssize_t pread(int fd, void *bytes, size_t size, off_t offset) {
    ANSWER(pread, shim_real_pread(fd, bytes, size, offset), bytes, size, offset)
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) {
    ANSWER(pwrite, shim_real_pwrite(fd, bytes, size, offset), bytes, size, offset)
}

int close(int fd) {
    REAL(int (*)(int), "close")
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
