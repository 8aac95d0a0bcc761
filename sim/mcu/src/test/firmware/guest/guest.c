#include "guest.h"

extern uint32_t stack_top, bss_begin, bss_end, data_begin, data_end, data_from;
__attribute__((aligned(512))) handler_t *table[16 + IRQS];

void reset(void);
static void before_table(void) { for (;;) {} }

/* Until the table in RAM is there, every exception is a mistake. */
__attribute__((section(".vectors"), used)) static void *const vectors[16] = {
    &stack_top, reset, before_table, before_table, before_table, before_table, before_table, 0, 0, 0, 0, before_table,
    before_table, 0, before_table, before_table,
};

static uint32_t host(uint32_t operation, const void *argument) {
  register uint32_t r0 __asm("r0") = operation;
  register const void *r1 __asm("r1") = argument;
  __asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

/* One call a line, so that a test sees whole lines. */
static void line(const char *name, const uint32_t *value) {
  char text[64];
  int at = 0;
  while (*name != 0 && at < 48) text[at++] = *name++;
  if (value != 0) {
    char digits[10];
    int count = 0;
    uint32_t rest = *value;
    do {
      digits[count++] = (char)('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    text[at++] = ' ';
    while (count > 0) text[at++] = digits[--count];
  }
  text[at++] = '\n';
  text[at] = 0;
  host(4, text);
}

void tell(const char *name, uint32_t value) { line(name, &value); }

void reached(const char *name) { line(name, 0); }

static __attribute__((noreturn)) void end(uint32_t code) {
  uint32_t block[2] = {0x20026, code};
  host(0x20, block);
  for (;;) {}
}

void finish(void) { end(0); }

/* What a test may say before the start: the buses' dividers, as in RCC_CFGR. */
KEPT uint32_t dividers;

static void unexpected(void) {
  uint32_t number;
  __asm volatile("mrs %0, ipsr" : "=r"(number));
  tell("unexpected_exception", number);
  tell("cfsr", SCB->cfsr);
  end(1);
}

void reset(void) {
  uint32_t *from = &data_from;
  for (uint32_t *to = &data_begin; to < &data_end; to++) *to = *from++;
  for (uint32_t *to = &bss_begin; to < &bss_end; to++) *to = 0;
  for (int i = 0; i < 16 + IRQS; i++) table[i] = unexpected;
  SCB->vtor = (uint32_t)table;
  CPACR |= 0xFu << 20;
  __asm volatile("dsb\n isb" ::: "memory");
  RCC->cfgr = dividers;
  program();
  finish();
}

void on_exception(int number, handler_t *handler) { table[number] = handler; }

void on_interrupt(int irq, handler_t *handler) {
  table[16 + irq] = handler;
  NVIC_ISER[irq / 32] = BIT(irq % 32);
}

static uint32_t device(void) { return DBGMCU_IDCODE & 0xFFF; }
int is_f401(void) { return device() == 0x433; }
int is_f411(void) { return device() == 0x431; }
int is_f407(void) { return device() == 0x413; }
int is_f446(void) { return device() == 0x421; }

void clock_on(reg *enable, uint32_t bits) {
  *enable |= bits;
  (void)*enable; /* the clock is there behind a read */
}

static gpio_t *port_of(char port) {
  clock_on(&RCC->ahb1enr, BIT(port - 'A'));
  return GPIO(port);
}

static void field(reg *at, int width, int index, uint32_t value) {
  uint32_t mask = (BIT(width) - 1) << (width * index);
  *at = (*at & ~mask) | value << (width * index);
}

void pin_output(char port, int pin) { field(&port_of(port)->moder, 2, pin, 1); }

void pin_function(char port, int pin, int function) {
  field(&port_of(port)->afr[pin / 8], 4, pin % 8, (uint32_t)function);
  field(&GPIO(port)->moder, 2, pin, 2);
}

void pin_analog(char port, int pin) { field(&port_of(port)->moder, 2, pin, 3); }

void pin_pull(char port, int pin, int pull) { field(&port_of(port)->pupdr, 2, pin, (uint32_t)pull); }

void pin_set(char port, int pin, int high) { GPIO(port)->bsrr = high ? BIT(pin) : BIT(pin + 16); }

int pin_get(char port, int pin) { return (GPIO(port)->idr >> pin) & 1; }

static void waited(void) { SYST->csr = 0; }

void delay_cycles(uint32_t cycles) {
  handler_t *before = table[15];
  table[15] = waited;
  while (cycles > 0) {
    uint32_t part = cycles > 0x1000000 ? 0x1000000 : cycles;
    SYST->rvr = part - 1;
    SYST->cvr = 0;
    SYST->csr = 7;
    AWAIT((SYST->csr & 1) == 0);
    cycles -= part;
  }
  table[15] = before;
}

/* PLL: 8 MHz / 8 * n / p. */
static void from_pll(uint32_t n, uint32_t p, uint32_t buses, uint32_t latency) {
  RCC->cr |= BIT(16);
  while ((RCC->cr & BIT(17)) == 0) {}
  RCC->pllcfgr = 8 | n << 6 | (p / 2 - 1) << 16 | BIT(22) | 8u << 24 | (is_f446() ? 2u << 28 : 0);
  RCC->cr |= BIT(24);
  if (is_f446()) {
    PWR->cr |= BIT(16);
    while ((PWR->csr & BIT(16)) == 0) {}
    PWR->cr |= BIT(17);
    while ((PWR->csr & BIT(17)) == 0) {}
  }
  while ((RCC->cr & BIT(25)) == 0) {}
  FLASH->acr = 0x700 | latency;
  while ((FLASH->acr & 15) != latency) {}
  RCC->cfgr = buses;
  RCC->cfgr = buses | 2;
  while ((RCC->cfgr & 12) != 8) {}
}

uint32_t full_speed(void) {
  clock_on(&RCC->apb1enr, BIT(28));
  if (is_f401()) {
    PWR->cr = (PWR->cr & ~(3u << 14)) | 2u << 14;
    from_pll(336, 4, 4u << 10, 2);
    return 84000000;
  } else if (is_f411()) {
    PWR->cr |= 3u << 14;
    from_pll(400, 4, 4u << 10, 3);
    return 100000000;
  } else if (is_f446()) {
    PWR->cr |= 3u << 14;
    from_pll(360, 2, 5u << 10 | 4u << 13, 5);
    return 180000000;
  }
  PWR->cr |= BIT(14);
  from_pll(336, 2, 5u << 10 | 4u << 13, 5);
  return 168000000;
}
