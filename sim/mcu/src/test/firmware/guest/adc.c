/* Converters: voltages that the test gives at PA0 (1.1 V), PA1 (2.2 V), PC0 (0.55 V) and PC1, which it raises. ADCCLK is 8 MHz. */
#include "guest.h"

enum { ADON = 1, SWSTART = BIT(30), JSWSTART = BIT(22) };
enum { AWD = 1, EOC = 2, JEOC = 4, OVR_ = 32 };

#define VREFINT_CAL (*(volatile uint16_t *)0x1FFF7A2A)
#define TS_CAL1 (*(volatile uint16_t *)0x1FFF7A2C)
#define TS_CAL2 (*(volatile uint16_t *)0x1FFF7A2E)

static volatile uint32_t watched, injected, ended, transfers;

static void adc_handler(void) {
  uint32_t status = ADC1->sr;
  if ((status & AWD) && (ADC1->cr1 & BIT(6))) {
    ADC1->sr = ~(uint32_t)AWD;
    ADC1->cr1 &= ~BIT(6);
    watched++;
  }
  if ((status & JEOC) && (ADC1->cr1 & BIT(7))) {
    ADC1->sr = ~(uint32_t)JEOC;
    injected++;
  }
  if ((status & EOC) && (ADC1->cr1 & BIT(5))) {
    tell("triggered", ADC1->dr);
    ended++;
  }
}

static void dma2_stream0(void) {
  DMA2->ifcr[0] = 0x3D;
  transfers++;
}

static void stream0(volatile void *from, void *to, uint32_t count, uint32_t size) {
  stream_t *s = &DMA2->stream[0];
  s->cr = 0;
  while (s->cr & 1) {}
  DMA2->ifcr[0] = 0x3D;
  s->par = (uint32_t)from;
  s->m0ar = (uint32_t)to;
  s->ndtr = count;
  s->cr = size << 13 | size << 11 | BIT(10) | BIT(4);
  s->cr |= 1;
}

static uint32_t convert(uint32_t channel) {
  ADC1->sqr1 = 0;
  ADC1->sqr3 = channel;
  ADC1->sr = 0;
  ADC1->cr2 |= SWSTART;
  while ((ADC1->sr & EOC) == 0) {}
  return ADC1->dr;
}

/* Three channels in a row, twice, into memory. */
static void scan(void) {
  static uint16_t results[6];
  ADC1->cr1 = BIT(8);
  ADC1->sqr1 = 2u << 20;
  ADC1->sqr3 = 0 | 1 << 5 | 10 << 10;
  stream0(&ADC1->dr, results, 6, 1);
  ADC1->cr2 = ADON | BIT(8) | BIT(9) | BIT(1);
  reached("scan");
  ADC1->cr2 |= SWSTART;
  AWAIT(transfers == 1);
  reached("scanned");
  ADC1->cr2 = ADON;
  for (int i = 0; i < 6; i++) tell("scan_result", results[i]);
  ADC1->cr1 = 0;
}

static void inject(void) {
  ADC1->jofr[0] = 100;
  ADC1->jsqr = 1u << 20 | 1 << 10 | 10 << 15; /* two of them: the last two places of four */
  ADC1->cr1 = BIT(8) | BIT(7);
  ADC1->cr2 |= JSWSTART;
  AWAIT(injected == 1);
  tell("injected", ADC1->jdr[0]);
  tell("injected", ADC1->jdr[1]);
  ADC1->cr1 = 0;
  ADC1->jofr[0] = 0;
}

static void watchdog(void) {
  ADC1->ltr = 500;
  ADC1->htr = 2000;
  ADC1->sqr1 = 0;
  ADC1->sqr3 = 11;
  ADC1->cr1 = BIT(23) | BIT(9) | 11 | BIT(6);
  ADC1->cr2 = ADON | BIT(1);
  ADC1->sr = 0;
  ADC1->cr2 |= SWSTART;
  delay_cycles(1600);
  tell("watched_within", watched);
  reached("raise");
  AWAIT(watched > 0);
  reached("seen");
  ADC1->cr2 = ADON;
  ADC1->cr1 = 0;
}

static void inside(void) {
  ADC->ccr |= BIT(23);
  ADC1->smpr1 = 7u << 18 | 7u << 21 | 7u << 24;
  uint32_t reference = convert(17);
  tell("supply_mv", 3300u * VREFINT_CAL / reference);
  uint32_t sensor = convert(is_f407() ? 16 : 18);
  tell("tenth_degrees", (uint32_t)(300 + ((int)sensor - TS_CAL1) * 800 / (TS_CAL2 - TS_CAL1)));
}

/* A conversion a millisecond by TIM3's update. */
static void by_timer(void) {
  clock_on(&RCC->apb1enr, BIT(1));
  TIM3->arr = 15999;
  TIM3->cr2 = 2 << 4;
  ADC1->sqr3 = 1;
  ADC1->cr1 = BIT(5);
  ADC1->cr2 = ADON | 1u << 28 | 8u << 24;
  ADC1->sr = 0;
  reached("by_timer");
  TIM3->cr1 = 1;
  AWAIT(ended == 3);
  TIM3->cr1 = 0;
  ADC1->cr2 = ADON;
  ADC1->cr1 = 0;
}

static void overrun(void) {
  ADC1->sqr3 = 0;
  ADC1->cr2 = ADON | BIT(10) | BIT(1); /* EOCS: overruns are told without DMA too */
  ADC1->sr = 0;
  ADC1->cr2 |= SWSTART;
  delay_cycles(400);
  tell("overrun", ADC1->sr & OVR_);
  tell("overrun_first", ADC1->dr);
  ADC1->cr2 = ADON;
  ADC1->sr = 0;
}

/* Two converters at once: both results in one word. */
static void dual(void) {
  static uint32_t pairs[2];
  clock_on(&RCC->apb2enr, BIT(9));
  ADC->ccr = 2u << 14 | 6;
  ADC1->cr1 = ADC2->cr1 = BIT(8);
  ADC1->sqr1 = ADC2->sqr1 = 1u << 20;
  ADC1->sqr3 = 0 | 1 << 5;
  ADC2->sqr3 = 10 | 0 << 5;
  ADC1->cr2 = ADC2->cr2 = ADON;
  transfers = 0;
  stream0(&ADC->cdr, pairs, 2, 2);
  ADC1->cr2 |= SWSTART;
  AWAIT(transfers == 1);
  tell("pair", pairs[0]);
  tell("pair", pairs[1]);
}

void program(void) {
  clock_on(&RCC->apb2enr, BIT(8));
  clock_on(&RCC->ahb1enr, BIT(22));
  pin_analog('A', 0);
  pin_analog('A', 1);
  pin_analog('C', 0);
  pin_analog('C', 1);
  on_interrupt(IRQ_ADC, adc_handler);
  on_interrupt(IRQ_DMA2_S0, dma2_stream0);
  ADC1->cr2 = ADON;
  scan();
  inject();
  watchdog();
  inside();
  by_timer();
  overrun();
  if (!is_f401() && !is_f411()) dual();
}
