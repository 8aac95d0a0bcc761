/* Both controllers of one chip on one bus at 500 kbit/s of 16 MHz: shared filters, remote frames, a locked FIFO, mailboxes in the order of
 * requests, stamps of time, bus off and back by hand and by itself. */
#include "guest.h"

enum { INRQ = 1, SLEEP = 2, TXFP = 4, RFLM = 8, NART = 16, ABOM = 64, TTCM = 128, INAK = 1, TIMING = 1u << 20 | 12u << 16 | 1 };

static uint32_t standard(uint32_t id) { return id << 21; }

static void wait_box(can_t *can, int box) {
  while ((can->tsr & BIT(8 * box)) == 0) {}
}

static void put(can_t *can, int box, uint32_t ir, uint32_t dtr, uint32_t low) {
  can->tx[box].dtr = dtr;
  can->tx[box].dlr = low;
  can->tx[box].dhr = 0;
  can->tx[box].ir = ir | 1;
}

static void drop(can_t *can, int fifo) {
  can->rfr[fifo] = BIT(5);
  while (can->rfr[fifo] & BIT(5)) {}
}

static void enter(can_t *can, uint32_t settings) {
  can->mcr = (can->mcr & ~(uint32_t)(SLEEP | 0xFC)) | INRQ | settings;
  while ((can->msr & INAK) == 0) {}
  can->btr = TIMING;
}

static void leave(can_t *can) {
  can->mcr &= ~(uint32_t)INRQ;
  while (can->msr & INAK) {}
}

/* CAN1 takes 0x1xx by bank 0, CAN2 0x2xx by bank 20 to FIFO 0, and remote frames of 0x2AA by bank 21 to FIFO 1. */
static void begin(uint32_t settings) {
  enter(CAN1, settings);
  enter(CAN2, settings);
  CAN1->fmr = (CAN1->fmr & ~(63u << 8)) | 20u << 8 | 1;
  CAN1->fa1r = 0;
  CAN1->fm1r = BIT(21);
  CAN1->fs1r = BIT(0) | BIT(20) | BIT(21);
  CAN1->ffa1r = BIT(21);
  CAN1->filter[0].r1 = standard(0x100);
  CAN1->filter[0].r2 = standard(0x700);
  CAN1->filter[20].r1 = standard(0x200);
  CAN1->filter[20].r2 = standard(0x700) | 2;
  CAN1->filter[21].r1 = standard(0x2AA) | 2;
  CAN1->filter[21].r2 = standard(0x2AB) | 2;
  CAN1->fa1r = BIT(0) | BIT(20) | BIT(21);
  CAN1->fmr &= ~1u;
  leave(CAN1);
  leave(CAN2);
}

static void both_ways(void) {
  begin(0);
  put(CAN1, 0, standard(0x234), 2, 0xBEEF);
  wait_box(CAN1, 0);
  tell("second_got", CAN2->rx[0].dlr);
  drop(CAN2, 0);
  put(CAN2, 0, standard(0x134), 2, 0xCAFE);
  wait_box(CAN2, 0);
  tell("first_got", CAN1->rx[0].dlr);
  drop(CAN1, 0);
  put(CAN2, 0, standard(0x234), 2, 0);
  wait_box(CAN2, 0);
  tell("not_for_first", CAN1->rfr[0] & 3);
  put(CAN1, 0, standard(0x2AA) | 2, 3, 0);
  wait_box(CAN1, 0);
  tell("remote", CAN2->rx[1].ir);
  tell("remote_length", CAN2->rx[1].dtr & 15);
  tell("remote_only_there", CAN2->rfr[0] & 3);
  drop(CAN2, 1);
}

static void locked(void) {
  begin(RFLM | TXFP);
  put(CAN1, 0, standard(0x2F0), 1, 0);
  put(CAN1, 1, standard(0x210), 1, 1);
  put(CAN1, 2, standard(0x200), 1, 2);
  for (int box = 0; box < 3; box++) wait_box(CAN1, box);
  put(CAN1, 0, standard(0x2FF), 1, 3);
  wait_box(CAN1, 0);
  tell("overrun", CAN2->rfr[0] & 0x1B);
  CAN2->rfr[0] = 0x18;
  while (CAN2->rfr[0] & 3) {
    tell("by_request", CAN2->rx[0].ir >> 21);
    drop(CAN2, 0);
  }
}

/* Time in bits since the start of initialisation's end, taken at the start of each frame. */
static void stamps(void) {
  begin(TTCM);
  put(CAN1, 0, standard(0x200), 0, 0);
  wait_box(CAN1, 0);
  uint32_t first = CAN2->rx[0].dtr >> 16;
  drop(CAN2, 0);
  reached("stamp");
  delay_cycles(32 * 1000);
  put(CAN1, 0, standard(0x200), 0, 0);
  wait_box(CAN1, 0);
  uint32_t second = CAN2->rx[0].dtr >> 16;
  drop(CAN2, 0);
  tell("bits_between", (uint16_t)(second - first));
}

static volatile uint32_t offs;

static void status_change(void) {
  if (CAN1->esr & 4) {
    offs++;
    CAN1->ier = 0;
  }
  CAN1->msr = 4;
}

static void go_off(void) {
  offs = 0;
  GPIO('D')->moder &= ~(3u << 2); /* the transceiver hears nothing from us any more */
  CAN1->ier = BIT(15) | BIT(10);
  put(CAN1, 0, standard(0x155), 1, 0);
  AWAIT(offs > 0);
  pin_function('D', 1, 9);
}

static void bus_off(void) {
  begin(0);
  on_interrupt(IRQ_CAN1_SCE, status_change);
  go_off();
  CAN1->tsr = BIT(7);
  enter(CAN1, 0);
  reached("recover");
  CAN1->mcr &= ~(uint32_t)INRQ;
  while (CAN1->esr & 4) {}
  reached("recovered");
  tell("counters", CAN1->esr >> 16);
  begin(ABOM);
  go_off();
  while (CAN1->esr & 4) {}
  wait_box(CAN1, 0);
  tell("sent_behind", CAN1->tsr >> 1 & 1);
}

static void once(void) {
  begin(NART);
  GPIO('D')->moder &= ~(3u << 2);
  put(CAN1, 0, standard(0x155), 1, 0);
  wait_box(CAN1, 0);
  tell("once", CAN1->tsr & 0xF);
  pin_function('D', 1, 9);
}

void program(void) {
  clock_on(&RCC->apb1enr, BIT(25) | BIT(26));
  pin_function('D', 0, 9);
  pin_function('D', 1, 9);
  pin_function('B', 5, 9);
  pin_function('B', 6, 9);
  both_ways();
  locked();
  stamps();
  bus_off();
  once();
}
