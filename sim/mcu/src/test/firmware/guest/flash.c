/* The flash controller: erase, program, what it refuses, interrupts, option bytes. The last sectors, which no program stands in. */
#include "guest.h"

enum { EOP = 1, OPERR = 2, WRPERR = BIT(4), PGAERR = BIT(5), PGPERR = BIT(6), PGSERR = BIT(7), BSY = BIT(16) };
enum { F_PG = 1, F_SER = 2, STRT = BIT(16), EOPIE = BIT(24), LOCK = BIT(31), WORDS = 2u << 8 };

#define SECTOR_5 0x08020000u
#define SECTOR_6 0x08040000u

static volatile uint32_t ends, bus_faults;

static void flash_handler(void) {
  if (FLASH->sr & EOP) {
    FLASH->sr = EOP;
    ends++;
  }
}

/* Goes on behind the store that was refused, which is a halfword or a word. */
__attribute__((naked)) static void bus_fault(void) {
  __asm volatile(
      "ldr r1, [sp, #24]\n"
      "ldrh r2, [r1]\n"
      "lsrs r2, r2, #11\n"
      "cmp r2, #29\n"
      "ite lo\n"
      "addlo r1, r1, #2\n"
      "addhs r1, r1, #4\n"
      "str r1, [sp, #24]\n"
      "b bus_fault_seen\n");
}

__attribute__((used)) void bus_fault_seen(void) {
  SCB->cfsr = SCB->cfsr;
  bus_faults++;
}

static void unlock(void) {
  FLASH->keyr = 0x45670123;
  FLASH->keyr = 0xCDEF89AB;
}

static void wait_done(void) {
  while (FLASH->sr & BSY) {}
}

static void erase(uint32_t sector) {
  wait_done();
  FLASH->cr = WORDS | F_SER | sector << 3 | EOPIE;
  FLASH->cr |= STRT;
  wait_done();
  FLASH->cr &= ~(uint32_t)F_SER;
}

static void program_word(uint32_t address, uint32_t value) {
  wait_done();
  FLASH->cr = WORDS | F_PG;
  *(reg *)address = value;
  wait_done();
  FLASH->cr = WORDS;
}

static uint32_t errors(void) {
  uint32_t sr = FLASH->sr & 0xF2;
  FLASH->sr = sr;
  return sr;
}

static void programming(void) {
  tell("locked", FLASH->cr >> 31);
  FLASH->cr = 1;
  tell("still_locked", FLASH->cr & 1);
  unlock();
  tell("unlocked", FLASH->cr >> 31);
  on_interrupt(IRQ_FLASH, flash_handler);
  reached("erase");
  erase(5);
  reached("erased");
  tell("ends", ends);
  uint32_t ones = 1;
  for (uint32_t at = SECTOR_5; at < SECTOR_5 + 512; at += 4) ones &= *(reg *)at == 0xFFFFFFFF;
  tell("all_ones", ones);
  program_word(SECTOR_5, 0x12345678);
  program_word(SECTOR_5, 0x0F0FFFFF); /* only clears bits */
  tell("anded", *(reg *)SECTOR_5);
  FLASH->cr = 1; /* by bytes */
  *(volatile uint8_t *)(SECTOR_5 + 5) = 0xA5;
  wait_done();
  tell("byte", *(reg *)(SECTOR_5 + 4));
  tell("errors", errors());
}

static void refusals(void) {
  FLASH->cr = WORDS | F_PG;
  *(volatile uint8_t *)(SECTOR_5 + 8) = 1; /* not the width that was said */
  tell("width_error", errors());
  FLASH->cr = WORDS;
  *(reg *)(SECTOR_5 + 12) = 1; /* without PG */
  tell("sequence_error", errors());
  tell("untouched", *(reg *)(SECTOR_5 + 8) & *(reg *)(SECTOR_5 + 12));
}

/* Sector 6 protected by its option bit. */
static void protection(void) {
  FLASH->optkeyr = 0x08192A3B;
  FLASH->optkeyr = 0x4C5D6E7F;
  tell("options_open", FLASH->optcr & 1);
  FLASH->optcr &= ~BIT(16 + 6);
  FLASH->optcr |= 2;
  wait_done();
  FLASH->optcr |= 1;
  tell("options_closed", FLASH->optcr & 1);
  tell("protected", ~FLASH->optcr >> 16 & 0xFFF & BIT(6));
  program_word(SECTOR_6, 0);
  tell("protection_error", errors());
  erase(6);
  tell("erase_error", errors());
  tell("kept", *(reg *)SECTOR_6);
}

static void wrong_key(void) {
  FLASH->cr |= LOCK;
  on_exception(5, bus_fault);
  SCB->shcsr |= BIT(17);
  FLASH->keyr = 0x11111111;
  tell("bus_faults", bus_faults);
  FLASH->keyr = 0x45670123;
  FLASH->keyr = 0xCDEF89AB;
  tell("locked_for_good", FLASH->cr >> 31);
}

void program(void) {
  programming();
  refusals();
  protection();
  wrong_key();
}
