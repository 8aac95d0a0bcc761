/*
 * A program that sleeps most of the time, as most firmware does: at 84 MHz, or at 180 MHz with -DMHZ=180, it wakes a thousand times a second
 * by SysTick, works for a twentieth of the time, and changes LD2 twice a second. For racks of many boards.
 */
#include <stdint.h>

#ifndef MHZ
#define MHZ 84
#endif

#define REGISTER(address) (*(volatile uint32_t *)(address))
#define RCC_CR REGISTER(0x40023800)
#define RCC_PLLCFGR REGISTER(0x40023804)
#define RCC_CFGR REGISTER(0x40023808)
#define RCC_AHB1ENR REGISTER(0x40023830)
#define RCC_APB1ENR REGISTER(0x40023840)
#define PWR_CR REGISTER(0x40007000)
#define PWR_CSR REGISTER(0x40007004)
#define FLASH_ACR REGISTER(0x40023C00)
#define GPIOA_MODER REGISTER(0x40020000)
#define GPIOA_ODR REGISTER(0x40020014)
#define SYST_CSR REGISTER(0xE000E010)
#define SYST_RVR REGISTER(0xE000E014)
#define SYST_CVR REGISTER(0xE000E018)

#define LED (1u << 5)
/* Instructions of the loop in work(): four. */
#define ROUNDS (MHZ * 1000 / 20 / 4)

void reset_handler(void);
void fault_handler(void);
void tick_handler(void);

static uint32_t ticks;

__attribute__((section(".vectors"), used)) static void *const vectors[] = {
        (void *)0x20010000, (void *)reset_handler, (void *)fault_handler, (void *)fault_handler, (void *)fault_handler,
        (void *)fault_handler, (void *)fault_handler, 0, 0, 0, 0, (void *)fault_handler, (void *)fault_handler, 0,
        (void *)fault_handler, (void *)tick_handler};

void fault_handler(void) {
    for (;;) {
    }
}

static void work(void) {
    uint32_t sum = ticks, rounds = ROUNDS;
    __asm volatile("1: eor %0, %0, %1, lsl #3\n"
                   "add %0, %0, %1\n"
                   "subs %1, #1\n"
                   "bne 1b\n"
                   : "+r"(sum), "+r"(rounds)::"cc");
}

void tick_handler(void) {
    work();
    if (++ticks % 500 == 0) {
        GPIOA_ODR ^= LED;
    }
}

/* PLL from the 8 MHz that the debugger gives. */
static void full_speed(void) {
    RCC_APB1ENR |= 1u << 28;
    RCC_CR |= 1u << 18 | 1u << 16;
    while ((RCC_CR & 1u << 17) == 0) {
    }
    FLASH_ACR = 5 | 7u << 8;
    RCC_PLLCFGR = 1u << 22 | 8u << 24 | 8u | (MHZ == 180 ? 360u << 6 : 336u << 6 | 1u << 16);
    RCC_CR |= 1u << 24;
    while ((RCC_CR & 1u << 25) == 0) {
    }
    if (MHZ > 168) {
        PWR_CR |= 1u << 16;
        while ((PWR_CSR & 1u << 16) == 0) {
        }
        PWR_CR |= 1u << 17;
        while ((PWR_CSR & 1u << 17) == 0) {
        }
    }
    RCC_CFGR = 5u << 10 | 4u << 13 | 2;
    while ((RCC_CFGR >> 2 & 3) != 2) {
    }
}

void reset_handler(void) {
    full_speed();
    RCC_AHB1ENR = 1;
    GPIOA_MODER = (GPIOA_MODER & ~(3u << 10)) | 1u << 10;
    SYST_RVR = MHZ * 1000 - 1;
    SYST_CVR = 0;
    SYST_CSR = 7;
    for (;;) {
        __asm volatile("wfi");
    }
}
