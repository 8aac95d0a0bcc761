/* A small preemptive kernel and its test: tasks with floating-point contexts switched by PendSV, calls by SVC, time by SysTick, and an
 * idle task that sleeps without ticks. Prints by semihosting what it found and ends with the number of mistakes. Built by ./build. */
#include <stddef.h>
#include <stdint.h>

#define REG(address) (*(volatile uint32_t *)(address))
#define SYST_CSR REG(0xE000E010)
#define SYST_RVR REG(0xE000E014)
#define SYST_CVR REG(0xE000E018)
#define ICSR REG(0xE000ED04)
#define SHPR2 REG(0xE000ED1C)
#define SHPR3 REG(0xE000ED20)
#define CPACR REG(0xE000ED88)
#define PENDSV (1u << 28)
#define TICK_CYCLES 1000u
#define NEVER 0xFFFFFFFFu

enum { TASKS = 4, STACK_WORDS = 128 };

typedef struct {
  uint32_t *sp;
  uint32_t wake; /* the tick at which it runs again, 0 when it is ready */
  uint32_t runs;
} task_t;

static task_t tasks[TASKS];
static uint32_t stacks[TASKS][STACK_WORDS] __attribute__((aligned(8)));
static volatile uint32_t ticks, switches, skipped;
static volatile uint32_t mistakes;
task_t *current;

extern uint32_t stack_top;
void reset(void);
void pend_sv(void);
void sv_call(void);
static void sys_tick(void);
static void halt(void) { mistakes++; for (;;) {} }

__attribute__((section(".vectors"), used)) static void *const vectors[16] = {
    &stack_top, reset, halt, halt, halt, halt, halt, 0, 0, 0, 0, sv_call, halt, 0, pend_sv, sys_tick,
};

static uint32_t host(uint32_t operation, const void *argument) {
  register uint32_t r0 __asm("r0") = operation;
  register const void *r1 __asm("r1") = argument;
  __asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

static void print(const char *text) { host(4, text); }

static void number(const char *name, uint32_t value) {
  char text[12];
  int at = 11;
  text[at] = 0;
  do {
    text[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (value != 0);
  print(name);
  print(&text[at]);
  print("\n");
}

/* The scheduler: the ready task of the highest number below the idle task that ran least; task 0 is idle. */
__attribute__((used)) static void choose(void) {
  task_t *best = &tasks[0];
  for (int i = 1; i < TASKS; i++) {
    task_t *task = &tasks[i];
    if (task->wake != 0 && task->wake != NEVER && (int32_t)(ticks - task->wake) >= 0) task->wake = 0;
    if (task->wake == 0 && (best == &tasks[0] || task->runs < best->runs)) best = task;
  }
  best->runs++;
  switches += best != current;
  current = best;
}

__attribute__((naked)) void pend_sv(void) {
  __asm volatile(
      "mrs r0, psp\n"
      "isb\n"
      "ldr r3, =current\n"
      "ldr r2, [r3]\n"
      "tst lr, #0x10\n"
      "it eq\n"
      "vstmdbeq r0!, {s16-s31}\n"
      "stmdb r0!, {r4-r11, lr}\n"
      "str r0, [r2]\n"
      "push {r3, lr}\n"
      "mov r0, #0x40\n"
      "msr basepri, r0\n"
      "bl choose\n"
      "mov r0, #0\n"
      "msr basepri, r0\n"
      "pop {r3, lr}\n"
      "ldr r2, [r3]\n"
      "ldr r0, [r2]\n"
      "ldmia r0!, {r4-r11, lr}\n"
      "tst lr, #0x10\n"
      "it eq\n"
      "vldmiaeq r0!, {s16-s31}\n"
      "msr psp, r0\n"
      "isb\n"
      "bx lr\n"
      ".ltorg\n");
}

/* The number of the call stands in the instruction; its argument and result in the stacked r0. */
__attribute__((used)) static void serve(uint32_t *frame) {
  uint8_t call = ((const uint8_t *)frame[6])[-2];
  switch (call) {
    case 0: break;
    case 1: current->wake = ticks + frame[0]; break;
    case 2: current->wake = NEVER; break;
    default: mistakes++;
  }
  frame[0] = ticks;
  ICSR = PENDSV;
}

__attribute__((naked)) void sv_call(void) {
  __asm volatile("mrs r0, psp\n b serve\n");
}

static void sys_tick(void) {
  ticks++;
  ICSR = PENDSV;
}

static inline uint32_t yield(void) {
  register uint32_t r0 __asm("r0") = 0;
  __asm volatile("svc 0" : "+r"(r0)::"memory");
  return r0;
}

static inline uint32_t sleep_ticks(uint32_t n) {
  register uint32_t r0 __asm("r0") = n;
  __asm volatile("svc 1" : "+r"(r0)::"memory");
  return r0;
}

static inline void end(void) { __asm volatile("svc 2" ::: "memory"); }

/* Sleeps to the next task's time without the ticks between: the timer is set to the whole rest, and the ticks are added. */
static void idle(void) {
  for (;;) {
    __asm volatile("cpsid i" ::: "memory");
    uint32_t next = NEVER, ready = 0;
    for (int i = 1; i < TASKS; i++) {
      uint32_t wake = tasks[i].wake;
      if (wake == 0 || (wake != NEVER && (int32_t)(ticks - wake) >= 0)) ready = 1;
      else if (wake - ticks < next - ticks) next = wake;
    }
    if (!ready && next != NEVER && next - ticks > 1) {
      uint32_t rest = next - ticks;
      SYST_CSR = 4;
      uint32_t left = SYST_CVR;
      SYST_RVR = left + (rest - 1) * TICK_CYCLES - 1;
      SYST_CVR = 0;
      SYST_CSR = 7;
      SYST_RVR = TICK_CYCLES - 1;
      __asm volatile("dsb\n wfi" ::: "memory");
      ticks += rest - 1;
      skipped += rest - 1;
    } else if (!ready) {
      __asm volatile("dsb\n wfi" ::: "memory");
    }
    __asm volatile("cpsie i\n isb" ::: "memory");
    yield();
  }
}

static volatile uint32_t progress[2];

/* Two tasks that never wait: only preemption lets both go on. Each keeps numbers in registers that the other overwrites. */
static void spin(uint32_t which) {
  float step = which ? 0.5f : 0.25f, a = 0, b = 1000;
  uint32_t sum = 0;
  for (uint32_t i = 1; i <= 3000; i++) {
    a += step;
    b -= step;
    sum += i ^ which;
    if (a + b != 1000.0f) mistakes++;
    if (a != step * (float)i) mistakes++;
    progress[which] = i;
  }
  uint32_t expected = 0;
  for (uint32_t i = 1; i <= 3000; i++) expected += i ^ which;
  if (sum != expected) mistakes++;
  end();
}

static void spin0(void) { spin(0); }
static void spin1(void) { spin(1); }

static void sleeper(void) {
  uint32_t together = 0;
  for (uint32_t n = 1; n <= 20; n++) {
    uint32_t before = ticks;
    sleep_ticks(n);
    if (ticks - before < n || ticks - before > n + 1) mistakes++;
    if (progress[0] > 0 && progress[0] < 3000 && progress[1] > 0 && progress[1] < 3000) together++;
  }
  sleep_ticks(5000);
  if (together == 0) mistakes++;
  if (progress[0] != 3000 || progress[1] != 3000) mistakes++;
  number("ticks ", ticks);
  number("skipped ", skipped);
  number("mistakes ", mistakes);
  uint32_t block[2] = {0x20026, mistakes};
  host(0x20, block);
  end();
}

static void start(int which, void (*entry)(void)) {
  uint32_t *sp = &stacks[which][STACK_WORDS];
  *--sp = 1u << 24;
  *--sp = (uint32_t)entry & ~1u;
  *--sp = (uint32_t)halt;
  sp -= 5;
  *--sp = 0xFFFFFFFD;
  sp -= 8;
  tasks[which].sp = sp;
}

void reset(void) {
  CPACR |= 0xFu << 20;
  __asm volatile("dsb\n isb" ::: "memory");
  for (int i = 0; i < TASKS; i++) { tasks[i].wake = 0; tasks[i].runs = 0; }
  ticks = switches = skipped = mistakes = 0;
  progress[0] = progress[1] = 0;
  start(0, idle);
  start(1, spin0);
  start(2, spin1);
  start(3, sleeper);
  SHPR2 = 0x80u << 24;
  SHPR3 = 0x40u << 24 | 0xF0u << 16;
  current = &tasks[0];
  /* The first task begins as if PendSV had saved it: its software part is dropped from the stack. */
  uint32_t *sp = tasks[0].sp + 9;
  __asm volatile("msr psp, %0\n msr control, %1\n isb" ::"r"(sp + 8), "r"(2) : "memory");
  SYST_RVR = TICK_CYCLES - 1;
  SYST_CVR = 0;
  SYST_CSR = 7;
  idle();
}
