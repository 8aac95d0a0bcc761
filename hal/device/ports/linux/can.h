/* A CAN bus of Linux as the line of a platine_port: by the kernel's ISO-TP, or by the library's on raw frames, as on a microcontroller. */
#ifndef CAN_LINE_H
#define CAN_LINE_H

#include "platine/can.h"

typedef struct can_line {
    int fd;
    bool raw; /* the library's ISO-TP */
    size_t pending; /* bytes of a message that the kernel had no room for */
    platine_can can; /* with the kernel's ISO-TP only its buffers and their state */
} can_line;

/*
 * `where` is "INTERFACE,TX,RX": identifiers that the board sends and receives, in decimal or as 0x700. Writes how a host opens it to
 * `name`. Returns NULL, or one line that says what is wrong.
 */
const char *can_line_open(can_line *line, const char *where, bool raw, char *name, size_t name_bytes);

/* Never block; as read and write of platine_port. */
size_t can_line_read(can_line *line, uint8_t *bytes, size_t capacity);
size_t can_line_write(can_line *line, const uint8_t *bytes, size_t length);

/* Once a millisecond or more often: timers of ISO-TP, and messages that wait. True when there is one to be read. */
bool can_line_tick(can_line *line);

void can_line_close(can_line *line);

#endif
