/* What each program is made of: `prepare` once, then `step` as often as `rounds` says. A sum goes through all steps, so that none can be left out
 * and two machines can be compared. It must not depend on time: what interrupts do stays apart from it. */
#ifndef WORK_H
#define WORK_H
#include <stddef.h>
#include <stdint.h>

typedef volatile uint32_t reg;
#define AT(address) (*(reg *)(address))
#define BIT(n) (1u << (n))

void prepare(void);
uint32_t step(uint32_t round, uint32_t sum);
void tick(void); /* in the handler of SysTick, if there is one */

static inline uint32_t mix(uint32_t sum, uint32_t value) { return (sum << 5 | sum >> 27) ^ value * 0x9E3779B1u; }
static inline uint32_t random_next(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}
static inline uint32_t bits_of(float value) {
  union { float f; uint32_t u; } both = {.f = value};
  return both.u;
}
#endif
