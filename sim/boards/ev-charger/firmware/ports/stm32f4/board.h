/*
 * The charging station's board: an STM32F405 or F407 with a crystal of 8 MHz.
 *
 *   pilot          PA8   TIM1_CH1, 1 kHz through a driver of +-12 V     coil           PC8
 *   pilot_sense    PA1   ADC1_IN1, sampled in the middle of the         lock           PC9
 *                        wave's high and of its low part                residual_test  PB8
 *   proximity      PA4   ADC1_IN4     earth_sense  PA5  ADC1_IN5        fault_lamp     PB9
 *   residual_ac    PA6   ADC1_IN6     residual_dc  PA7  ADC1_IN7        lamp           PB4   TIM3_CH1, 1 kHz
 *   current_l1..3  PB0 PB1 PC4   ADC1_IN8, 9, 14                        mirror_k1..3   PB12 PB13 PB14, pulled down
 *   voltage_l1..3  PC0 PC1 PC2   ADC1_IN10 to 12                        lock_feedback  PC6, pulled down
 *   temperature    PC3   ADC1_IN13                                      stop           PC7, pulled up
 *   zero_cross     PA0   TIM2_CH1, capture                              host           PA2 (TX), PA3 (RX)   USART2, 8N1
 *
 * The other converter inputs are scanned by DMA once a millisecond.
 */
#ifndef EV_BOARD_H
#define EV_BOARD_H

#include <stddef.h>
#include <stdint.h>

#include "charger.h"

#ifndef EV_BAUD
#define EV_BAUD 1000000u
#endif

/* Frequencies that clock_setup came to. */
typedef struct clocks {
    uint32_t core_hz;
    uint32_t apb1_hz;
    uint32_t timer1_hz; /* of the timers on APB1 */
    uint32_t timer2_hz; /* of the timers on APB2 */
    uint32_t converter_divider; /* field ADCPRE */
} clocks;

/*
 * 168 MHz from the crystal; where it does not start, from the internal oscillator; where the PLL does not lock, 16 MHz. Every wait
 * is bounded.
 */
void clock_setup(clocks *made);

/* Pins, timers, converter; outputs off, the pilot at a steady 12 V. */
void pins_setup(const clocks *clock);
void pins_sample(ev_inputs *inputs);
void pins_drive(const ev_outputs *outputs);

/* The host's line: interrupts fill and empty two rings. */
void uart_setup(const clocks *clock);
size_t uart_read(uint8_t *bytes, size_t capacity);
size_t uart_write(const uint8_t *bytes, size_t length);
bool uart_idle(void); /* nothing arrived that was not read */
bool uart_flushed(void); /* all is sent */

/* Milliseconds by SysTick. */
void ticks_setup(const clocks *clock);
uint32_t ticks_ms(void);
uint64_t ticks_ns(void); /* since boot */

/* Sleeps until an interrupt, unless bytes have arrived or `ms` is over. */
void board_sleep(uint32_t ms);

/* Counts boots in the backup domain. */
uint32_t board_boot_count(void);

void board_watchdog_start(void); /* half a second */
void board_watchdog_feed(void);
void board_coil_off(void);
void board_restart(void);

void systick_handler(void);
void adc_handler(void);
void usart2_handler(void);

#endif
