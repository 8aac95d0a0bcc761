/* As tick.c, at a rate that no nanosecond divides: HSI trimmed by three steps, times 211, divided by 15 and 4. */
#include "guest.h"

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
  RCC->cr = (RCC->cr & ~(31u << 3)) | 19u << 3;
  RCC->pllcfgr = 15 | 211u << 6 | 1u << 16 | 8u << 24 | 2u << 28;
  RCC->cr |= BIT(24);
  while ((RCC->cr & BIT(25)) == 0) {}
  FLASH->acr = 2;
  RCC->cfgr = 4u << 10;
  RCC->cfgr = 4u << 10 | 2;
  while ((RCC->cfgr & 12) != 8) {}
  pin_output('A', 5);
  pin_output('A', 6);
  on_exception(15, tick);
  SYST->rvr = 56783 - 1;
  SYST->cvr = 0;
  __asm volatile(
      "str %1, [%0]\n"
      "str %3, [%2]\n" ::"r"(&GPIO('A')->bsrr), "r"(BIT(6)), "r"(&SYST->csr), "r"(7) : "memory");
  for (;;) wait_interrupt();
}
