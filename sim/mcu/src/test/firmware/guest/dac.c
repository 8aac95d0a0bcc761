/* The converter to voltages: by software, a triangle by a timer, a table by DMA, and one that runs dry. PA4 and PA5. */
#include "guest.h"

static void timer(tim_t *tim, uint32_t cycles) {
  tim->cr1 = 0;
  tim->arr = cycles - 1;
  tim->cnt = 0;
  tim->cr2 = 2 << 4;
}

/* Without the output's buffer, so that the rails can be reached. */
enum { EN1 = 1, BOFF1 = 2, TEN1 = 4, DMAEN1 = BIT(12), DMAUDRIE1 = BIT(13) };

static void by_software(void) {
  DAC->cr = EN1 | BOFF1;
  DAC->dhr12r1 = 1024;
  delay_cycles(16);
  tell("without_trigger", DAC->dor1);
  DAC->cr |= TEN1 | 7u << 3;
  DAC->dhr8r1 = 0x80;
  delay_cycles(16);
  tell("waits", DAC->dor1);
  DAC->swtrigr = 1;
  delay_cycles(16);
  tell("triggered", DAC->dor1);
  DAC->dhr12rd = 100 | 3000u << 16;
  tell("both_held", DAC->dhr12r1 | DAC->dhr12r2 << 16);
  DAC->cr = 0;
}

/* 0 to 15 and back on top of 1000: amplitude of 4 bits, a step each 10 us by TIM4. */
static void triangle(void) {
  DAC->dhr12r1 = 1000;
  DAC->cr = BOFF1 | TEN1 | 5u << 3 | 2u << 6 | 3u << 8;
  DAC->cr |= EN1;
  timer(TIM4, 160);
  reached("triangle");
  TIM4->cr1 = 1;
  delay_cycles(160 * 40);
  TIM4->cr1 = 0;
  reached("triangle_done");
  DAC->cr = 0;
}

static volatile uint32_t underruns;

static void dac_handler(void) {
  if (DAC->sr & BIT(13)) {
    underruns++;
    DAC->sr = BIT(13);
    DAC->cr &= ~DMAUDRIE1;
  }
}

static void table_by_dma(void) {
  static const uint16_t levels[4] = {0, 1365, 2730, 4095};
  clock_on(&RCC->ahb1enr, BIT(21));
  DAC->dhr12r1 = 0;
  stream_t *s = &DMA1->stream[5];
  s->par = (uint32_t)&DAC->dhr12r1;
  s->m0ar = (uint32_t)levels;
  s->ndtr = 4;
  s->cr = 7u << 25 | 1u << 13 | 1u << 11 | BIT(10) | BIT(8) | 1u << 6;
  s->cr |= 1;
  DAC->cr = BOFF1 | TEN1 | 5u << 3 | DMAEN1 | DMAUDRIE1;
  DAC->cr |= EN1;
  on_interrupt(54, dac_handler);
  timer(TIM4, 1600);
  reached("table");
  TIM4->cr1 = 1;
  delay_cycles(1600 * 9 + 800);
  reached("table_done");
  tell("underruns", underruns);
  s->cr &= ~1u; /* nobody brings the next number */
  delay_cycles(1600 * 3);
  TIM4->cr1 = 0;
  tell("dry", underruns);
}

void program(void) {
  clock_on(&RCC->apb1enr, BIT(29) | BIT(2));
  pin_analog('A', 4);
  pin_analog('A', 5);
  by_software();
  triangle();
  table_by_dma();
}
