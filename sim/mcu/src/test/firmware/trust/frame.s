@ What surrounds the loops and cases: vectors, handlers that count, a fault handler that goes on behind the instruction that faulted.
@ Counters stand at 0x20000000: +0 faults, +4 supervisor calls, +8 PendSV, +12 SysTick, +16 and on one for each line.
  .syntax unified
  .cpu cortex-m4
  .fpu fpv4-sp-d16
  .thumb
  .equ COUNTERS, 0x20000000
  .equ DEVICE, 0x40000000
  .equ DEVICE_LINE, 0x18

  .section .vectors, "a"
  .global vectors
vectors:
  .word 0x20001800, reset + 1, other + 1, fault + 1, fault + 1, fault + 1, fault + 1, other + 1
  .word other + 1, other + 1, other + 1, call + 1, other + 1, other + 1, pended + 1, tick + 1
  .word line0 + 1, line1 + 1, line2 + 1, line3 + 1, line4 + 1, line5 + 1, line6 + 1, line7 + 1
  .word other + 1, other + 1, other + 1, other + 1, other + 1, other + 1, other + 1, other + 1

  .text
@ Behind a reset.
  .global reset
  .thumb_func
reset:
  bl setup
  .global done
  .thumb_func
done:
  b done

@ Enables lines, faults by their own handlers, priorities that let some interrupt others. Changes R0 and R1 only.
  .global setup
  .thumb_func
setup:
  ldr r0, =0xE000E100
  ldr r1, =0xFFFF
  str r1, [r0]
  ldr r0, =0xE000E400
  ldr r1, =0x40608080
  str r1, [r0]
  ldr r1, =0x80808020
  str r1, [r0, #4]
  ldr r0, =0xE000ED20
  ldr r1, =0x80F00000 @ SysTick 0x80, PendSV 0xF0
  str r1, [r0]
  ldr r0, =0xE000ED24
  ldr r1, =0x00070000
  str r1, [r0]
  bx lr

@ Goes on behind the instruction, a step further in its IT block. Where nothing could be fetched, at the caller, and where that is no code,
@ at the end. Where not even the stacking worked, on another stack at what R9 says.
  .global fault
  .thumb_func
fault:
  tst lr, #4
  ite eq
  mrseq r0, msp
  mrsne r0, psp
  ldr r2, =COUNTERS
  ldr r3, [r2]
  adds r3, #1
  str r3, [r2]
  ldr r2, =0xE000ED28
  ldr r3, [r2]
  str r3, [r2]
  ldr r2, =0x1010
  tst r3, r2
  bne 4f
  ldr r2, =0x00020101
  tst r3, r2
  bne 1f
  ldr r1, [r0, #24]
  lsrs r3, r1, #16
  bic r3, #1
  cmp r3, #0x2000
  beq 2f
  cmp r3, #0x0800
  beq 2f
1:
  ldr r1, [r0, #20]
  bic r1, #1
  lsrs r3, r1, #16
  cmp r3, #0x0800
  it ne
  ldrne r1, =done
  movs r3, #0
  b 3f
2:
  ldrh r2, [r1]
  adds r1, #2
  lsrs r2, #11
  cmp r2, #0x1D
  it cs
  addcs r1, #2
  ldr r2, [r0, #28]
  ubfx r3, r2, #25, #2
  lsrs r2, #8
  and r2, #0xFC
  orrs r3, r2
  tst r3, #7
  ite eq
  moveq r2, #0
  andne r2, r3, #0xE0
  lsl r3, r3, #1
  and r3, r3, #0x1F
  it ne
  orrne r2, r3
  cmp r2, #0xE0
  it cs
  movcs r2, #0
  mov r3, r2
3:
  str r1, [r0, #24]
  ldr r2, [r0, #28]
  bfi r2, r3, #25, #2
  lsrs r3, #2
  bfi r2, r3, #10, #6
  orr r2, #0x01000000
  str r2, [r0, #28]
  bx lr
4:
  ldr r0, =0x20002FC0
  str r9, [r0, #24]
  mov r1, #0x01000000
  str r1, [r0, #28]
  msr psp, r0
  orr lr, #0x10
  bx lr

  .thumb_func
other:
  bx lr

  .macro counts offset
  ldr r2, =COUNTERS
  ldr r3, [r2, #\offset]
  adds r3, #1
  str r3, [r2, #\offset]
  .endm

  .macro lowers line
  ldr r2, =DEVICE
  movs r3, #\line
  str r3, [r2, #DEVICE_LINE]
  .endm

@ Adds 1 to the caller's R0.
  .thumb_func
call:
  counts 4
  tst lr, #4
  ite eq
  mrseq r0, msp
  mrsne r0, psp
  ldr r1, [r0]
  adds r1, #1
  str r1, [r0]
  bx lr

  .thumb_func
pended:
  counts 8
  bx lr

  .thumb_func
tick:
  counts 12
  bx lr

@ Counts.
  .thumb_func
line0:
  lowers 0
  counts 16
  bx lr

@ Uses the floating-point unit, so that the caller's registers are stacked late.
  .thumb_func
line1:
  lowers 1
  counts 20
  vmov s0, r3
  vcvt.f32.u32 s0, s0
  vmul.f32 s1, s0, s0
  vadd.f32 s2, s1, s0
  bx lr

@ Pends a line of higher priority, one of its own, and PendSV.
  .thumb_func
line2:
  lowers 2
  counts 24
  ldr r2, =0xE000E200
  movs r3, #0x28
  str r3, [r2]
  ldr r2, =0xE000ED04
  mov r3, #0x10000000
  str r3, [r2]
  counts 24
  bx lr

@ Loops and calls before it returns by POP.
  .thumb_func
line3:
  push {r4, lr}
  lowers 3
  movs r4, #5
1:
  bl counts3
  subs r4, #1
  bne 1b
  pop {r4, pc}

counts3:
  counts 28
  bx lr

@ The highest priority.
  .thumb_func
line4:
  lowers 4
  counts 32
  bx lr

@ Changes the flags, Q and GE, and clobbers what is stacked by hardware.
  .thumb_func
line5:
  lowers 5
  counts 36
  mov r0, #0x7FFFFFFF
  qadd r1, r0, r0
  uadd8 r2, r0, r1
  mov r12, r2
  mov lr, lr
  adds r0, r0
  bx lr

@ Makes an exclusive store of the caller's fail, as each exception does.
  .thumb_func
line6:
  lowers 6
  counts 40
  ldr r2, =COUNTERS + 40
  ldrex r3, [r2]
  bx lr

@ Sleeps until something of higher priority comes, or does not sleep when an event is there.
  .thumb_func
line7:
  lowers 7
  counts 44
  sev
  wfe
  bx lr
  .ltorg
