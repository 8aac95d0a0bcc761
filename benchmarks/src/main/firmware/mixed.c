/* Work of the kinds that a processor's usual benchmark has, our own: a linked list that is searched, turned round and sorted, a matrix of 16-bit
 * numbers, a machine of states that reads numbers as text, and a CRC-16 over what they give. */
#include "work.h"

#define ITEMS 64
#define SIDE 10

typedef struct item {
  struct item *next;
  int16_t key;
  uint16_t place;
} item_t;

static item_t items[ITEMS];
static item_t *head;
static int16_t left[SIDE][SIDE], right[SIDE][SIDE];
static int32_t product[SIDE][SIDE];
static const char *const texts[] = {"12", "-7.25", "+0.5e3", "1e-9", "x17", "9.9.9", "0", "1234567", ".5", "5.", "-e4", "3e+", "8e88", "--1"};

static uint16_t crc16(uint32_t value, uint16_t crc) {
  for (int i = 0; i < 32; i++, value >>= 1) {
    uint32_t odd = (crc ^ value) & 1;
    crc = (uint16_t)(crc >> 1);
    if (odd) crc ^= 0xA001;
  }
  return crc;
}

static int by_key(const item_t *a, const item_t *b) { return a->key - b->key; }
static int by_place(const item_t *a, const item_t *b) { return a->place - b->place; }

static item_t *merge(item_t *a, item_t *b, int (*order)(const item_t *, const item_t *)) {
  item_t first, *end = &first;
  while (a != 0 && b != 0) {
    item_t **from = order(a, b) <= 0 ? &a : &b;
    end->next = *from;
    end = *from;
    *from = end->next;
  }
  end->next = a != 0 ? a : b;
  return first.next;
}

static item_t *sort(item_t *list, uint32_t length, int (*order)(const item_t *, const item_t *)) {
  if (length == 1) {
    list->next = 0;
    return list;
  }
  uint32_t half = length / 2;
  item_t *second = list;
  for (uint32_t i = 0; i < half; i++) second = second->next;
  list = sort(list, half, order);
  return merge(list, sort(second, length - half, order), order);
}

static item_t *turn(item_t *list) {
  item_t *turned = 0;
  while (list != 0) {
    item_t *next = list->next;
    list->next = turned;
    turned = list;
    list = next;
  }
  return turned;
}

static const item_t *find(const item_t *list, int16_t key) {
  while (list != 0 && list->key != key) list = list->next;
  return list;
}

static uint16_t lists(uint32_t round, uint16_t crc) {
  uint32_t found = 0;
  for (int16_t key = 0; key < 8; key++) {
    const item_t *at = find(head, (int16_t)((round * 3 + (uint32_t)key * 11) & 127));
    found += at != 0 ? at->place + 1u : 0;
    head = turn(head);
  }
  head->key = (int16_t)((head->key * 5 + (int16_t)round) & 127);
  head = sort(head, ITEMS, by_key);
  crc = crc16((uint32_t)head->key << 16 | found, crc);
  head = sort(head, ITEMS, by_place);
  return crc16((uint32_t)head->key, crc);
}

static uint16_t matrices(uint32_t round, uint16_t crc) {
  int16_t by = (int16_t)(round & 15);
  int32_t trace = 0;
  for (int i = 0; i < SIDE; i++) {
    for (int j = 0; j < SIDE; j++) left[i][j] = (int16_t)(left[i][j] + by);
  }
  for (int i = 0; i < SIDE; i++) {
    for (int j = 0; j < SIDE; j++) {
      int32_t sum = 0;
      for (int k = 0; k < SIDE; k++) sum += left[i][k] * right[k][j];
      product[i][j] = sum;
    }
  }
  for (int i = 0; i < SIDE; i++) {
    for (int j = 0; j < SIDE; j++) {
      trace += (product[i][j] >> 2 & 15) * (product[i][j] >> 5 & 127);
      left[i][j] = (int16_t)(left[i][j] - by);
    }
  }
  return crc16((uint32_t)trace, crc);
}

enum state { START, SIGNED, WHOLE, POINT, FRACTION, POWER, POWER_SIGN, POWER_DIGITS, WRONG, STATES };

static enum state follow(enum state state, char c) {
  int digit = c >= '0' && c <= '9';
  switch (state) {
    case START:
      if (c == '+' || c == '-') return SIGNED;
      /* fall through */
    case SIGNED: return digit ? WHOLE : c == '.' ? POINT : WRONG;
    case WHOLE: return digit ? WHOLE : c == '.' ? FRACTION : c == 'e' ? POWER : WRONG;
    case POINT: return digit ? FRACTION : WRONG;
    case FRACTION: return digit ? FRACTION : c == 'e' ? POWER : WRONG;
    case POWER:
      if (c == '+' || c == '-') return POWER_SIGN;
      /* fall through */
    case POWER_SIGN:
    case POWER_DIGITS: return digit ? POWER_DIGITS : WRONG;
    default: return WRONG;
  }
}

static uint16_t texts_read(uint32_t round, uint16_t crc) {
  uint32_t ends[STATES] = {0}, passed[STATES] = {0};
  for (uint32_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    enum state state = START;
    const char *at = texts[(i + round) % (sizeof texts / sizeof texts[0])];
    while (*at != 0 && state != WRONG) {
      state = follow(state, *at++);
      passed[state]++;
    }
    ends[state]++;
  }
  for (int i = 0; i < STATES; i++) crc = crc16(ends[i] << 8 | passed[i], crc);
  return crc;
}

void prepare(void) {
  uint32_t seed = 7;
  for (uint32_t i = 0; i < ITEMS; i++) {
    items[i].key = (int16_t)(random_next(&seed) & 127);
    items[i].place = (uint16_t)i;
    items[i].next = i + 1 < ITEMS ? &items[i + 1] : 0;
  }
  head = items;
  for (int i = 0; i < SIDE; i++) {
    for (int j = 0; j < SIDE; j++) {
      left[i][j] = (int16_t)(random_next(&seed) & 255);
      right[i][j] = (int16_t)(random_next(&seed) & 255);
    }
  }
}

uint32_t step(uint32_t round, uint32_t sum) {
  uint16_t crc = lists(round, (uint16_t)sum);
  crc = matrices(round, crc);
  crc = texts_read(round, crc);
  return mix(sum, crc);
}
