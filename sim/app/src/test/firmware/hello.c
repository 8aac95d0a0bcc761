/*
 * A first program for a Nucleo board, without any library: LD2 changes every 100 ms by SysTick, USART2 greets, counts half seconds,
 * tells of the button, echoes, and does on request 'm' a clock at PA8, 'o' an open drain there,
 * 'p' a prompt without an end of line, and what a program should not: 'f' a fault, 'u' a register that no chip of Platine models.
 */
#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(address))
#define RCC_CFGR REGISTER(0x40023808)
#define RCC_AHB1ENR REGISTER(0x40023830)
#define RCC_APB1ENR REGISTER(0x40023840)
#define GPIOA_MODER REGISTER(0x40020000)
#define GPIOA_OTYPER REGISTER(0x40020004)
#define GPIOA_PUPDR REGISTER(0x4002000C)
#define GPIOA_ODR REGISTER(0x40020014)
#define GPIOA_AFRL REGISTER(0x40020020)
#define GPIOC_IDR REGISTER(0x40020810)
#define USART2_SR REGISTER(0x40004400)
#define USART2_DR REGISTER(0x40004404)
#define USART2_BRR REGISTER(0x40004408)
#define USART2_CR1 REGISTER(0x4000440C)
#define SYST_CSR REGISTER(0xE000E010)
#define SYST_RVR REGISTER(0xE000E014)
#define SYST_CVR REGISTER(0xE000E018)

#define LED (1u << 5)
#define BUTTON (1u << 13)
#define RXNE (1u << 5)
#define TXE (1u << 7)

void reset_handler(void);
void fault_handler(void);
void tick_handler(void);

static volatile uint32_t ticks;

__attribute__((section(".vectors"), used)) static void *const vectors[] = {
        (void *)0x20010000, (void *)reset_handler, (void *)fault_handler, (void *)fault_handler, (void *)fault_handler,
        (void *)fault_handler, (void *)fault_handler, 0, 0, 0, 0, (void *)fault_handler, (void *)fault_handler, 0,
        (void *)fault_handler, (void *)tick_handler};

void fault_handler(void) {
    *(volatile uint32_t *)0xC0000000 = 0; /* a fault in the handler of faults: the processor locks up */
}

void tick_handler(void) {
    if (++ticks % 100 == 0) {
        GPIOA_ODR ^= LED;
    }
}

static void say(const char *text) {
    for (; *text != 0; text++) {
        while ((USART2_SR & TXE) == 0) {
        }
        USART2_DR = (uint8_t)*text;
    }
}

static void answer(char asked) {
    const char echo[] = {asked, 0};
    say("got ");
    say(echo);
    say("\r\n");
    if (asked == 'f') {
        *(volatile uint32_t *)0xC0000000 = 0;
    } else if (asked == 'u') {
        REGISTER(0x50000008) = 1; /* USB OTG FS */
    } else if (asked == 'm') {
        GPIOA_MODER = (GPIOA_MODER & ~(3u << 16)) | 2u << 16; /* PA8: MCO1 */
        RCC_CFGR = 5u << 24;                                  /* HSI / 3 */
    } else if (asked == 'o') {
        GPIOA_OTYPER = 1u << 8;
        GPIOA_PUPDR |= 1u << 16;
        GPIOA_MODER = (GPIOA_MODER & ~(3u << 16)) | 1u << 16; /* PA8: open drain, low, then let go */
        GPIOA_ODR |= 1u << 8;
    } else if (asked == 'p') {
        say("your name? ");
    }
}

void reset_handler(void) {
    RCC_AHB1ENR |= 1u | 1u << 2;
    RCC_APB1ENR |= 1u << 17;
    GPIOA_MODER = (GPIOA_MODER & ~(3u << 4 | 3u << 6 | 3u << 10)) | 2u << 4 | 2u << 6 | 1u << 10;
    GPIOA_AFRL |= 7u << 8 | 7u << 12;
    USART2_BRR = 139; /* 115,108 baud from 16 MHz */
    USART2_CR1 = 1u << 13 | 1u << 3 | 1u << 2;
    SYST_RVR = 16000 - 1;
    SYST_CVR = 0;
    SYST_CSR = 7;
    say("hello from nucleo\r\n");
    uint32_t told = 0;
    uint32_t was = BUTTON;
    for (;;) {
        __asm volatile("wfi");
        if (ticks / 500 != told) {
            told = ticks / 500;
            say("tick\r\n");
        }
        if ((GPIOC_IDR & BUTTON) != was) {
            was = GPIOC_IDR & BUTTON;
            say(was != 0 ? "released\r\n" : "pressed\r\n");
        }
        if ((USART2_SR & RXNE) != 0) {
            answer((char)USART2_DR);
        }
    }
}
