/* Clocks, time, and what belongs to the processor. */
#include "board.h"
#include "registers.h"

#define HSI_HZ 16000000u
#define CORE_HZ 168000000u
#define PLL_N (336u << 6) /* VCO at 336 MHz from 1 MHz; P = 2, Q = 7 */
#define PLL_Q (7u << 24)
#define WAIT_TURNS 200000u /* some hundred milliseconds at 16 MHz; a crystal needs two */

static volatile uint32_t ticks;
static uint32_t cycles_per_ms;

static bool wait_for(volatile uint32_t *where, uint32_t mask, uint32_t value) {
    for (uint32_t turn = 0; turn < WAIT_TURNS; turn++) {
        if ((*where & mask) == value) {
            return true;
        }
    }
    return false;
}

static void stay_slow(clocks *made) {
    RCC_CR &= ~RCC_CR_PLLON;
    *made = (clocks){.core_hz = HSI_HZ, .apb1_hz = HSI_HZ, .timer1_hz = HSI_HZ, .timer2_hz = HSI_HZ};
}

void clock_setup(clocks *made) {
    RCC_APB1ENR |= RCC_APB1ENR_PWR;
    PWR_CR |= PWR_CR_VOS;
    RCC_CR |= RCC_CR_HSEON;
    bool crystal = wait_for(&RCC_CR, RCC_CR_HSERDY, RCC_CR_HSERDY);
    RCC_PLLCFGR = PLL_Q | PLL_N | (crystal ? RCC_PLLCFGR_SRC_HSE | 8u : 16u);
    RCC_CR |= RCC_CR_PLLON;
    if (!wait_for(&RCC_CR, RCC_CR_PLLRDY, RCC_CR_PLLRDY)) {
        stay_slow(made);
        return;
    }
    FLASH_ACR = 5u | 1u << 8 | 1u << 9 | 1u << 10; /* 5 wait states, prefetch, caches */
    if (!wait_for(&FLASH_ACR, 7u, 5u)) {
        stay_slow(made);
        return;
    }
    RCC_CFGR = RCC_CFGR_PPRE1_4 | RCC_CFGR_PPRE2_2;
    RCC_CFGR |= RCC_CFGR_SW_PLL;
    if (!wait_for(&RCC_CFGR, RCC_CFGR_SWS, RCC_CFGR_SWS_PLL)) {
        RCC_CFGR = 0;
        stay_slow(made);
        return;
    }
    *made = (clocks){
            .core_hz = CORE_HZ,
            .apb1_hz = CORE_HZ / 4,
            .timer1_hz = CORE_HZ / 2,
            .timer2_hz = CORE_HZ,
            .converter_divider = 1, /* 84 MHz by 4 */
    };
}

void ticks_setup(const clocks *clock) {
    cycles_per_ms = clock->core_hz / 1000u;
    SYST_RVR = cycles_per_ms - 1u;
    SYST_CVR = 0;
    SCB_SHPR3 |= 0x20u << 24;
    SYST_CSR = 7u;
}

void systick_handler(void) {
    ticks = ticks + 1u;
}

uint32_t ticks_ms(void) {
    return ticks;
}

uint64_t ticks_ns(void) {
    static uint64_t high_ms; /* what 32 bits do not hold: called at least once in 49 days, from main only */
    static uint32_t before_ms;
    uint32_t now_ms;
    uint32_t left;
    do {
        now_ms = ticks;
        left = SYST_CVR;
    } while (now_ms != ticks);
    if (now_ms < before_ms) {
        high_ms += UINT64_C(1) << 32;
    }
    before_ms = now_ms;
    uint32_t past_ns = (cycles_per_ms - 1u - left) * 1000u / (cycles_per_ms / 1000u);
    return (high_ms + now_ms) * 1000000u + past_ns;
}

void board_sleep(uint32_t ms) {
    __asm__ volatile("cpsid i" ::: "memory"); /* what comes from here on still ends the sleep */
    if (ticks == ms && uart_idle()) {
        __asm__ volatile("wfi" ::: "memory");
    }
    __asm__ volatile("cpsie i" ::: "memory");
}

uint32_t board_boot_count(void) {
    RCC_APB1ENR |= RCC_APB1ENR_PWR;
    PWR_CR |= PWR_CR_DBP;
    RTC_BKP0R = RTC_BKP0R + 1u;
    return RTC_BKP0R;
}

void board_watchdog_start(void) {
    IWDG_KR = 0x5555u;
    IWDG_PR = 4u; /* 32 kHz by 64 */
    IWDG_RLR = 250u;
    IWDG_KR = 0xCCCCu;
}

void board_watchdog_feed(void) {
    IWDG_KR = 0xAAAAu;
}

void board_coil_off(void) {
    GPIOC->bsrr = 1u << (8 + 16);
}

void board_restart(void) {
    __asm__ volatile("dsb" ::: "memory");
    SCB_AIRCR = 0x05FA0004u;
    for (;;) {
    }
}
