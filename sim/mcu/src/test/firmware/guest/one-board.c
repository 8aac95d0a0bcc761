/* Two blocks of one chip that speak by DMA on both sides: I2C1 reads from I2C2, SPI1 and SPI2 on one line in both directions, USART1 in
 * synchronous mode with SPI2 as its slave; and a timer whose width DMA changes at every third period. The test wires anew at "rewire". */
#include "guest.h"

enum { SB = 1, ADDR = 2, STOPF = 16, AF = 1024 };
enum { I_PE = 1, START = 256, STOP = 512, ACK = 1024, DMAEN = BIT(11), LAST = BIT(12) };

static void stream(dma_t *dma, int n, volatile void *port, void *memory, uint32_t count, uint32_t cr) {
  stream_t *s = &dma->stream[n];
  static const uint8_t shift[4] = {0, 6, 16, 22};
  s->cr = 0;
  while (s->cr & 1) {}
  dma->ifcr[n / 4] = 0x3Du << shift[n % 4];
  s->par = (uint32_t)port;
  s->m0ar = (uint32_t)memory;
  s->ndtr = count;
  s->fcr = 0;
  s->cr = cr | BIT(10);
  s->cr |= 1;
}

static uint32_t done(dma_t *dma, int n) {
  static const uint8_t shift[4] = {0, 6, 16, 22};
  return dma->isr[n / 4] >> shift[n % 4] & DMA_TC;
}

static uint8_t from[16], to[16];

static void fill(uint32_t seed) {
  for (uint32_t i = 0; i < 16; i++) {
    from[i] = (uint8_t)(seed + i * 13);
    to[i] = 0;
  }
}

static uint32_t wrong(uint32_t count) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < count; i++) n += to[i] != from[i];
  return n;
}

/* The master's DMA ends its read by itself: the last byte is not acknowledged. */
static void two_wires(void) {
  clock_on(&RCC->apb1enr, BIT(21) | BIT(22));
  int data = is_f407() ? 11 : 3;
  GPIO('B')->otyper |= BIT(6) | BIT(7) | BIT(10) | BIT(data);
  pin_function('B', 6, 4);
  pin_function('B', 7, 4);
  pin_function('B', 10, 4);
  pin_function('B', data, is_f401() || is_f411() ? 9 : 4);
  fill(3);
  I2C1->cr2 = 16 | DMAEN | LAST;
  I2C1->ccr = 80;
  I2C1->trise = 17;
  I2C2->cr2 = 16 | DMAEN;
  I2C2->oar1 = BIT(14) | 0x2A << 1;
  I2C1->cr1 = I2C2->cr1 = I_PE;
  I2C1->cr1 |= ACK;
  I2C2->cr1 |= ACK;
  stream(DMA1, 7, &I2C2->dr, from, 10, 7u << 25 | 1u << 6);
  stream(DMA1, 0, &I2C1->dr, to, 10, 1u << 25);
  I2C1->cr1 |= START;
  while ((I2C1->sr1 & SB) == 0) {}
  I2C1->dr = 0x2A << 1 | 1;
  while ((I2C2->sr1 & ADDR) == 0) {}
  (void)I2C2->sr2;
  while ((I2C1->sr1 & ADDR) == 0) {}
  (void)I2C1->sr2;
  while (!done(DMA1, 0)) {}
  I2C1->cr1 |= STOP;
  while ((I2C2->sr1 & AF) == 0) {}
  I2C2->sr1 = ~(uint32_t)AF;
  delay_cycles(400);
  tell("i2c_wrong", wrong(10));
  tell("i2c_busy", I2C1->sr2 & 2);
  I2C1->cr1 = I2C2->cr1 = 0;
}

enum { SPE = BIT(6), MSTR = BIT(2), SSM = BIT(9), SSI = BIT(8), BIDI = BIT(15), BIDIOE = BIT(14), MBIT = 3u << 3 };
enum { S_RXNE = 1, S_TXE = 2, S_BSY = 128 };

static void one_line(void) {
  fill(40);
  SPI2->cr1 = BIDI | SSM;
  SPI1->cr1 = BIDI | BIDIOE | MSTR | SSM | SSI | MBIT;
  stream(DMA1, 3, &SPI2->dr, to, 16, 0);
  stream(DMA2, 3, &SPI1->dr, from, 16, 3u << 25 | 1u << 6);
  SPI2->cr2 = 1;
  SPI1->cr2 = 2;
  SPI2->cr1 |= SPE;
  reached("one_line");
  SPI1->cr1 |= SPE;
  while (!done(DMA1, 3)) {}
  reached("one_line_done");
  tell("out_wrong", wrong(16));
  while ((SPI1->sr & S_TXE) == 0 || (SPI1->sr & S_BSY)) {}
  SPI1->cr1 &= ~(uint32_t)SPE;
  SPI2->cr1 &= ~(uint32_t)SPE;
  fill(77);
  SPI1->cr2 = SPI2->cr2 = 0;
  stream(DMA1, 4, &SPI2->dr, from, 16, 1u << 6);
  stream(DMA2, 0, &SPI1->dr, to, 16, 3u << 25);
  SPI2->cr1 |= BIDIOE;
  SPI1->cr1 &= ~(uint32_t)BIDIOE;
  SPI2->cr2 = 2;
  SPI1->cr2 = 1;
  SPI2->cr1 |= SPE;
  SPI1->cr1 |= SPE;
  while (!done(DMA2, 0)) {}
  SPI1->cr1 &= ~(uint32_t)SPE;
  tell("in_wrong", wrong(16));
  delay_cycles(600);
  SPI1->cr1 = SPI2->cr1 = SPI1->cr2 = SPI2->cr2 = 0;
  while (SPI1->sr & S_RXNE) (void)SPI1->dr;
  while (SPI2->sr & S_RXNE) (void)SPI2->dr;
}

/* The lowest bit first, the clock low while idle, sampled at its first edge. */
static void synchronous(void) {
  static uint8_t answer[16], answered[16];
  clock_on(&RCC->apb2enr, BIT(4));
  pin_function('A', 8, 7);
  pin_function('A', 9, 7);
  pin_function('A', 10, 7);
  fill(5);
  for (int i = 0; i < 16; i++) answer[i] = (uint8_t)(200 - i);
  SPI2->cr1 = SSM | BIT(7);
  stream(DMA1, 3, &SPI2->dr, to, 16, 0);
  stream(DMA1, 4, &SPI2->dr, answer, 16, 1u << 6);
  SPI2->cr2 = 3;
  SPI2->cr1 |= SPE;
  USART1->brr = 160;
  USART1->cr2 = BIT(11) | BIT(8);
  USART1->cr3 = BIT(6) | BIT(7);
  USART1->cr1 = BIT(13) | BIT(3) | BIT(2);
  stream(DMA2, 2, &USART1->dr, answered, 16, 4u << 25);
  stream(DMA2, 7, &USART1->dr, from, 16, 4u << 25 | 1u << 6);
  while (!done(DMA1, 3) || !done(DMA2, 2)) {}
  uint32_t bad = 0;
  for (int i = 0; i < 16; i++) bad += answered[i] != answer[i];
  tell("clocked_wrong", wrong(16));
  tell("answered_wrong", bad);
}

/* PA10 again, as TIM1's third channel: each update behind three periods brings the next width. */
static void widths(void) {
  static uint16_t table3[3] = {750, 500, 250};
  clock_on(&RCC->apb2enr, 1);
  pin_function('A', 10, 1);
  TIM1->arr = 999;
  TIM1->rcr = 2;
  TIM1->ccmr[1] = 6 << 4 | BIT(3);
  TIM1->ccr[2] = 100;
  TIM1->ccer = BIT(8);
  TIM1->bdtr = BIT(15);
  TIM1->egr = 1;
  stream(DMA2, 5, &TIM1->ccr[2], table3, 3, 6u << 25 | 1u << 11 | 1u << 13 | BIT(8) | 1u << 6);
  TIM1->dier = BIT(8);
  reached("widths");
  TIM1->cr1 = 1;
  delay_cycles(15500);
  TIM1->cr1 = 0;
  reached("widths_done");
}

void program(void) {
  clock_on(&RCC->ahb1enr, 3 | BIT(21) | BIT(22));
  clock_on(&RCC->apb1enr, BIT(14));
  clock_on(&RCC->apb2enr, BIT(12));
  two_wires();
  reached("rewire");
  delay_cycles(100);
  pin_function('A', 5, 5);
  pin_function('A', 7, 5);
  for (int pin = 13; pin <= 15; pin++) pin_function('B', pin, 5);
  one_line();
  reached("rewire");
  delay_cycles(100);
  synchronous();
  widths();
}
