/* Vector table, and what happens before main: memory as C wants it, and the floating-point unit. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "board.h"
#include "registers.h"

/* Of the linker script. */
extern uint32_t link_stack_top[];
extern uint32_t link_data_load[];
extern uint32_t link_data_start[];
extern uint32_t link_data_end[];
extern uint32_t link_bss_start[];
extern uint32_t link_bss_end[];

int main(void);
void reset_handler(void);

void reset_handler(void) {
    SCB_CPACR |= 0xFu << 20;
    __asm__ volatile("dsb\n isb" ::: "memory");
    memcpy(link_data_start, link_data_load, (size_t)((uintptr_t)link_data_end - (uintptr_t)link_data_start));
    memset(link_bss_start, 0, (size_t)((uintptr_t)link_bss_end - (uintptr_t)link_bss_start));
    main();
    board_restart();
}

/* Nothing can be trusted any more: contactors off, and anew. */
static void fault_handler(void) {
    board_coil_off();
    board_restart();
}

typedef void (*handler)(void);

/* An interrupt that nobody enabled. */
#define NONE fault_handler
#define NONE_6 NONE, NONE, NONE, NONE, NONE, NONE

__attribute__((section(".vectors"), used)) static const handler vectors[] = {
        (handler)(uintptr_t)link_stack_top,
        reset_handler,
        NONE_6, NONE_6, NONE, /* exceptions 2 to 14 */
        systick_handler,
        NONE_6, NONE_6, NONE_6, /* interrupts 0 to 17 */
        adc_handler,
        NONE_6, NONE_6, NONE_6, NONE, /* 19 to 37 */
        usart2_handler,
        NONE_6, NONE_6, NONE_6, NONE_6, NONE_6, NONE_6, NONE_6, NONE, /* 39 to 81 */
};

typedef char all_vectors[sizeof vectors == (16 + 82) * sizeof(handler) ? 1 : -1];
