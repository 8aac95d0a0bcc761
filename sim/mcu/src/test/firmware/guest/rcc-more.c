/* More of the clock tree: how fast things tick on every divider, ready interrupts, the crystal as the system's clock, timers behind divided
 * buses, blocks reset one by one, delays by COUNTFLAG. */
#include "guest.h"

static volatile uint32_t ready;

static void rcc_handler(void) {
  uint32_t flags = RCC->cir & 0x1F;
  ready |= flags;
  RCC->cir |= flags << 16;
}

/* 64 cycles of the processor's clock, by a count that does not depend on prescalers. */
static void poll_ticks(uint32_t count) {
  SYST->rvr = count - 1;
  SYST->cvr = 0;
  SYST->csr = 5;
  while ((SYST->csr & BIT(16)) == 0) {}
  SYST->csr = 0;
}

static void interrupts(void) {
  on_interrupt(IRQ_RCC, rcc_handler);
  RCC->cir = 0x1F00;
  RCC->csr |= 1;
  RCC->cr |= BIT(16);
  AWAIT((ready & 9) == 9);
  RCC->pllcfgr = 8 | 192u << 6 | 1u << 16 | BIT(22) | 4u << 24 | (is_f446() ? 2u << 28 : 0);
  RCC->cr |= BIT(24);
  AWAIT(ready & 16);
  tell("ready", ready);
  RCC->cir = 0;
}

static void switch_to(uint32_t source) {
  RCC->cfgr = (RCC->cfgr & ~3u) | source;
  while ((RCC->cfgr >> 2 & 3) != source) {}
}

static void rates(void) {
  switch_to(1);
  reached("crystal");
  poll_ticks(8000);
  reached("crystal_done");
  RCC->cfgr |= 9u << 4; /* by four */
  reached("divided");
  poll_ticks(2000);
  reached("divided_done");
  RCC->cfgr &= ~(15u << 4);
  FLASH->acr = 0x100 | 1;
  RCC->cfgr |= 4u << 10;
  switch_to(2); /* 8 / 8 * 192 / 4: 48 MHz */
  reached("pll");
  poll_ticks(48000);
  reached("pll_done");
  SYST->rvr = 6000 - 1;
  SYST->cvr = 0;
  SYST->csr = 1; /* by eight */
  reached("eighth");
  while ((SYST->csr & BIT(16)) == 0) {}
  reached("eighth_done");
  SYST->csr = 0;
}

/* How far a timer on APB1 and one on APB2 come within 4800 cycles. */
static void timers(uint32_t apb1, uint32_t apb2, const char *name) {
  RCC->cfgr = (RCC->cfgr & ~(0x3Fu << 10)) | apb1 << 10 | apb2 << 13;
  TIM2->cnt = TIM1->cnt = 0;
  TIM2->arr = TIM1->arr = 0xFFFF;
  TIM2->cr1 = TIM1->cr1 = 1;
  poll_ticks(4800);
  uint32_t first = TIM2->cnt, second = TIM1->cnt;
  TIM2->cr1 = TIM1->cr1 = 0;
  tell(name, first / 100 << 8 | second / 100);
}

static void buses(void) {
  clock_on(&RCC->apb1enr, 1);
  clock_on(&RCC->apb2enr, 1);
  timers(4, 0, "by_2_1");
  timers(5, 4, "by_4_2");
  timers(7, 6, "by_16_8");
  if (!is_f407()) {
    RCC->dckcfgr |= BIT(24);
    timers(5, 4, "faster_by_4_2");
    timers(7, 6, "faster_by_16_8");
    RCC->dckcfgr &= ~BIT(24);
  }
}

static void resets(void) {
  pin_output('A', 5);
  GPIO('A')->odr = BIT(5);
  GPIO('B')->moder |= 1; /* without clock: not taken */
  TIM2->arr = 77;
  RCC->ahb1rstr = 1;
  RCC->apb1rstr = 1;
  RCC->ahb1rstr = RCC->apb1rstr = 0;
  tell("port_reset", GPIO('A')->odr | (GPIO('A')->moder ^ 0xA8000000));
  tell("timer_reset", TIM2->arr == 77);
  RCC->ahb1enr &= ~1u;
  tell("no_clock_reads", GPIO('A')->moder);
  clock_on(&RCC->ahb1enr, 2);
  tell("not_taken", GPIO('B')->moder & 3);
}

void program(void) {
  clock_on(&RCC->apb1enr, BIT(28));
  interrupts();
  rates();
  buses();
  resets();
}
