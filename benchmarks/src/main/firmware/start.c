/* The start and the end of each program, on an STM32F405, F407 or F446 and on QEMU's netduinoplus2 alike: 168 MHz where there is a clock tree, the
 * floating-point unit on, SysTick if `reload` is not 0. Ends by semihosting, with one line that holds the sum. */
#include "work.h"

/* Written into the ELF file by who runs it. */
__attribute__((section(".parameters"), used)) const volatile uint32_t rounds = 1;
__attribute__((section(".parameters"), used)) const volatile uint32_t reload = 0; /* cycles between two interrupts of SysTick, 0 for none */

volatile uint32_t ticks;
volatile uint32_t finished; /* not 0 when all is done */

extern uint32_t stack_top, bss_begin, bss_end, data_begin, data_end, data_from;
void reset(void);

static uint32_t host(uint32_t operation, const void *argument) {
  register uint32_t r0 __asm("r0") = operation;
  register const void *r1 __asm("r1") = argument;
  __asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

static __attribute__((noreturn)) void end(uint32_t code) {
  uint32_t block[2] = {0x20026, code};
  host(0x20, block);
  for (;;) {}
}

static void broken(void) {
  host(4, "a fault\n");
  end(1);
}

__attribute__((weak)) void tick(void) {}

/* The compiler calls it; a program may have a better one. */
__attribute__((weak)) void *memset(void *to, int value, size_t size) {
  for (uint8_t *at = to; size > 0; size--) *at++ = (uint8_t)value;
  return to;
}

static void sys_tick(void) {
  ticks++;
  tick();
}

__attribute__((section(".vectors"), used)) static void *const vectors[16] = {
    &stack_top, reset, broken, broken, broken, broken, broken, 0, 0, 0, 0, broken, broken, 0, broken, sys_tick,
};

static void wait_for(reg *at, uint32_t mask, uint32_t value) {
  for (int i = 0; i < 5000 && (*at & mask) != value; i++) {}
}

/* 16 MHz of HSI / 16 * 336 / 2. QEMU has no RCC: it reads as 0 there, and the waits end by their count. */
static void full_speed(void) {
  AT(0x40023840) |= BIT(28);           /* RCC_APB1ENR: PWR */
  AT(0x40007000) |= BIT(14);           /* PWR_CR: scale 1 */
  AT(0x40023804) = 16 | 336 << 6 | 7u << 24 | 2u << 28;
  AT(0x40023800) |= BIT(24);           /* RCC_CR: PLLON */
  wait_for(&AT(0x40023800), BIT(25), BIT(25));
  AT(0x40023C00) = 0x700 | 5;          /* FLASH_ACR */
  AT(0x40023808) = 5u << 10 | 4u << 13;
  AT(0x40023808) = 5u << 10 | 4u << 13 | 2; /* RCC_CFGR: from the PLL */
  wait_for(&AT(0x40023808), 12, 8);
}

static void number(char *to, uint32_t value) {
  for (int i = 7; i >= 0; i--, value >>= 4) to[i] = "0123456789abcdef"[value & 15];
}

void reset(void) {
  uint32_t *from = &data_from;
  for (uint32_t *to = &data_begin; to < &data_end; to++) *to = *from++;
  for (uint32_t *to = &bss_begin; to < &bss_end; to++) *to = 0;
  AT(0xE000ED88) |= 0xFu << 20;
  __asm volatile("dsb\n isb" ::: "memory");
  full_speed();
  prepare();
  if (reload != 0) {
    AT(0xE000E014) = reload - 1;
    AT(0xE000E018) = 0;
    AT(0xE000E010) = 7;
  }
  uint32_t sum = 1, count = rounds;
  for (uint32_t round = 0; round < count; round++) sum = step(round, sum);
  AT(0xE000E010) = 0;
  static char line[] = "sum ........ ticks ........\n";
  number(line + 4, sum);
  number(line + 19, ticks);
  finished = 1;
  host(4, line);
  end(0);
}
