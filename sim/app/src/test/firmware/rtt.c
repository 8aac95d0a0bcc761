/* Talks through buffers in RAM that a debug probe empties and fills: greets, and answers letters in capitals, from channel 0. */
#include "start.h"

struct ring {
    const char *name;
    char *bytes;
    uint32_t size;
    volatile uint32_t written;
    volatile uint32_t read;
    uint32_t mode;
};

/* The block that probes look for, by its first bytes or by its name. */
struct {
    char id[16];
    uint32_t rings_up;
    uint32_t rings_down;
    struct ring up;
    struct ring down;
} _SEGGER_RTT;

static char to_host[32];
static char from_host[8];

void tick_handler(void) {}

static void say(char next) {
    struct ring *up = &_SEGGER_RTT.up;
    uint32_t behind = (up->written + 1) % up->size;
    while (behind == up->read) {
        __asm volatile("wfi");
    }
    up->bytes[up->written] = next;
    up->written = behind;
}

static void say_text(const char *text) {
    while (*text != 0) {
        say(*text++);
    }
}

void reset_handler(void) {
    static const char id[] = "SEGGER RTT";
    _SEGGER_RTT.up = (struct ring){"Terminal", to_host, sizeof to_host, 0, 0, 2};
    _SEGGER_RTT.down = (struct ring){"Terminal", from_host, sizeof from_host, 0, 0, 0};
    _SEGGER_RTT.rings_up = 1;
    _SEGGER_RTT.rings_down = 1;
    for (int i = sizeof id - 2; i >= 0; i--) { /* backwards, so that half of it is none */
        ((volatile char *)_SEGGER_RTT.id)[i] = id[i];
    }
    begin_ticks();
    say_text("hello by a buffer that is shorter than this line\r\n");
    for (;;) {
        struct ring *down = &_SEGGER_RTT.down;
        while (down->read != down->written) {
            char next = down->bytes[down->read];
            down->read = (down->read + 1) % down->size;
            say(next >= 'a' && next <= 'z' ? (char)(next - 'a' + 'A') : next);
        }
        __asm volatile("wfi");
    }
}
