/* DMA2: from memory to memory through the FIFO, from memory to a port at a timer's pace in a circle and with two buffers, and what it
 * refuses. PB0 to PB7 show what the timer sends. */
#include "guest.h"

static uint32_t words[64];
static uint8_t bytes[256];
static uint8_t pattern[8] = {1, 2, 4, 8, 16, 32, 64, 128};
static uint8_t first[4], second[4];
static volatile uint32_t half, complete, error, fifo_error, switches, next;

/* Stream 0's flags, at once and cleared. */
static uint32_t flags0(void) {
  uint32_t flags = DMA2->isr[0] & 0x3D;
  DMA2->ifcr[0] = flags;
  return flags;
}

static void stream0(void) {
  uint32_t flags = flags0();
  if (flags & DMA_HT) half++;
  if (flags & DMA_TC) complete++;
  if (flags & DMA_TE) error++;
  if (flags & DMA_FE) fifo_error++;
}

static void wait_off(stream_t *stream) {
  while (stream->cr & 1) {}
}

/* Words become bytes: packed by the FIFO, in bursts of four on both sides. */
static void pack(void) {
  for (uint32_t i = 0; i < 64; i++) words[i] = 0x03020100u + i * 0x04040404u;
  stream_t *s = &DMA2->stream[0];
  s->par = (uint32_t)words;
  s->m0ar = (uint32_t)bytes;
  s->ndtr = 64;
  s->fcr = BIT(2) | 3 | BIT(7);
  s->cr = 2u << 6 | BIT(9) | BIT(10) | 2u << 11 | 0u << 13 | 1u << 21 | 1u << 23 | BIT(4) | BIT(3) | BIT(2);
  s->cr |= 1;
  AWAIT(complete == 1);
  tell("half", half);
  tell("left", s->ndtr);
  tell("enabled", s->cr & 1);
  uint32_t wrong = 0;
  for (uint32_t i = 0; i < 256; i++) wrong += bytes[i] != i;
  tell("packed_wrong", wrong);
}

/* A burst that does not fit the threshold, and an address behind which nothing is. */
static void refused(void) {
  stream_t *s = &DMA2->stream[0];
  s->fcr = BIT(2) | 0 | BIT(7);
  s->cr = 2u << 6 | BIT(9) | BIT(10) | 2u << 11 | 2u << 13 | 3u << 23 | BIT(4);
  s->ndtr = 16;
  s->cr |= 1;
  AWAIT(fifo_error > 0);
  tell("fifo_error", fifo_error);
  wait_off(s);
  s->fcr = BIT(2) | 3;
  s->m0ar = 0x10000000; /* memory beside the processor, or nothing: out of reach */
  s->cr = 2u << 6 | BIT(9) | BIT(10) | 2u << 11 | 2u << 13 | BIT(2);
  s->ndtr = 16;
  s->cr |= 1;
  AWAIT(error > 0);
  tell("error", error);
  tell("error_enabled", s->cr & 1);
}

static void timer(uint32_t cycles) {
  clock_on(&RCC->apb2enr, BIT(0));
  TIM1->psc = 0;
  TIM1->arr = cycles - 1;
  TIM1->cnt = 0;
  TIM1->dier = BIT(8);
}

static volatile uint32_t rounds;

static void circle5(void) {
  uint32_t flags = DMA2->isr[1] >> 6 & 0x3D;
  DMA2->ifcr[1] = flags << 6;
  if (flags & DMA_TC) rounds++;
}

static void circle(void) {
  stream_t *s = &DMA2->stream[5];
  clock_on(&RCC->ahb1enr, BIT(1));
  for (int pin = 0; pin < 8; pin++) pin_output('B', pin);
  on_interrupt(IRQ_DMA2_S5, circle5);
  s->par = (uint32_t)&GPIO('B')->odr;
  s->m0ar = (uint32_t)pattern;
  s->ndtr = 8;
  s->cr = 6u << 25 | 1u << 6 | BIT(8) | BIT(10) | BIT(4);
  s->cr |= 1;
  timer(160);
  reached("circle");
  TIM1->cr1 = 1;
  AWAIT(rounds == 3);
  TIM1->cr1 = 0;
  TIM1->dier = 0;
  s->cr &= ~1u;
  wait_off(s);
  tell("rounds", rounds);
  DMA2->ifcr[1] = 0x3Du << 6;
}

/* Who is not read now is filled with the next four numbers. */
static void switch5(void) {
  uint32_t flags = DMA2->isr[1] >> 6 & 0x3D;
  DMA2->ifcr[1] = flags << 6;
  if ((flags & DMA_TC) == 0) return;
  switches++;
  uint8_t *free_one = DMA2->stream[5].cr & BIT(19) ? first : second;
  for (int i = 0; i < 4; i++) free_one[i] = (uint8_t)next++;
}

static void double_buffer(void) {
  stream_t *s = &DMA2->stream[5];
  for (int i = 0; i < 4; i++) {
    first[i] = (uint8_t)(i + 1);
    second[i] = (uint8_t)(i + 5);
  }
  next = 9;
  table[16 + IRQ_DMA2_S5] = switch5;
  s->m0ar = (uint32_t)first;
  s->m1ar = (uint32_t)second;
  s->ndtr = 4;
  s->cr = 6u << 25 | 1u << 6 | BIT(8) | BIT(10) | BIT(18) | BIT(4);
  s->cr |= 1;
  timer(800);
  reached("double");
  TIM1->cr1 = 1;
  AWAIT(switches == 5);
  TIM1->cr1 = 0;
  s->cr &= ~1u;
  tell("switches", switches);
  tell("port", GPIO('B')->odr);
}

void program(void) {
  clock_on(&RCC->ahb1enr, BIT(22));
  on_interrupt(IRQ_DMA2_S0, stream0);
  pack();
  refused();
  circle();
  double_buffer();
}
