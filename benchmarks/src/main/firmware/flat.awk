# Writes flat.c: functions that are run once a step each, straight on, hardly a loop, together some 160 KB of code. Repeatable: the numbers come
# from a generator of its own.
function next_number(below) {
  state = (state * 69069 + 1) % 4294967296
  return int(state * below / 4294967296)
}
function statement(i,   kind, x, y, k) {
  kind = next_number(12); x = next_number(4); y = (x + 1 + next_number(3)) % 4; k = next_number(30) + 1
  if (kind == 0) return "v" x " += v" y " * " (2 * k + 1) "u;"
  if (kind == 1) return "v" x " ^= v" y " >> " k ";"
  if (kind == 2) return "v" x " = (v" x " << " k " | v" x " >> " (32 - k) ") + v" y ";"
  if (kind == 3) return "if ((v" x " & " k ") == 0) v" y " -= v" x " + " k ";"
  if (kind == 4) return "shared[" next_number(64) "] += v" x ";"
  if (kind == 5) return "v" x " += shared[v" y " & 63];"
  if (kind == 6) return "v" x " = v" x " > v" y " ? v" x " - v" y " : v" y " - v" x ";"
  if (kind == 7) return "v" x " |= v" y " & 0x" sprintf("%x", next_number(65536)) "u;"
  if (kind == 8) return "v" x " += (v" y " >> 8 & 0xFF) + " next_number(4096) "u;"
  if (kind == 9) return "small[v" x " & 127] = (uint8_t)v" y ";"
  if (kind == 10) return "v" x " -= small[" next_number(128) "];"
  return "v" x " = v" y " / (v" x " % " (k + 2) "u + 1u) + v" x ";"
}
BEGIN {
  state = 12345
  functions = 402
  statements = 35
  print "/* Made by flat.awk. */"
  print "#include \"work.h\""
  print "static uint32_t shared[64];"
  print "static uint8_t small[128];"
  print "void prepare(void) { for (uint32_t i = 0; i < 64; i++) shared[i] = i * 0x01234567u; }"
  for (f = 0; f < functions; f++) {
    print "static __attribute__((noinline)) uint32_t f" f "(uint32_t v0, uint32_t v1) {"
    print "  uint32_t v2 = v0 + " next_number(65536) "u, v3 = v1 ^ " next_number(65536) "u;"
    for (s = 0; s < statements; s++) print "  " statement(s)
    print "  return v0 ^ v1 ^ v2 ^ v3;"
    print "}"
  }
  print "uint32_t step(uint32_t round, uint32_t sum) {"
  for (f = 0; f < functions; f++) print "  sum = mix(sum, f" f "(sum, round + " f "u));"
  print "  return sum;"
  print "}"
}
