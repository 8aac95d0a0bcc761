/* CAN1 at 500 kbit/s of 16 MHz. Alone in loop back: filters by mask and by list, mailboxes by priority, an overrun; then on a bus, where
 * PA0 says which of two nodes this is: one asks, the other one answers. */
#include "guest.h"

enum { INRQ = 1, SLEEP = 2, INAK = 1, LBKM = BIT(30), SILM = BIT(31) };
enum { TIMING = 1u << 20 | 12u << 16 | 1 }; /* 16 quanta of two cycles: sample behind 14 */

static void wait_box(int box) {
  while ((CAN1->tsr & BIT(8 * box)) == 0) {}
}

/* Into initialisation, settings, filters all off. */
static void configure(uint32_t mode) {
  CAN1->mcr |= INRQ;
  while ((CAN1->msr & INAK) == 0) {}
  CAN1->btr = mode | TIMING;
  CAN1->fmr |= 1;
  CAN1->fa1r = 0;
}

static void filter(int n, uint32_t r1, uint32_t r2, int wide, int list) {
  CAN1->fs1r = (CAN1->fs1r & ~BIT(n)) | (wide ? BIT(n) : 0);
  CAN1->fm1r = (CAN1->fm1r & ~BIT(n)) | (list ? BIT(n) : 0);
  CAN1->filter[n].r1 = r1;
  CAN1->filter[n].r2 = r2;
  CAN1->fa1r |= BIT(n);
}

static void join_bus(void) {
  CAN1->fmr &= ~1u; /* keeps how many filters are ours */
  CAN1->mcr &= ~(uint32_t)INRQ;
  while (CAN1->msr & INAK) {}
}

static void put(int box, uint32_t ir, uint32_t length, uint32_t low, uint32_t high) {
  can_box_t *mail = &CAN1->tx[box];
  mail->dtr = length;
  mail->dlr = low;
  mail->dhr = high;
  mail->ir = ir | 1;
}

static uint32_t standard(uint32_t id) { return id << 21; }
static uint32_t extended(uint32_t id) { return id << 3 | 4; }

/* What stands first in a FIFO: identifier, data and which filter let it through. */
static void take(int fifo) {
  can_box_t *mail = &CAN1->rx[fifo];
  tell("id", mail->ir & 4 ? mail->ir >> 3 : mail->ir >> 21);
  tell("data", mail->dlr);
  tell("length_filter", (mail->dtr & 15) | (mail->dtr >> 8 & 0xFF) << 8);
  CAN1->rfr[fifo] = BIT(5);
  while (CAN1->rfr[fifo] & BIT(5)) {}
}

static void filters(void) {
  configure(LBKM | SILM);
  filter(0, standard(0x120), standard(0x7F0), 1, 0);            /* 0x120 to 0x12F, to FIFO 0 */
  filter(1, extended(0x1ABCDEF), extended(0x1ABCDF0), 1, 1);    /* these two, to FIFO 1 */
  CAN1->ffa1r = BIT(1);
  join_bus();
  put(0, standard(0x123), 4, 0x44332211, 0);
  wait_box(0);
  put(0, standard(0x133), 1, 0xFF, 0);
  wait_box(0);
  put(0, extended(0x1ABCDF0), 8, 0x04030201, 0x08070605);
  wait_box(0);
  put(0, extended(0x1ABCDF1), 1, 0xFF, 0);
  wait_box(0);
  tell("in_fifo0", CAN1->rfr[0] & 3);
  tell("in_fifo1", CAN1->rfr[1] & 3);
  take(0);
  tell("high", CAN1->rx[1].dhr);
  take(1);
}

/* Three wait for one bus: the lowest identifier goes first, though it came last. */
static void priorities(void) {
  configure(LBKM | SILM);
  filter(0, 0, 0, 1, 0);
  CAN1->ffa1r = 0;
  join_bus();
  put(0, standard(0x500), 1, 0, 0);
  put(1, standard(0x300), 1, 1, 0);
  put(2, standard(0x100), 1, 2, 0);
  for (int box = 0; box < 3; box++) wait_box(box);
  tell("full", CAN1->rfr[0] & 0x18);
  put(0, standard(0x600), 1, 0, 0);
  wait_box(0);
  tell("overrun", CAN1->rfr[0] & 0x18);
  CAN1->rfr[0] = 0x18;
  while ((CAN1->rfr[0] & 3) != 0) {
    tell("order", CAN1->rx[0].ir >> 21);
    CAN1->rfr[0] = BIT(5);
    while (CAN1->rfr[0] & BIT(5)) {}
  }
}

static volatile uint32_t received, got_id, got_data;

static void received0(void) {
  got_id = CAN1->rx[0].ir >> 21;
  got_data = CAN1->rx[0].dlr;
  CAN1->rfr[0] = BIT(5);
  received++;
}

static void on_bus(void) {
  int answers = pin_get('A', 0);
  configure(0);
  filter(0, standard(answers ? 0x200 : 0x201), standard(0x7FF), 1, 0);
  join_bus();
  on_interrupt(IRQ_CAN1_RX0, received0);
  CAN1->ier = BIT(1);
  for (uint32_t round = 0; round < 5; round++) {
    uint32_t before = received;
    if (!answers) {
      put(0, standard(0x200), 4, round * 1000, 0);
      AWAIT(received != before);
    } else {
      AWAIT(received > round);
      put(0, standard(0x201), 4, got_data + 1, 0);
      wait_box(0);
    }
    tell(answers ? "asked" : "answered", got_data);
    tell("from", got_id);
  }
  tell("errors", CAN1->esr >> 16);
  reached("done");
}

/* Nobody acknowledges any more: passive, never off. */
static void alone(void) {
  CAN1->ier = 0;
  put(0, standard(0x7F), 1, 0, 0);
  while ((CAN1->esr & 2) == 0) {}
  tell("passive", CAN1->esr & 7);
  tell("last_error", CAN1->esr >> 4 & 7);
  tell("sent_errors", CAN1->esr >> 16 & 0xFF);
  CAN1->tsr = BIT(7);
  while (CAN1->tsr & BIT(7)) {}
  tell("aborted", CAN1->tsr >> 26 & 1);
}

void program(void) {
  clock_on(&RCC->apb1enr, BIT(25));
  clock_on(&RCC->ahb1enr, 9);
  pin_function('D', 0, 9);
  pin_function('D', 1, 9);
  CAN1->mcr &= ~(uint32_t)SLEEP;
  filters();
  priorities();
  on_bus();
  if (!pin_get('A', 0)) {
    reached("unplug");
    delay_cycles(16000);
    alone();
  }
}
