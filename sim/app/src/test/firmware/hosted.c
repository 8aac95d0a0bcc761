/*
 * Asks its host by semihosting: prints in every way there is, reads a line, writes a file and reads it back, tells the clock, and ends with the code that the
 * line says (0 without one).
 */
#include "start.h"

enum { OPEN = 1, CLOSE = 2, WRITEC = 3, WRITE0 = 4, WRITE = 5, READ = 6, FLEN = 12, CLOCK = 16, TIME = 17, EXIT = 24, EXIT_EXTENDED = 32 };
enum { APPLICATION_EXIT = 0x20026 };

static volatile uint32_t ticks;

void tick_handler(void) {
    ticks++;
}

static int ask(int operation, const void *argument) {
    register int r0 __asm("r0") = operation;
    register const void *r1 __asm("r1") = argument;
    __asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

static int ask3(int operation, uint32_t first, uint32_t second, uint32_t third) {
    const uint32_t block[] = {first, second, third};
    return ask(operation, block);
}

static uint32_t length(const char *text) {
    uint32_t count = 0;
    while (text[count] != 0) {
        count++;
    }
    return count;
}

static int open(const char *name, uint32_t mode) {
    return ask3(OPEN, (uint32_t)name, mode, length(name));
}

static int write(int file, const char *text) {
    return ask3(WRITE, (uint32_t)file, (uint32_t)text, length(text));
}

static void say(const char *text) {
    ask(WRITE0, text);
}

static void say_number(uint32_t value) {
    char digits[11];
    int at = 10;
    digits[10] = 0;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    say(digits + at);
}

static void use_file(void) {
    int file = open("notes.txt", 4);
    if (file < 0) {
        say("no file\n");
        return;
    }
    write(file, "a note");
    ask3(CLOSE, (uint32_t)file, 0, 0);
    file = open("notes.txt", 0);
    char text[16] = {0};
    int missing = ask3(READ, (uint32_t)file, (uint32_t)text, 6);
    say("file of ");
    say_number((uint32_t)ask3(FLEN, (uint32_t)file, 0, 0));
    say(missing == 0 ? " bytes: " : " bytes, cut: ");
    say(text);
    say("\n");
    ask3(CLOSE, (uint32_t)file, 0, 0);
}

void reset_handler(void) {
    begin_ticks();
    say("hello, host\n");
    ask(WRITEC, "!");
    ask(WRITEC, "\n");
    write(open(":tt", 4), "to its output\n");
    write(open(":tt", 8), "to its errors\n");
    char line[16] = {0};
    int missing = ask3(READ, (uint32_t)open(":tt", 0), (uint32_t)line, 15);
    say(missing == 15 ? "no line\n" : "a line\n");
    use_file();
    while (ticks < 30) {
        __asm volatile("wfi");
    }
    say("clock ");
    say_number((uint32_t)ask(CLOCK, 0));
    say(" date ");
    say_number((uint32_t)ask(TIME, 0));
    say("\n");
    uint32_t code = (uint8_t)line[0] >= '0' ? (uint8_t)line[0] - '0' : 0;
    if (code == 9) {
        __asm volatile("bkpt 7"); /* for a debugger */
    }
    if (code != 0) {
        ask3(EXIT_EXTENDED, APPLICATION_EXIT, code, 0);
    }
    ask(EXIT, (const void *)APPLICATION_EXIT);
    for (;;) {
    }
}
