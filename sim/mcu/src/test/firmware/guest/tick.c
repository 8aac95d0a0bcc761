/* A pin that changes at each tick of SysTick, a thousand a second, at the most that the chip's clocks bear. A second pin rises in the
 * very instruction before the timer is switched on, so that the test can say when each edge must come. */
#include "guest.h"

/* Written out, so that the edge comes at the fifth instruction: the first one begins in the cycle of the tick. */
__attribute__((naked)) static void tick(void) {
  __asm volatile(
      "movw r0, #0x0014\n"
      "movt r0, #0x4002\n"
      "ldr r1, [r0]\n"
      "eor r1, r1, #32\n"
      "str r1, [r0]\n"
      "bx lr\n");
}

void program(void) {
  uint32_t hz = full_speed();
  tell("hz", hz);
  pin_output('A', 5);
  pin_output('A', 6);
  on_exception(15, tick);
  SYST->rvr = hz / 1000 - 1;
  SYST->cvr = 0;
  __asm volatile(
      "str %1, [%0]\n"
      "str %3, [%2]\n" ::"r"(&GPIO('A')->bsrr), "r"(BIT(6)), "r"(&SYST->csr), "r"(7) : "memory");
  for (;;) wait_interrupt();
}
