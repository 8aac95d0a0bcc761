/* Registers in a loop, as drivers use them: a status that is polled, settings that are read, changed and written back, compare values that are
 * written. Only registers that QEMU's netduinoplus2 has as well: USART2, TIM2, SPI1, SYSCFG, EXTI, SysTick, NVIC. */
#include "work.h"

#define USART2 0x40004400u
#define TIM2 0x40000000u
#define SPI1 0x40013000u
#define SYSCFG 0x40013800u
#define EXTI 0x40013C00u
#define SCS 0xE000E000u

void prepare(void) {
  AT(0x40023840) |= BIT(0) | BIT(17); /* RCC_APB1ENR: TIM2, USART2 */
  AT(0x40023844) |= BIT(12) | BIT(14); /* RCC_APB2ENR: SPI1, SYSCFG */
  (void)AT(0x40023844);
  AT(USART2 + 0x08) = 0x16D;
}

static uint32_t polled(uint32_t address, uint32_t mask, int most) {
  uint32_t count = 0;
  while (most-- > 0 && (AT(address) & mask) == mask) count++;
  return count;
}

uint32_t step(uint32_t round, uint32_t sum) {
  for (uint32_t i = 0; i < 32; i++) {
    uint32_t duty = (round * 13 + i * 29) & 0xFFFF;
    sum = mix(sum, polled(USART2 + 0x00, BIT(7), 4)); /* TXE */
    AT(TIM2 + 0x34) = duty;
    AT(TIM2 + 0x38) = duty >> 1;
    AT(TIM2 + 0x3C) = 0xFFFF - duty;
    sum = mix(sum, AT(TIM2 + 0x34) + AT(TIM2 + 0x38) + AT(TIM2 + 0x3C));
    AT(SYSCFG + 0x08) = (AT(SYSCFG + 0x08) & ~0xF0u) | (i & 7) << 4;
    sum = mix(sum, AT(SYSCFG + 0x08));
    AT(EXTI + 0x08) = (AT(EXTI + 0x08) & ~0xFFu) | (duty & 0xFF);
    AT(EXTI + 0x0C) ^= BIT(i & 15);
    sum = mix(sum, AT(EXTI + 0x08) ^ AT(EXTI + 0x0C));
    sum = mix(sum, AT(SPI1 + 0x04) + AT(USART2 + 0x08));
    AT(SCS + 0x100) = BIT(i & 31); /* NVIC_ISER0, then ICER0: lines that nothing pends */
    sum = mix(sum, AT(SCS + 0x100));
    AT(SCS + 0x180) = BIT(i & 31);
    AT(SCS + 0x400) = duty & 0xF0; /* a priority */
    sum = mix(sum, AT(SCS + 0x400) & 0xF0);
  }
  return sum;
}
