/* What stands around the instructions, as firmware meets it: bit-band, protection unit, cycle counter, priorities of interrupts. */
#include "guest.h"

static volatile uint32_t word;
static volatile uint32_t faults, fault_address, fault_status;
static uint32_t guarded[64] __attribute__((aligned(256)));

#define BIT_OF(address, bit) (*(reg *)(((uint32_t)(address) & 0xF0000000) + 0x02000000 + ((uint32_t)(address) & 0xFFFFF) * 32 + (bit) * 4))

static void bit_band(void) {
  word = 0x10;
  BIT_OF(&word, 31) = 1;
  BIT_OF(&word, 4) = 0;
  BIT_OF(&word, 0) = 3; /* only the lowest bit counts */
  tell("banded", word);
  tell("band_reads", BIT_OF(&word, 31) + 2 * BIT_OF(&word, 4));
  clock_on(&RCC->ahb1enr, BIT(0));
  GPIO('A')->moder |= 1u << 10;
  BIT_OF(&GPIO('A')->odr, 5) = 1;
  tell("pin", GPIO('A')->idr >> 5 & 1);
  BIT_OF(&GPIO('A')->odr, 5) = 0;
}

/* Takes the protection away, so that the store succeeds when it is repeated. */
static void memory_fault(void) {
  faults++;
  fault_address = SCB->mmfar;
  fault_status = SCB->cfsr;
  SCB->cfsr = fault_status;
  MPU->ctrl = 0;
  __asm volatile("dsb\n isb");
}

static void protect(void) {
  on_exception(4, memory_fault);
  SCB->shcsr |= BIT(16);
  guarded[5] = 1;
  MPU->rnr = 0;
  MPU->rbar = (uint32_t)guarded;
  MPU->rasr = 6u << 24 | 7u << 1 | 1; /* 256 bytes, read only */
  MPU->ctrl = 5;
  __asm volatile("dsb\n isb");
  tell("read_only_reads", guarded[5]);
  ((volatile uint32_t *)guarded)[5] = 77;
  tell("faults", faults);
  tell("fault_at", (fault_address - (uint32_t)guarded) / 4);
  tell("fault_status", fault_status);
  tell("stored_behind", ((volatile uint32_t *)guarded)[5]);
}

static void count_cycles(void) {
  DEMCR |= BIT(24);
  DWT_CYCCNT = 0;
  DWT_CTRL |= 1;
  uint32_t before, after;
  __asm volatile("ldr %0, [%2]\n nop\n nop\n nop\n nop\n nop\n ldr %1, [%2]" : "=&r"(before), "=&r"(after) : "r"(&DWT_CYCCNT));
  tell("six_instructions", after - before);
}

static volatile uint32_t order;

static void low(void) {
  order = order * 10 + 1;
  NVIC_ICPR[0] = 0;
  *(reg *)0xE000E200 = BIT(IRQ_EXTI1); /* preempts */
  __asm volatile("dsb\n isb");
  order = order * 10 + 2;
}

static void high(void) {
  order = order * 10 + 3;
  *(reg *)0xE000E200 = BIT(IRQ_EXTI2); /* of the same priority: waits, then comes before who was preempted */
  __asm volatile("dsb\n isb");
  order = order * 10 + 4;
}

static void same(void) { order = order * 10 + 5; }

static void preemption(void) {
  NVIC_IPR[IRQ_EXTI0] = 0x80;
  NVIC_IPR[IRQ_EXTI1] = 0x40;
  NVIC_IPR[IRQ_EXTI2] = 0x40;
  on_interrupt(IRQ_EXTI0, low);
  on_interrupt(IRQ_EXTI1, high);
  on_interrupt(IRQ_EXTI2, same);
  *(reg *)0xE000E200 = BIT(IRQ_EXTI0);
  __asm volatile("dsb\n isb");
  tell("order", order);
}

void program(void) {
  bit_band();
  protect();
  count_cycles();
  preemption();
}
