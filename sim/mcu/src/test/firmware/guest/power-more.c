/* More of sleep: stop left by an event, sleep at the end of handlers, sleep until an event of another kind, standby left by the wake-up
 * timer, a watchdog that goes on in stop mode. Lives are counted in a backup register. */
#include "guest.h"

enum { PDDS = 2, CWUF = 4, CSBF = 8, DBP = BIT(8), SBF = 2, WUF = 1 };

static volatile uint32_t ticks, wakes;

/* The clock of the backup domain from LSI, 32 kHz: a wake-up each count of 16 periods. */
static void wake_timer(uint32_t counts) {
  RCC->csr |= 1;
  while ((RCC->csr & 2) == 0) {}
  RCC->bdcr |= 2u << 8;
  RCC->bdcr |= BIT(15);
  RTC->wpr = 0xCA;
  RTC->wpr = 0x53;
  RTC->cr &= ~BIT(10);
  while ((RTC->isr & BIT(2)) == 0) {}
  RTC->isr &= ~BIT(10);
  RTC->wutr = counts - 1;
  RTC->cr = (RTC->cr & ~7u) | BIT(14) | BIT(10);
}

static void wake_off(void) {
  RTC->cr &= ~(BIT(10) | BIT(14));
  RTC->isr &= ~BIT(10);
  EXTI->pr = BIT(22);
}

static void stop_by_event(void) {
  EXTI->rtsr = BIT(22);
  EXTI->emr = BIT(22);
  wake_timer(20); /* 10 ms */
  __asm volatile("sev\n wfe");
  SCB->scr |= 4;
  PWR->cr = (PWR->cr & ~(uint32_t)PDDS) | 1;
  reached("stop_event");
  __asm volatile("wfe");
  reached("event_came");
  SCB->scr = 0;
  EXTI->emr = 0;
  wake_off();
}

static void systick(void) {
  if (++ticks == 5) SCB->scr = 0; /* awake from now on */
}

static void sleep_on_exit(void) {
  on_exception(15, systick);
  SYST->rvr = 16000 - 1;
  SYST->cvr = 0;
  SCB->scr = 2;
  reached("on_exit");
  SYST->csr = 7;
  wait_interrupt();
  SYST->csr = 0;
  reached("exited");
  tell("ticks", ticks);
}

/* A pending interrupt that is not enabled wakes who waits for events, if SEVONPEND is set. */
static void pending_is_event(void) {
  __asm volatile("sev\n wfe");
  SCB->scr = 16;
  SYST->rvr = 4000 - 1;
  interrupts_off();
  SYST->cvr = 0;
  SYST->csr = 7;
  __asm volatile("wfe");
  SYST->csr = 0;
  tell("still_pending", SCB->icsr >> 26 & 1);
  SCB->icsr = BIT(25);
  interrupts_on();
  tell("not_served", ticks);
  SCB->scr = 0;
}

static void standby(void) {
  PWR->cr |= CWUF | CSBF;
  wake_timer(100); /* 50 ms */
  PWR->cr |= PDDS;
  SCB->scr |= 4;
  reached("standby");
  wait_interrupt();
  reached("never");
}

/* The watchdog, 4 ms, is not stopped by stop mode. */
static void starve_in_stop(void) {
  IWDG->kr = 0xCCCC;
  IWDG->kr = 0x5555;
  IWDG->pr = 0;
  IWDG->rlr = 31;
  while (IWDG->sr != 0) {}
  IWDG->kr = 0xAAAA;
  PWR->cr &= ~(uint32_t)PDDS;
  SCB->scr |= 4;
  reached("starve");
  wait_interrupt();
  reached("never");
}

void program(void) {
  clock_on(&RCC->apb1enr, BIT(28));
  PWR->cr |= DBP;
  if (RCC->csr & BIT(29)) {
    tell("starved", RTC->bkpr[1]);
    finish();
  }
  if (PWR->csr & SBF) {
    tell("woken_by", PWR->csr & (SBF | WUF));
    tell("timer_flag", RTC->isr >> 10 & 1);
    wake_off();
    PWR->cr |= CWUF | CSBF;
    RTC->bkpr[1] = 77;
    starve_in_stop();
  }
  stop_by_event();
  sleep_on_exit();
  pending_is_event();
  standby();
}
