/* More of serial ports, as firmware uses them: messages of any length by DMA in a circle and the idle line, LIN, a mute receiver, eight
 * samples a bit, the synchronous clock. USART1 (PA9) to USART2 (PA3) and back (PA2 to PA10); its clock is PA8. */
#include "guest.h"

enum { UE = BIT(13), TE = BIT(3), RE = BIT(2), RWU = BIT(1), SBK = BIT(0), M9 = BIT(12), WAKE = BIT(11), OVER8 = BIT(15) };
enum { IDLEIE = BIT(4), PEIE = BIT(8), EIE = BIT(0) };
enum { LINEN = BIT(14), LBDL = BIT(5), LBDIE = BIT(6), CLKEN = BIT(11), CPOL = BIT(10), CPHA = BIT(9), LBCL = BIT(8) };

static void wait_flag(usart_t *usart, uint32_t flag) {
  while ((usart->sr & flag) == 0) {}
}

static void setup(usart_t *usart, uint32_t brr, uint32_t cr1, uint32_t cr2, uint32_t cr3) {
  usart->cr1 = 0;
  usart->cr2 = cr2;
  usart->cr3 = cr3;
  usart->brr = brr;
  (void)usart->sr;
  (void)usart->dr;
  usart->cr1 = UE | TE | RE | cr1;
}

static uint8_t ring[16];
static volatile uint32_t messages, at;
static uint32_t lengths, sums;

/* The idle line ends a message: what came since stands in the ring. */
static void usart2_idle(void) {
  if ((USART2->sr & IDLE) == 0) return;
  (void)USART2->dr;
  uint32_t now = 16 - DMA1->stream[5].ndtr, length = 0, sum = 0;
  while (at != now % 16) {
    sum += ring[at];
    at = (at + 1) % 16;
    length++;
  }
  lengths = lengths << 8 | length;
  sums = sums << 8 | (sum & 0xFF);
  messages++;
}

static void send(const uint8_t *from, uint32_t length) {
  for (uint32_t i = 0; i < length; i++) {
    wait_flag(USART1, TXE);
    USART1->dr = from[i];
  }
  wait_flag(USART1, TC);
}

static void any_length(void) {
  static const uint8_t text[12] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  clock_on(&RCC->ahb1enr, BIT(21));
  setup(USART1, 139, 0, 0, 0);
  setup(USART2, 139, IDLEIE, 0, BIT(6));
  on_interrupt(IRQ_USART2, usart2_idle);
  stream_t *s = &DMA1->stream[5];
  s->par = (uint32_t)&USART2->dr;
  s->m0ar = (uint32_t)ring;
  s->ndtr = 16;
  s->cr = 4u << 25 | BIT(10) | BIT(8);
  s->cr |= 1;
  send(text, 5);
  AWAIT(messages == 1);
  send(text, 12);
  AWAIT(messages == 2);
  send(text + 4, 3);
  AWAIT(messages == 3);
  tell("lengths", lengths);
  tell("sums", sums);
  s->cr &= ~1u;
  while (s->cr & 1) {}
}

static volatile uint32_t breaks;

static void usart2_break(void) {
  if (USART2->sr & LBD) {
    USART2->sr = ~(uint32_t)LBD;
    breaks++;
  }
}

static void lin(void) {
  table[16 + IRQ_USART2] = usart2_break;
  setup(USART1, 833, 0, LINEN, 0);
  setup(USART2, 833, 0, LINEN | LBDL | LBDIE, 0);
  USART1->cr1 |= SBK;
  AWAIT(breaks == 1);
  tell("break_error", USART2->sr & FE);
  (void)USART2->dr;
  while (USART1->cr1 & SBK) {}
  USART1->dr = 0x55;
  wait_flag(USART2, RXNE);
  tell("sync", USART2->dr);
  tell("breaks", breaks);
}

/* Muted until its own address comes, and again when another's does. */
static void mute(void) {
  setup(USART1, 139, M9, 0, 0);
  setup(USART2, 139, M9 | WAKE, 5, 0);
  USART2->cr1 |= RWU;
  static const uint16_t said[8] = {0x103, 0x011, 0x105, 0x022, 0x033, 0x107, 0x044, 0x105};
  uint32_t heard = 0, count = 0;
  for (int i = 0; i < 8; i++) {
    USART1->dr = said[i];
    wait_flag(USART1, TC);
    delay_cycles(200);
    if (USART2->sr & RXNE) {
      heard = heard * 3 + USART2->dr;
      count++;
    }
  }
  tell("mute_count", count);
  tell("mute_heard", heard);
}

static void eight_samples(void) {
  setup(USART1, 1 << 4 | 0, OVER8, 0, 0); /* 16 MHz / 8: two megabit */
  setup(USART2, 1 << 4 | 0, OVER8, 0, 0);
  USART1->dr = 0xC3;
  wait_flag(USART2, RXNE);
  tell("eight", USART2->dr);
}

static volatile uint32_t errors;

static void usart2_error(void) {
  uint32_t status = USART2->sr;
  (void)USART2->dr;
  errors |= status & (FE | NF | ORE | PE);
}

/* An error while DMA receives is told by EIE alone. */
static void error_by_dma(void) {
  table[16 + IRQ_USART2] = usart2_error;
  setup(USART1, 139 * 4, 0, 0, 0); /* too slow: zeros where the stop bit belongs */
  setup(USART2, 139, 0, 0, BIT(6) | EIE);
  USART1->dr = 0;
  wait_flag(USART1, TC);
  delay_cycles(20000);
  tell("slow_sender", errors & FE);
  errors = 0;
}

static void synchronous(void) {
  pin_function('A', 8, 7);
  setup(USART1, 160, 0, 0, 0);
  USART1->cr1 = 0;
  USART1->cr2 = CLKEN | CPOL | CPHA | LBCL;
  USART1->cr1 = UE | TE | RE;
  reached("synchronous");
  USART1->dr = 0x69;
  wait_flag(USART1, RXNE);
  tell("looped", USART1->dr);
}

void program(void) {
  clock_on(&RCC->apb2enr, BIT(4));
  clock_on(&RCC->apb1enr, BIT(17));
  pin_function('A', 9, 7);
  pin_function('A', 10, 7);
  pin_function('A', 2, 7);
  pin_function('A', 3, 7);
  any_length();
  lin();
  mute();
  eight_samples();
  error_by_dma();
  synchronous();
}
