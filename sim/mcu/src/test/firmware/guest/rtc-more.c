/* More of the clock of the backup domain, from the crystal of the processor: alarms by the fraction of a second, time stamps, corrections,
 * an output of the second, and what the protection refuses. */
#include "guest.h"

static volatile uint32_t alarms;

static void alarm(void) {
  EXTI->pr = BIT(17);
  if (RTC->isr & BIT(8)) {
    RTC->isr &= ~BIT(8);
    reached("alarm_a");
  }
  if (RTC->isr & BIT(9)) {
    RTC->isr &= ~BIT(9);
    reached("alarm_b");
  }
  alarms++;
}

static void unprotect(void) {
  RTC->wpr = 0xCA;
  RTC->wpr = 0x53;
}

static void begin(void) {
  RTC->isr |= BIT(7);
  while ((RTC->isr & BIT(6)) == 0) {}
}

static void synchronise(void) {
  RTC->isr &= ~BIT(5);
  while ((RTC->isr & BIT(5)) == 0) {}
}

/* HSE / 8: a megahertz; 125 times 8000. */
static void set(uint32_t time, uint32_t date, uint32_t cr) {
  begin();
  RTC->prer = 7999;
  RTC->prer = 124u << 16 | 7999;
  RTC->tr = time;
  RTC->dr = date;
  RTC->cr = cr;
  RTC->isr &= ~BIT(7);
}

static void protection(void) {
  RTC->cr = BIT(6);
  tell("kept_control", RTC->cr);
}

static void fractions(void) {
  on_interrupt(IRQ_RTC_ALARM, alarm);
  EXTI->rtsr |= BIT(17);
  EXTI->imr |= BIT(17);
  set(0x120000, 0x23 << 16 | 1u << 13 | 0x1231, BIT(6));
  while ((RTC->isr & 3) != 3) {}
  /* alarm A each time that the fraction's lower 12 bits say so; alarm B at a second */
  RTC->alrmar = BIT(31) | BIT(23) | BIT(15) | BIT(7);
  RTC->alrmassr = 15u << 24 | 4000;
  RTC->alrmbr = BIT(31) | BIT(23) | BIT(15) | 0x02;
  RTC->alrmbssr = 0;
  RTC->cr |= BIT(12) | BIT(13) | BIT(8) | BIT(9);
  reached("fractions");
  AWAIT(alarms >= 4);
  RTC->cr &= ~(BIT(8) | BIT(9) | BIT(12) | BIT(13));
}

static void shift(void) {
  synchronise();
  uint32_t before = RTC->ssr;
  (void)RTC->tr;
  (void)RTC->dr;
  while (RTC->isr & 8) {}
  RTC->shiftr = 2000; /* later by a quarter of a second */
  while (RTC->isr & 8) {}
  synchronise();
  uint32_t after = RTC->ssr;
  (void)RTC->tr;
  (void)RTC->dr;
  tell("shifted", after - before);
}

static volatile uint32_t stamps;

static void stamped(void) {
  EXTI->pr = BIT(21);
  tell("stamp_time", RTC->tstr);
  tell("stamp_date", RTC->tsdr);
  RTC->isr &= ~BIT(11);
  stamps++;
}

static void stamp(void) {
  clock_on(&RCC->ahb1enr, BIT(2));
  set(0x235959, 0x23 << 16 | 7u << 13 | 0x1231, 0);
  on_interrupt(IRQ_TAMP, stamped);
  EXTI->rtsr |= BIT(21);
  EXTI->imr |= BIT(21);
  RTC->cr |= BIT(15) | BIT(11); /* rising edge at PC13 */
  reached("stamp");
  AWAIT(stamps > 0);
  RTC->cr &= ~(BIT(11) | BIT(15));
}

static void twelve_hours(void) {
  set(0x400000 | 0x115959, 0x23 << 16 | 7u << 13 | 0x1231, BIT(6)); /* eleven in the evening */
  delay_cycles(16000000 + 200000);
  synchronise();
  tell("next_day", RTC->tr);
  tell("next_year", RTC->dr);
  RTC->cr |= BIT(16); /* summer time */
  delay_cycles(16000);
  synchronise();
  tell("summer", RTC->tr);
}

void program(void) {
  clock_on(&RCC->apb1enr, BIT(28));
  RCC->cr |= BIT(16);
  while ((RCC->cr & BIT(17)) == 0) {}
  RCC->cfgr |= 8u << 16;
  RTC->bkpr[2] = 5;
  tell("refused", RTC->bkpr[2]);
  PWR->cr |= BIT(8);
  RCC->bdcr |= 3u << 8;
  RCC->bdcr |= BIT(15);
  unprotect();
  set(0x010203, 0x23 << 16 | 1u << 13 | 0x0102, 0);
  RTC->wpr = 0xFF;
  protection();
  unprotect();
  fractions();
  shift();
  stamp();
  twelve_hours();
  RTC->bkpr[2] = 6;
  RCC->bdcr |= BIT(16);
  RCC->bdcr &= ~BIT(16);
  tell("domain_reset", RTC->bkpr[2] | RCC->bdcr);
}
