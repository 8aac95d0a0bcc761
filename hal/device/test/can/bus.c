#include "bus.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* By number, so that a shim that replaces close and read does not see what is not its own. */
static int raw_close(int fd) {
    return (int)syscall(SYS_close, fd);
}

static long raw_write(int fd, const void *bytes, size_t length) {
    return syscall(SYS_write, fd, bytes, length);
}

static bool map(bus_view *view, int fd) {
    void *memory = mmap(NULL, sizeof(bus), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    raw_close(fd);
    view->shared = memory == MAP_FAILED ? NULL : memory;
    for (int i = 0; i < BUS_SOCKETS; i++) {
        view->writers[i] = -1;
    }
    return view->shared != NULL;
}

bool bus_create(const char *folder, const char *name, uint32_t index, uint32_t mtu) {
    char path[256];
    char ready[256];
    snprintf(path, sizeof path, "%s/%s.new", folder, name);
    snprintf(ready, sizeof ready, "%s/%s.bus", folder, name);
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bus_view view;
    if (fd < 0 || ftruncate(fd, sizeof(bus)) != 0 || !map(&view, fd)) {
        return false;
    }
    pthread_mutexattr_t shared;
    pthread_mutexattr_init(&shared);
    pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&shared, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&view.shared->lock, &shared);
    view.shared->index = index;
    snprintf(view.shared->name, sizeof view.shared->name, "%s", name);
    view.shared->mtu = mtu;
    view.shared->up = 1;
    munmap(view.shared, sizeof(bus));
    return rename(path, ready) == 0;
}

bool bus_open(bus_view *view, const char *folder, const char *name) {
    char path[256];
    snprintf(path, sizeof path, "%s/%.15s.bus", folder, name);
    snprintf(view->folder, sizeof view->folder, "%s", folder);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0 || !map(view, fd)) {
        errno = ENODEV;
        return false;
    }
    return true;
}

bool bus_find(const char *folder, uint32_t index, char name[16]) {
    DIR *all = opendir(folder);
    bool found = false;
    for (struct dirent *entry; all != NULL && !found && (entry = readdir(all)) != NULL;) {
        char *dot = strstr(entry->d_name, ".bus");
        bus_view view;
        if (dot == NULL || dot[4] != 0) {
            continue;
        }
        *dot = 0;
        if (bus_open(&view, folder, entry->d_name)) {
            found = view.shared->index == index;
            memcpy(name, view.shared->name, 16);
            munmap(view.shared, sizeof(bus));
        }
    }
    if (all != NULL) {
        closedir(all);
    }
    return found;
}

void bus_lock(bus_view *view) {
    if (pthread_mutex_lock(&view->shared->lock) == EOWNERDEAD) {
        pthread_mutex_consistent(&view->shared->lock);
    }
}

void bus_unlock(bus_view *view) {
    pthread_mutex_unlock(&view->shared->lock);
}

static void fifo_path(const bus_view *view, uint32_t id, char path[280]) {
    snprintf(path, 280, "%s/%s.%u", view->folder, view->shared->name, id);
}

static void remove_socket(bus_view *view, bus_socket *socket) {
    char path[280];
    fifo_path(view, socket->id, path);
    unlink(path);
    socket->used = 0;
}

static bool is_dead(const bus_socket *socket) {
    return kill(socket->process, 0) != 0 && errno == ESRCH;
}

int bus_listen(bus_view *view, int *slot, uint32_t *id) {
    bus_lock(view);
    int fd = -1;
    *slot = -1;
    for (int i = 0; i < BUS_SOCKETS && *slot < 0; i++) {
        bus_socket *socket = &view->shared->sockets[i];
        if (socket->used && is_dead(socket)) {
            remove_socket(view, socket);
        }
        if (!socket->used) {
            char path[280];
            *slot = i;
            *id = ++view->shared->next_id;
            fifo_path(view, *id, path);
            fd = mkfifo(path, 0600) == 0 ? open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC) : -1;
            *socket = (bus_socket){.used = fd >= 0, .id = *id, .process = getpid(), .loopback = 1};
        }
    }
    bus_unlock(view);
    return fd;
}

void bus_leave(bus_view *view, int slot, uint32_t id) {
    bus_lock(view);
    bus_socket *socket = &view->shared->sockets[slot];
    if (socket->used && socket->id == id) {
        remove_socket(view, socket);
    }
    bus_unlock(view);
}

static bool matches(const bus_socket *socket, uint32_t id) {
    if ((id & CAN_ERR_FLAG) != 0) {
        return (id & CAN_ERR_MASK & socket->error_mask) != 0;
    }
    bool any = false;
    bool all = socket->filter_count > 0;
    for (uint32_t i = 0; i < socket->filter_count; i++) {
        const struct can_filter *filter = &socket->filters[i];
        bool inverted = (filter->can_id & CAN_INV_FILTER) != 0;
        uint32_t wanted = filter->can_id & ~CAN_INV_FILTER;
        bool match = ((id & filter->can_mask) == (wanted & filter->can_mask)) != inverted;
        any = any || match;
        all = all && match;
    }
    return socket->join ? all : any;
}

/* The writing end of a socket's fifo: opened once, and for both directions, so that nobody gets a SIGPIPE. */
static int writer(bus_view *view, int slot) {
    bus_socket *socket = &view->shared->sockets[slot];
    if (view->writers[slot] >= 0 && view->writer_ids[slot] != socket->id) {
        raw_close(view->writers[slot]);
        view->writers[slot] = -1;
    }
    if (view->writers[slot] < 0) {
        char path[280];
        fifo_path(view, socket->id, path);
        view->writers[slot] = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
        view->writer_ids[slot] = socket->id;
    }
    return view->writers[slot];
}

static void deliver(bus_view *view, int slot, bus_record *record) {
    bus_socket *socket = &view->shared->sockets[slot];
    record->dropped = socket->dropped;
    int fd = writer(view, slot);
    if (fd < 0) {
        remove_socket(view, socket);
    } else if (raw_write(fd, record, sizeof *record) != (long)sizeof *record) {
        if (is_dead(socket)) {
            remove_socket(view, socket);
        } else {
            socket->dropped++;
        }
    }
}

int bus_send(bus_view *view, int slot, const struct canfd_frame *frame, bool fd_frame) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    bus_record record = {.kind = BUS_FRAME, .fd_frame = fd_frame, .frame = *frame};
    record.time_ns = (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
    bus_lock(view);
    int problem = view->shared->up ? 0 : ENETDOWN;
    if (problem == 0 && view->shared->bus_off && slot >= 0) {
        problem = ENOBUFS; /* the controller takes nothing, and its queue is full soon */
    }
    bool heard = slot < 0 || view->shared->sockets[slot].loopback;
    for (int i = 0; problem == 0 && heard && i < BUS_SOCKETS; i++) {
        const bus_socket *socket = &view->shared->sockets[i];
        record.own = i == slot;
        if (socket->used && (i != slot || socket->own) && (!fd_frame || socket->fd_frames)
                && matches(socket, frame->can_id)) {
            deliver(view, i, &record);
        }
    }
    view->shared->frames += problem == 0;
    bus_unlock(view);
    return problem;
}

void bus_switch(bus_view *view, bool up) {
    bus_record record = {.kind = BUS_DOWN};
    bus_lock(view);
    bool was = view->shared->up;
    view->shared->up = up;
    for (int i = 0; was && !up && i < BUS_SOCKETS; i++) {
        if (view->shared->sockets[i].used) {
            deliver(view, i, &record);
        }
    }
    bus_unlock(view);
}
