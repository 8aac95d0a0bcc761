/* More of timers at 16 MHz: repetition, a retriggered pulse, an external clock, a reference that is cleared, six steps of a motor by COM,
 * Hall sensors, captures by DMA, the basic and small timers where fitted. PC3 goes to PA0 (TIM2_ETR, TIM5_CH1) and PE7 (TIM1_ETR), PC6 to
 * PB4 (TIM3_CH1), PC7 to PB5 (TIM3_CH2), PC8 to PB0 (TIM3_CH3). */
#include "guest.h"

enum { PWM1 = 6, PWM2 = 7, TOGGLE = 3 };
enum { CEN = 1, OPM = 8, UDIS = 2, ARPE = 128 };

static void tick(int pin) {
  pin_set('C', pin, 1);
  pin_set('C', pin, 0);
}

static volatile uint32_t updates;

static void tim1_update(void) {
  TIM1->sr = ~1u;
  updates++;
}

/* An update each four periods of 1000 cycles. */
static void repetition(void) {
  TIM1->arr = 999;
  TIM1->rcr = 3;
  TIM1->egr = 1;
  TIM1->sr = 0;
  TIM1->dier = 1;
  on_interrupt(IRQ_TIM1_UP, tim1_update);
  TIM1->cr1 = CEN;
  delay_cycles(21000);
  TIM1->cr1 = 0;
  TIM1->dier = TIM1->rcr = 0;
  tell("updates", updates);
}

/* 200 cycles behind each edge at channel 1 a pulse of 300 at channel 2, PA1. */
static void retriggered(void) {
  pin_function('A', 0, 2);
  pin_function('A', 1, 2);
  TIM5->arr = 499;
  TIM5->ccmr[0] = 1 | PWM2 << 12;
  TIM5->ccr[1] = 200;
  TIM5->ccer = BIT(4);
  TIM5->smcr = 5 << 4 | 6;
  TIM5->egr = 1;
  TIM5->cr1 = OPM;
  for (int i = 0; i < 3; i++) {
    tick(3);
    delay_cycles(2000);
  }
  tell("idle_between", TIM5->cr1 & CEN);
  TIM5->cr1 = TIM5->smcr = TIM5->ccer = 0;
}

static void external_clock(void) {
  pin_function('A', 0, 1);
  TIM2->arr = 0xFFFFFFFF;
  TIM2->cnt = 0xFFFFFFFD;
  TIM2->smcr = BIT(14) | 1 << 12; /* every second edge of ETR */
  TIM2->cr1 = CEN;
  for (int i = 0; i < 10; i++) tick(3);
  tell("external", TIM2->cnt);
  tell("wrapped", TIM2->sr & 1);
  TIM2->cr1 = TIM2->smcr = 0;
}

/* The reference falls while ETR is high, until the next period. */
static void cleared(void) {
  pin_function('E', 7, 1);
  pin_function('A', 8, 1);
  TIM1->arr = 1599;
  TIM1->ccr[0] = 800;
  TIM1->ccmr[0] = PWM1 << 4 | BIT(7);
  TIM1->ccer = 1;
  TIM1->bdtr = BIT(15);
  TIM1->egr = 1;
  TIM1->sr = 0;
  reached("clear");
  TIM1->cr1 = CEN;
  while ((TIM1->sr & 1) == 0) {}
  while (TIM1->cnt < 400) {}
  tick(3);
  TIM1->sr = 0;
  while ((TIM1->sr & 1) == 0) {}
  while (TIM1->cnt < 1000) {}
  reached("clear_done");
  TIM1->cr1 = TIM1->ccer = 0;
  TIM1->ccmr[0] = 0;
}

/* What is written to modes and enables waits for COM. */
static void commutation(void) {
  TIM1->cr2 = 1;
  TIM1->ccmr[0] = 5 << 4; /* forced high */
  TIM1->ccer = 1;
  TIM1->egr = BIT(5);
  tell("com_before", (uint32_t)pin_get('A', 8));
  TIM1->ccmr[0] = 4 << 4;
  tell("com_waits", (uint32_t)pin_get('A', 8));
  TIM1->egr = BIT(5);
  tell("com_behind", (uint32_t)pin_get('A', 8));
  tell("com_flag", TIM1->sr >> 5 & 1);
  TIM1->cr2 = TIM1->ccer = TIM1->ccmr[0] = 0;
}

static void hall(uint32_t levels) { GPIO('C')->odr = (GPIO('C')->odr & ~(7u << 6)) | levels << 6; }

/* Each change of one of three sensors captures and resets. */
static void hall_sensors(void) {
  static const uint8_t order[6] = {1, 3, 2, 6, 4, 5};
  pin_function('B', 4, 2);
  pin_function('B', 5, 2);
  pin_function('B', 0, 2);
  TIM3->arr = 0xFFFF;
  TIM3->ccmr[0] = 3; /* from TRC */
  TIM3->ccer = 1;
  TIM3->cr2 = BIT(7);
  TIM3->smcr = 4 << 4 | 4;
  TIM3->cr1 = CEN;
  uint32_t captures = 0, near = 0;
  for (uint32_t i = 0; i < 6; i++) {
    hall(order[i]);
    if (TIM3->sr & 2) {
      captures++;
      uint32_t length = TIM3->ccr[0];
      near += i > 0 && length >= 1000 && length < 1150;
    }
    delay_cycles(1000);
  }
  tell("hall_captures", captures);
  tell("hall_lengths", near);
  TIM3->cr1 = TIM3->smcr = TIM3->cr2 = TIM3->ccer = 0;
}

static void captures_by_dma(void) {
  static uint16_t times[4];
  clock_on(&RCC->ahb1enr, BIT(21));
  hall(0);
  TIM3->ccmr[0] = 1;
  TIM3->ccer = 1;
  TIM3->cnt = 0;
  TIM3->sr = 0;
  stream_t *s = &DMA1->stream[4];
  s->par = (uint32_t)&TIM3->ccr[0];
  s->m0ar = (uint32_t)times;
  s->ndtr = 4;
  s->cr = 5u << 25 | 1u << 13 | 1u << 11 | BIT(10);
  s->cr |= 1;
  TIM3->dier = BIT(9);
  TIM3->cr1 = CEN;
  for (int i = 0; i < 4; i++) {
    delay_cycles(500);
    tick(6);
  }
  delay_cycles(100);
  uint32_t even = 0;
  for (int i = 1; i < 4; i++) even += (uint16_t)(times[i] - times[i - 1]) >= 500 && (uint16_t)(times[i] - times[i - 1]) < 650;
  tell("dma_captures", 4 - s->ndtr);
  tell("dma_even", even);
  TIM3->cr1 = TIM3->dier = TIM3->ccer = 0;
}

/* TIM9 toggles its pin PA2 at each match; TIM6 and TIM7, where fitted, tick alone. */
static void small_ones(void) {
  clock_on(&RCC->apb2enr, BIT(16));
  pin_function('A', 2, 3);
  TIM9->arr = 399;
  TIM9->ccr[0] = 100;
  TIM9->ccmr[0] = TOGGLE << 4;
  TIM9->ccer = 1;
  reached("toggle");
  TIM9->cr1 = CEN;
  delay_cycles(4000);
  TIM9->cr1 = 0;
  reached("toggled");
  if (is_f401() || is_f411()) return;
  tim_t *tim7 = (tim_t *)0x40001400;
  clock_on(&RCC->apb1enr, BIT(5));
  tim7->psc = 15;
  tim7->arr = 9;
  tim7->egr = 1;
  tim7->sr = 0;
  tim7->cr1 = CEN;
  uint32_t count = 0;
  for (int i = 0; i < 5; i++) {
    while ((tim7->sr & 1) == 0) {}
    tim7->sr = 0;
    count++;
  }
  tell("basic", count);
  reached("basic_done");
}

void program(void) {
  clock_on(&RCC->apb1enr, 15);
  clock_on(&RCC->apb2enr, BIT(0));
  for (int pin = 3; pin <= 8; pin++) {
    if (pin != 4 && pin != 5) pin_output('C', pin);
  }
  repetition();
  retriggered();
  external_clock();
  cleared();
  commutation();
  hall_sensors();
  captures_by_dma();
  small_ones();
}
