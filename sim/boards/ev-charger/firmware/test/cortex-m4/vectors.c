/* Enough of a start for a program with semihosting on QEMU's mps2-an386: the C library does the rest. */
#include <stdint.h>

#define SCB_CPACR (*(volatile uint32_t *)0xE000ED88u)

/* Of the linker script and of the C library. */
extern uint32_t link_stack_top[];
extern void _start(void);

static void reset_handler(void) {
    SCB_CPACR |= 0xFu << 20; /* floating-point unit */
    __asm__ volatile("dsb\n isb" ::: "memory");
    _start();
}

static void fault_handler(void) {
    for (;;) {
    }
}

typedef void (*handler)(void);

__attribute__((section(".vectors"), used)) static const handler vectors[16] = {
        (handler)(uintptr_t)link_stack_top, reset_handler, fault_handler, fault_handler, fault_handler, fault_handler, fault_handler,
};
