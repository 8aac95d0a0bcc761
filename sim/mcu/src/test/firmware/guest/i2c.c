/* I2C1 as master (PB6, PB7) and I2C2 as slave (PB10 and, by chip, PB11 or PB3) on one bus. */
#include "guest.h"

enum { SB = 1, ADDR = 2, BTF = 4, ADD10 = 8, STOPF = 16, RXNE_ = 64, TXE_ = 128, BERR = 256, ARLO = 512, AF = 1024, OVR = 2048, PECERR = 4096 };
enum { I_PE = 1, ENPEC = 32, START = 256, STOP = 512, ACK = 1024, PEC = 4096 };
enum { TRA = 4 };

static uint8_t heard[32];
static volatile uint32_t heard_count, addressed, stops, slave_af, answer;

/* The slave, all by interrupt: takes what comes, answers with numbers that go up. */
static void slave_event(void) {
  uint32_t sr1 = I2C2->sr1;
  if (sr1 & ADDR) {
    (void)I2C2->sr2;
    addressed++;
  } else if (sr1 & RXNE_) {
    heard[heard_count++ & 31] = (uint8_t)I2C2->dr;
  } else if ((sr1 & TXE_) && (I2C2->sr2 & TRA)) {
    I2C2->dr = answer++;
  }
  if (sr1 & STOPF) {
    I2C2->cr1 = I2C2->cr1;
    stops++;
  }
}

static void slave_error(void) {
  if (I2C2->sr1 & AF) {
    I2C2->sr1 = ~(uint32_t)AF;
    slave_af++;
  }
}

static void wait1(uint32_t flag) {
  while ((I2C1->sr1 & flag) == 0) {}
}

static void setup(uint32_t extra) {
  I2C1->cr1 = I2C2->cr1 = 0;
  I2C1->cr2 = 16;
  I2C1->ccr = 80;
  I2C1->trise = 17;
  I2C2->cr2 = 16 | BIT(8) | BIT(9) | BIT(10);
  I2C2->oar1 = BIT(14) | 0x42 << 1;
  I2C1->cr1 = I_PE | extra;
  I2C2->cr1 = I_PE | extra;
  I2C2->cr1 |= ACK;
}

static void start(void) {
  I2C1->cr1 |= START;
  wait1(SB);
}

static void address(uint32_t byte) {
  I2C1->dr = byte;
  wait1(ADDR);
  (void)I2C1->sr2;
}

static void put(uint32_t byte) {
  wait1(TXE_);
  I2C1->dr = byte;
}

static void stop(void) {
  I2C1->cr1 |= STOP;
  while (I2C1->cr1 & STOP) {}
  delay_cycles(400);
}

static void write_and_read(void) {
  setup(0);
  reached("write");
  start();
  address(0x42 << 1);
  for (uint32_t i = 0; i < 4; i++) put(0xC0 + i);
  wait1(BTF);
  reached("written");
  answer = 0x50;
  I2C1->cr1 |= ACK;
  start();
  address(0x42 << 1 | 1);
  uint32_t read = 0;
  for (int i = 0; i < 3; i++) {
    if (i == 2) I2C1->cr1 = (I2C1->cr1 & ~ACK) | STOP;
    wait1(RXNE_);
    read = read << 8 | I2C1->dr;
  }
  delay_cycles(400);
  tell("heard", (uint32_t)heard[0] << 24 | (uint32_t)heard[1] << 16 | (uint32_t)heard[2] << 8 | heard[3]);
  tell("heard_count", heard_count);
  tell("read", read);
  tell("addressed", addressed);
  tell("slave_af", slave_af);
}

static void nobody(void) {
  setup(0);
  start();
  I2C1->dr = 0x13 << 1;
  wait1(AF);
  I2C1->sr1 = ~(uint32_t)AF;
  stop();
  tell("nobody", I2C1->sr1);
}

static void ten_bits(void) {
  setup(0);
  I2C2->cr1 = 0;
  I2C2->oar1 = BIT(15) | BIT(14) | 0x2A5;
  I2C2->cr1 = I_PE;
  I2C2->cr1 |= ACK;
  heard_count = addressed = 0;
  start();
  I2C1->dr = 0xF0 | 2 << 1; /* 11110, the upper two bits, write */
  wait1(ADD10);
  I2C1->dr = 0xA5;
  wait1(ADDR);
  (void)I2C1->sr2;
  put(0x77);
  wait1(BTF);
  stop();
  tell("ten_bits", heard[0] | heard_count << 8 | addressed << 16);
}

/* The slave, not served, holds the clock behind its address for a millisecond. */
static void stretched(void) {
  setup(0);
  I2C2->cr2 = 16;
  start();
  address(0x42 << 1);
  put(0x5C);
  delay_cycles(16000);
  tell("held", (I2C1->sr1 & BTF) | (I2C2->sr1 & RXNE_));
  (void)I2C2->sr1;
  (void)I2C2->sr2;
  reached("let_go");
  while ((I2C2->sr1 & RXNE_) == 0) {}
  tell("freed", I2C2->dr);
  stop();
}

static uint8_t pec_of(uint8_t crc, uint8_t byte) {
  crc ^= byte;
  for (int i = 0; i < 8; i++) crc = (uint8_t)(crc & 0x80 ? crc << 1 ^ 7 : crc << 1);
  return crc;
}

/* Two bytes and the check behind them, by the block or by us with an error in it. */
static void packet_error(int wrong) {
  setup(ENPEC);
  I2C2->cr2 = 16; /* the slave by polling, so that it can say where the check stands */
  start();
  I2C1->dr = 0x42 << 1;
  wait1(ADDR);
  while ((I2C2->sr1 & ADDR) == 0) {}
  (void)I2C2->sr2;
  (void)I2C1->sr2;
  put(0x12);
  while ((I2C2->sr1 & RXNE_) == 0) {}
  (void)I2C2->dr;
  put(0x34);
  while ((I2C2->sr1 & RXNE_) == 0) {}
  (void)I2C2->dr;
  I2C2->cr1 |= PEC;
  if (wrong) put(0x55);
  else I2C1->cr1 |= PEC;
  while ((I2C2->sr1 & RXNE_) == 0) {}
  uint32_t check = I2C2->dr;
  stop();
  uint8_t expected = pec_of(pec_of(pec_of(0, 0x84), 0x12), 0x34);
  if (!wrong) tell("pec_sent", check == expected);
  tell(wrong ? "pec_wrong" : "pec_right", I2C2->sr1 & PECERR);
  I2C2->sr1 = 0;
  I2C1->cr1 = I2C2->cr1 = 0;
}

static volatile uint32_t transfers;

static void dma1_stream6(void) {
  DMA1->ifcr[1] = 0x3Du << 16;
  transfers++;
}

static void by_dma(void) {
  static uint8_t message[16], answers[8];
  for (int i = 0; i < 16; i++) message[i] = (uint8_t)(i * 11);
  clock_on(&RCC->ahb1enr, BIT(21));
  setup(0);
  heard_count = 0;
  on_interrupt(IRQ_DMA1_S6, dma1_stream6);
  stream_t *out = &DMA1->stream[6];
  out->par = (uint32_t)&I2C1->dr;
  out->m0ar = (uint32_t)message;
  out->ndtr = 16;
  out->cr = 1u << 25 | BIT(10) | 1u << 6 | BIT(4);
  out->cr |= 1;
  I2C1->cr2 |= BIT(11);
  start();
  address(0x42 << 1);
  AWAIT(transfers > 0);
  wait1(BTF);
  stop();
  uint32_t wrong = heard_count != 16;
  for (int i = 0; i < 16; i++) wrong += heard[i] != message[i];
  tell("dma_write_wrong", wrong);
  stream_t *in = &DMA1->stream[0];
  in->par = (uint32_t)&I2C1->dr;
  in->m0ar = (uint32_t)answers;
  in->ndtr = 8;
  in->cr = 1u << 25 | BIT(10);
  in->cr |= 1;
  I2C1->cr2 |= BIT(12);
  I2C1->cr1 |= ACK;
  answer = 0x20;
  start();
  address(0x42 << 1 | 1);
  while ((DMA1->isr[0] & DMA_TC) == 0) {}
  stop();
  wrong = 0;
  for (int i = 0; i < 8; i++) wrong += answers[i] != 0x20 + i;
  tell("dma_read_wrong", wrong);
}

void program(void) {
  clock_on(&RCC->apb1enr, BIT(21) | BIT(22));
  clock_on(&RCC->ahb1enr, 3);
  int data = is_f407() ? 11 : 3;
  GPIO('B')->otyper |= BIT(6) | BIT(7) | BIT(10) | BIT(data);
  pin_function('B', 6, 4);
  pin_function('B', 7, 4);
  pin_function('B', 10, 4);
  pin_function('B', data, is_f401() || is_f411() ? 9 : 4);
  on_interrupt(IRQ_I2C2_EV, slave_event);
  on_interrupt(IRQ_I2C2_ER, slave_error);
  write_and_read();
  nobody();
  ten_bits();
  stretched();
  packet_error(0);
  packet_error(1);
  by_dma();
}
