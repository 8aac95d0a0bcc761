/* Lines for the host's log: the newest few, made without printf. */
#ifndef EV_LINES_H
#define EV_LINES_H

#include <stdbool.h>
#include <stdint.h>

#define EV_LINES 16
#define EV_LINE_BYTES 64

typedef struct ev_lines {
    char text[EV_LINES][EV_LINE_BYTES];
    uint8_t first;
    uint8_t count;
    uint8_t length; /* of the line being made */
} ev_lines;

/* A line is begun, added to and then ended; what does not fit is cut off. The oldest line makes room for it. */
void ev_line_begin(ev_lines *lines);
void ev_line_text(ev_lines *lines, const char *text);
void ev_line_number(ev_lines *lines, uint32_t number);
void ev_line_end(ev_lines *lines);

/* The oldest line that was not taken yet, or NULL; it stays as it is until the next line is begun. */
const char *ev_lines_take(ev_lines *lines);

#endif
