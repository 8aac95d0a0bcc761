/* A byte stream of a Linux process for platine_port: a pseudo-terminal, one client at a time on a TCP or Unix socket, or CAN. */
#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "can.h"

typedef struct stream {
    int listener; /* -1 for a pty and for CAN */
    int fd; /* -1 while nobody is connected */
    int keep; /* pty: the far side, held open so that a host may come and go */
    bool full; /* the line did not take all that it was given */
    char name[160]; /* as a host opens it: serial:///dev/pts/3, tcp://127.0.0.1:7400, unix:///tmp/board */
    bool on_can;
    can_line can;
    char link[128]; /* pty: a symbolic link to it, removed at the end; "" for none */
} stream;

/*
 * `where` is "pty", "pty:LINK" (also makes a symbolic link to it), "tcp:PORT" (loopback; 0: any), "unix:PATH",
 * "can:INTERFACE,TX,RX" or "can-raw:INTERFACE,TX,RX" (the library's own ISO-TP). Returns NULL, or one line that says what is wrong.
 */
const char *stream_open(stream *s, const char *where);

/* Never block; read returns 0 when there is nothing. `gone` is set when a client left. */
size_t stream_read(stream *s, uint8_t *bytes, size_t capacity, bool *gone);
size_t stream_write(stream *s, const uint8_t *bytes, size_t length);

/* Waits until something arrives, there is room again for what was left, or the time is over. */
void stream_wait(stream *s, int64_t at_most_ns);

/* For CAN, once a millisecond or more often. True when there is something to read that the descriptor does not show. */
bool stream_tick(stream *s);

/* Whether a client is connected. A pty and CAN cannot tell: always true. */
bool stream_connected(const stream *s);

/* Closes the connection of the client. A pty and CAN have none that could be closed. */
void stream_drop(stream *s);

void stream_close(stream *s);

#endif
