/* More of two-wire buses: receptions of one, two and three bytes by the manual's sequences, two addresses, a general call, ten bits read
 * back, a slave that does not stretch, one by DMA. Wires as in i2c.c. */
#include "guest.h"

enum { SB = 1, ADDR = 2, BTF = 4, ADD10 = 8, STOPF = 16, RXNE_ = 64, TXE_ = 128, AF = 1024, OVR = 2048 };
enum { I_PE = 1, ENGC = 64, NOSTRETCH = 128, START = 256, STOP = 512, ACK = 1024, POS = 2048 };
enum { DUALF = 128, GENCALL = 16, TRA = 4, MSL = 1, BUSY = 2 };

static volatile uint32_t answer, slave_sr2, slave_data, slave_count;

static void slave_event(void) {
  uint32_t sr1 = I2C2->sr1;
  if (sr1 & ADDR) {
    slave_sr2 = I2C2->sr2;
  } else if (sr1 & RXNE_) {
    slave_data = slave_data << 8 | I2C2->dr;
    slave_count++;
  } else if ((sr1 & TXE_) && (I2C2->sr2 & TRA)) {
    I2C2->dr = answer++;
  }
  if (sr1 & STOPF) I2C2->cr1 = I2C2->cr1;
}

static void slave_error(void) { I2C2->sr1 = ~(uint32_t)AF; }

static void wait1(uint32_t flag) {
  while ((I2C1->sr1 & flag) == 0) {}
}

static void setup(uint32_t slave_cr1, uint32_t interrupts) {
  I2C1->cr1 = I2C2->cr1 = 0;
  I2C1->cr2 = 16;
  I2C1->ccr = BIT(15) | 14; /* fast: 380 kHz of 16 MHz */
  I2C1->trise = 6;
  I2C2->cr2 = 16 | interrupts;
  I2C2->oar1 = BIT(14) | 0x42 << 1;
  I2C2->oar2 = 0;
  I2C1->cr1 = I_PE;
  I2C2->cr1 = I_PE | slave_cr1;
  I2C2->cr1 |= ACK;
}

enum { BY_INTERRUPT = BIT(8) | BIT(9) | BIT(10) };

static void start(void) {
  I2C1->cr1 |= START;
  wait1(SB);
}

static void settle(void) {
  while (I2C1->cr1 & STOP) {}
  delay_cycles(200);
}

/* RM0090 27.3.3: how one, two and more bytes are read so that none too many comes. */
static uint32_t receive(uint32_t count) {
  uint32_t read = 0;
  I2C1->cr1 |= ACK;
  if (count == 2) I2C1->cr1 |= POS;
  start();
  I2C1->dr = 0x42 << 1 | 1;
  wait1(ADDR);
  if (count == 1) {
    I2C1->cr1 &= ~(uint32_t)ACK;
    (void)I2C1->sr2;
    I2C1->cr1 |= STOP;
    wait1(RXNE_);
    read = I2C1->dr;
  } else if (count == 2) {
    (void)I2C1->sr2;
    I2C1->cr1 &= ~(uint32_t)ACK;
    wait1(BTF);
    I2C1->cr1 |= STOP;
    read = I2C1->dr << 8;
    read |= I2C1->dr;
    I2C1->cr1 &= ~(uint32_t)POS;
  } else {
    (void)I2C1->sr2;
    for (uint32_t left = count; left > 3; left--) {
      wait1(RXNE_);
      read = read << 8 | I2C1->dr;
    }
    wait1(BTF);
    I2C1->cr1 &= ~(uint32_t)ACK;
    read = read << 8 | I2C1->dr;
    wait1(BTF);
    I2C1->cr1 |= STOP;
    read = read << 8 | I2C1->dr;
    read = read << 8 | I2C1->dr;
  }
  settle();
  tell("too_many", I2C1->sr1 & (RXNE_ | BTF));
  return read;
}

static void receptions(void) {
  setup(0, BY_INTERRUPT);
  for (uint32_t count = 1; count <= 4; count++) {
    answer = 0x10 * count;
    tell("received", receive(count));
  }
}

static uint32_t send_to(uint32_t address, uint32_t data) {
  slave_count = slave_data = slave_sr2 = 0;
  start();
  I2C1->dr = address;
  while ((I2C1->sr1 & (ADDR | AF)) == 0) {}
  uint32_t refused = I2C1->sr1 & AF;
  if (refused) {
    I2C1->sr1 = ~(uint32_t)AF;
  } else {
    (void)I2C1->sr2;
    I2C1->dr = data;
    wait1(BTF);
  }
  I2C1->cr1 |= STOP;
  settle();
  return refused ? 0xFFFF : (slave_sr2 & (DUALF | GENCALL)) << 8 | slave_data;
}

static void addresses(void) {
  setup(0, BY_INTERRUPT);
  tell("second_off", send_to(0x31 << 1, 7));
  I2C2->oar2 = 0x31 << 1 | 1;
  tell("second", send_to(0x31 << 1, 8));
  tell("first", send_to(0x42 << 1, 9));
  tell("call_off", send_to(0, 10));
  I2C2->cr1 |= ENGC;
  tell("call", send_to(0, 11));
}

/* Ten bits: the address is written, then the first byte once more to read. */
static void ten_bits_read(void) {
  setup(0, BY_INTERRUPT);
  I2C2->cr1 = 0;
  I2C2->oar1 = BIT(15) | BIT(14) | 0x1F3;
  I2C2->cr1 = I_PE;
  I2C2->cr1 |= ACK;
  answer = 0x91;
  I2C1->cr1 |= ACK;
  start();
  I2C1->dr = 0xF0 | 1 << 1;
  wait1(ADD10);
  I2C1->dr = 0xF3;
  wait1(ADDR);
  (void)I2C1->sr2;
  start();
  I2C1->dr = 0xF0 | 1 << 1 | 1;
  wait1(ADDR);
  I2C1->cr1 &= ~(uint32_t)ACK;
  (void)I2C1->sr2;
  I2C1->cr1 |= STOP;
  wait1(RXNE_);
  tell("ten_read", I2C1->dr);
  settle();
}

/* Without stretching, bytes that nobody fetches are lost, and told. */
static void without_stretching(void) {
  setup(NOSTRETCH, 0);
  start();
  I2C1->dr = 0x42 << 1;
  wait1(ADDR);
  (void)I2C1->sr2;
  (void)I2C2->sr1;
  (void)I2C2->sr2;
  for (uint32_t i = 1; i <= 3; i++) {
    while ((I2C1->sr1 & TXE_) == 0) {}
    I2C1->dr = i;
  }
  wait1(BTF);
  I2C1->cr1 |= STOP;
  settle();
  tell("overrun", I2C2->sr1 & OVR);
  tell("overrun_first", I2C2->dr);
}

static void slave_by_dma(void) {
  static uint8_t arrived[4];
  clock_on(&RCC->ahb1enr, BIT(21));
  setup(0, BIT(11));
  stream_t *s = &DMA1->stream[2];
  s->par = (uint32_t)&I2C2->dr;
  s->m0ar = (uint32_t)arrived;
  s->ndtr = 4;
  s->cr = 7u << 25 | BIT(10);
  s->cr |= 1;
  start();
  I2C1->dr = 0x42 << 1;
  wait1(ADDR);
  (void)I2C1->sr2;
  (void)I2C2->sr1;
  (void)I2C2->sr2;
  for (uint32_t i = 1; i <= 4; i++) {
    while ((I2C1->sr1 & TXE_) == 0) {}
    I2C1->dr = i * 17;
  }
  wait1(BTF);
  I2C1->cr1 |= STOP;
  settle();
  tell("by_dma", (uint32_t)arrived[0] << 24 | (uint32_t)arrived[1] << 16 | (uint32_t)arrived[2] << 8 | arrived[3]);
  tell("by_dma_left", s->ndtr);
  tell("stop_seen", I2C2->sr1 & STOPF);
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
  receptions();
  addresses();
  ten_bits_read();
  without_stretching();
  slave_by_dma();
}
