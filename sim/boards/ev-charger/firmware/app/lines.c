#include "lines.h"

#include <stddef.h>

static char *open_line(ev_lines *lines) {
    return lines->text[(lines->first + lines->count) % EV_LINES];
}

void ev_line_begin(ev_lines *lines) {
    if (lines->count == EV_LINES - 1) { /* one place is always the line being made or taken last */
        lines->first = (uint8_t)((lines->first + 1) % EV_LINES);
        lines->count--;
    }
    lines->length = 0;
    open_line(lines)[0] = 0;
}

void ev_line_text(ev_lines *lines, const char *text) {
    char *line = open_line(lines);
    while (*text != 0 && lines->length + 1 < EV_LINE_BYTES) {
        line[lines->length++] = *text++;
    }
    line[lines->length] = 0;
}

void ev_line_number(ev_lines *lines, uint32_t number) {
    char digits[11];
    int at = 10;
    digits[at] = 0;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    ev_line_text(lines, digits + at);
}

void ev_line_end(ev_lines *lines) {
    lines->count++;
}

const char *ev_lines_take(ev_lines *lines) {
    if (lines->count == 0) {
        return NULL;
    }
    const char *line = lines->text[lines->first];
    lines->first = (uint8_t)((lines->first + 1) % EV_LINES);
    lines->count--;
    return line;
}
