/* More of DMA: a stream that is stopped and goes on, fills, bytes to words out of line, two streams of unequal priority, half by half from
 * a port, a stream that starts with the second buffer, an error in direct mode. */
#include "guest.h"

static uint8_t bytes[128];
static uint32_t words[64];

static void clear_flags(int stream) {
  static const uint8_t shift[4] = {0, 6, 16, 22};
  DMA2->ifcr[stream / 4] = 0x3Du << shift[stream % 4];
}

static uint32_t flags(int stream) {
  static const uint8_t shift[4] = {0, 6, 16, 22};
  return DMA2->isr[stream / 4] >> shift[stream % 4] & 0x3D;
}

static void off(stream_t *s) {
  s->cr &= ~1u;
  while (s->cr & 1) {}
}

static void timer(uint32_t cycles) {
  TIM1->cr1 = TIM1->dier = 0; /* an update by hand would be a request */
  TIM1->arr = cycles - 1;
  TIM1->egr = 1;
  TIM1->sr = 0;
  TIM1->dier = BIT(8);
}

/* Stopped behind some bytes; what is left tells where it goes on. */
static void resumed(void) {
  stream_t *s = &DMA2->stream[5];
  for (int i = 0; i < 128; i++) bytes[i] = (uint8_t)i;
  s->par = (uint32_t)&GPIO('B')->odr;
  s->m0ar = (uint32_t)bytes;
  s->ndtr = 100;
  s->fcr = 0;
  s->cr = 6u << 25 | 1u << 6 | BIT(10);
  s->cr |= 1;
  timer(160);
  TIM1->cr1 = 1;
  while (s->ndtr > 60) {}
  off(s);
  uint32_t left = s->ndtr;
  tell("left", left);
  tell("complete_flag", flags(5) & DMA_TC);
  clear_flags(5);
  delay_cycles(1000);
  tell("stands", s->ndtr == left && GPIO('B')->odr == 99 - left);
  s->m0ar = (uint32_t)bytes + 100 - left;
  s->cr |= 1;
  while ((flags(5) & DMA_TC) == 0) {}
  TIM1->cr1 = 0;
  tell("last", GPIO('B')->odr);
  clear_flags(5);
}

/* One word to many places, and bytes out of line into words by the FIFO. */
static void memory(void) {
  static uint32_t source = 0xA5A5F00F;
  stream_t *s = &DMA2->stream[1];
  s->par = (uint32_t)&source;
  s->m0ar = (uint32_t)words;
  s->ndtr = 64;
  s->fcr = BIT(2) | 1;
  s->cr = 2u << 6 | BIT(10) | 2u << 11 | 2u << 13;
  s->cr |= 1;
  while ((flags(1) & DMA_TC) == 0) {}
  clear_flags(1);
  uint32_t wrong = 0;
  for (int i = 0; i < 64; i++) wrong += words[i] != source;
  tell("filled_wrong", wrong);
  s->par = (uint32_t)bytes + 3;
  s->m0ar = (uint32_t)words;
  s->ndtr = 40;
  s->fcr = BIT(2) | 3;
  s->cr = 2u << 6 | BIT(9) | BIT(10) | 0u << 11 | 2u << 13;
  s->cr |= 1;
  while ((flags(1) & DMA_TC) == 0) {}
  clear_flags(1);
  wrong = 0;
  for (uint32_t i = 0; i < 40; i++) wrong += ((uint8_t *)words)[i] != i + 3;
  tell("packed_wrong", wrong);
  tell("behind_untouched", words[10]);
}

/* Two from memory to memory at once: who outranks is done first. */
static void priorities(void) {
  static uint32_t a[64], b[64];
  stream_t *low = &DMA2->stream[0], *high = &DMA2->stream[3];
  for (int i = 0; i < 2; i++) {
    stream_t *s = i ? high : low;
    s->par = (uint32_t)bytes;
    s->m0ar = (uint32_t)(i ? a : b);
    s->ndtr = 32;
    s->fcr = BIT(2) | 3;
    s->cr = 2u << 6 | BIT(9) | BIT(10) | 2u << 11 | 2u << 13 | (i ? 3u << 16 : 0);
  }
  low->cr |= 1;
  high->cr |= 1;
  while ((flags(3) & DMA_TC) == 0) {}
  tell("low_still_busy", low->cr & 1);
  while ((flags(0) & DMA_TC) == 0) {}
  tell("both_done", b[31] == a[31] && a[31] == 0x7F7E7D7C);
  clear_flags(0);
  clear_flags(3);
}

static volatile uint32_t halves;
static uint8_t samples[16];

static void dma2_stream5(void) {
  uint32_t seen = flags(5);
  clear_flags(5);
  uint32_t sum = 0, from = seen & DMA_HT ? 0 : 8;
  for (uint32_t i = from; i < from + 8; i++) sum += samples[i];
  if (halves < 4) tell(seen & DMA_HT ? "first_half" : "second_half", sum);
  halves++;
}

/* A port sampled in a circle; each half is summed while the other one fills. PB8 to PB15 change by what the program writes. */
static void half_by_half(void) {
  stream_t *s = &DMA2->stream[5];
  on_interrupt(IRQ_DMA2_S5, dma2_stream5);
  GPIO('B')->odr = 0x03;
  s->par = (uint32_t)&GPIO('B')->idr;
  s->m0ar = (uint32_t)samples;
  s->ndtr = 16;
  s->fcr = 0;
  s->cr = 6u << 25 | BIT(8) | BIT(10) | BIT(3) | BIT(4);
  s->cr |= 1;
  timer(1600);
  TIM1->cr1 = 1;
  AWAIT(halves == 2);
  GPIO('B')->odr = 0x05;
  AWAIT(halves == 4);
  off(s);
  TIM1->cr1 = 0;
  NVIC_ICPR[2] = BIT(IRQ_DMA2_S5 - 64);
  clear_flags(5);
}

/* Begins with memory 1, whose address may not be changed while it is read, and goes on with memory 0. */
static void second_first(void) {
  static uint8_t zero[2] = {10, 11}, one[2] = {20, 21};
  stream_t *s = &DMA2->stream[5];
  on_interrupt(IRQ_DMA2_S5, dma2_stream5);
  halves = 10;
  s->par = (uint32_t)&GPIO('B')->odr;
  s->m0ar = (uint32_t)zero;
  s->m1ar = (uint32_t)one;
  s->ndtr = 2;
  s->cr = 6u << 25 | 1u << 6 | BIT(10) | BIT(18) | BIT(19);
  s->cr |= 1;
  timer(400);
  uint32_t seen = 0;
  reached("second_first");
  TIM1->cr1 = 1;
  for (int i = 0; i < 4; i++) {
    while ((TIM1->sr & 1) == 0) {}
    TIM1->sr = 0;
    delay_cycles(100);
    seen = seen * 100 + (GPIO('B')->odr & 0xFF);
  }
  off(s);
  TIM1->cr1 = 0;
  tell("sequence", seen);
}

void program(void) {
  clock_on(&RCC->ahb1enr, BIT(22) | 2);
  clock_on(&RCC->apb2enr, BIT(0));
  for (int pin = 0; pin < 8; pin++) pin_output('B', pin);
  resumed();
  memory();
  priorities();
  half_by_half();
  second_first();
}
