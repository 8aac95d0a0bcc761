/* Four lives: starved by the independent watchdog, by the window watchdog, bitten for coming too early, and a reset of one's own. */
#include "guest.h"

static KEPT uint32_t life, early_seen;

static void wwdg_early(void) {
  WWDG->sr = 0;
  early_seen++;
}

static void feed(void) { IWDG->kr = 0xAAAA; }

void program(void) {
  uint32_t cause = RCC->csr >> 25;
  RCC->csr |= BIT(24);
  if (cause & 4) life = early_seen = 0; /* power */
  tell("cause", cause);
  life++;
  tell("life", life);
  clock_on(&RCC->apb1enr, BIT(11));
  switch (life) {
    case 1: /* 32 kHz / 4 / 800: 100 ms, fed once after 50 */
      IWDG->kr = 0xCCCC; /* first, since it brings its oscillator */
      IWDG->kr = 0x5555;
      IWDG->pr = 0;
      IWDG->rlr = 799;
      while (IWDG->sr != 0) {}
      feed();
      delay_cycles(800000);
      reached("fed");
      feed();
      for (;;) wait_interrupt();
    case 2: /* PCLK1 / 4096 / 8, 64 steps above 0x3F: 131 ms; the interrupt one step before */
      on_interrupt(IRQ_WWDG, wwdg_early);
      WWDG->cfr = BIT(9) | 3u << 7 | 0x7F;
      reached("window");
      WWDG->cr = 0xFF;
      for (;;) wait_interrupt();
    case 3: /* refreshed above the window */
      tell("early_seen", early_seen);
      WWDG->cfr = 3u << 7 | 0x50;
      WWDG->cr = 0xFF;
      delay_cycles(64 * 2048 * 2);
      reached("too_early");
      WWDG->cr = 0xFF;
      for (;;) {}
    case 4:
      SCB->aircr = 0x05FA0004;
      for (;;) {}
    default: finish();
  }
}
