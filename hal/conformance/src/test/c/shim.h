/*
 * A stand-in for device files of Linux: a library that is preloaded answers open, ioctl, read, write and close for files that
 * this computer's kernel does not have. Tests call its shim_* functions in the same process to play the world behind the device.
 */
#ifndef PLATINE_SHIM_H
#define PLATINE_SHIM_H

#include <stddef.h>
#include <sys/types.h>

/* A kind of device. Functions return what the call of that name returns, with errno set. */
struct shim_kind {
    /* Whether a file is of this kind; only files that exist are asked for. */
    int (*match)(const char *path);
    /* Opens, by shim_fd or shim_watch. */
    int (*open)(const char *path, int flags, mode_t mode);
    int (*ioctl)(void *device, int fd, unsigned long request, void *argument);
    ssize_t (*read)(void *device, int fd, void *bytes, size_t size);
    ssize_t (*write)(void *device, int fd, const void *bytes, size_t size);
    ssize_t (*pread)(void *device, int fd, void *bytes, size_t size, off_t offset);
    ssize_t (*pwrite)(void *device, int fd, const void *bytes, size_t size, off_t offset);
    void (*close)(void *device, int fd);
};

/* The kinds, ends with NULL; each has a file of its own. */
extern const struct shim_kind *const shim_kinds[];

/* Makes a descriptor that the device answers for; -1 on failure. It is a real one, an eventfd. */
int shim_fd(const struct shim_kind *kind, void *device);

/* Lets a device answer for a descriptor that is open; calls that its kind does not have go to the C library. */
int shim_watch(const struct shim_kind *kind, void *device, int fd);

/* Whether the last part of a path begins so. */
int shim_begins(const char *path, const char *prefix);

/* The calls of the C library, without the stand-in. */
int shim_real_open(const char *path, int flags, mode_t mode);
int shim_real_ioctl(int fd, unsigned long request, void *argument);
ssize_t shim_real_read(int fd, void *bytes, size_t size);
ssize_t shim_real_write(int fd, const void *bytes, size_t size);
ssize_t shim_real_pread(int fd, void *bytes, size_t size, off_t offset);
ssize_t shim_real_pwrite(int fd, const void *bytes, size_t size, off_t offset);

/* CLOCK_MONOTONIC in nanoseconds. */
long long shim_now_ns(void);

/* One lock around everything. */
void shim_lock(void);
void shim_unlock(void);

#endif
