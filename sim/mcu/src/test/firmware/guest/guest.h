/* What every test program has: a start, a table of handlers in RAM, a console that the test reads, an end. A program tells what it saw as
 * lines "name value"; the test on the computer knows what should stand there. An exception that nobody expects ends the program. */
#ifndef GUEST_H
#define GUEST_H
#include "stm32f4.h"

#define KEPT __attribute__((section(".kept"))) /* not cleared at the start: survives a reset */

typedef void handler_t(void);
extern handler_t *table[16 + IRQS];

void program(void);
void tell(const char *name, uint32_t value);
void reached(const char *name); /* a line without a value: what the test waits for */
__attribute__((noreturn)) void finish(void);

void on_interrupt(int irq, handler_t *handler); /* and enables it */
void on_exception(int number, handler_t *handler);

/* The chip: found out by its identity. */
int is_f401(void);
int is_f411(void);
int is_f407(void); /* or F405 */
int is_f446(void);

/* HCLK from an 8 MHz crystal by the PLL: 84, 100, 168 or 180 MHz, the most that the chip bears, and its buses at the most that they bear. */
uint32_t full_speed(void);

void clock_on(reg *enable, uint32_t bits);
void pin_output(char port, int pin);
void pin_function(char port, int pin, int function);
void pin_analog(char port, int pin);
void pin_pull(char port, int pin, int pull); /* 1 up, 2 down */
void pin_set(char port, int pin, int high);
int pin_get(char port, int pin);

void delay_cycles(uint32_t cycles); /* at least: by SysTick, asleep */
static inline void wait_interrupt(void) { __asm volatile("dsb\n wfi" ::: "memory"); }
static inline void interrupts_off(void) { __asm volatile("cpsid i" ::: "memory"); }
static inline void interrupts_on(void) { __asm volatile("cpsie i\n isb" ::: "memory"); }
/* Sleeps until an interrupt has made the condition true. */
#define AWAIT(condition) \
  do { \
    interrupts_off(); \
    while (!(condition)) { wait_interrupt(); interrupts_on(); interrupts_off(); } \
    interrupts_on(); \
  } while (0)
#endif
