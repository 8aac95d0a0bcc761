/* A vector table: reset, one handler for all faults, the system timer; and for kernels SVC and PendSV. */
#ifndef START_H
#define START_H

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(address))
#define SYST_CSR REGISTER(0xE000E010)
#define SYST_RVR REGISTER(0xE000E014)

void reset_handler(void);
void fault_handler(void);
void tick_handler(void);
#ifdef KERNEL
void start_handler(void);
void switch_handler(void);
#else
#define start_handler fault_handler
#define switch_handler fault_handler
#endif

__attribute__((section(".vectors"), used)) static void *const vectors[] = {
        (void *)0x20010000, (void *)reset_handler, (void *)fault_handler, (void *)fault_handler, (void *)fault_handler,
        (void *)fault_handler, (void *)fault_handler, 0, 0, 0, 0, (void *)start_handler, (void *)fault_handler, 0,
        (void *)switch_handler, (void *)tick_handler};

void fault_handler(void) {
    for (;;) {
        *(volatile uint32_t *)0xC0000000 = 0; /* the processor locks up */
    }
}

/* A tick each millisecond from the 16 MHz after reset. */
static inline void begin_ticks(void) {
    SYST_RVR = 16000 - 1;
    SYST_CSR = 7;
}

#endif
