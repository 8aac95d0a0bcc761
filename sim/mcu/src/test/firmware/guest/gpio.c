/* Ports, EXTI and SYSCFG. Wires: PB0 to PC0 and PA0, PB4 to PB5 (both open drain), PB6 to PC6, PB13 to PC13. The test presses PA1. */
#include "guest.h"

static volatile uint32_t rises, line6, line13, software, pressed;

static void exti0(void) {
  EXTI->pr = BIT(0);
  rises++;
}

static void exti9_5(void) {
  uint32_t pending = EXTI->pr & 0x3E0;
  EXTI->pr = pending;
  if (pending & BIT(6)) line6++;
}

static void exti15_10(void) {
  uint32_t pending = EXTI->pr & 0xFC00;
  EXTI->pr = pending;
  if (pending & BIT(13)) line13++;
}

static void exti2(void) {
  EXTI->pr = BIT(2);
  software++;
}

static void exti1(void) {
  EXTI->pr = BIT(1);
  pressed++;
}

/* One line belongs to one port at a time, as SYSCFG says. */
static void choose(int line, int port) {
  reg *word = &SYSCFG->exticr[line / 4];
  *word = (*word & ~(15u << (4 * (line % 4)))) | (uint32_t)port << (4 * (line % 4));
}

static void edges(void) {
  pin_output('B', 0);
  pin_pull('C', 0, 0);
  pin_pull('A', 0, 0);
  choose(0, 2);
  EXTI->rtsr = BIT(0);
  EXTI->imr = BIT(0);
  on_interrupt(IRQ_EXTI0, exti0);
  for (int i = 0; i < 10; i++) pin_set('B', 0, i & 1);
  tell("rises", rises);
  EXTI->ftsr = BIT(0);
  for (int i = 0; i < 10; i++) pin_set('B', 0, i & 1);
  tell("both", rises);
  EXTI->imr = 0;
  for (int i = 0; i < 4; i++) pin_set('B', 0, i & 1);
  tell("masked", rises);
  tell("pending", EXTI->pr);
  EXTI->pr = BIT(0);
  EXTI->rtsr = EXTI->ftsr = 0;
}

static void groups(void) {
  choose(6, 2);
  choose(13, 2);
  pin_output('B', 6);
  pin_output('B', 13);
  EXTI->rtsr = BIT(6);
  EXTI->ftsr = BIT(13);
  EXTI->imr = BIT(6) | BIT(13) | BIT(2);
  on_interrupt(IRQ_EXTI9_5, exti9_5);
  on_interrupt(IRQ_EXTI15_10, exti15_10);
  on_interrupt(IRQ_EXTI2, exti2);
  GPIO('B')->odr |= BIT(6) | BIT(13);
  GPIO('B')->odr &= ~(BIT(6) | BIT(13));
  GPIO('B')->odr |= BIT(6);
  tell("line6", line6);
  tell("line13", line13);
  EXTI->swier = BIT(2);
  tell("software", software);
}

static void events(void) {
  choose(0, 2);
  EXTI->rtsr |= BIT(0);
  EXTI->emr = BIT(0);
  __asm volatile("sev\n wfe");
  pin_set('B', 0, 0);
  pin_set('B', 0, 1);
  __asm volatile("wfe"); /* the edge before has left its event */
  tell("event_without_interrupt", EXTI->imr & BIT(0));
  EXTI->emr = 0;
}

static void levels(void) {
  clock_on(&RCC->ahb1enr, 7);
  GPIO('B')->otyper |= BIT(4) | BIT(5);
  pin_pull('B', 4, 1);
  GPIO('B')->bsrr = BIT(4) | BIT(5);
  pin_output('B', 4);
  pin_output('B', 5);
  uint32_t table4 = 0;
  for (int i = 0; i < 4; i++) {
    pin_set('B', 4, i & 1);
    pin_set('B', 5, i >> 1);
    table4 |= (uint32_t)(pin_get('B', 4) | pin_get('B', 5) << 4) << (8 * i);
  }
  tell("wired_and", table4);
  GPIO('B')->bsrr = BIT(0) | BIT(16);
  tell("set_wins", (uint32_t)pin_get('B', 0));
  pin_pull('C', 1, 1);
  pin_pull('C', 2, 2);
  tell("pulls", GPIO('C')->idr & 6);
  pin_analog('C', 1);
  tell("analog_reads", GPIO('C')->idr & 2);
}

static void lock(void) {
  gpio_t *port = GPIO('A');
  pin_output('A', 7);
  port->lckr = BIT(16) | BIT(7);
  port->lckr = BIT(7);
  port->lckr = BIT(16) | BIT(7);
  (void)port->lckr;
  tell("locked", port->lckr >> 16);
  port->moder &= ~(3u << 14);
  tell("mode_kept", port->moder >> 14 & 3);
  pin_set('A', 7, 1);
  tell("still_drives", (uint32_t)pin_get('A', 7));
}

void program(void) {
  clock_on(&RCC->apb2enr, BIT(14));
  clock_on(&RCC->ahb1enr, 7);
  edges();
  groups();
  events();
  levels();
  lock();
  choose(1, 0);
  EXTI->rtsr |= BIT(1);
  EXTI->imr |= BIT(1);
  on_interrupt(IRQ_EXTI1, exti1);
  reached("press");
  AWAIT(pressed > 0);
  pin_output('A', 8);
  pin_set('A', 8, 1);
  tell("pressed", pressed);
}
