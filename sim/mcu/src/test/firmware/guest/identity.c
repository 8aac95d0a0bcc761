/* CRC unit, random numbers where the chip has them, who the chip is. */
#include "guest.h"

static volatile uint32_t drawn;
static uint32_t numbers[4];

static void random_ready(void) {
  if (RNG->sr & 1) numbers[drawn++ & 3] = RNG->dr;
  if (drawn >= 4) RNG->cr = 0;
}

void program(void) {
  clock_on(&RCC->ahb1enr, BIT(12));
  CRC->cr = 1;
  tell("crc_empty", CRC->dr);
  for (uint32_t i = 0; i < 8; i++) CRC->dr = 0x01234567u * (i + 1);
  tell("crc", CRC->dr);
  CRC->idr = 0x5A;
  CRC->cr = 1;
  tell("crc_kept_byte", CRC->idr);
  tell("device", DBGMCU_IDCODE & 0xFFF);
  tell("flash_kb", FLASH_KB);
  for (int i = 0; i < 3; i++) tell("id", UNIQUE_ID[i]);
  tell("cpuid", SCB->cpuid);
  if (is_f407()) {
    full_speed();
    clock_on(&RCC->ahb2enr, BIT(6));
    on_interrupt(IRQ_RNG, random_ready);
    RNG->cr = BIT(3) | BIT(2);
    AWAIT(drawn >= 4);
    for (int i = 0; i < 4; i++) tell("random", numbers[i]);
    tell("random_status", RNG->sr);
  }
}
