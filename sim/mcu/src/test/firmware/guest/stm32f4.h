/* What our test firmware knows of the STM32F4: blocks as structures, addresses, the bits that it uses. Written for these programs from the
 * reference manuals; names follow the manuals in small letters. A chip that lacks a block is found out at run time (chip.h). */
#ifndef STM32F4_H
#define STM32F4_H
#include <stdint.h>

typedef volatile uint32_t reg;
#define BIT(n) (1u << (n))

typedef struct { reg moder, otyper, ospeedr, pupdr, idr, odr, bsrr, lckr, afr[2]; } gpio_t;
#define GPIO(letter) ((gpio_t *)(0x40020000 + 0x400 * ((letter) - 'A')))

typedef struct {
  reg cr, pllcfgr, cfgr, cir, ahb1rstr, ahb2rstr, ahb3rstr, r1, apb1rstr, apb2rstr, r2[2];
  reg ahb1enr, ahb2enr, ahb3enr, r3, apb1enr, apb2enr, r4[2], lpenr[6], r5[2], bdcr, csr, r6[2], sscgr, plli2scfgr, pllsaicfgr, dckcfgr;
} rcc_t;
#define RCC ((rcc_t *)0x40023800)

typedef struct { reg cr, csr; } pwr_t;
#define PWR ((pwr_t *)0x40007000)

typedef struct { reg acr, keyr, optkeyr, sr, cr, optcr, optcr1; } flash_t;
#define FLASH ((flash_t *)0x40023C00)

typedef struct { reg imr, emr, rtsr, ftsr, swier, pr; } exti_t;
#define EXTI ((exti_t *)0x40013C00)

typedef struct { reg memrmp, pmc, exticr[4], r[2], cmpcr; } syscfg_t;
#define SYSCFG ((syscfg_t *)0x40013800)

typedef struct { reg cr, ndtr, par, m0ar, m1ar, fcr; } stream_t;
typedef struct { reg isr[2], ifcr[2]; stream_t stream[8]; } dma_t;
#define DMA1 ((dma_t *)0x40026000)
#define DMA2 ((dma_t *)0x40026400)
enum { DMA_FE = 1, DMA_DME = 4, DMA_TE = 8, DMA_HT = 16, DMA_TC = 32 }; /* a stream's flags, moved down */

typedef struct { reg sr, dr, brr, cr1, cr2, cr3, gtpr; } usart_t;
#define USART1 ((usart_t *)0x40011000)
#define USART2 ((usart_t *)0x40004400)
#define USART6 ((usart_t *)0x40011400)
enum { PE = 1, FE = 2, NF = 4, ORE = 8, IDLE = 16, RXNE = 32, TC = 64, TXE = 128, LBD = 256, CTS = 512 }; /* in sr */

typedef struct { reg cr1, cr2, sr, dr, crcpr, rxcrcr, txcrcr, i2scfgr, i2spr; } spi_t;
#define SPI1 ((spi_t *)0x40013000)
#define SPI2 ((spi_t *)0x40003800)

typedef struct { reg cr1, cr2, oar1, oar2, dr, sr1, sr2, ccr, trise, fltr; } i2c_t;
#define I2C1 ((i2c_t *)0x40005400)
#define I2C2 ((i2c_t *)0x40005800)

typedef struct { reg cr1, cr2, smcr, dier, sr, egr, ccmr[2], ccer, cnt, psc, arr, rcr, ccr[4], bdtr, dcr, dmar, or; } tim_t;
#define TIM1 ((tim_t *)0x40010000)
#define TIM2 ((tim_t *)0x40000000)
#define TIM3 ((tim_t *)0x40000400)
#define TIM4 ((tim_t *)0x40000800)
#define TIM5 ((tim_t *)0x40000C00)
#define TIM9 ((tim_t *)0x40014000)

typedef struct { reg sr, cr1, cr2, smpr1, smpr2, jofr[4], htr, ltr, sqr1, sqr2, sqr3, jsqr, jdr[4], dr; } adc_t;
#define ADC1 ((adc_t *)0x40012000)
#define ADC2 ((adc_t *)0x40012100)
typedef struct { reg csr, ccr, cdr; } adc_common_t;
#define ADC ((adc_common_t *)0x40012300)

typedef struct { reg cr, swtrigr, dhr12r1, dhr12l1, dhr8r1, dhr12r2, dhr12l2, dhr8r2, dhr12rd, dhr12ld, dhr8rd, dor1, dor2, sr; } dac_t;
#define DAC ((dac_t *)0x40007400)

typedef struct {
  reg tr, dr, cr, isr, prer, wutr, calibr, alrmar, alrmbr, wpr, ssr, shiftr, tstr, tsdr, tsssr, calr, tafcr, alrmassr, alrmbssr, r, bkpr[20];
} rtc_t;
#define RTC ((rtc_t *)0x40002800)

typedef struct { reg kr, pr, rlr, sr; } iwdg_t;
#define IWDG ((iwdg_t *)0x40003000)
typedef struct { reg cr, cfr, sr; } wwdg_t;
#define WWDG ((wwdg_t *)0x40002C00)

typedef struct { reg dr, idr, cr; } crc_t;
#define CRC ((crc_t *)0x40023000)
typedef struct { reg cr, sr, dr; } rng_t;
#define RNG ((rng_t *)0x50060800)

typedef struct { reg ir, dtr, dlr, dhr; } can_box_t;
typedef struct {
  reg mcr, msr, tsr, rfr[2], ier, esr, btr, r0[88];
  can_box_t tx[3], rx[2];
  reg r1[12], fmr, fm1r, r2, fs1r, r3, ffa1r, r4, fa1r, r5[8];
  struct { reg r1, r2; } filter[28];
} can_t;
#define CAN1 ((can_t *)0x40006400)
#define CAN2 ((can_t *)0x40006800)

#define DBGMCU_IDCODE (*(reg *)0xE0042000)
#define UNIQUE_ID ((reg *)0x1FFF7A10)
#define FLASH_KB (*(volatile uint16_t *)0x1FFF7A22)

/* The processor's own. */
typedef struct { reg csr, rvr, cvr, calib; } syst_t;
#define SYST ((syst_t *)0xE000E010)
#define NVIC_ISER ((reg *)0xE000E100)
#define NVIC_ICPR ((reg *)0xE000E280)
#define NVIC_IPR ((volatile uint8_t *)0xE000E400)
typedef struct { reg cpuid, icsr, vtor, aircr, scr, ccr, shpr[3], shcsr, cfsr, hfsr, dfsr, mmfar, bfar; } scb_t;
#define SCB ((scb_t *)0xE000ED00)
typedef struct { reg type, ctrl, rnr, rbar, rasr; } mpu_t;
#define MPU ((mpu_t *)0xE000ED90)
#define CPACR (*(reg *)0xE000ED88)
#define DEMCR (*(reg *)0xE000EDFC)
#define DWT_CTRL (*(reg *)0xE0001000)
#define DWT_CYCCNT (*(reg *)0xE0001004)

/* Interrupt positions. */
enum {
  IRQ_WWDG = 0, IRQ_PVD = 1, IRQ_TAMP = 2, IRQ_RTC_WKUP = 3, IRQ_FLASH = 4, IRQ_RCC = 5, IRQ_EXTI0 = 6, IRQ_EXTI1 = 7, IRQ_EXTI2 = 8,
  IRQ_DMA1_S5 = 16, IRQ_DMA1_S6 = 17, IRQ_ADC = 18, IRQ_CAN1_TX = 19, IRQ_CAN1_RX0 = 20, IRQ_CAN1_SCE = 22, IRQ_EXTI9_5 = 23,
  IRQ_TIM1_BRK = 24, IRQ_TIM1_UP = 25, IRQ_TIM1_CC = 27, IRQ_TIM2 = 28, IRQ_TIM3 = 29, IRQ_TIM4 = 30, IRQ_I2C1_EV = 31, IRQ_I2C1_ER = 32,
  IRQ_I2C2_EV = 33, IRQ_I2C2_ER = 34, IRQ_SPI1 = 35, IRQ_SPI2 = 36, IRQ_USART1 = 37, IRQ_USART2 = 38, IRQ_EXTI15_10 = 40,
  IRQ_RTC_ALARM = 41, IRQ_TIM5 = 50, IRQ_DMA2_S0 = 56, IRQ_DMA2_S1 = 57, IRQ_DMA2_S2 = 58, IRQ_DMA2_S5 = 68, IRQ_DMA2_S7 = 70,
  IRQ_USART6 = 71, IRQ_RNG = 80, IRQS = 97
};
#endif
