/*
 * The registers of STM32F405 and F407 that this port uses, by the reference manual RM0090; no vendor header needed.
 */
#ifndef EV_REGISTERS_H
#define EV_REGISTERS_H

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(address))

/* ---- processor ---- */
#define SYST_CSR REGISTER(0xE000E010u) /* ENABLE 0, TICKINT 1, CLKSOURCE 2 */
#define SYST_RVR REGISTER(0xE000E014u)
#define SYST_CVR REGISTER(0xE000E018u)
#define NVIC_ISER(n) REGISTER(0xE000E100u + 4u * (n))
#define NVIC_IPR(irq) (*(volatile uint8_t *)(0xE000E400u + (irq))) /* upper 4 bits */
#define SCB_AIRCR REGISTER(0xE000ED0Cu)
#define SCB_SHPR3 REGISTER(0xE000ED20u) /* SysTick 31:24 */
#define SCB_CPACR REGISTER(0xE000ED88u) /* CP10 and CP11 23:20 */

#define ADC_IRQ 18u
#define USART2_IRQ 38u

/* ---- clocks and power ---- */
#define RCC_CR REGISTER(0x40023800u)
#define RCC_PLLCFGR REGISTER(0x40023804u)
#define RCC_CFGR REGISTER(0x40023808u)
#define RCC_AHB1ENR REGISTER(0x40023830u)
#define RCC_APB1ENR REGISTER(0x40023840u)
#define RCC_APB2ENR REGISTER(0x40023844u)
#define RCC_CR_HSEON (1u << 16)
#define RCC_CR_HSERDY (1u << 17)
#define RCC_CR_PLLON (1u << 24)
#define RCC_CR_PLLRDY (1u << 25)
#define RCC_PLLCFGR_SRC_HSE (1u << 22)
#define RCC_CFGR_SW_PLL 2u
#define RCC_CFGR_SWS_PLL (2u << 2)
#define RCC_CFGR_SWS (3u << 2)
#define RCC_CFGR_PPRE1_4 (5u << 10)
#define RCC_CFGR_PPRE2_2 (4u << 13)
#define RCC_AHB1ENR_GPIOA (1u << 0)
#define RCC_AHB1ENR_GPIOB (1u << 1)
#define RCC_AHB1ENR_GPIOC (1u << 2)
#define RCC_AHB1ENR_DMA2 (1u << 22)
#define RCC_APB1ENR_TIM2 (1u << 0)
#define RCC_APB1ENR_TIM3 (1u << 1)
#define RCC_APB1ENR_USART2 (1u << 17)
#define RCC_APB1ENR_PWR (1u << 28)
#define RCC_APB2ENR_TIM1 (1u << 0)
#define RCC_APB2ENR_ADC1 (1u << 8)

#define FLASH_ACR REGISTER(0x40023C00u) /* LATENCY 2:0, PRFTEN 8, ICEN 9, DCEN 10 */
#define PWR_CR REGISTER(0x40007000u)
#define PWR_CR_DBP (1u << 8)
#define PWR_CR_VOS (1u << 14)
#define RTC_BKP0R REGISTER(0x40002850u)

#define IWDG_KR REGISTER(0x40003000u)
#define IWDG_PR REGISTER(0x40003004u)
#define IWDG_RLR REGISTER(0x40003008u)

/* ---- pins ---- */
typedef struct gpio {
    volatile uint32_t moder;
    volatile uint32_t otyper;
    volatile uint32_t ospeedr;
    volatile uint32_t pupdr;
    volatile uint32_t idr;
    volatile uint32_t odr;
    volatile uint32_t bsrr;
    volatile uint32_t lckr;
    volatile uint32_t afr[2];
} gpio;

#define GPIOA ((gpio *)0x40020000u)
#define GPIOB ((gpio *)0x40020400u)
#define GPIOC ((gpio *)0x40020800u)

/* ---- timers ---- */
typedef struct timer {
    volatile uint32_t cr1;
    volatile uint32_t cr2;
    volatile uint32_t smcr;
    volatile uint32_t dier;
    volatile uint32_t sr;
    volatile uint32_t egr;
    volatile uint32_t ccmr1;
    volatile uint32_t ccmr2;
    volatile uint32_t ccer;
    volatile uint32_t cnt;
    volatile uint32_t psc;
    volatile uint32_t arr;
    volatile uint32_t rcr;
    volatile uint32_t ccr[4];
    volatile uint32_t bdtr;
} timer;

#define TIM1 ((timer *)0x40010000u)
#define TIM2 ((timer *)0x40000000u)
#define TIM3 ((timer *)0x40000400u)
#define TIM_CR1_CEN (1u << 0)
#define TIM_CR1_ARPE (1u << 7)
#define TIM_EGR_UG (1u << 0)
#define TIM_SR_CC1IF (1u << 1)
#define TIM_CCMR_OC1_PWM1 (6u << 4)
#define TIM_CCMR_OC1PE (1u << 3)
#define TIM_CCMR_OC4_PWM2 (7u << 12)
#define TIM_CCMR_IC1_TI1 (1u << 0)
#define TIM_CCMR_IC1F_8 (3u << 4)
#define TIM_CCER_CC1E (1u << 0)
#define TIM_CCER_CC4E (1u << 12)
#define TIM_BDTR_MOE (1u << 15)

/* ---- converter, and the DMA that empties it ---- */
#define ADC1_SR REGISTER(0x40012000u)
#define ADC1_CR1 REGISTER(0x40012004u)
#define ADC1_CR2 REGISTER(0x40012008u)
#define ADC1_SMPR1 REGISTER(0x4001200Cu)
#define ADC1_SMPR2 REGISTER(0x40012010u)
#define ADC1_SQR1 REGISTER(0x4001202Cu)
#define ADC1_SQR2 REGISTER(0x40012030u)
#define ADC1_SQR3 REGISTER(0x40012034u)
#define ADC1_JSQR REGISTER(0x40012038u)
#define ADC1_JDR1 REGISTER(0x4001203Cu)
#define ADC1_DR_ADDRESS 0x4001204Cu
#define ADC_CCR REGISTER(0x40012304u) /* ADCPRE 17:16 */
#define ADC_SR_JEOC (1u << 2)
#define ADC_SR_OVR (1u << 5)
#define ADC_CR1_JEOCIE (1u << 7)
#define ADC_CR1_SCAN (1u << 8)
#define ADC_CR2_ADON (1u << 0)
#define ADC_CR2_DMA (1u << 8)
#define ADC_CR2_DDS (1u << 9)
#define ADC_CR2_JEXTSEL_TIM1_CC4 (0u << 16)
#define ADC_CR2_JEXTEN_RISING (1u << 20)
#define ADC_CR2_SWSTART (1u << 30)

#define DMA2_LIFCR REGISTER(0x40026408u)
#define DMA2_S0CR REGISTER(0x40026410u)
#define DMA2_S0NDTR REGISTER(0x40026414u)
#define DMA2_S0PAR REGISTER(0x40026418u)
#define DMA2_S0M0AR REGISTER(0x4002641Cu)
#define DMA2_STREAM0_FLAGS 0x3Du
#define DMA_CR_EN (1u << 0)
#define DMA_CR_CIRC (1u << 8)
#define DMA_CR_MINC (1u << 10)
#define DMA_CR_PSIZE_16 (1u << 11)
#define DMA_CR_MSIZE_16 (1u << 13)

/* ---- host link ---- */
#define USART2_SR REGISTER(0x40004400u)
#define USART2_DR REGISTER(0x40004404u)
#define USART2_BRR REGISTER(0x40004408u)
#define USART2_CR1 REGISTER(0x4000440Cu)
#define USART_SR_ORE (1u << 3)
#define USART_SR_RXNE (1u << 5)
#define USART_SR_TXE (1u << 7)
#define USART_CR1_RE (1u << 2)
#define USART_CR1_TE (1u << 3)
#define USART_CR1_RXNEIE (1u << 5)
#define USART_CR1_TXEIE (1u << 7)
#define USART_CR1_UE (1u << 13)

#endif
