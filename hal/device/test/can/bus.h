/*
 * CAN buses for computers whose kernel has none: every interface is a file FOLDER/NAME.bus that all processes map, with a table of the sockets
 * that hear it, and a fifo FOLDER/NAME.ID for each of them. A frame is written to the fifos of those whose filters take it, in one order for all.
 */
#ifndef BUS_H
#define BUS_H

#include <linux/can.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BUS_SOCKETS 48
#define BUS_FILTERS 32

typedef struct bus_socket {
    uint32_t used;
    uint32_t id;
    int32_t process;
    uint32_t filter_count;
    struct can_filter filters[BUS_FILTERS];
    uint32_t error_mask;
    uint32_t dropped;
    uint8_t loopback; /* others on this computer hear what it sends */
    uint8_t own; /* and it hears itself */
    uint8_t fd_frames;
    uint8_t join; /* all filters must match */
} bus_socket;

typedef struct bus {
    pthread_mutex_t lock;
    uint32_t index; /* of the interface */
    char name[16];
    uint32_t mtu;
    uint32_t up;
    uint32_t bus_off;
    uint32_t next_id;
    uint64_t frames;
    bus_socket sockets[BUS_SOCKETS];
} bus;

enum { BUS_FRAME, BUS_DOWN };

/* What goes through a fifo; written and read whole. */
typedef struct bus_record {
    uint32_t kind;
    uint32_t dropped; /* by this socket so far */
    uint64_t time_ns; /* CLOCK_REALTIME */
    uint32_t fd_frame;
    uint32_t own;
    struct canfd_frame frame;
} bus_record;

/* A process's view of a bus. */
typedef struct bus_view {
    bus *shared;
    char folder[200];
    int writers[BUS_SOCKETS];
    uint32_t writer_ids[BUS_SOCKETS];
} bus_view;

/* Makes an interface; false with errno. */
bool bus_create(const char *folder, const char *name, uint32_t index, uint32_t mtu);

/* Maps one; false with ENODEV when there is none. */
bool bus_open(bus_view *view, const char *folder, const char *name);

/* Its name by number; false when there is none. */
bool bus_find(const char *folder, uint32_t index, char name[16]);

/* Adds a listener without filters and opens its fifo; -1 when the table is full. `slot` gets its place. */
int bus_listen(bus_view *view, int *slot, uint32_t *id);

void bus_leave(bus_view *view, int slot, uint32_t id);

/* Sends a frame from a place in the table, or -1. 0, or an error number. */
int bus_send(bus_view *view, int slot, const struct canfd_frame *frame, bool fd_frame);

/* As `ip link set ... up` and `down`. */
void bus_switch(bus_view *view, bool up);

/* Takes the lock, also after its holder has died. */
void bus_lock(bus_view *view);
void bus_unlock(bus_view *view);

#endif
