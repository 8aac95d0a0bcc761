/* Memories: code in RAM that goes on while flash is erased, one-time memory, backup memory over standby, memory beside the processor, what
 * stands at address 0, exclusive accesses. */
#include "guest.h"

#define IN_RAM __attribute__((section(".ram_code"), noinline, long_call))
enum { BSY = BIT(16), F_PG = 1, F_SER = 2, STRT = BIT(16), WORDS = 2u << 8 };

static void unlock(void) {
  FLASH->keyr = 0x45670123;
  FLASH->keyr = 0xCDEF89AB;
}

static volatile uint32_t ticks;

/* In RAM with its table: flash cannot be read while it is erased. */
IN_RAM static void tick(void) { ticks++; }

IN_RAM static uint32_t erase_from_ram(uint32_t sector) {
  FLASH->cr = WORDS | F_SER | sector << 3;
  FLASH->cr |= STRT;
  uint32_t rounds = 0;
  while (FLASH->sr & BSY) {
    wait_interrupt();
    rounds++;
  }
  FLASH->cr &= ~(uint32_t)F_SER;
  return rounds;
}

__attribute__((noinline)) static uint32_t erase_from_flash(uint32_t sector) {
  FLASH->cr = WORDS | F_SER | sector << 3;
  FLASH->cr |= STRT;
  uint32_t rounds = 0;
  while (FLASH->sr & BSY) rounds++;
  FLASH->cr &= ~(uint32_t)F_SER;
  return rounds;
}

/* A sector of 16 KB: its quarter of a second is 250 ticks. */
static void erasing(void) {
  unlock();
  on_exception(15, tick);
  SYST->rvr = 16000 - 1;
  SYST->cvr = 0;
  SYST->csr = 7;
  uint32_t rounds = erase_from_ram(2);
  tell("ram_goes_on", rounds > 200);
  tell("ram_ticks", ticks);
  ticks = 0;
  rounds = erase_from_flash(3);
  tell("flash_stands", rounds);
  tell("flash_ticks", ticks);
  SYST->csr = 0;
}

static void once(void) {
  reg *otp = (reg *)0x1FFF7820;
  tell("otp_empty", otp[0]);
  FLASH->cr = WORDS | F_PG;
  otp[0] = 0x600DCAFE;
  while (FLASH->sr & BSY) {}
  *(volatile uint8_t *)0x1FFF7A01 = 0; /* not the width that was said */
  tell("otp_width", FLASH->sr & 0xF2);
  FLASH->sr = 0xF2;
  FLASH->cr = F_PG;
  *(volatile uint8_t *)0x1FFF7A01 = 0; /* locks block 1 */
  while (FLASH->sr & BSY) {}
  FLASH->cr = WORDS | F_PG;
  otp[1] = 0;
  while (FLASH->sr & BSY) {}
  FLASH->cr = 0;
  tell("otp", otp[0]);
  tell("otp_locked", otp[1]);
  tell("otp_errors", FLASH->sr & 0xF2);
  FLASH->sr = 0xF2;
}

static void at_zero(void) {
  clock_on(&RCC->apb2enr, BIT(14));
  volatile uint32_t *zero = 0;
  __asm volatile("" : "+r"(zero));
  tell("flash_at_zero", zero[1] == *(reg *)0x08000004);
  SYSCFG->memrmp = 3;
  uint32_t seen = zero[0];
  zero[1] = 0x1234;
  SYSCFG->memrmp = 0;
  tell("ram_at_zero", seen == *(reg *)0x20000000 && *(reg *)0x20000004 == 0x1234);
}

static uint32_t store_exclusive(volatile uint32_t *at, uint32_t value, int disturbed) {
  uint32_t old, failed;
  __asm volatile("ldrex %0, [%1]" : "=r"(old) : "r"(at) : "memory");
  if (disturbed) __asm volatile("clrex");
  __asm volatile("strex %0, %2, [%1]" : "=&r"(failed) : "r"(at), "r"(value + old) : "memory");
  return failed;
}

static void exclusive(void) {
  static volatile uint32_t word = 5;
  uint32_t first = store_exclusive(&word, 1, 0);
  uint32_t second = store_exclusive(&word, 10, 1);
  tell("exclusive", first << 16 | second << 8 | word);
}

static void sizes(void) {
  volatile uint8_t *bytes = (volatile uint8_t *)&GPIO('A')->odr;
  clock_on(&RCC->ahb1enr, 1);
  GPIO('A')->odr = 0;
  bytes[1] = 0x12;
  tell("port_byte", GPIO('A')->odr);
  *(volatile uint16_t *)&GPIO('A')->bsrr = 0x81;
  tell("port_half", GPIO('A')->odr);
  ((volatile uint16_t *)&GPIO('A')->bsrr)[1] = 0x1001;
  tell("port_reset_half", GPIO('A')->odr);
  GPIO('A')->odr = 0;
}

void program(void) {
  clock_on(&RCC->apb1enr, BIT(28));
  int large = is_f407() || is_f446();
  if (large) {
    PWR->cr |= BIT(8);
    clock_on(&RCC->ahb1enr, BIT(18));
    if (PWR->csr & 2) {
      tell("backup_memory", *(reg *)0x40024010);
      finish();
    }
  }
  erasing();
  once();
  at_zero();
  exclusive();
  sizes();
  if (is_f407()) {
    reg *beside = (reg *)0x10000100;
    *beside = 0x77;
    tell("beside", *beside);
  }
  if (large) {
    *(reg *)0x40024010 = 0xBACC0000;
    PWR->csr |= BIT(9);
    while ((PWR->csr & BIT(3)) == 0) {}
    PWR->csr |= BIT(8);
    PWR->cr |= 4 | 8;
    PWR->cr |= 2;
    SCB->scr |= 4;
    reached("standby");
    wait_interrupt();
  }
}
