/* More of what surrounds instructions: faults of all kinds and their addresses, a watchpoint of the firmware's own, numbers of the floating-point
 * unit kept through interrupts, calls, masks, a stack that grows too far. */
#include "guest.h"

static volatile uint32_t fault, status, address, number, count;

/* Notes what happened and goes on behind the instruction, whose length is told by its first halfword. */
__attribute__((naked)) static void skip(void) {
  __asm volatile(
      "tst lr, #4\n"
      "ite eq\n"
      "mrseq r0, msp\n"
      "mrsne r0, psp\n"
      "ldr r1, [r0, #24]\n"
      "ldrh r2, [r1]\n"
      "lsrs r2, r2, #11\n"
      "cmp r2, #29\n"
      "ite lo\n"
      "addlo r1, r1, #2\n"
      "addhs r1, r1, #4\n"
      "str r1, [r0, #24]\n"
      "b note\n");
}

__attribute__((used)) void note(void) {
  count++;
  __asm volatile("mrs %0, ipsr" : "=r"(number));
  status = SCB->cfsr;
  address = SCB->bfar;
  SCB->cfsr = status;
  fault = SCB->hfsr;
  SCB->hfsr = fault;
}

static void report(const char *name) {
  tell(name, number);
  tell("status", status);
}

static void faults(void) {
  on_exception(3, skip);
  on_exception(5, skip);
  on_exception(6, skip);
  SCB->shcsr |= BIT(17) | BIT(18);
  SCB->ccr |= BIT(4) | BIT(3);
  __asm volatile("movs r0, #5\n movs r1, #0\n udiv r2, r0, r1" ::: "r0", "r1", "r2");
  report("divided");
  __asm volatile("ldr r0, =0x20000101\n ldr r1, [r0]" ::: "r0", "r1");
  report("unaligned");
  __asm volatile(".short 0xDE12");
  report("undefined");
  __asm volatile("ldr r0, =0x60000000\n ldr r1, [r0]" ::: "r0", "r1");
  report("nothing_there");
  tell("fault_address", address);
  SCB->shcsr &= ~BIT(18);
  __asm volatile(".short 0xDE12");
  report("escalated");
  tell("forced", fault);
  CPACR &= ~(0xFu << 20);
  SCB->shcsr |= BIT(18);
  __asm volatile("dsb\n isb\n vmov s0, r0");
  report("no_coprocessor");
  CPACR |= 0xFu << 20;
  SCB->ccr &= ~(BIT(4) | BIT(3));
}

static volatile uint32_t watched, hits;

static void monitor(void) {
  hits++;
  tell("debug_status", SCB->dfsr);
  SCB->dfsr = SCB->dfsr;
}

static void watchpoint(void) {
  on_exception(12, monitor);
  DEMCR |= BIT(24) | BIT(16);
  reg *comparator = (reg *)0xE0001020;
  comparator[0] = (uint32_t)&watched;
  comparator[1] = 2;
  comparator[2] = 6; /* writes */
  (void)watched;
  watched = 1;
  tell("hits", hits);
  comparator[2] = 0;
  watched = 2;
  tell("hits", hits);
}

static volatile float sum;

static void adds(void) {
  float a = 1.5f;
  for (int i = 0; i < 4; i++) a = a * 2 + sum;
  sum = a;
}

/* Registers of the interrupted program are stored when the handler computes, not before. */
static void numbers(void) {
  on_interrupt(IRQ_EXTI0, adds);
  register float kept __asm("s5") = 1234.5f;
  __asm volatile("vmov.f32 s5, %1\n" : "=t"(kept) : "t"(1234.5f));
  *(reg *)0xE000E200 = BIT(IRQ_EXTI0);
  __asm volatile("dsb\n isb" : "+t"(kept)::"memory");
  tell("kept_float", (uint32_t)(kept * 2));
  tell("handler_float", (uint32_t)(sum * 2));
}

static volatile uint32_t called;

__attribute__((naked)) static void call(void) {
  __asm volatile("mov r0, sp\n b serve\n");
}

__attribute__((used)) void serve(uint32_t *frame) {
  called = called * 100 + ((const uint8_t *)frame[6])[-2];
  frame[0] += 1000;
}

static void calls(void) {
  on_exception(11, call);
  register uint32_t r0 __asm("r0") = 7;
  __asm volatile("svc 42" : "+r"(r0)::"memory");
  tell("answer", r0);
  r0 = 8;
  __asm volatile("svc 17" : "+r"(r0)::"memory");
  tell("called", called);
}

static volatile uint32_t served;

static void serves(void) { served++; }

static void masks(void) {
  NVIC_IPR[IRQ_EXTI1] = 0x50;
  on_interrupt(IRQ_EXTI1, serves);
  __asm volatile("msr basepri, %0" ::"r"(0x50));
  *(reg *)0xE000E200 = BIT(IRQ_EXTI1);
  __asm volatile("dsb\n isb");
  uint32_t held = served;
  __asm volatile("msr basepri, %0\n isb" ::"r"(0x60));
  tell("basepri", held << 8 | served);
  interrupts_off();
  *(reg *)0xE000E200 = BIT(IRQ_EXTI1);
  __asm volatile("dsb\n isb");
  held = served;
  interrupts_on();
  tell("primask", held << 8 | served);
  __asm volatile("msr basepri, %0" ::"r"(0));
}

static uint32_t small_stack[64] __attribute__((aligned(128)));
static volatile uint32_t overflowed;

/* On the main stack: the process stack has run into the guard. */
static void guard_hit(void) {
  overflowed = SCB->cfsr & 0xFF;
  SCB->cfsr = 0xFF;
  tell("overflow", overflowed);
  finish();
}

__attribute__((noinline)) static uint32_t deeper(volatile uint32_t *from) {
  volatile uint32_t here[4] = {*from + 1, 0, 0, 0};
  if (here[0] > 1000) return 0;
  return deeper(here) + here[1];
}

static void stack_guard(void) {
  on_exception(4, guard_hit);
  SCB->shcsr |= BIT(16);
  MPU->rnr = 0;
  MPU->rbar = (uint32_t)small_stack;
  MPU->rasr = 0u << 24 | 6u << 1 | 1; /* 128 bytes, no access */
  MPU->ctrl = 5;
  __asm volatile("msr psp, %0\n msr control, %1\n isb" ::"r"(&small_stack[64]), "r"(6) : "memory");
  volatile uint32_t zero = 0;
  deeper(&zero);
}

void program(void) {
  faults();
  watchpoint();
  numbers();
  calls();
  masks();
  stack_guard();
}
