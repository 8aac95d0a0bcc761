/* Timers at 16 MHz. PA8 (TIM1_CH1) goes to PA6 (TIM3_CH1), PB2 to PB12 (TIM1_BKIN), PC1 and PC2 to PB6 and PB7 (encoder of TIM4). */
#include "guest.h"

enum { PWM1 = 6 };

static void timers_on(void) {
  clock_on(&RCC->apb1enr, 15);
  clock_on(&RCC->apb2enr, BIT(0));
  clock_on(&RCC->ahb1enr, 7);
}

static volatile uint32_t breaks;

static void tim1_break(void) {
  TIM1->dier = 0; /* the flag cannot be cleared while the input is active */
  breaks++;
}

/* Centre-aligned, 2 x 800 counts a period, 300 compared, 40 counts of dead time; then the break. */
static void centre_aligned(void) {
  pin_output('B', 2);
  pin_function('B', 12, 1);
  pin_function('A', 8, 1);
  pin_function('B', 13, 1);
  TIM1->arr = 800;
  TIM1->ccr[0] = 300;
  TIM1->ccmr[0] = PWM1 << 4 | BIT(3);
  TIM1->ccer = BIT(0) | BIT(2);
  TIM1->bdtr = BIT(15) | BIT(13) | BIT(12) | BIT(11) | BIT(10) | 40;
  TIM1->dier = BIT(7);
  TIM1->egr = 1;
  on_interrupt(IRQ_TIM1_BRK, tim1_break);
  TIM1->cr1 = 3u << 5 | BIT(7);
  TIM1->sr = 0;
  reached("pwm");
  TIM1->cr1 |= 1;
  delay_cycles(6 * 1600);
  reached("break");
  pin_set('B', 2, 1);
  AWAIT(breaks > 0);
  delay_cycles(1600);
  reached("broken");
  tell("breaks", breaks);
  tell("moe", TIM1->bdtr >> 15);
  TIM1->sr = ~BIT(7);
  tell("break_flag_stays", TIM1->sr >> 7 & 1);
  pin_set('B', 2, 0);
  TIM1->sr = ~BIT(7);
  tell("break_flag_cleared", TIM1->sr >> 7 & 1);
  TIM1->cr1 = 0;
}

/* PWM input: TIM3 is reset by each rising edge, channel 1 keeps the period, channel 2 the pulse. */
static void capture(void) {
  pin_function('A', 6, 2);
  TIM1->cr1 = TIM1->ccer = 0;
  TIM1->bdtr = BIT(15);
  TIM1->psc = 0;
  TIM1->arr = 999;
  TIM1->ccr[0] = 250;
  TIM1->egr = 1;
  TIM1->ccer = 1;
  TIM3->arr = 0xFFFF;
  TIM3->ccmr[0] = 1 | 2 << 8;
  TIM3->ccer = BIT(0) | BIT(4) | BIT(5);
  TIM3->smcr = 5 << 4 | 4;
  TIM3->cr1 = 1;
  TIM1->cr1 = 1;
  delay_cycles(3500);
  tell("period", TIM3->ccr[0]);
  tell("pulse", TIM3->ccr[1]);
  (void)TIM3->ccr[0];
  TIM3->sr = 0;
  delay_cycles(2500);
  tell("overcapture", TIM3->sr >> 9 & 1);
  TIM1->cr1 = TIM3->cr1 = TIM3->smcr = TIM3->ccer = 0;
}

static void turn(int steps) {
  static const uint8_t grey[4] = {0, 1, 3, 2};
  static uint32_t place;
  for (; steps != 0; steps += steps > 0 ? -1 : 1) {
    place += steps > 0 ? 1u : 3u;
    GPIO('C')->odr = (GPIO('C')->odr & ~6u) | (uint32_t)grey[place & 3] << 1;
  }
}

static void encoder(void) {
  pin_output('C', 1);
  pin_output('C', 2);
  pin_function('B', 6, 2);
  pin_function('B', 7, 2);
  TIM4->arr = 99;
  TIM4->ccmr[0] = 1 | 1 << 8;
  TIM4->smcr = 3;
  TIM4->cr1 = 1;
  turn(20);
  tell("turned", TIM4->cnt);
  tell("down", TIM4->cr1 >> 4 & 1);
  turn(-27);
  tell("back", TIM4->cnt);
  tell("down", TIM4->cr1 >> 4 & 1);
  TIM4->cr1 = 0;
}

/* One pulse of 50 us, 100 us behind the start: TIM2's channel 1 at PA5. */
static void one_pulse(void) {
  pin_function('A', 5, 1);
  TIM2->arr = 2399;
  TIM2->ccr[0] = 1600;
  TIM2->ccmr[0] = 7 << 4;
  TIM2->ccer = 1;
  TIM2->egr = 1;
  TIM2->sr = 0;
  reached("pulse_begins");
  TIM2->cr1 = BIT(3) | 1;
  delay_cycles(6000);
  tell("one_pulse_left", TIM2->cr1 & 1);
  tell("one_pulse_update", TIM2->sr & 1);
  TIM2->ccer = 0;
  TIM2->cr1 = 0;
}

/* TIM2 ticks every 100 cycles; TIM3 counts its updates; TIM4 runs while TIM3's channel says so. */
static void chain(void) {
  TIM2->cr1 = TIM3->cr1 = TIM4->cr1 = 0;
  TIM2->arr = 99;
  TIM2->cnt = 0;
  TIM2->cr2 = 2 << 4;
  TIM3->arr = 9;
  TIM3->cnt = 0;
  TIM3->ccmr[0] = PWM1 << 4;
  TIM3->ccr[0] = 4; /* not before: an input's is read only */
  TIM3->cr2 = 4 << 4;
  TIM3->smcr = 1 << 4 | 7;
  TIM3->cr1 = 1;
  TIM4->arr = 0xFFFF;
  TIM4->cnt = 0;
  TIM4->ccmr[0] = 0;
  TIM4->smcr = 2 << 4 | 5;
  TIM4->cr1 = 1;
  TIM2->cr1 = 1;
  while (TIM3->cnt < 3) {}
  while (TIM3->cnt != 0) {}
  TIM2->cr1 = 0;
  uint32_t gated = TIM4->cnt;
  tell("gated", gated);
  tell("chained_whole", TIM3->cnt);
  TIM3->cr1 = TIM4->cr1 = 0;
  TIM3->smcr = TIM4->smcr = 0;
}

/* A burst writes arr, rcr and ccr1 at each update: three periods, each of its own length and width. */
static void burst(void) {
  static const uint16_t table3[] = {1599, 0, 400, 799, 0, 600, 3199, 0, 800};
  clock_on(&RCC->ahb1enr, BIT(22));
  TIM1->cr1 = 0;
  TIM1->ccer = 1;
  TIM1->ccmr[0] = PWM1 << 4 | BIT(3);
  TIM1->arr = 999;
  TIM1->ccr[0] = 500;
  TIM1->bdtr = BIT(15);
  TIM1->egr = 1;
  stream_t *s = &DMA2->stream[5];
  s->par = (uint32_t)&TIM1->dmar;
  s->m0ar = (uint32_t)table3;
  s->ndtr = 9;
  s->cr = 6u << 25 | 1u << 13 | 1u << 11 | BIT(10) | 1u << 6;
  s->cr |= 1;
  TIM1->dcr = 2 << 8 | 11;
  TIM1->dier = BIT(8);
  TIM1->cr1 = BIT(7);
  reached("burst");
  TIM1->cr1 |= 1;
  while ((DMA2->isr[1] >> 6 & DMA_TC) == 0) {}
  delay_cycles(9000);
  TIM1->cr1 = 0;
  reached("burst_done");
}

void program(void) {
  timers_on();
  centre_aligned();
  capture();
  encoder();
  one_pulse();
  chain();
  burst();
}
