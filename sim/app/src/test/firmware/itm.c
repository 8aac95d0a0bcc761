/* Prints by the trace macrocell's port 0 where a probe has switched it on: by bytes, halfwords and words; what port 1 gets is no text. */
#include "start.h"

#define ITM_PORT(n) (0xE0000000 + 4 * (n))
#define ITM_TER REGISTER(0xE0000E00)
#define ITM_TCR REGISTER(0xE0000E80)
#define TRCENA (1u << 24)
#define DEMCR REGISTER(0xE000EDFC)

void tick_handler(void) {}

static void say(const char *text) {
    while (*text != 0) {
        while (REGISTER(ITM_PORT(0)) == 0) {
        }
        *(volatile uint8_t *)ITM_PORT(0) = (uint8_t)*text++;
    }
}

void reset_handler(void) {
    begin_ticks();
    if ((DEMCR & TRCENA) != 0 && (ITM_TCR & 1) != 0 && (ITM_TER & 1) != 0) {
        say("hello by trace\n");
        REGISTER(ITM_PORT(0)) = 'w' | 'o' << 8 | 'r' << 16 | 'd' << 24;
        *(volatile uint16_t *)ITM_PORT(0) = 's' | '\n' << 8;
        *(volatile uint8_t *)ITM_PORT(1) = 'x';
    }
    for (;;) {
        __asm volatile("wfi");
    }
}
