/* More of SPI between SPI1 (PA4 to PA7) and SPI2 (PB12 to PB15): selected by the hardware, one line for both directions, only reception,
 * CRC by DMA, and the lowest bit first in another clock mode. */
#include "guest.h"

enum { SPE = BIT(6), MSTR = BIT(2), SSM = BIT(9), SSI = BIT(8), RXONLY = BIT(10), CRCEN = BIT(13), LSB = BIT(7), BIDI = BIT(15), BIDIOE = BIT(14) };
enum { SSOE = 4, S_RXNE = 1, S_TXE = 2, S_CRCERR = 16, S_BSY = 128, MBIT = 3u << 3 };

static void off(spi_t *spi) {
  spi->cr1 &= ~(uint32_t)SPE;
  while (spi->sr & S_BSY) {}
  spi->cr1 = spi->cr2 = 0;
  while (spi->sr & S_RXNE) (void)spi->dr;
}

static void modes(void) {
  for (uint32_t mode = 0; mode < 4; mode++) {
    off(SPI1);
    off(SPI2);
    SPI2->cr1 = mode | LSB;
    SPI1->cr2 = SSOE;
    SPI1->cr1 = mode | LSB | MSTR | MBIT;
    SPI2->cr1 |= SPE;
    SPI2->dr = 0xB1;
    SPI1->cr1 |= SPE; /* selects */
    SPI1->dr = 0x1D;
    while ((SPI1->sr & S_RXNE) == 0) {}
    delay_cycles(100);
    tell("mode", SPI1->dr << 8 | SPI2->dr);
  }
  off(SPI1);
  tell("deselected", (uint32_t)pin_get('B', 12));
}

/* The master's MOSI is the one line, and the slave's MISO: wired together by PA7 and PB14's other wire. */
static void one_line(void) {
  off(SPI1);
  off(SPI2);
  SPI2->cr1 = BIDI | SSM;
  SPI1->cr1 = BIDI | BIDIOE | MSTR | SSM | SSI | MBIT;
  SPI2->cr1 |= SPE;
  SPI1->cr1 |= SPE;
  SPI1->dr = 0x5A;
  while ((SPI2->sr & S_RXNE) == 0) {}
  tell("one_line_out", SPI2->dr);
  while (SPI1->sr & S_BSY) {}
  SPI1->cr1 &= ~(uint32_t)SPE;
  SPI2->cr1 |= BIDIOE;
  SPI2->dr = 0xA7;
  SPI1->cr1 &= ~(uint32_t)BIDIOE;
  SPI1->cr1 |= SPE; /* the clock runs from here on */
  while ((SPI1->sr & S_RXNE) == 0) {}
  SPI1->cr1 &= ~(uint32_t)SPE;
  tell("one_line_in", SPI1->dr);
  delay_cycles(400);
}

static void only_reception(void) {
  off(SPI1);
  off(SPI2);
  SPI2->cr1 = SSM;
  SPI2->cr1 |= SPE;
  SPI2->dr = 0x11;
  SPI1->cr1 = RXONLY | MSTR | SSM | SSI | MBIT;
  SPI1->cr1 |= SPE;
  uint32_t got = 0;
  for (uint32_t i = 2; i <= 4; i++) {
    while ((SPI2->sr & S_TXE) == 0) {}
    SPI2->dr = 0x11 * i;
    while ((SPI1->sr & S_RXNE) == 0) {}
    got = got << 8 | SPI1->dr;
  }
  SPI1->cr1 &= ~(uint32_t)SPE;
  tell("only_received", got);
  delay_cycles(400);
}

static void stream(stream_t *s, spi_t *spi, uint8_t *memory, uint32_t count, uint32_t channel, uint32_t direction) {
  s->cr = 0;
  while (s->cr & 1) {}
  s->par = (uint32_t)&spi->dr;
  s->m0ar = (uint32_t)memory;
  s->ndtr = count;
  s->cr = channel << 25 | BIT(10) | direction << 6;
  s->cr |= 1;
}

/* The check follows by itself behind the last byte that DMA brought. */
static void check_by_dma(void) {
  static uint8_t out[8] = {9, 8, 7, 6, 5, 4, 3, 2}, in[9], back[8];
  clock_on(&RCC->ahb1enr, BIT(21) | BIT(22));
  off(SPI1);
  off(SPI2);
  SPI1->crcpr = SPI2->crcpr = 0x1D;
  SPI2->cr1 = SSM | CRCEN;
  SPI1->cr1 = MSTR | SSM | SSI | MBIT | CRCEN;
  stream(&DMA1->stream[3], SPI2, in, 8, 0, 0);
  stream(&DMA1->stream[4], SPI2, back, 8, 0, 1);
  stream(&DMA2->stream[0], SPI1, back, 8, 3, 0);
  stream(&DMA2->stream[3], SPI1, out, 8, 3, 1);
  SPI2->cr2 = SPI1->cr2 = 3;
  SPI2->cr1 |= SPE;
  SPI1->cr1 |= SPE;
  while ((DMA2->isr[0] & DMA_TC) == 0 || (DMA1->isr[0] >> 22 & DMA_TC) == 0) {}
  while ((SPI1->sr & S_RXNE) == 0) {}
  delay_cycles(200);
  uint32_t sum = 0;
  for (int i = 0; i < 8; i++) sum = sum * 10 + in[i];
  tell("by_dma", sum);
  tell("check", SPI1->dr << 8 | SPI2->dr);
  tell("check_errors", (SPI1->sr | SPI2->sr) & S_CRCERR);
}

void program(void) {
  clock_on(&RCC->apb2enr, BIT(12));
  clock_on(&RCC->apb1enr, BIT(14));
  clock_on(&RCC->ahb1enr, 3);
  pin_pull('A', 4, 1);
  for (int pin = 4; pin <= 7; pin++) pin_function('A', pin, 5);
  for (int pin = 12; pin <= 15; pin++) pin_function('B', pin, 5);
  modes();
  only_reception();
  check_by_dma();
  reached("rewire");
  delay_cycles(100);
  one_line();
}
