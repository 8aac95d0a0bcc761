/* A step of a controller with integers: four axes with PID, a FIR and a median of five, a frame that is put together, copied and secured by CRC,
 * commands that are carried out through pointers. Each part has about an even share. */
#include "work.h"

#define AXES 4
#define TAPS 16
#define FRAME 64

typedef struct {
  int32_t set, is, integral, last, p, i, d, most;
} pid_t;

static pid_t axes[AXES];
static int32_t taps[TAPS], line[AXES][TAPS];
static int32_t samples[AXES][5];
static uint8_t frame[FRAME], sent[FRAME + 2];
static uint32_t at;
static uint32_t state[4];
static int32_t meter; /* the handler's own */

static int32_t limited(int32_t x, int32_t most) { return x > most ? most : x < -most ? -most : x; }

static __attribute__((noinline)) int32_t pid(pid_t *axis) {
  int32_t error = axis->set - axis->is;
  axis->integral = limited(axis->integral + error, axis->most);
  int32_t out = (error * axis->p + axis->integral * axis->i + (error - axis->last) * axis->d) >> 8;
  axis->last = error;
  return limited(out, 4000);
}

static __attribute__((noinline)) int32_t fir(int32_t *past, int32_t x) {
  int32_t sum = 0;
  past[at & (TAPS - 1)] = x;
  for (uint32_t i = 0; i < TAPS; i++) sum += past[(at - i) & (TAPS - 1)] * taps[i];
  return sum >> 8;
}

static __attribute__((noinline)) int32_t median(int32_t *last, int32_t x) {
  int32_t sorted[5];
  last[at % 5] = x;
  for (int i = 0; i < 5; i++) {
    int j = i;
    for (; j > 0 && sorted[j - 1] > last[i]; j--) sorted[j] = sorted[j - 1];
    sorted[j] = last[i];
  }
  return sorted[2];
}

static void put(uint8_t *to, uint32_t value) {
  for (int i = 0; i < 4; i++, value >>= 8) to[i] = (uint8_t)value;
}

static __attribute__((noinline)) uint16_t crc16(const uint8_t *data, uint32_t size) {
  static const uint16_t table[16] = {0x0000, 0x1021, 0x2042, 0x3063, 0x4084, 0x50A5, 0x60C6, 0x70E7,
                                     0x8108, 0x9129, 0xA14A, 0xB16B, 0xC18C, 0xD1AD, 0xE1CE, 0xF1EF};
  uint32_t crc = 0xFFFF;
  for (uint32_t i = 0; i < size; i++) {
    crc = (crc << 4 ^ table[(crc >> 12 ^ data[i] >> 4) & 15]) & 0xFFFF;
    crc = (crc << 4 ^ table[(crc >> 12 ^ data[i]) & 15]) & 0xFFFF;
  }
  return (uint16_t)crc;
}

static uint32_t crc32(const uint8_t *data, uint32_t size) {
  uint32_t c = 0xFFFFFFFF;
  for (uint32_t i = 0; i < size; i++) {
    c ^= data[i];
    for (int k = 0; k < 8; k++) c = c & 1 ? c >> 1 ^ 0xEDB88320 : c >> 1;
  }
  return ~c;
}

static int32_t add(int32_t x, uint32_t value) { return x + (int32_t)(value & 255); }
static int32_t scale(int32_t x, uint32_t value) { return x * (int32_t)(value & 15) / 16; }
static int32_t ramp(int32_t x, uint32_t value) { return x + limited((int32_t)(value & 1023) - x, 8); }
static int32_t keep(int32_t x, uint32_t value) {
  state[value & 3] += (uint32_t)x;
  return x;
}
static int32_t recall(int32_t x, uint32_t value) { return (x + (int32_t)(state[value & 3] & 511)) >> 1; }
static int32_t (*const commands[8])(int32_t, uint32_t) = {add, scale, ramp, keep, recall, ramp, add, keep};

static __attribute__((noinline)) int32_t carried_out(int32_t x, uint32_t list) {
  for (int i = 0; i < 8; i++, list >>= 4) x = commands[list & 7](x, list);
  return x;
}

void tick(void) {
  meter += (line[0][0] - meter) >> 4;
  if (meter > 50000) meter = 50000;
}

void prepare(void) {
  for (int i = 0; i < TAPS; i++) taps[i] = i * 5 - 20;
  for (int i = 0; i < AXES; i++) axes[i] = (pid_t){.p = 120 - i, .i = 3, .d = 40 + i, .most = 100000};
}

uint32_t step(uint32_t round, uint32_t sum) {
  at = round;
  for (uint32_t i = 0; i < AXES; i++) {
    pid_t *axis = &axes[i];
    axis->set = 1000 + (int32_t)((round + i * 64) & 255);
    int32_t out = fir(line[i], pid(axis));
    axis->is = median(samples[i], out + (axis->is >> 2));
    put(frame + i * 8, (uint32_t)out);
    put(frame + i * 8 + 4, (uint32_t)axis->is);
  }
  int32_t value = 0;
  for (uint32_t i = 0; i < AXES; i++) value += carried_out(axes[i].is, (round + i) * 0x01234567u);
  put(frame + 32, (uint32_t)value);
  put(frame + 36, round);
  for (uint32_t i = 0; i < 24; i++) frame[40 + i] = (uint8_t)(frame[i] + i);
  for (uint32_t i = 0; i < FRAME; i++) sent[i] = frame[FRAME - 1 - i];
  uint16_t crc = crc16(sent, FRAME);
  sent[FRAME] = (uint8_t)(crc >> 8);
  sent[FRAME + 1] = (uint8_t)crc;
  return mix(sum, crc32(sent + FRAME - 6, 8) + crc);
}
