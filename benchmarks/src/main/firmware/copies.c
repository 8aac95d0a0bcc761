/* Moving bytes: memcpy at all alignments, by words, by sixteen bytes with LDM and STM, memmove over itself, memset, and the functions of strings. */
#include "work.h"

#define SIZE 4096

static uint8_t from[SIZE + 8] __attribute__((aligned(8))), to[SIZE + 8] __attribute__((aligned(8)));
static char text[512], other[512];

static void blocks(uint32_t *dst, const uint32_t *src, size_t sixteens) {
  if (sixteens == 0) return;
  __asm volatile("1: ldmia %1!, {r3, r4, r5, r6}\n"
                 "stmia %0!, {r3, r4, r5, r6}\n"
                 "subs %2, #1\n"
                 "bne 1b"
                 : "+r"(dst), "+r"(src), "+r"(sixteens)
                 :
                 : "r3", "r4", "r5", "r6", "cc", "memory");
}

void *memcpy(void *restrict dst, const void *restrict src, size_t size) {
  uint8_t *d = dst;
  const uint8_t *s = src;
  if ((((uintptr_t)d ^ (uintptr_t)s) & 3) == 0) {
    while (((uintptr_t)d & 3) != 0 && size > 0) *d++ = *s++, size--;
    blocks((uint32_t *)(void *)d, (const uint32_t *)(const void *)s, size / 16);
    d += size & ~(size_t)15;
    s += size & ~(size_t)15;
    size &= 15;
  } else { /* words that are not aligned at the source, as the processor allows */
    while (((uintptr_t)d & 3) != 0 && size > 0) *d++ = *s++, size--;
    for (; size >= 4; size -= 4, d += 4, s += 4) {
      uint32_t word;
      __asm volatile("ldr %0, [%1]" : "=r"(word) : "r"(s) : "memory");
      *(uint32_t *)(void *)d = word;
    }
  }
  while (size > 0) *d++ = *s++, size--;
  return dst;
}

void *memset(void *dst, int value, size_t size) {
  uint8_t *d = dst;
  uint32_t word = (uint8_t)value * 0x01010101u;
  while (((uintptr_t)d & 3) != 0 && size > 0) *d++ = (uint8_t)value, size--;
  for (; size >= 16; size -= 16, d += 16) {
    uint32_t *w = (uint32_t *)(void *)d;
    w[0] = word, w[1] = word, w[2] = word, w[3] = word;
  }
  while (size > 0) *d++ = (uint8_t)value, size--;
  return dst;
}

static void backwards(uint8_t *dst, const uint8_t *src, size_t size) {
  while (size > 0) size--, dst[size] = src[size];
}

static size_t length(const char *s) {
  const char *at = s;
  while (*at != 0) at++;
  return (size_t)(at - s);
}

static int compared(const char *a, const char *b) {
  while (*a != 0 && *a == *b) a++, b++;
  return (uint8_t)*a - (uint8_t)*b;
}

static void copied(char *to_text, const char *s) {
  while ((*to_text++ = *s++) != 0) {}
}

static uint32_t halves(const uint8_t *bytes, size_t size) { /* a sum over halfwords at odd addresses too */
  uint32_t sum = 0;
  for (; size >= 2; size -= 2, bytes += 2) {
    uint32_t half;
    __asm volatile("ldrh %0, [%1]" : "=r"(half) : "r"(bytes) : "memory");
    sum += half;
  }
  return sum;
}

void prepare(void) {
  uint32_t seed = 3;
  for (size_t i = 0; i < sizeof from; i++) from[i] = (uint8_t)random_next(&seed);
  for (size_t i = 0; i + 1 < sizeof text; i++) text[i] = (char)('a' + random_next(&seed) % 26);
}

uint32_t step(uint32_t round, uint32_t sum) {
  uint32_t skew = round & 3, other_skew = round >> 2 & 3;
  from[round % SIZE] = (uint8_t)(round * 7);
  memcpy(to + skew, from + skew, SIZE);
  sum = mix(sum, halves(to + 1, 64));
  memcpy(to + other_skew, from + skew, 1500);
  memcpy(from + other_skew, to + 2, 256);
  backwards(to + 3, to, 256);
  memset(to + 600 + skew, (int)round, 1024);
  sum = mix(sum, halves(to + skew, 700));
  text[round % 500] = (char)('a' + round % 26);
  copied(other, text);
  other[round % 97 + 300] ^= 1;
  return mix(sum, (uint32_t)compared(text, other) + (uint32_t)length(other));
}
