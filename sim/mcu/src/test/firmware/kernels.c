/* Work to compare speeds by: a control step with integers (PID, FIR, CRC, copying, calls through pointers), and one with
 * single-precision numbers. Leaves a checksum in `finished`, then ends by semihosting. Built by ./build into the test resources. */
#include <stdint.h>

extern uint32_t stack_top;
void reset(void);
static void halt(void) { for (;;) {} }

__attribute__((section(".vectors"), used)) static void *const vectors[16] = {
    &stack_top, reset, halt, halt, halt, halt, halt, 0, 0, 0, 0, halt, halt, 0, halt, halt,
};

volatile uint32_t finished;

static int32_t taps[16], line[16];
static uint8_t from[128], to[128];
static int32_t integral, last;

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

static uint32_t integers(uint32_t rounds) {
  int32_t value = 0;
  uint32_t sum = 0;
  for (int i = 0; i < 16; i++) taps[i] = i * 5 - 30;
  for (uint32_t n = 0; n < rounds; n++) {
    value = pid(1000 + (int32_t)(n & 255), value);
    value = fir(value);
    for (int i = 0; i < 128; i++) from[i] = (uint8_t)(value + i);
    for (int i = 0; i < 128; i++) to[i] = from[127 - i];
    value = table[n & 3](value);
    sum += crc(to, 32) ^ (uint32_t)value;
  }
  return sum;
}

static uint32_t floats(uint32_t rounds) {
  float a = 0.1f, b = 0.7f, d = 0, q = 0, angle = 0;
  for (uint32_t n = 0; n < rounds; n++) {
    float c = -a - b;
    float alpha = a, beta = (b - c) * 0.57735026f;
    float sine = angle - angle * angle * angle / 6.0f, cosine = 1.0f - angle * angle * 0.5f;
    d = alpha * cosine + beta * sine;
    q = beta * cosine - alpha * sine;
    a = a * 0.99f + d * 0.01f;
    b = b * 0.98f - q * 0.02f + 0.001f;
    angle = angle > 1.0f ? -1.0f : angle + 0.01f;
  }
  union { float f; uint32_t u; } x = {.f = d + q + a + b};
  return x.u;
}

void reset(void) {
  *(volatile uint32_t *)0xE000ED88 = 0xF << 20;
  __asm volatile("dsb\n isb" ::: "memory");
  uint32_t sum = integers(ROUNDS) ^ floats(ROUNDS * 30);
  finished = sum | 1;
  register uint32_t operation __asm("r0") = 0x18;
  register uint32_t reason __asm("r1") = 0x20026;
  __asm volatile("bkpt 0xab" ::"r"(operation), "r"(reason) : "memory");
  halt();
}
