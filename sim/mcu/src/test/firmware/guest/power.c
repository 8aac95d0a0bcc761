/* Sleep in all its depths and the voltage detector. What happened before a reset stands in a backup register. */
#include "guest.h"

enum { CWUF = BIT(2), CSBF = BIT(3), PDDS = 2, LPDS = 1, DBP = BIT(8), EWUP = BIT(8), WUF = 1, SBF = 2, PVDO = 4 };

static volatile uint32_t woken, falls;

static void exti0(void) {
  EXTI->pr = BIT(0);
  woken++;
}

static void detector(void) {
  EXTI->pr = BIT(16);
  falls++;
}

static void wait_key(void) {
  clock_on(&RCC->apb2enr, BIT(14));
  clock_on(&RCC->ahb1enr, 1);
  EXTI->rtsr = BIT(0);
  EXTI->imr = BIT(0);
  on_interrupt(IRQ_EXTI0, exti0);
}

static void shallow(void) {
  wait_key();
  reached("sleep");
  uint32_t before = woken;
  wait_interrupt();
  reached("slept");
  tell("woken", woken - before);
}

static void stop(void) {
  full_speed();
  PWR->cr = (PWR->cr & ~(uint32_t)PDDS) | LPDS | CWUF;
  SCB->scr |= 4;
  tell("before_stop", RCC->cfgr >> 2 & 3);
  reached("stop");
  wait_interrupt();
  tell("behind_stop", RCC->cfgr >> 2 & 3);
  tell("pll_off", RCC->cr >> 24 & 1);
  tell("woken", woken);
  SCB->scr = 0;
  full_speed();
  tell("again", RCC->cfgr >> 2 & 3);
}

static void watch_voltage(void) {
  PWR->cr |= 7u << 5 | BIT(4);
  EXTI->rtsr |= BIT(16);
  EXTI->imr |= BIT(16);
  on_interrupt(IRQ_PVD, detector);
  tell("high", PWR->csr & PVDO);
  reached("sag");
  AWAIT(falls > 0);
  uint32_t low = PWR->csr & PVDO;
  reached("low");
  tell("low_voltage", low);
  delay_cycles(1000);
}

static void standby(void) {
  PWR->cr |= DBP;
  RTC->bkpr[3] = 0xCAFE0001;
  EXTI->imr = 0;
  PWR->csr |= EWUP;
  PWR->cr |= CWUF | CSBF;
  PWR->cr |= PDDS;
  SCB->scr |= 4;
  reached("standby");
  wait_interrupt();
  reached("never");
}

static KEPT uint32_t before_standby;

void program(void) {
  clock_on(&RCC->apb1enr, BIT(28));
  if (PWR->csr & SBF) {
    tell("wake_flags", PWR->csr & (WUF | SBF));
    PWR->cr |= CWUF | CSBF;
    PWR->csr &= ~(uint32_t)EWUP;
    delay_cycles(100);
    tell("flags_cleared", PWR->csr & (WUF | SBF));
    tell("kept_register", RTC->bkpr[3]);
    tell("memory_lost", before_standby != 0x5EED);
    tell("cause", RCC->csr >> 25);
    finish();
  }
  before_standby = 0x5EED;
  RCC->csr |= BIT(24);
  shallow();
  stop();
  watch_voltage();
  standby();
}
