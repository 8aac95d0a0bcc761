/* Pins, timers and the converter. */
#include "board.h"
#include "registers.h"

#define WAVE_HZ 8000000u /* clock of the timers that make waves */
#define WAVE_STEPS 8000u /* 1 kHz */
#define CAPTURE_HZ 1000000u
#define CAPTURE_TIMEOUT_US 100000u

enum { MODE_INPUT, MODE_OUTPUT, MODE_ALTERNATE, MODE_ANALOG };
enum { PULL_NONE, PULL_UP, PULL_DOWN };

/* Places in the scan of regular channels. */
enum { PROXIMITY, EARTH, RESIDUAL_AC, RESIDUAL_DC, CURRENT, VOLTAGE = CURRENT + 3, TEMPERATURE = VOLTAGE + 3, SCANNED };

static volatile uint16_t scan[SCANNED]; /* written by DMA */
static volatile uint16_t pilot_high; /* written by the converter's interrupt */
static volatile uint16_t pilot_low;
static volatile uint16_t sample_high_at; /* timer steps */
static volatile uint16_t sample_low_at;
static volatile bool sampling_low;
static uint32_t captured_us;
static uint32_t period_us;

static void pin(gpio *port, unsigned number, uint32_t mode, uint32_t pull, uint32_t function) {
    port->afr[number / 8] = (port->afr[number / 8] & ~(0xFu << number % 8 * 4)) | function << number % 8 * 4;
    port->pupdr = (port->pupdr & ~(3u << number * 2)) | pull << number * 2;
    port->moder = (port->moder & ~(3u << number * 2)) | mode << number * 2;
}

static void setup_pins(void) {
    RCC_AHB1ENR |= RCC_AHB1ENR_GPIOA | RCC_AHB1ENR_GPIOB | RCC_AHB1ENR_GPIOC;
    board_coil_off();
    for (unsigned number = 8; number <= 9; number++) {
        pin(GPIOB, number, MODE_OUTPUT, PULL_NONE, 0);
        pin(GPIOC, number, MODE_OUTPUT, PULL_NONE, 0);
    }
    for (unsigned number = 12; number <= 14; number++) {
        pin(GPIOB, number, MODE_INPUT, PULL_DOWN, 0);
    }
    pin(GPIOC, 6, MODE_INPUT, PULL_DOWN, 0);
    pin(GPIOC, 7, MODE_INPUT, PULL_UP, 0);
    for (unsigned number = 0; number <= 4; number++) {
        pin(GPIOC, number, MODE_ANALOG, PULL_NONE, 0);
    }
    pin(GPIOA, 1, MODE_ANALOG, PULL_NONE, 0);
    for (unsigned number = 4; number <= 7; number++) {
        pin(GPIOA, number, MODE_ANALOG, PULL_NONE, 0);
    }
    pin(GPIOB, 0, MODE_ANALOG, PULL_NONE, 0);
    pin(GPIOB, 1, MODE_ANALOG, PULL_NONE, 0);
    pin(GPIOA, 0, MODE_ALTERNATE, PULL_NONE, 1); /* TIM2_CH1 */
    pin(GPIOB, 4, MODE_ALTERNATE, PULL_NONE, 2); /* TIM3_CH1 */
    pin(GPIOA, 8, MODE_ALTERNATE, PULL_NONE, 1); /* TIM1_CH1 */
    pin(GPIOA, 2, MODE_ALTERNATE, PULL_NONE, 7); /* USART2 */
    pin(GPIOA, 3, MODE_ALTERNATE, PULL_UP, 7);
}

static void setup_waves(const clocks *clock) {
    RCC_APB1ENR |= RCC_APB1ENR_TIM2 | RCC_APB1ENR_TIM3;
    RCC_APB2ENR |= RCC_APB2ENR_TIM1;
    TIM1->psc = clock->timer2_hz / WAVE_HZ - 1u;
    TIM1->arr = WAVE_STEPS - 1u;
    TIM1->ccr[0] = WAVE_STEPS;
    TIM1->ccr[3] = sample_high_at;
    TIM1->ccmr1 = TIM_CCMR_OC1_PWM1 | TIM_CCMR_OC1PE;
    TIM1->ccmr2 = TIM_CCMR_OC4_PWM2; /* rises where CCR4 says: starts the converter */
    TIM1->ccer = TIM_CCER_CC1E | TIM_CCER_CC4E;
    TIM1->bdtr = TIM_BDTR_MOE;
    TIM1->egr = TIM_EGR_UG;
    TIM1->cr1 = TIM_CR1_ARPE | TIM_CR1_CEN;

    TIM3->psc = clock->timer1_hz / WAVE_HZ - 1u;
    TIM3->arr = WAVE_STEPS - 1u;
    TIM3->ccr[0] = 0;
    TIM3->ccmr1 = TIM_CCMR_OC1_PWM1 | TIM_CCMR_OC1PE;
    TIM3->ccer = TIM_CCER_CC1E;
    TIM3->egr = TIM_EGR_UG;
    TIM3->cr1 = TIM_CR1_ARPE | TIM_CR1_CEN;

    TIM2->psc = clock->timer1_hz / CAPTURE_HZ - 1u;
    TIM2->arr = 0xFFFFFFFFu;
    TIM2->ccmr1 = TIM_CCMR_IC1_TI1 | TIM_CCMR_IC1F_8;
    TIM2->ccer = TIM_CCER_CC1E;
    TIM2->egr = TIM_EGR_UG;
    TIM2->cr1 = TIM_CR1_CEN;
}

static void start_scan(void) {
    DMA2_S0CR &= ~DMA_CR_EN;
    DMA2_LIFCR = DMA2_STREAM0_FLAGS;
    DMA2_S0PAR = ADC1_DR_ADDRESS;
    DMA2_S0M0AR = (uint32_t)(uintptr_t)scan;
    DMA2_S0NDTR = SCANNED;
    DMA2_S0CR = DMA_CR_MSIZE_16 | DMA_CR_PSIZE_16 | DMA_CR_MINC | DMA_CR_CIRC;
    DMA2_S0CR |= DMA_CR_EN;
}

static void setup_converter(const clocks *clock) {
    RCC_AHB1ENR |= RCC_AHB1ENR_DMA2;
    RCC_APB2ENR |= RCC_APB2ENR_ADC1;
    ADC_CCR = clock->converter_divider << 16;
    ADC1_SMPR1 = 0x4924u; /* inputs 10 to 14: 84 cycles */
    ADC1_SMPR2 = 0x24924000u | 2u << 3; /* 4 to 9: 84 cycles; the pilot, 1: 28 */
    ADC1_SQR1 = (uint32_t)(SCANNED - 1) << 20;
    ADC1_SQR3 = 4u | 5u << 5 | 6u << 10 | 7u << 15 | 8u << 20 | 9u << 25;
    ADC1_SQR2 = 14u | 10u << 5 | 11u << 10 | 12u << 15 | 13u << 20;
    ADC1_JSQR = 1u << 15; /* one: the pilot */
    start_scan();
    ADC1_CR1 = ADC_CR1_SCAN | ADC_CR1_JEOCIE;
    ADC1_CR2 = ADC_CR2_ADON | ADC_CR2_DMA | ADC_CR2_DDS | ADC_CR2_JEXTSEL_TIM1_CC4 | ADC_CR2_JEXTEN_RISING;
    NVIC_IPR(ADC_IRQ) = 0x00;
    NVIC_ISER(ADC_IRQ / 32) = 1u << ADC_IRQ % 32;
}

/* In the middle of the high and of the low part; somewhere when the pilot is steady. */
static void place_samples(uint32_t high_steps) {
    bool wave = high_steps > 0 && high_steps < WAVE_STEPS;
    sample_high_at = (uint16_t)(wave ? high_steps / 2 : WAVE_STEPS / 4);
    sample_low_at = (uint16_t)(wave ? (high_steps + WAVE_STEPS) / 2 : WAVE_STEPS * 3 / 4);
}

void pins_setup(const clocks *clock) {
    setup_pins();
    place_samples(WAVE_STEPS);
    setup_converter(clock);
    setup_waves(clock);
    ADC1_CR2 |= ADC_CR2_SWSTART;
}

/* A sample of the pilot is there: the next is taken in the other part of the wave. */
void adc_handler(void) {
    uint16_t code = (uint16_t)ADC1_JDR1;
    ADC1_SR = ~ADC_SR_JEOC;
    if (sampling_low) {
        pilot_low = code;
        TIM1->ccr[3] = sample_high_at;
    } else {
        pilot_high = code;
        TIM1->ccr[3] = sample_low_at;
    }
    sampling_low = !sampling_low;
}

static float volts(uint16_t code) {
    return (float)code * (EV_ADC_V / EV_ADC_STEPS);
}

/* The converter lost samples: begin the scan anew. */
static void mend_scan(void) {
    if ((ADC1_SR & ADC_SR_OVR) != 0) {
        ADC1_CR2 &= ~ADC_CR2_DMA;
        start_scan();
        ADC1_SR = ~ADC_SR_OVR;
        ADC1_CR2 |= ADC_CR2_DMA;
    }
}

static float mains_hz(void) {
    uint32_t now_us = TIM2->cnt;
    if ((TIM2->sr & TIM_SR_CC1IF) != 0) {
        uint32_t edge_us = TIM2->ccr[0]; /* reading it clears the flag */
        period_us = edge_us - captured_us;
        captured_us = edge_us;
    } else if (now_us - captured_us > CAPTURE_TIMEOUT_US) {
        period_us = 0;
    }
    return period_us == 0 || period_us > CAPTURE_TIMEOUT_US ? 0 : (float)CAPTURE_HZ / (float)period_us;
}

void pins_sample(ev_inputs *inputs) {
    uint32_t b = GPIOB->idr;
    uint32_t c = GPIOC->idr;
    inputs->pilot_high_v = volts(pilot_high);
    inputs->pilot_low_v = volts(pilot_low);
    inputs->residual_ac_v = volts(scan[RESIDUAL_AC]);
    inputs->residual_dc_v = volts(scan[RESIDUAL_DC]);
    for (unsigned i = 0; i < EV_PHASES; i++) {
        inputs->voltage_v[i] = volts(scan[VOLTAGE + i]);
        inputs->current_v[i] = volts(scan[CURRENT + i]);
        inputs->mirror[i] = (b >> (12 + i) & 1u) != 0;
    }
    inputs->stop = (c >> 7 & 1u) != 0;
    inputs->lock_feedback = (c >> 6 & 1u) != 0;
    inputs->proximity_v = volts(scan[PROXIMITY]);
    inputs->temperature_v = volts(scan[TEMPERATURE]);
    inputs->earth_v = volts(scan[EARTH]);
    inputs->mains_hz = mains_hz();
    mend_scan();
    ADC1_CR2 |= ADC_CR2_SWSTART; /* for the next step */
}

static void put(gpio *port, unsigned number, bool high) {
    port->bsrr = 1u << (high ? number : number + 16);
}

void pins_drive(const ev_outputs *outputs) {
    uint32_t steps = (uint32_t)(outputs->pilot_duty * (float)WAVE_STEPS + 0.5f);
    place_samples(steps);
    TIM1->ccr[0] = steps;
    TIM3->ccr[0] = (uint32_t)(outputs->lamp_duty * (float)WAVE_STEPS + 0.5f);
    put(GPIOC, 8, outputs->coil);
    put(GPIOC, 9, outputs->lock);
    put(GPIOB, 8, outputs->residual_test);
    put(GPIOB, 9, outputs->fault_lamp);
}
