/* Single-precision work: FIR, Clarke and Park transforms with PI regulators and back, an FFT of 64 points. */
#include "work.h"

#define TAPS 24
#define POINTS 64

static float taps[TAPS], line[TAPS];
static float real[POINTS], imaginary[POINTS], cosines[POINTS / 2], sines[POINTS / 2];
static float angle, integral_d, integral_q, speed;
static float meter = 1.0f; /* the handler's own */

/* Of -pi to pi, by a polynomial. */
static float sine(float x) {
  float y = 1.27323954f * x - 0.405284735f * x * (x < 0 ? -x : x);
  return 0.225f * (y * (y < 0 ? -y : y) - y) + y;
}

static float wrapped(float x) { return x > 3.14159265f ? x - 6.28318531f : x; }

static float fir(float x) {
  float sum = 0;
  for (int i = TAPS - 1; i > 0; i--) line[i] = line[i - 1];
  line[0] = x;
  for (int i = 0; i < TAPS; i++) sum += line[i] * taps[i];
  return sum;
}

static float limited(float x, float most) { return x > most ? most : x < -most ? -most : x; }

static float regulate(float error, float *integral) {
  *integral = limited(*integral + error * 0.02f, 8.0f);
  return limited(error * 0.8f + *integral, 12.0f);
}

/* One step of a motor's field-oriented control, the motor being a line of code. */
static float field(float a, float b) {
  float s = sine(angle), c = sine(wrapped(angle + 1.57079633f));
  float alpha = a, beta = (a + 2.0f * b) * 0.577350269f;
  float d = alpha * c + beta * s, q = beta * c - alpha * s;
  float vd = regulate(0.0f - d, &integral_d), vq = regulate(1.5f - q, &integral_q);
  float valpha = vd * c - vq * s, vbeta = vd * s + vq * c;
  speed = speed * 0.995f + vq * 0.001f;
  angle = wrapped(angle + 0.01f + speed * 0.05f);
  return valpha * 0.5f + vbeta * 0.866025404f;
}

static void fft(void) {
  for (uint32_t i = 0, j = 0; i < POINTS; i++) {
    if (i < j) {
      float r = real[i], m = imaginary[i];
      real[i] = real[j];
      imaginary[i] = imaginary[j];
      real[j] = r;
      imaginary[j] = m;
    }
    uint32_t bit = POINTS / 2;
    for (; bit != 0 && (j & bit) != 0; bit >>= 1) j ^= bit;
    j |= bit;
  }
  for (uint32_t half = 1; half < POINTS; half *= 2) {
    uint32_t stride = POINTS / 2 / half;
    for (uint32_t begin = 0; begin < POINTS; begin += 2 * half) {
      for (uint32_t k = 0; k < half; k++) {
        uint32_t i = begin + k, j = i + half;
        float c = cosines[k * stride], s = sines[k * stride];
        float r = real[j] * c + imaginary[j] * s, m = imaginary[j] * c - real[j] * s;
        real[j] = real[i] - r;
        imaginary[j] = imaginary[i] - m;
        real[i] += r;
        imaginary[i] += m;
      }
    }
  }
}

void tick(void) { meter = meter * 0.98f + limited(speed, 4.0f) * 0.02f; }

void prepare(void) {
  for (int i = 0; i < TAPS; i++) taps[i] = (float)(i < TAPS / 2 ? i + 1 : TAPS - i) / 150.0f;
  for (int i = 0; i < POINTS / 2; i++) {
    float at = (float)i * (6.28318531f / POINTS);
    sines[i] = sine(at);
    cosines[i] = sine(wrapped(at + 1.57079633f));
  }
}

uint32_t step(uint32_t round, uint32_t sum) {
  float a = sine(wrapped((float)(round & 255) * 0.0123f)), b = -0.4f * a;
  for (int i = 0; i < POINTS; i++) {
    float u = field(a, b);
    a = fir(u * 0.1f + a * 0.5f);
    b = -0.5f * a + 0.01f * (float)(i & 3);
    real[i] = a;
    imaginary[i] = b;
  }
  fft();
  float power = 0;
  int32_t strongest = 0;
  for (int i = 0; i < POINTS; i++) {
    float p = real[i] * real[i] + imaginary[i] * imaginary[i];
    if (p > power) {
      power = p;
      strongest = i;
    }
  }
  return mix(sum, bits_of(power) + (uint32_t)strongest + (uint32_t)(int32_t)(angle * 1000.0f));
}
