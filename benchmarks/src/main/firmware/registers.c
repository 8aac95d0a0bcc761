/* A driver's loop on registers: a status that is polled, settings that are read, changed and written back, compare values that follow a ramp,
 * lines that are enabled and disabled. Only registers that QEMU's netduinoplus2 has as well: USART2, TIM2, SPI1, SYSCFG, EXTI, NVIC. */
#include "work.h"

#define USART2 0x40004400u
#define TIM2 0x40000000u
#define SPI1 0x40013000u
#define SYSCFG 0x40013800u
#define EXTI 0x40013C00u
#define SCS 0xE000E000u

static uint32_t duties[3];

void prepare(void) {
  AT(0x40023840) |= BIT(0) | BIT(17);  /* RCC_APB1ENR: TIM2, USART2 */
  AT(0x40023844) |= BIT(12) | BIT(14); /* RCC_APB2ENR: SPI1, SYSCFG */
  (void)AT(0x40023844);
  AT(USART2 + 0x08) = 0x16D;
}

static uint32_t is_ready(uint32_t base) {
  for (int i = 0; i < 20; i++) {
    if ((AT(base) & BIT(7)) != 0) return 1; /* USART_SR: TXE */
  }
  return 0;
}

static uint32_t ramp(uint32_t now, uint32_t to) {
  uint32_t most = 37;
  return now < to ? now + (to - now < most ? to - now : most) : now - (now - to < most ? now - to : most);
}

static void modify(uint32_t address, uint32_t clear, uint32_t set) { AT(address) = (AT(address) & ~clear) | set; }

uint32_t step(uint32_t round, uint32_t sum) {
  for (uint32_t i = 0; i < 32; i++) {
    uint32_t wanted = (round * 13 + i * 29) & 0xFFFF;
    for (uint32_t channel = 0; channel < 3; channel++) {
      duties[channel] = ramp(duties[channel], (wanted * (channel + 3)) >> 2 & 0xFFFF);
      AT(TIM2 + 0x34 + 4 * channel) = duties[channel];
      sum = mix(sum, AT(TIM2 + 0x34 + 4 * channel));
    }
    if (is_ready(USART2)) sum = mix(sum, AT(USART2 + 0x08) + AT(SPI1 + 0x04));
    if ((i & 7) == 0) {
      modify(SYSCFG + 0x08, 0xF0, (round & 7) << 4);
      modify(EXTI + 0x08, 0xFF, wanted & 0xFF);
      AT(SCS + 0x100) = BIT(i & 31); /* NVIC_ISER0, then ICER0: lines that nothing pends */
      sum = mix(sum, AT(SCS + 0x100) + AT(SYSCFG + 0x08) + AT(EXTI + 0x08));
      AT(SCS + 0x180) = BIT(i & 31);
    }
  }
  return sum;
}
