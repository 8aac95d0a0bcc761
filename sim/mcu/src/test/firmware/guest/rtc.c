/* The clock of the backup domain from the crystal: calendar over midnight, alarm, wake-up timer, tamper, and what a reset leaves. */
#include "guest.h"

static volatile uint32_t ready, alarms, wakes, tampers;

static void rcc_handler(void) {
  RCC->cir |= BIT(17);
  ready++;
}

static void alarm(void) {
  EXTI->pr = BIT(17);
  RTC->isr &= ~BIT(8);
  alarms++;
  tell("alarm_at", RTC->tr);
  (void)RTC->dr;
}

static void wake_up(void) {
  EXTI->pr = BIT(22);
  RTC->isr &= ~BIT(10);
  wakes++;
  reached("wake");
}

static void tamper(void) {
  EXTI->pr = BIT(21);
  RTC->isr &= ~BIT(13);
  tampers++;
}

static void unprotect(void) {
  RTC->wpr = 0xCA;
  RTC->wpr = 0x53;
}

static void start_crystal(void) {
  on_interrupt(IRQ_RCC, rcc_handler);
  RCC->cir = BIT(9);
  RCC->bdcr |= 1;
  reached("crystal");
  AWAIT(ready > 0);
  reached("crystal_ready");
  RCC->bdcr |= 1u << 8;
  RCC->bdcr |= BIT(15);
}

/* Tuesday, the last of February of a leap year, two seconds before midnight. */
static void set_calendar(void) {
  unprotect();
  RTC->isr |= BIT(7);
  while ((RTC->isr & BIT(6)) == 0) {}
  RTC->prer = 255;
  RTC->prer = 127u << 16 | 255;
  RTC->tr = 0x235958;
  RTC->dr = 0x24 << 16 | 4u << 13 | 0x0229;
  RTC->isr &= ~BIT(7);
  reached("set");
}

static void read_calendar(const char *time, const char *date) {
  RTC->isr &= ~BIT(5);
  while ((RTC->isr & BIT(5)) == 0) {}
  tell(time, RTC->tr);
  tell(date, RTC->dr);
}

static void alarm_in_a_second(void) {
  RTC->cr &= ~BIT(8);
  while ((RTC->isr & 1) == 0) {}
  RTC->alrmar = BIT(31) | 0x000001; /* any day, 00:00:01 */
  RTC->alrmassr = 0;
  EXTI->rtsr |= BIT(17) | BIT(21) | BIT(22);
  EXTI->imr |= BIT(17) | BIT(21) | BIT(22);
  on_interrupt(IRQ_RTC_ALARM, alarm);
  RTC->cr |= BIT(12) | BIT(8);
}

/* Each 100 ms and a bit: 2048 Hz by 205. */
static void wake_often(void) {
  on_interrupt(IRQ_RTC_WKUP, wake_up);
  RTC->cr &= ~BIT(10);
  while ((RTC->isr & BIT(2)) == 0) {}
  RTC->wutr = 204;
  RTC->cr = (RTC->cr & ~7u) | BIT(14) | BIT(10);
  AWAIT(wakes >= 5);
  RTC->cr &= ~BIT(10);
}

static void second_life(void) {
  tell("running_still", RTC->cr >> 8 & 1);
  read_calendar("later_time", "later_date");
  tell("kept", RTC->bkpr[0]);
  tell("kept", RTC->bkpr[19]);
  on_interrupt(IRQ_TAMP, tamper);
  EXTI->rtsr |= BIT(21);
  EXTI->imr |= BIT(21);
  clock_on(&RCC->ahb1enr, BIT(2));
  RTC->tafcr = BIT(2) | 1; /* an edge at PC13 */
  reached("tamper");
  AWAIT(tampers > 0);
  tell("wiped", RTC->bkpr[0] | RTC->bkpr[19]);
}

void program(void) {
  clock_on(&RCC->apb1enr, BIT(28));
  uint32_t warm = RCC->csr >> 28 & 1;
  PWR->cr |= BIT(8);
  if (warm) {
    second_life();
    finish();
  }
  start_crystal();
  set_calendar();
  alarm_in_a_second();
  RTC->bkpr[0] = 0x600DF00D;
  RTC->bkpr[19] = 0x12345678;
  AWAIT(alarms > 0);
  read_calendar("time", "date");
  wake_often();
  SCB->aircr = 0x05FA0004;
  for (;;) {}
}
