/* SPI1 as master and SPI2 as slave on one chip: PA5 to PB13, PA6 to PB14, PA7 to PB15; the master selects by PA4, which goes to PB12. */
#include "guest.h"

enum { SPE = BIT(6), MSTR = BIT(2), SSM = BIT(9), SSI = BIT(8), CRCEN = BIT(13), CRCNEXT = BIT(12), DFF = BIT(11) };
enum { S_RXNE = 1, S_TXE = 2, S_CRCERR = 16, S_MODF = 32, S_OVR = 64, S_BSY = 128 };

static volatile uint32_t slave_count;
static uint8_t slave_got[16];

static void off(spi_t *spi) {
  while (spi->sr & S_BSY) {}
  spi->cr1 &= ~SPE;
  (void)spi->dr;
  (void)spi->sr;
}

static void setup(uint32_t cr1, uint32_t cr2) {
  off(SPI1);
  off(SPI2);
  SPI1->cr2 = SPI2->cr2 = cr2;
  SPI2->cr1 = cr1;
  SPI1->cr1 = cr1 | MSTR | SSM | SSI | 3u << 3; /* 16 MHz / 16: a megabit */
  SPI2->cr1 |= SPE;
  SPI1->cr1 |= SPE;
}

static void select(int on) { pin_set('A', 4, !on); }

static uint32_t exchange(uint32_t data) {
  while ((SPI1->sr & S_TXE) == 0) {}
  SPI1->dr = data;
  while ((SPI1->sr & S_RXNE) == 0) {}
  return SPI1->dr;
}

/* The slave answers with what came last, plus one. */
static void slave(void) {
  if (SPI2->sr & S_RXNE) {
    uint8_t data = (uint8_t)SPI2->dr;
    slave_got[slave_count++ & 15] = data;
    SPI2->dr = (uint8_t)(data + 1);
  }
}

static void by_interrupt(void) {
  setup(0, 0);
  SPI2->cr2 = BIT(6);
  on_interrupt(IRQ_SPI2, slave);
  SPI2->dr = 0x99;
  select(1);
  uint32_t answers = 0;
  for (uint32_t i = 0; i < 4; i++) {
    answers = answers << 8 | exchange(0x10 * (i + 1));
    delay_cycles(200);
  }
  select(0);
  tell("answers", answers);
  tell("heard", (uint32_t)slave_got[0] << 24 | (uint32_t)slave_got[1] << 16 | (uint32_t)slave_got[2] << 8 | slave_got[3]);
  exchange(0x77);
  delay_cycles(100);
  tell("not_selected", slave_count);
}

static uint32_t checked(uint32_t slave_polynomial) {
  setup(0, 0);
  off(SPI1);
  off(SPI2);
  SPI1->crcpr = 0x07;
  SPI2->crcpr = slave_polynomial;
  SPI1->cr1 |= CRCEN;
  SPI2->cr1 |= CRCEN;
  SPI2->cr1 |= SPE;
  SPI1->cr1 |= SPE;
  select(1);
  for (uint32_t i = 0; i < 3; i++) {
    SPI2->dr = 0x80 + i;
    SPI1->dr = 0x31 + i;
    if (i == 2) {
      SPI1->cr1 |= CRCNEXT;
      SPI2->cr1 |= CRCNEXT;
    }
    while ((SPI1->sr & S_RXNE) == 0) {}
    (void)SPI1->dr;
    (void)SPI2->dr;
  }
  while ((SPI1->sr & S_RXNE) == 0) {}
  delay_cycles(100);
  select(0);
  uint32_t result = (SPI1->sr & S_CRCERR ? 1u : 0) | (SPI2->sr & S_CRCERR ? 2u : 0) | SPI1->txcrcr << 8;
  (void)SPI1->dr;
  (void)SPI2->dr;
  SPI1->sr = SPI2->sr = 0;
  off(SPI1);
  off(SPI2);
  SPI1->cr1 &= ~CRCEN;
  SPI2->cr1 &= ~CRCEN;
  return result;
}

static volatile uint32_t finished;

static void dma2_stream0(void) {
  DMA2->ifcr[0] = 0x3D;
  finished++;
}

static void stream(stream_t *s, spi_t *spi, uint16_t *memory, uint32_t channel, uint32_t direction) {
  s->par = (uint32_t)&spi->dr;
  s->m0ar = (uint32_t)memory;
  s->ndtr = 32;
  s->cr = channel << 25 | 1u << 13 | 1u << 11 | BIT(10) | direction << 6;
}

static void by_dma(void) {
  static uint16_t a[32], b[32], from_a[32], from_b[32];
  for (uint32_t i = 0; i < 32; i++) {
    a[i] = (uint16_t)(0xA000 + i * 77);
    b[i] = (uint16_t)(0xB000 + i * 99);
  }
  clock_on(&RCC->ahb1enr, BIT(21) | BIT(22));
  on_interrupt(IRQ_DMA2_S0, dma2_stream0);
  setup(DFF, 0);
  stream(&DMA2->stream[0], SPI1, from_b, 3, 0);
  stream(&DMA2->stream[3], SPI1, a, 3, 1);
  stream(&DMA1->stream[3], SPI2, from_a, 0, 0);
  stream(&DMA1->stream[4], SPI2, b, 0, 1);
  DMA2->stream[0].cr |= BIT(4);
  DMA1->stream[3].cr |= 1;
  DMA1->stream[4].cr |= 1;
  DMA2->stream[0].cr |= 1;
  DMA2->stream[3].cr |= 1;
  SPI2->cr2 = 3;
  select(1);
  reached("dma");
  SPI1->cr2 = 3;
  AWAIT(finished > 0);
  reached("dma_done");
  delay_cycles(100);
  select(0);
  uint32_t wrong = 0;
  for (int i = 0; i < 32; i++) wrong += (from_a[i] != a[i]) + (from_b[i] != b[i]);
  tell("dma_wrong", wrong);
}

static void errors(void) {
  setup(0, 0);
  select(1);
  exchange(1);
  exchange(2);
  delay_cycles(100);
  select(0);
  tell("overrun", SPI2->sr & S_OVR);
  tell("overrun_first", SPI2->dr);
  (void)SPI2->sr;
  tell("overrun_cleared", SPI2->sr & S_OVR);
  SPI1->cr1 &= ~SSI; /* another master selects us */
  tell("mode_fault", SPI1->sr & S_MODF);
  tell("master_lost", SPI1->cr1 & (MSTR | SPE));
  SPI1->cr1 |= SSI;
  (void)SPI1->sr;
  SPI1->cr1 = SPI1->cr1;
  tell("mode_fault_cleared", SPI1->sr & S_MODF);
}

void program(void) {
  clock_on(&RCC->apb2enr, BIT(12));
  clock_on(&RCC->apb1enr, BIT(14));
  clock_on(&RCC->ahb1enr, 3);
  select(0);
  pin_output('A', 4);
  for (int pin = 5; pin <= 7; pin++) pin_function('A', pin, 5);
  for (int pin = 12; pin <= 15; pin++) pin_function('B', pin, 5);
  by_interrupt();
  tell("crc_good", checked(0x07));
  tell("crc_bad", checked(0x31));
  by_dma();
  errors();
}
