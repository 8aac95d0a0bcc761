/* A control step with integers: PID, FIR, copying, a call through a pointer, CRC-32. About 6,000 instructions a step. */
#include "work.h"

static int32_t taps[16], line[16];
static uint8_t from[128], to[128];
static int32_t integral, last, value;
static int32_t meter; /* the handler's own */

static int32_t pid(int32_t set, int32_t is) {
  int32_t error = set - is;
  integral += error;
  if (integral > 100000) integral = 100000;
  if (integral < -100000) integral = -100000;
  int32_t out = (error * 120 + integral * 3 + (error - last) * 40) >> 8;
  last = error;
  return out;
}

static int32_t fir(int32_t x) {
  int32_t sum = 0;
  for (int i = 15; i > 0; i--) line[i] = line[i - 1];
  line[0] = x;
  for (int i = 0; i < 16; i++) sum += line[i] * taps[i];
  return sum >> 8;
}

static uint32_t crc(const uint8_t *data, uint32_t size) {
  uint32_t c = 0xFFFFFFFF;
  for (uint32_t i = 0; i < size; i++) {
    c ^= data[i];
    for (int k = 0; k < 8; k++) c = c & 1 ? c >> 1 ^ 0xEDB88320 : c >> 1;
  }
  return ~c;
}

static int32_t twice(int32_t x) { return x * 2; }
static int32_t plus(int32_t x) { return x + 17; }
static int32_t half(int32_t x) { return x / 2; }
static int32_t (*const table[])(int32_t) = {twice, plus, half, plus};

void tick(void) {
  meter += (line[0] - meter) >> 4;
  if (meter > 50000) meter = 50000;
}

void prepare(void) {
  for (int i = 0; i < 16; i++) taps[i] = i * 5 - 30;
}

uint32_t step(uint32_t round, uint32_t sum) {
  value = pid(1000 + (int32_t)(round & 255), value);
  value = fir(value);
  for (int i = 0; i < 128; i++) from[i] = (uint8_t)(value + i);
  for (int i = 0; i < 128; i++) to[i] = from[127 - i];
  value = table[round & 3](value);
  return mix(sum, crc(to, 32) ^ (uint32_t)value);
}
