/*
 * Attributes of PWM chips and IIO devices: files of a folder that tests make, written as the kernel's are (each write is the whole
 * value), with the kernel's rules for PWM, and failures that tests ask for.
 */
#define _GNU_SOURCE
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ERRORS 16
#define PATH 512

static struct {
    char end[PATH];
    int error;
} errors[ERRORS];

static int fail(int error) {
    errno = error;
    return -1;
}

static int match(const char *path) {
    return strstr(path, "/class/pwm/pwmchip") || strstr(path, "/bus/iio/devices/");
}

static int error_of(const char *path) {
    for (int i = 0; i < ERRORS; i++) {
        size_t size = strlen(errors[i].end);
        if (size && strlen(path) >= size && !strcmp(path + strlen(path) - size, errors[i].end)) {
            return errors[i].error;
        }
    }
    return 0;
}

static int sys_open(const char *path, int flags, mode_t mode) {
    extern const struct shim_kind shim_sys;
    int fd = shim_real_open(path, flags, mode);
    return fd < 0 ? fd : shim_watch(&shim_sys, strdup(path), fd);
}

static void sys_close(void *device, int fd) {
    (void) fd;
    free(device);
}

static ssize_t sys_pread(void *device, int fd, void *bytes, size_t size, off_t offset) {
    int error = error_of(device);
    return error ? fail(error) : shim_real_pread(fd, bytes, size, offset);
}

static void put(const char *folder, const char *name, const char *text) {
    char path[PATH + 64];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    int fd = shim_real_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd >= 0) {
        shim_real_write(fd, text, strlen(text));
        close(fd);
    }
}

static long get(const char *folder, const char *name) {
    char path[PATH + 64];
    char text[64] = {0};
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    int fd = shim_real_open(path, O_RDONLY, 0);
    if (fd < 0) {
        return -1;
    }
    shim_real_read(fd, text, sizeof(text) - 1);
    close(fd);
    return strcmp(text, "inversed\n") ? atol(text) : 1;
}

/* The folder of an attribute, or of an output of a chip. */
static void folder_of(char *folder, const char *path, long output) {
    size_t size = (size_t) (strrchr(path, '/') - path);
    if (output < 0) {
        snprintf(folder, PATH, "%.*s", (int) size, path);
    } else {
        snprintf(folder, PATH, "%.*s/pwm%ld", (int) size, path, output);
    }
}

static int export_output(const char *path, long output, int wanted) {
    char chip[PATH];
    char folder[PATH];
    folder_of(chip, path, -1);
    folder_of(folder, path, output);
    int there = !access(folder, F_OK);
    if (output < 0 || output >= get(chip, "npwm")) {
        return fail(ENODEV);
    }
    if (wanted == there) {
        return fail(wanted ? EBUSY : ENODEV);
    }
    static const char *const names[] = {"period", "duty_cycle", "enable", "polarity"};
    if (wanted) {
        mkdir(folder, 0755);
        for (int i = 0; i < 4; i++) {
            put(folder, names[i], i == 3 ? "normal\n" : "0\n");
        }
        return 0;
    }
    for (int i = 0; i < 4; i++) {
        char file[PATH + 64];
        snprintf(file, sizeof(file), "%s/%s", folder, names[i]);
        unlink(file);
    }
    rmdir(folder);
    return 0;
}

/* The rules of the kernel's PWM core; older ones are stricter, and those are taken. */
static int check_pwm(const char *path, const char *name, const char *text) {
    char folder[PATH];
    folder_of(folder, path, -1);
    long value = atol(text);
    if (!strcmp(name, "period")) {
        return value <= 0 || value < get(folder, "duty_cycle") ? EINVAL : 0;
    }
    if (!strcmp(name, "duty_cycle")) {
        return value < 0 || get(folder, "period") == 0 || value > get(folder, "period") ? EINVAL : 0;
    }
    if (!strcmp(name, "enable")) {
        return (value != 0 && value != 1) || (value == 1 && get(folder, "period") == 0) ? EINVAL : 0;
    }
    if (!strcmp(name, "polarity")) {
        int known = !strcmp(text, "normal\n") || !strcmp(text, "inversed\n");
        return !known || get(folder, "period") == 0 ? EINVAL : get(folder, "enable") ? EBUSY : 0;
    }
    return EACCES;
}

static ssize_t sys_pwrite(void *device, int fd, const void *bytes, size_t size, off_t offset) {
    (void) offset;
    const char *path = device;
    char text[64] = {0};
    int error = error_of(path);
    if (error || size >= sizeof(text)) {
        return fail(error ? error : EINVAL);
    }
    memcpy(text, bytes, size);
    const char *name = strrchr(path, '/') + 1;
    if (strstr(path, "/class/pwm/")) {
        if (!strcmp(name, "export") || !strcmp(name, "unexport")) {
            return export_output(path, atol(text), !strcmp(name, "export")) ? -1 : (ssize_t) size;
        }
        error = check_pwm(path, name, text);
        if (error) {
            return fail(error);
        }
    }
    if (ftruncate(fd, 0)) {
        return -1;
    }
    return shim_real_pwrite(fd, bytes, size, 0);
}

const struct shim_kind shim_sys = {
    .match = match, .open = sys_open, .pread = sys_pread, .pwrite = sys_pwrite, .close = sys_close};

/* Lets reads and writes of files whose paths end so fail; 0 lets them work. */
void shim_sys_error(const char *end, int error) {
    shim_lock();
    int free_at = -1;
    for (int i = 0; i < ERRORS; i++) {
        if (!strcmp(errors[i].end, end)) {
            free_at = i;
            break;
        }
        if (free_at < 0 && !errors[i].end[0]) {
            free_at = i;
        }
    }
    if (free_at >= 0) {
        snprintf(errors[free_at].end, PATH, "%s", error ? end : "");
        errors[free_at].error = error;
    }
    shim_unlock();
}
