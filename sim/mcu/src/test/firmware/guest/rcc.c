/* The clock tree: full speed, clocks on pins, LSI measured against the crystal, a crystal that breaks. */
#include "guest.h"

static volatile uint32_t broken, ready;

static void nmi(void) {
  broken++;
  tell("css_flag", RCC->cir >> 7 & 1);
  RCC->cir = BIT(23);
}

static void rcc_handler(void) {
  if (RCC->cir & BIT(0)) {
    RCC->cir |= BIT(16);
    ready++;
  }
}

/* Periods of LSI, eight at a time, in cycles of TIM5. */
static void measure_lsi(void) {
  on_interrupt(IRQ_RCC, rcc_handler);
  RCC->cir = BIT(8);
  RCC->csr |= 1;
  AWAIT(ready == 1);
  clock_on(&RCC->apb1enr, BIT(3));
  TIM5->or = 1u << 6;
  TIM5->arr = 0xFFFFFFFF;
  TIM5->ccmr[1] = 1u << 8 | 3u << 10;
  TIM5->ccer = BIT(12);
  TIM5->cr1 = 1;
  while ((TIM5->sr & BIT(4)) == 0) {}
  uint32_t first = TIM5->ccr[3];
  while ((TIM5->sr & BIT(4)) == 0) {}
  tell("lsi_eight", TIM5->ccr[3] - first);
  TIM5->cr1 = 0;
}

void program(void) {
  on_exception(2, nmi);
  tell("cause", RCC->csr >> 25);
  uint32_t hz = full_speed();
  tell("hz", hz);
  tell("cfgr", RCC->cfgr);
  pin_function('A', 8, 0);
  pin_function('C', 9, 0);
  RCC->cfgr = (RCC->cfgr & 0x001FFFFF) | 2u << 21 | 7u << 27; /* the crystal; the system clock by five */
  reached("outputs");
  delay_cycles(100);
  RCC->cfgr |= 3u << 21 | 6u << 24; /* the PLL by four */
  reached("pll_out");
  measure_lsi();
  RCC->apb1rstr = BIT(3);
  tell("held_in_reset", TIM5->ccer);
  RCC->apb1rstr = 0;
  RCC->apb1enr &= ~BIT(3);
  (void)RCC->apb1enr;
  RCC->cr |= BIT(19);
  reached("break_crystal");
  AWAIT(broken > 0);
  tell("source", RCC->cfgr >> 2 & 3);
  tell("hse_pll", (RCC->cr >> 16 & 3) | (RCC->cr >> 24 & 3) << 4);
  SYST->csr = 0;
  reached("delay");
  delay_cycles(16000);
  reached("delayed");
}
