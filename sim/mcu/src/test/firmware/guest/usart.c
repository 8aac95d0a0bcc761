/* USART1 and USART2 wired to each other (PA9 to PA3, PA2 to PA10), USART1's other pin PB6 on one wire with USART6's PC6, and PB0 on CTS
 * (PA0) of USART2; PB1 sees its RTS (PA1). */
#include "guest.h"

enum { UE = BIT(13), TE = BIT(3), RE = BIT(2), RXNEIE = BIT(5), IDLEIE = BIT(4), TXEIE = BIT(7), TCIE = BIT(6), M9 = BIT(12), PCE = BIT(10), ODD = BIT(9) };
enum { BAUD_115200 = 139 }; /* of 16 MHz */

static uint8_t got[80];
static volatile uint32_t count, idles, errors;
static const char *to_send;
static volatile uint32_t sent;

/* The classic receiver: status, then data. */
static void usart2(void) {
  uint32_t status = USART2->sr;
  uint32_t data = USART2->dr;
  if (status & RXNE) got[count++] = (uint8_t)data;
  if (status & IDLE) idles++;
  if (status & (ORE | FE | NF | PE)) errors |= status & 15;
}

static void usart1(void) {
  uint32_t status = USART1->sr;
  if ((status & TXE) && (USART1->cr1 & TXEIE)) {
    if (*to_send != 0) USART1->dr = (uint8_t)*to_send++;
    else USART1->cr1 = (USART1->cr1 & ~TXEIE) | TCIE;
  } else if ((status & TC) && (USART1->cr1 & TCIE)) {
    USART1->cr1 &= ~TCIE;
    sent++;
  }
}

static void setup(usart_t *usart, uint32_t cr1, uint32_t cr2, uint32_t cr3) {
  usart->cr1 = 0;
  usart->cr2 = cr2;
  usart->cr3 = cr3;
  usart->brr = BAUD_115200;
  (void)usart->sr;
  (void)usart->dr;
  usart->cr1 = UE | TE | RE | cr1;
}

static void by_interrupt(void) {
  setup(USART1, 0, 0, 0);
  setup(USART2, RXNEIE | IDLEIE, 0, 0);
  on_interrupt(IRQ_USART1, usart1);
  on_interrupt(IRQ_USART2, usart2);
  to_send = "platine";
  reached("begin");
  USART1->cr1 |= TXEIE;
  AWAIT(idles > 0);
  tell("received", count);
  tell("sent", sent);
  tell("idles", idles);
  uint32_t hash = 0;
  for (uint32_t i = 0; i < count; i++) hash = hash * 31 + got[i];
  tell("hash", hash);
}

static void wait_flag(usart_t *usart, uint32_t flag) {
  while ((usart->sr & flag) == 0) {}
}

static volatile uint32_t transfers;

static void dma2_stream2(void) {
  DMA2->ifcr[0] = 0x3D << 16;
  transfers++;
}

static void by_dma(void) {
  static uint8_t message[64], arrived[64];
  clock_on(&RCC->ahb1enr, BIT(21) | BIT(22));
  for (int i = 0; i < 64; i++) message[i] = (uint8_t)(i * 7 + 3);
  setup(USART1, 0, 0, BIT(6));
  setup(USART2, 0, 0, BIT(7));
  on_interrupt(IRQ_DMA2_S2, dma2_stream2);
  stream_t *in = &DMA2->stream[2], *out = &DMA1->stream[6];
  in->par = (uint32_t)&USART1->dr;
  in->m0ar = (uint32_t)arrived;
  in->ndtr = 64;
  in->cr = 4u << 25 | BIT(10) | BIT(4);
  in->cr |= 1;
  out->par = (uint32_t)&USART2->dr;
  out->m0ar = (uint32_t)message;
  out->ndtr = 64;
  out->cr = 4u << 25 | BIT(10) | 1u << 6;
  USART2->sr = ~TC;
  out->cr |= 1;
  AWAIT(transfers > 0);
  wait_flag(USART2, TC);
  uint32_t wrong = 0;
  for (int i = 0; i < 64; i++) wrong += arrived[i] != message[i];
  tell("dma_wrong", wrong);
  tell("dma_left", in->ndtr + out->ndtr);
}

static void overrun(void) {
  setup(USART1, 0, 0, 0);
  setup(USART2, 0, 0, 0);
  for (int i = 1; i <= 3; i++) {
    wait_flag(USART1, TXE);
    USART1->dr = (uint32_t)i * 17;
  }
  wait_flag(USART1, TC);
  delay_cycles(200);
  tell("overrun", USART2->sr & (ORE | RXNE));
  tell("overrun_first", USART2->dr);
  tell("overrun_cleared", USART2->sr & (ORE | RXNE));
}

static uint32_t exchange(uint32_t data) {
  USART1->dr = data;
  wait_flag(USART1, TC);
  delay_cycles(200);
  uint32_t status = USART2->sr & 15;
  return status << 16 | USART2->dr;
}

static void formats(void) {
  setup(USART1, M9 | PCE, 0, 0);
  setup(USART2, M9 | PCE, 0, 0);
  tell("even_even", exchange(0x57));
  setup(USART2, M9 | PCE | ODD, 0, 0);
  tell("even_odd", exchange(0x57));
  setup(USART1, M9, 0, 0);
  setup(USART2, M9, 0, 0);
  tell("nine_bits", exchange(0x1A5));
  setup(USART1, M9, 2u << 12, 0);
  setup(USART2, 0, 0, 0);
  tell("wrong_format", exchange(0x0A5) >> 16 & FE);
}

static void half_duplex(void) {
  GPIO('B')->otyper |= BIT(6);
  GPIO('C')->otyper |= BIT(6);
  pin_pull('B', 6, 1);
  pin_function('B', 6, 7);
  pin_function('C', 6, 8);
  GPIO('A')->moder &= ~(3u << 18);
  setup(USART1, 0, 0, BIT(3));
  setup(USART6, 0, 0, BIT(3));
  USART1->dr = 0x31;
  wait_flag(USART6, RXNE);
  uint32_t there = USART6->dr;
  wait_flag(USART1, TC);
  USART6->dr = 0x62;
  (void)USART1->dr;
  USART1->sr = ~RXNE;
  wait_flag(USART1, RXNE);
  tell("one_wire", there << 8 | USART1->dr);
  USART1->cr1 = USART6->cr1 = 0;
}

static void flow_control(void) {
  GPIO('B')->moder &= ~(3u << 12);
  pin_function('A', 9, 7);
  pin_set('B', 0, 1);
  pin_output('B', 0);
  pin_function('A', 0, 7);
  pin_function('A', 1, 7);
  setup(USART1, 0, 0, 0);
  setup(USART2, 0, 0, BIT(9) | BIT(8));
  tell("rts_free", (uint32_t)pin_get('B', 1));
  USART2->dr = 0x43;
  delay_cycles(4000);
  tell("held", USART1->sr & RXNE);
  reached("let_go");
  pin_set('B', 0, 0);
  wait_flag(USART1, RXNE);
  tell("freed", USART1->dr);
  USART1->dr = 0x21;
  wait_flag(USART2, RXNE);
  tell("rts_full", (uint32_t)pin_get('B', 1));
  (void)USART2->dr;
  tell("rts_read", (uint32_t)pin_get('B', 1));
}

void program(void) {
  clock_on(&RCC->apb2enr, BIT(4) | BIT(5));
  clock_on(&RCC->apb1enr, BIT(17));
  clock_on(&RCC->ahb1enr, 7);
  pin_function('A', 9, 7);
  pin_function('A', 10, 7);
  pin_function('A', 2, 7);
  pin_function('A', 3, 7);
  by_interrupt();
  by_dma();
  overrun();
  formats();
  half_duplex();
  flow_control();
}
