@ Loops that run long enough to be hot, each with something in it that an engine may get wrong. Each is called case_ and ends at done.
  .syntax unified
  .cpu cortex-m4
  .fpu fpv4-sp-d16
  .thumb
  .text
  .equ RAM_END, 0x20010000
  .equ SECOND_END, 0x20011000
  .equ CCM, 0x10000000
  .equ CCR, 0xE000ED14
  .equ SYSTICK, 0xE000E010
  .equ DEVICE, 0x40000000

  .macro case name
  .global case_\name
  .thumb_func
case_\name:
  bl setup
  .endm

@ Unaligned accesses over the end of the first RAM, where the second follows, and of the second, where nothing does.
  case unaligned_at_edges
  mov r4, #300
1:
  and r6, r4, #7
  ldr r5, =RAM_END - 4
  add r5, r6
  ldr r0, [r5]
  str r4, [r5]
  ldrh r1, [r5, #-1]
  strh r4, [r5, #1]
  ldr r5, =SECOND_END - 4
  add r5, r6
  ldr r2, [r5]
  add r7, r7, r2
  str r7, [r5]
  ldrh r3, [r5]
  strh r3, [r5, #-1]
  subs r4, #1
  bne 1b
  b done

@ Several registers loaded and stored over an edge behind which nothing answers: no base may be written, no register half-done.
  case several_at_edges
  mov r4, #200
1:
  and r6, r4, #15
  ldr r5, =SECOND_END - 32
  add r5, r5, r6, lsl #2
  mov r8, r5
  stmia r8!, {r0-r4}
  ldmia r5!, {r0-r3, r7}
  mov r8, r5
  ldr r5, =SECOND_END - 8
  ldrd r0, r1, [r5], #4
  ldrd r0, r1, [r5], #4
  ldrd r0, r1, [r5], #4
  ldr r5, =0x20000010
  stmdb r5!, {r6}
  ldr r5, =CCM
  mov r8, r5
  add r8, r8, r6, lsl #2
  ldmdb r8!, {r0, r2, r3}
  stmdb r8, {r0, r2, r3}
  subs r4, #1
  bne 1b
  b done

@ The same over the end of the first RAM, where the second goes on: some words are in each.
  case several_over_the_seam
  mov r4, #200
1:
  and r6, r4, #15
  ldr r5, =RAM_END - 44
  add r5, r5, r6, lsl #2
  mov r8, r5
  stmia r8!, {r0-r4}
  ldr r0, [r5, #12]
  ldr r1, [r5, #16]
  eor r7, r0, r1, ror #5
  str r7, [r5, #12]
  mov r8, r5
  ldmia r8!, {r0-r3}
  add r7, r7, r3
  strd r4, r7, [r5, #8]
  ldr r0, [r5, #8]
  ldr r1, [r5, #12]
  eor r7, r0, r1, ror #7
  str r7, [r5, #8]
  ldrd r0, r1, [r5, #4]
  add r0, r0, r1
  mov r8, r5
  stmdb r8!, {r0, r4, r6}
  ldmdb r5, {r1, r2, r3}
  add r7, r7, r2
  mov r11, sp
  mov sp, r5
  push {r0, r4, r6, r7}
  vpush {s0-s3}
  vpop {s4-s7}
  pop {r0, r1, r2, r3}
  mov sp, r11
  vmov s1, r4
  vstmia r5, {s0-s5}
  ldr r0, [r5, #20]
  str r7, [r5, #16]
  add r7, r7, r0
  vldmia r5!, {s8-s12}
  vstr s9, [r5]
  vldr s2, [r5, #4]
  stmia r5!, {r4}
  ldmia r5, {r0}
  subs r4, #1
  bne 1b
  b done

@ The stack runs over its end and is put right again.
  case stack_at_edges
  mov r4, #100
  mov r11, sp
1:
  and r6, r4, #7
  ldr r5, =SECOND_END - 16
  add r8, r5, r6, lsl #2
  mov sp, r8
  pop {r0, r1, r2}
  mov sp, r11
  ldr r5, =SECOND_END - 12
  add r8, r5, r6, lsl #2
  mov sp, r8
  pop {r0, r1}
  mov sp, r11
  push {r0, r4, r6}
  vpush {s0-s3}
  vpop {s4-s7}
  pop {r0, r4, r6}
  subs r4, #1
  bne 1b
  b done

@ Pushes below the memory: even the stacking of the fault fails there, and the handler's stack is another one.
  case stack_below
  mov r4, #20
  ldr r6, =0x20001000
  msr msp, r6
  movs r0, #2
  msr control, r0
  isb
1:
  ldr r5, =CCM + 8
  mov sp, r5
  ldr r9, =2f
  push {r0-r3}
2:
  ldr r5, =0x20003000
  mov sp, r5
  subs r4, #1
  bne 1b
  movs r0, #0
  msr control, r0
  isb
  b done

@ The stack in core-coupled memory, with calls and interrupts on it.
  case stack_in_ccm
  ldr r5, =CCM + 0x800
  mov sp, r5
  ldr r5, =SYSTICK
  movs r6, #66
  str r6, [r5, #4]
  movs r6, #7
  str r6, [r5]
  mov r4, #300
1:
  push {r4, r5, lr}
  bl sums_up
  pop {r4, r5, lr}
  vpush {s0, s1}
  vadd.f32 s0, s0, s1
  vpop {s2, s3}
  subs r4, #1
  bne 1b
  movs r6, #0
  str r6, [r5]
  ldr r5, =0x20001800
  mov sp, r5
  b done
sums_up:
  push {r4, lr}
  adds r8, r4
  pop {r4, pc}

@ Faults within IT blocks, in each of their places, taken and not taken.
  case faults_in_blocks
  mov r4, #200
1:
  ldr r5, =0x60000000
  ldr r8, =0x20002000
  tst r4, #1
  itete ne
  ldrne r0, [r5]
  addeq r6, #1
  strne r0, [r5]
  ldreq r1, [r5]
  itttt eq
  addeq r7, #1
  streq r7, [r8]
  ldmiaeq r5, {r0, r1}
  addeq r7, #2
  ite ne
  udfne #1
  udfeq #2
  itt ne
  movne r3, #5
  svcne 7
  it eq
  vmoveq s5, r3
  it ne
  vldrne s6, [r5]
  subs r4, #1
  bne 1b
  b done

@ Unaligned accesses and divisions by zero, with their traps switched on and off while the loop is hot.
  case traps_switched
  mov r4, #400
  movs r6, #0
  ldr r5, =CCR
  ldr r8, =0x20002001
1:
  ldr r0, [r8]
  strh r4, [r8, #4]
  ldrh r1, [r8, #4]
  sdiv r2, r4, r6
  udiv r3, r0, r6
  add r7, r7, r2
  tst r4, #63
  bne 2f
  ldr r0, [r5]
  eor r0, #0x18
  str r0, [r5]
2:
  subs r4, #1
  bne 1b
  b done

@ Divisions by zero in a hot loop, trapped at times.
  case division_traps
  mov r4, #400
  movs r6, #0
  ldr r5, =CCR
1:
  and r6, r4, #3
  sdiv r2, r4, r6
  add r7, r7, r2
  udiv r3, r7, r6
  add r7, r7, r3
  tst r4, #63
  bne 2f
  ldr r0, [r5]
  eor r0, #0x10
  str r0, [r5]
2:
  subs r4, #1
  bne 1b
  b done

@ Fused products whose sum lies so near the middle between two floats that a sum in a double falls on it.
  case fused_ties
  mov r4, #100
  mov r0, #0x10 @ inexact already
  vmsr fpscr, r0
  ldr r0, =0x39800100
  ldr r1, =0x397FFE00
  ldr r2, =0x3F800001
  vmov s1, r0
  vmov s2, r1
1:
  bfi r2, r4, #31, #1
  vmov s0, r2
  vmov s3, r2
  vmov s4, r2
  vmov s5, r2
  vfma.f32 s0, s1, s2
  vfms.f32 s3, s1, s2
  vfnma.f32 s4, s1, s2
  vfnms.f32 s5, s1, s2
  vmov r0, s0
  add r7, r7, r0
  vmov r0, s3
  eor r7, r0, r7, ror #1
  vmov r0, s4
  eor r7, r0, r7, ror #1
  vmov r0, s5
  eor r7, r0, r7, ror #1
  subs r4, #1
  bne 1b
  b done

@ A device's store moves the next interrupt, further and nearer, and an interrupt comes at once.
  case device_moves_the_event
  ldr r5, =DEVICE
  mov r4, #250
1:
  and r6, r4, #31
  str r6, [r5, #4]
  adds r7, #1
  add r7, r7, r6
  ldr r0, [r5, #0x1C]
  str r0, [r5, #0x44]
  orr r6, r6, #0x01000000
  str r6, [r5, #4]
  adds r7, #3
  ldr r0, [r5]
  mov r6, #0x102
  tst r4, #7
  it eq
  streq r6, [r5, #0x18]
  adds r7, #1
  eors r7, r0
  subs r4, #1
  bne 1b
  mov r4, #70
2:
  subs r4, #1
  bne 2b
  b done

@ Sleeps for the timer, and for events, in a hot loop.
  case sleeps
  ldr r5, =SYSTICK
  movs r6, #49
  str r6, [r5, #4]
  str r6, [r5, #8]
  movs r6, #7
  str r6, [r5]
  mov r4, #100
1:
  wfi
  adds r7, #1
  sev
  wfe
  wfe
  ldr r0, [r5, #8]
  add r7, r7, r0
  subs r4, #1
  bne 1b
  movs r6, #0
  str r6, [r5]
  b done

@ Supervisor calls whose handler changes a register that the loop keeps using.
  case calls_the_supervisor
  mov r4, #300
  movs r0, #0
1:
  svc 0
  add r7, r7, r0, lsl #1
  subs r4, #1
  bne 1b
  b done

@ Goes down ten thousand calls and back.
  case deep_recursion
  ldr r5, =RAM_END
  mov sp, r5
  ldr r0, =10000
  movs r4, #0
  bl goes_down
  bl goes_down
  ldr r5, =0x20001800
  mov sp, r5
  b done
  .thumb_func
goes_down:
  push {lr}
  adds r4, #1
  cmp r4, r0
  it lt
  bllt goes_down
  subs r4, #1
  pop {pc}

@ Two routines that call each other through registers, far down.
  case mutual_recursion
  ldr r5, =RAM_END - 64
  mov sp, r5
  ldr r0, =3000
  ldr r6, =one_of_two + 1
  bl other_of_two
  ldr r5, =0x20001800
  mov sp, r5
  b done
  .thumb_func
one_of_two:
  push {r0, lr}
  cbz r0, 1f
  subs r0, #1
  bl other_of_two
1:
  pop {r1, pc}
  .thumb_func
other_of_two:
  push {r0, lr}
  cbz r0, 1f
  subs r0, #1
  blx r6
1:
  pop {r1, lr}
  add r7, r7, r1
  bx lr

@ Thread mode on the process stack and without privilege; the supervisor call brings it back by its EXC_RETURN.
  case process_stack
  ldr r5, =0x20004000
  msr psp, r5
  movs r0, #2
  msr control, r0
  isb
  mov r4, #200
1:
  push {r4, r7}
  svc 3
  mrs r6, control
  vadd.f32 s0, s0, s1
  mrs r6, control
  add r7, r7, r6
  eor r6, r6, #4
  msr control, r6
  isb
  pop {r3, r7}
  add r7, r7, #1
  subs r4, #1
  bne 1b
  movs r0, #1
  msr control, r0
  isb
  mov r4, #100
2:
  mrs r0, control
  ldr r1, =0xE000E018
  ldr r2, [r1]
  cpsid i
  mrs r3, primask
  msr basepri, r4
  subs r4, #1
  bne 2b
  b done

@ Handlers that end in all ways there are: by the link register, by POP, by LDM, by a load; to handler and thread, with and without floats.
  case returns
  ldr r5, =0x20000400
  ldr r6, =vectors
  movs r4, #31
1:
  ldr r0, [r6, r4, lsl #2]
  str r0, [r5, r4, lsl #2]
  subs r4, #1
  bpl 1b
  ldr r0, =by_pop + 1
  str r0, [r5, #44]
  ldr r0, =by_load + 1
  str r0, [r5, #56]
  ldr r6, =0xE000ED08
  str r5, [r6]
  mov r4, #150
2:
  ands r0, r4, #3
  svc 0
  ldr r6, =0xE000ED04
  mov r1, #0x10000000
  str r1, [r6]
  add r7, r7, r0
  vadd.f32 s3, s3, s4
  svc 1
  subs r4, #1
  bne 2b
  b done
  .thumb_func
by_pop:
  push {r4, lr}
  vadd.f32 s0, s0, s0
  ldr r4, [sp, #8]
  adds r4, #1
  str r4, [sp, #8]
  pop {r4, pc}
  .thumb_func
by_load:
  str lr, [sp, #-8]!
  ldr r0, =0x20000030
  ldr r1, [r0]
  adds r1, #1
  str r1, [r0]
  tst r1, #1
  beq 1f
  ldmia sp, {r1}
  add sp, #8
  bx r1
1:
  ldr pc, [sp], #8

@ Pends lines of all priorities while others are active: nesting, tail chaining, late arrival.
  case chains
  ldr r5, =0xE000E200
  ldr r6, =0xE000EF00
  mov r4, #200
1:
  and r0, r4, #7
  str r0, [r6]
  adds r7, #1
  movs r1, #1
  lsls r1, r0
  orr r1, #5
  str r1, [r5]
  adds r7, #1
  cpsid i
  str r1, [r5]
  eor r7, r7, r0
  cpsie i
  add r7, #1
  subs r4, #1
  bne 1b
  b done

@ Branches to what is no code: to an even address, to nothing, to data that is undefined; and back.
  case bad_branches
  movs r4, #60
  ldr r5, =good + 1
  ldr r6, =good
  ldr r8, =0x20002000
1:
  bl branches_well
  bl branches_even
  bl branches_to_nothing
  bl loads_even
  udf #3
  .hword 0xFFFF, 0xFFFF
  .hword 0xB6F0
  subs r4, #1
  bne 1b
  b done
  .thumb_func
branches_well:
  bx r5
good:
  adds r7, #1
  bx lr
  .thumb_func
branches_even:
  bx r6
  bx lr
  .thumb_func
branches_to_nothing:
  ldr r0, =0x40000001
  bx r0
  bx lr
  .thumb_func
loads_even:
  str r6, [r8]
  ldr pc, [r8]
  bx lr

@ Exclusive accesses in a long loop, with a timer's interrupts between them.
  case exclusives_interrupted
  ldr r5, =SYSTICK
  movs r6, #36
  str r6, [r5, #4]
  movs r6, #7
  str r6, [r5]
  ldr r8, =0x20002004
  mov r4, #400
1:
  ldrex r0, [r8]
  add r0, #1
  strex r1, r0, [r8]
  add r7, r7, r1
  cmp r1, #0
  bne 1b
  str r4, [r8, #8]
  strex r1, r4, [r8, #12]
  add r7, r7, r1
  subs r4, #1
  bne 1b
  str r4, [r5]
  b done

@ Floating point in the loop and in handlers, so that contexts are stacked late, and the rounding mode changes.
  case floats_interrupted
  ldr r5, =SYSTICK
  movs r6, #74
  str r6, [r5, #4]
  movs r6, #7
  str r6, [r5]
  ldr r8, =0xE000E200
  mov r4, #300
  vmov.f32 s16, #1.0
  vmov.f32 s17, #0.125
  vmov.f32 s20, #3.0
1:
  vdiv.f32 s18, s16, s20
  vmla.f32 s19, s18, s17
  and r0, r4, #3
  lsls r0, #22
  vmsr fpscr, r0
  tst r4, #7
  itt eq
  moveq r1, #2
  streq r1, [r8]
  vadd.f32 s16, s16, s19
  vcvt.s32.f32 s21, s16
  vmrs r2, fpscr
  add r7, r7, r2
  subs r4, #1
  bne 1b
  str r4, [r5]
  b done

@ The floating-point unit is switched off and on under a loop that uses it.
  case unit_switched
  ldr r5, =0xE000ED88
  mov r4, #200
1:
  vadd.f32 s0, s0, s1
  vmov s1, r4
  vstr s1, [sp, #-16]
  tst r4, #15
  bne 2f
  ldr r0, [r5]
  eor r0, #0xF00000
  str r0, [r5]
  dsb
  isb
2:
  subs r4, #1
  bne 1b
  mov r0, #0xF00000
  str r0, [r5]
  b done

@ Reads the time and the cycle counter in a hot loop, and the program's own addresses.
  case reads_the_time
  ldr r5, =0xE000EDFC
  mov r0, #0x01000000
  str r0, [r5]
  ldr r5, =0xE0001000
  ldr r0, [r5]
  orr r0, #1
  str r0, [r5]
  ldr r6, =DEVICE
  ldr r8, =SYSTICK
  mov r0, #1000
  str r0, [r8, #4]
  movs r0, #5
  str r0, [r8]
  mov r4, #300
1:
  ldr r0, [r5, #4]
  str r0, [r6, #0x40]
  ldr r1, [r6, #0x1C]
  ldr r2, [r8, #8]
  adr r3, 1b
  add r7, r7, r0
  eor r7, r7, r1
  add r7, r7, r2
  mov r3, pc
  add r7, r7, r3
  ldr r2, [r8]
  add r7, r7, r2
  subs r4, #1
  bne 1b
  b done

@ Asks for a reset in a hot loop, until it has had three of them.
  case resets
  ldr r5, =0x20000038
  ldr r0, [r5]
  adds r0, #1
  str r0, [r5]
  mov r4, #120
1:
  add r7, r7, r4
  subs r4, #1
  cmp r4, #20
  itt eq
  ldreq r6, =0xE000ED0C
  ldreq r0, =0x05FA0004
  it eq
  streq r0, [r6]
  cmp r4, #0
  bne 1b
  b done

@ Values that flags are computed from at the edges: all pairs of eight numbers through all comparisons.
  case comparisons
  movs r4, #63
  ldr r5, =edges
1:
  and r0, r4, #7
  lsr r1, r4, #3
  ldr r2, [r5, r0, lsl #2]
  ldr r3, [r5, r1, lsl #2]
  cmp r2, r3
  mrs r6, apsr
  bl mixes
  cmn r2, r3
  mrs r6, apsr
  bl mixes
  subs r8, r2, r3, lsl #1
  mrs r6, apsr
  bl mixes
  sbcs r8, r2, r3, asr #1
  mrs r6, apsr
  bl mixes
  tst r2, r3, ror #7
  mrs r6, apsr
  bl mixes
  rsbs r8, r2, r3, rrx
  mrs r6, apsr
  bl mixes
  adcs r8, r2, #0xFF000000
  mrs r6, apsr
  bl mixes
  lsrs r8, r2, r0
  mrs r6, apsr
  bl mixes
  asrs r8, r3, #32
  mrs r6, apsr
  bl mixes
  movs r6, r0
  muls r6, r2, r6
  mov r8, r6
  mrs r6, apsr
  bl mixes
  cmp r2, r3
  bhi 2f
  add r7, #1
2:
  bge 3f
  add r7, #2
3:
  bvs 4f
  add r7, #4
4:
  bls 5f
  add r7, #8
5:
  ble 6f
  add r7, #16
6:
  subs r4, #1
  bpl 1b
  b done
mixes:
  eor r7, r6, r7, ror #5
  bx lr
  .align 2
edges:
  .word 0, 1, -1, 0x7FFFFFFF, 0x80000000, 0x80000001, 0x12345678, 0xFFFF0000

@ Bit-band aliases of memory that the loop also reads as words, and of the memory that holds the loop's counter.
  case bit_bands
  ldr r5, =0x22000000 + 0x2500 * 32
  ldr r6, =0x20002500
  mov r4, #200
  str r4, [r6, #4]
1:
  and r0, r4, #31
  lsr r1, r4, #1
  str r1, [r5, r0, lsl #2]
  ldr r2, [r6]
  add r7, r7, r2
  ldr r3, [r5, r0, lsl #2]
  add r7, r7, r3
  ldr r4, [r6, #4]
  subs r4, #1
  str r4, [r6, #4]
  bne 1b
  b done
  .ltorg
