@ Short loops of a few rounds, interrupted behind each of their instructions by the tests. Each is called loop_ and ends at done.
  .syntax unified
  .cpu cortex-m4
  .fpu fpv4-sp-d16
  .thumb
  .text

  .macro loop name
  .global loop_\name
  .thumb_func
loop_\name:
  bl setup
  .endm

@ Nothing but counting.
  loop count
  movs r4, #6
1:
  subs r4, #1
  bne 1b
  b done

@ Flags that live from one instruction to a later one, over others that set some of them.
  loop flags
  movs r4, #6
  ldr r5, =0x80000001
  movs r6, #0
1:
  adds r5, r5, r5
  adc r6, r6, r4
  lsls r7, r6, #31
  sbcs r6, r5
  it mi
  addmi r6, #3
  orrs r7, r6
  rrx r5, r5
  movs r7, r4, ror r6
  adcs r5, r7
  mrs r7, apsr
  eors r6, r7
  cmp r5, r6
  blt 2f
  adds r6, #1
2:
  sub r4, #1
  teq r4, #0
  bne 1b
  b done

@ IT blocks of all lengths, with loads, stores, comparisons and a branch in them.
  loop blocks
  movs r4, #6
  ldr r5, =0x20002000
  movs r6, #7
1:
  tst r4, #1
  ite eq
  addeq r6, #5
  subne r6, #3
  itttt ne
  strne r6, [r5, #4]
  ldrne r7, [r5, #4]
  addne r7, r7, r6
  strhne r7, [r5, #8]
  cmp r6, #4
  itete gt
  movgt r3, #1
  movle r3, #2
  ldrbgt r2, [r5, #8]
  cmple r3, #9
  itt eq
  cmpeq r6, r7
  beq 2f
  ite hi
  lslhi r6, r6, #1
  lsrls r6, r6, #1
2:
  subs r4, #1
  it ne
  bne 1b
  b done

@ Several registers at once, up and down, with the base in the list, and the stack.
  loop several
  movs r4, #5
  ldr r5, =0x20002100
1:
  push {r0-r3, r12, lr}
  stmia r5!, {r0-r4}
  ldmdb r5, {r0-r3}
  stmdb r5!, {r1, r2}
  ldmia r5, {r6, r7, r8}
  strd r6, r7, [r5, #-8]!
  ldrd r7, r6, [r5], #8
  ldmdb r5!, {r0, r1, r2}
  pop {r0-r3, r12, lr}
  adds r0, r8
  subs r4, #1
  bne 1b
  b done

@ Calls, by address and by register, that return in the three ways, and one that calls another.
  loop calls
  movs r4, #4
  ldr r5, =returns_by_pop + 1
1:
  bl returns_by_bx
  blx r5
  bl returns_by_mov
  bl calls_another
  subs r4, #1
  bne 1b
  b done

  .thumb_func
returns_by_bx:
  adds r6, #1
  bx lr

  .thumb_func
returns_by_pop:
  push {r4, r5, lr}
  adds r6, #2
  movs r4, #0
  pop {r4, r5, pc}

  .thumb_func
returns_by_mov:
  adds r6, #3
  mov pc, lr

  .thumb_func
calls_another:
  str lr, [sp, #-8]!
  bl returns_by_bx
  bl returns_by_pop
  ldr pc, [sp], #8

@ Single precision: arithmetic, flags, conversions, moves, memory.
  loop floats
  movs r4, #4
  ldr r5, =0x20002200
  vmov.f32 s0, #1.5
  vmov.f32 s1, #0.3125
  vmov.f32 s7, #-2.0
1:
  vadd.f32 s2, s0, s1
  vmla.f32 s0, s2, s1
  vdiv.f32 s3, s2, s0
  vsqrt.f32 s4, s3
  vcmp.f32 s4, s1
  vmrs APSR_nzcv, fpscr
  it gt
  vmovgt.f32 s1, s4
  vfma.f32 s7, s4, s1
  vstmia r5!, {s0-s4}
  vldmdb r5!, {s8-s12}
  vcvt.s32.f32 s5, s8
  vmov r6, s5
  vcvtr.u32.f32 s6, s12
  vstr s6, [r5, #4]
  vpush {d0, d1}
  vpop {d8, d9}
  vneg.f32 s1, s1
  vmrs r7, fpscr
  bic r7, #1
  vmsr fpscr, r7
  subs r4, #1
  bne 1b
  b done

@ Branches by tables.
  loop tables
  movs r4, #9
  movs r6, #0
1:
  and r5, r4, #3
  tbb [pc, r5]
2:
  .byte (3f - 2b) / 2, (4f - 2b) / 2, (5f - 2b) / 2, (6f - 2b) / 2
3:
  adds r6, #1
  b 7f
4:
  adds r6, #10
  b 7f
5:
  adds r6, #100
6:
  add r6, #1000
7:
  and r5, r4, #1
  tbh [pc, r5, lsl #1]
8:
  .hword (9f - 8b) / 2, (10f - 8b) / 2
9:
  eor r6, #0x55
10:
  ldr r7, =jumps
  ldr pc, [r7, r5, lsl #2]
jumped:
  subs r4, #1
  bne 1b
  b done
first_jump:
  adds r6, #7
  b jumped
second_jump:
  lsrs r6, #1
  b jumped
  .align 2
jumps:
  .word first_jump + 1, second_jump + 1

@ Exclusive accesses: an exception between load and store makes the store fail, and the loop tries again.
  loop exclusives
  movs r4, #4
  ldr r5, =0x20002300
1:
  ldrex r6, [r5]
  adds r6, #3
  strex r7, r6, [r5]
  cmp r7, #0
  bne 1b
  ldrexb r6, [r5]
  clrex
  strexb r7, r6, [r5]
  add r8, r8, r7
  ldrexh r6, [r5]
  strexh r7, r6, [r5]
  add r8, r8, r7
  subs r4, #1
  bne 1b
  b done

@ A register of a device, of the processor, of a bit-band.
  loop devices
  movs r4, #4
  ldr r5, =0x40000000
  ldr r6, =0x22000000 + 0x2400 * 32
  ldr r7, =0x42000000 + 0x44 * 32
  ldr r8, =0xE000E018
1:
  ldr r0, [r5]
  str r0, [r5, #0x40]
  ldrh r1, [r5, #0x42]
  ldr r2, [r5, #0x1C]
  str r4, [r6, #12]
  ldr r3, [r6, #12]
  strb r3, [r7, #8]
  ldr r1, [r8]
  str r1, [r5, #0x48]
  subs r4, #1
  bne 1b
  b done

@ Supervisor calls, and interrupts held off and let through.
  loop system
  movs r4, #4
  movs r0, #0
1:
  svc 1
  cpsid i
  adds r5, r0, #1
  svc 2
  cpsie i
  mov r6, #0x70
  msr basepri, r6
  adds r5, #1
  mrs r7, basepri
  movs r6, #0
  msr basepri, r6
  mrs r7, xpsr
  dsb
  isb
  subs r4, #1
  bne 1b
  b done

@ Divisions, long products, saturation, fields.
  loop products
  movs r4, #4
  ldr r5, =0x7654321
  ldr r6, =0x89ABCDEF
1:
  umull r0, r1, r5, r6
  smlal r0, r1, r6, r4
  sdiv r2, r1, r4
  udiv r3, r0, r4
  mls r7, r3, r4, r0
  qadd r5, r5, r6
  smlad r6, r5, r7, r6
  ssat r7, #12, r6, asr #3
  usat16 r8, #7, r5
  uadd8 r5, r5, r6
  sel r6, r5, r7
  bfi r5, r4, #3, #9
  ubfx r7, r6, #5, #13
  clz r8, r7
  rbit r6, r6
  subs r4, #1
  bne 1b
  b done

@ A loop in a loop, where both counters stay in registers.
  loop nested
  movs r4, #3
1:
  movs r5, #4
2:
  add r6, r6, r5, lsl #2
  subs r5, #1
  bne 2b
  cbz r5, 3f
  adds r6, #1
3:
  subs r4, #1
  cmp r4, #0
  bgt 1b
  b done

@ Calls itself.
  loop recursive
  movs r0, #7
  bl sums
  mov r4, r0
  b done

  .thumb_func
sums:
  cbz r0, 1f
  push {r0, lr}
  subs r0, #1
  bl sums
  pop {r1, lr}
  add r0, r1
1:
  bx lr
  .ltorg
