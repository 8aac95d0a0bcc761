/* More of converters: left-aligned and of fewer bits, some at a time, injected into a scan, in the middle of others, battery, two in turn and
 * three in turn. PA0 has 1.1 V, PA1 2.2 V, PC0 0.55 V. */
#include "guest.h"

enum { ADON = 1, CONT = 2, SWSTART = BIT(30), JSWSTART = BIT(22), EOC = 2, JEOC = 4, STRT_ = 16 };
#define ADC3 ((adc_t *)0x40012200)

static uint32_t convert(void) {
  ADC1->sr = 0;
  ADC1->cr2 |= SWSTART;
  while ((ADC1->sr & EOC) == 0) {}
  return ADC1->dr;
}

static void formats(void) {
  ADC1->sqr3 = 0;
  ADC1->cr2 = ADON | BIT(11);
  tell("left", convert());
  ADC1->cr2 = ADON;
  for (uint32_t resolution = 1; resolution <= 3; resolution++) {
    ADC1->cr1 = resolution << 24;
    tell("fewer_bits", convert());
  }
  ADC1->cr1 = BIT(24);
  ADC1->cr2 = ADON | BIT(11);
  tell("left_ten", convert());
  ADC1->cr1 = 0;
  ADC1->cr2 = ADON;
}

/* Three of a sequence, two a trigger: 0 1, then 10 alone. */
static void some_at_a_time(void) {
  ADC1->cr1 = BIT(8) | BIT(11) | 1u << 13;
  ADC1->sqr1 = 2u << 20;
  ADC1->sqr3 = 0 | 1 << 5 | 10 << 10;
  ADC1->cr2 = ADON | BIT(10);
  for (int i = 0; i < 3; i++) {
    if (i != 1) {
      ADC1->cr2 |= SWSTART;
    }
    while ((ADC1->sr & EOC) == 0) {}
    tell("some", ADC1->dr);
  }
  delay_cycles(500);
  tell("no_more", ADC1->sr & EOC);
  ADC1->cr1 = 0;
  ADC1->sqr1 = 0;
}

/* An injected group behind each regular one. */
static void behind(void) {
  ADC1->sqr3 = 1;
  ADC1->jsqr = 10u << 15;
  ADC1->cr1 = BIT(10);
  ADC1->cr2 = ADON;
  ADC1->sr = 0;
  ADC1->cr2 |= SWSTART;
  while ((ADC1->sr & JEOC) == 0) {}
  tell("regular_before", ADC1->dr);
  tell("injected_behind", ADC1->jdr[0]);
  ADC1->cr1 = 0;
}

/* A long conversion is broken off for an injected one, and done anew. */
static void in_the_middle(void) {
  ADC1->smpr2 = 7; /* channel 0: 480 cycles, 60 us and more */
  ADC1->sqr3 = 0;
  ADC1->jsqr = 1u << 15;
  ADC1->sr = 0;
  reached("long");
  ADC1->cr2 |= SWSTART;
  delay_cycles(400);
  ADC1->cr2 |= JSWSTART;
  while ((ADC1->sr & JEOC) == 0) {}
  tell("regular_waits", ADC1->sr & EOC);
  while ((ADC1->sr & EOC) == 0) {}
  reached("long_done");
  tell("injected_first", ADC1->jdr[0]);
  tell("regular_then", ADC1->dr);
  ADC1->smpr2 = 0;
}

static void battery(void) {
  ADC->ccr |= BIT(22);
  ADC1->smpr1 = 7u << 24;
  ADC1->sqr3 = 18;
  ADC1->sqr1 = 0;
  tell("battery", convert());
  ADC->ccr &= ~BIT(22);
  ADC1->smpr1 = 0;
}

static void stream0(void *to, uint32_t count, uint32_t size) {
  stream_t *s = &DMA2->stream[0];
  s->cr = 0;
  while (s->cr & 1) {}
  DMA2->ifcr[0] = 0x3D;
  s->par = (uint32_t)&ADC->cdr;
  s->m0ar = (uint32_t)to;
  s->ndtr = count;
  s->cr = size << 13 | size << 11 | BIT(10);
  s->cr |= 1;
}

static void wait_dma(void) {
  while ((DMA2->isr[0] & DMA_TC) == 0) {}
}

/* Both take channel 0 in turn, seven cycles apart. */
static void interleaved(void) {
  static uint32_t pairs[4];
  clock_on(&RCC->apb2enr, BIT(9) | BIT(10));
  ADC1->cr2 = ADC2->cr2 = ADC3->cr2 = 0;
  ADC->ccr = 2u << 14 | 2u << 8 | 7;
  ADC1->sqr1 = ADC2->sqr1 = 0;
  ADC1->sqr3 = 0;
  ADC2->sqr3 = 0;
  ADC1->cr1 = ADC2->cr1 = 0;
  stream0(pairs, 4, 2);
  ADC1->cr2 = ADON | CONT;
  ADC2->cr2 = ADON | CONT;
  reached("interleaved");
  ADC1->cr2 |= SWSTART;
  wait_dma();
  reached("interleaved_done");
  ADC1->cr2 = ADC2->cr2 = 0;
  tell("interleaved_pair", pairs[0]);
  tell("interleaved_pair", pairs[3]);
  ADC->ccr = 0;
}

/* Three converters at once, each its own channel: halfwords in the order of the converters. */
static void triple(void) {
  static uint16_t results[6];
  ADC->ccr = 1u << 14 | 0x16;
  ADC1->sqr3 = 0;
  ADC2->sqr3 = 1;
  ADC3->sqr3 = 10;
  ADC3->sqr1 = 0;
  ADC1->cr1 = ADC2->cr1 = ADC3->cr1 = 0;
  stream0(results, 6, 1);
  ADC1->cr2 = ADON | CONT;
  ADC2->cr2 = ADON | CONT;
  ADC3->cr2 = ADON | CONT;
  ADC1->cr2 |= SWSTART;
  wait_dma();
  for (int i = 0; i < 6; i++) tell("triple", results[i]);
}

void program(void) {
  clock_on(&RCC->apb2enr, BIT(8));
  clock_on(&RCC->ahb1enr, BIT(22));
  pin_analog('A', 0);
  pin_analog('A', 1);
  pin_analog('C', 0);
  ADC1->cr2 = ADON;
  formats();
  some_at_a_time();
  behind();
  in_the_middle();
  battery();
  if (!is_f401() && !is_f411()) {
    interleaved();
    triple();
  }
}
