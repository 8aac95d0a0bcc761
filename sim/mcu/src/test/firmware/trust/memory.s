@ Code that changes: by itself, by the flash controller, by what stands where.
  .syntax unified
  .cpu cortex-m4
  .fpu fpv4-sp-d16
  .thumb
  .text
  .equ DEVICE, 0x40000000
  .equ REMAP, 0x08
  .equ FLASH_ADDRESS, 0x0C
  .equ PROGRAM, 0x10
  .equ ERASE, 0x14
  .equ PAGE, 0x0800F000 @ flash that is programmed
  .equ RAM_CODE, 0x20006000
  .equ MPU, 0xE000ED94
  .equ BX_LR_ADDS_R7, 0x47703700 @ adds r7, #0; bx lr

  .macro case name
  .global case_\name
  .thumb_func
case_\name:
  bl setup
  .endm

@ Copies a routine to R1: R0 from, R2 bytes, a multiple of 4. Changes R0 to R3.
  .thumb_func
copies:
  subs r2, #4
  ldr r3, [r0, r2]
  str r3, [r1, r2]
  bne copies
  dsb
  isb
  bx lr

@ A routine in RAM whose first instruction is written anew before each call.
  case changes_called_code
  ldr r5, =RAM_CODE
  ldr r6, =BX_LR_ADDS_R7
  mov r4, #300
1:
  uxtb r0, r4
  orr r0, r6, r0
  str r0, [r5]
  add r1, r5, #1
  blx r1
  blx r1
  subs r4, #1
  bne 1b
  b done

@ The same for as long as anybody wants.
  .global long_rewriting
  .thumb_func
long_rewriting:
  ldr r5, =RAM_CODE
  ldr r6, =BX_LR_ADDS_R7
  add r8, r5, #1
1:
  uxtb r0, r4
  orr r0, r6, r0
  str r0, [r5]
  blx r8
  blx r8
  blx r8
  adds r4, #1
  b 1b

@ The same, but rarely, so that the routine is hot in between; by bytes, by halfwords, by several registers.
  case changes_hot_code
  ldr r5, =RAM_CODE
  ldr r6, =BX_LR_ADDS_R7
  str r6, [r5]
  mov r4, #1200
1:
  add r1, r5, #1
  blx r1
  tst r4, #127
  bne 2f
  lsr r0, r4, #7
  strb r0, [r5]
2:
  sub r0, r4, #1
  tst r0, #255
  bne 3f
  lsr r0, r4, #4
  bfi r6, r0, #0, #8
  strh r6, [r5]
3:
  sub r0, r4, #2
  tst r0, #255
  bne 4f
  mov r0, r6
  mov r1, r6
  stmia r5, {r0, r1}
4:
  subs r4, #1
  bne 1b
  b done

@ A loop in RAM that changes itself: the instruction behind the store, one before it, and itself.
  case changes_itself
  adr r0, changing
  ldr r1, =RAM_CODE
  mov r2, #(changed - changing)
  bl copies
  mov r4, #300
  movs r7, #0
  ldr r5, =RAM_CODE + 1
  blx r5
  b done
  .align 2
changing:
  adr r5, 5f
  mov r6, #0x3700
1:
  adds r7, #1
  and r0, r4, #15
  orr r1, r6, r0
  strh r1, [r5]
  .align 2
5:
  adds r7, #0
  adds r7, #2
  ldr r0, [r5, #-12]
  add r7, r7, r0, lsr #28
  strh r1, [r5, #2]
  subs r4, #1
  bne 1b
  bx lr
  .align 2
changed:

@ Code in RAM that runs over from the first RAM to the second, with an instruction in both.
  case code_over_the_edge
  adr r0, over
  ldr r1, =0x20010000 - 10
  bic r1, #3
  mov r2, #(over_end - over)
  bl copies
  mov r4, #200
  ldr r5, =0x20010000 - 12 + 1
1:
  blx r5
  subs r4, #1
  bne 1b
  ldr r5, =0x20010FF8
  ldr r0, =0x37013701
  str r0, [r5]
  str r0, [r5, #4]
  adds r5, #1
  movs r4, #20
2:
  bl runs_off
  subs r4, #1
  bne 2b
  b done
  .thumb_func
runs_off:
  bx r5
  .align 2
over:
  adds r7, #1
  adds r7, #2
  adds r7, #3
  adds r7, #4
  adds r7, #5
  add.w r7, r7, #0x100
  add.w r7, r7, #0x1000
  bx lr
  .align 2
over_end:

@ Core-coupled memory holds no code.
  case ccm_is_no_code
  ldr r5, =0x10000100
  ldr r6, =BX_LR_ADDS_R7
  str r6, [r5]
  add r5, #1
  movs r4, #60
1:
  bl jumps_to_r5
  add r7, #1
  ldr r0, [r5, #-1]
  subs r4, #1
  bne 1b
  b done
  .thumb_func
jumps_to_r5:
  bx r5

@ A routine in flash that is hot is erased and programmed again, by code in flash and by plain stores.
  case programs_flash
  ldr r5, =PAGE
  ldr r8, =DEVICE
  str r5, [r8, #FLASH_ADDRESS]
  mov r4, #400
  str r4, [r8, #ERASE]
  ldr r6, =BX_LR_ADDS_R7 + 0x7F
  str r6, [r8, #PROGRAM]
  add r9, r5, #1
1:
  blx r9
  tst r4, #31
  bne 2f
  str r4, [r8, #ERASE]
  lsr r0, r4, #2
  bfi r6, r0, #0, #8
  str r6, [r8, #PROGRAM]
2:
  sub r0, r4, #10
  tst r0, #63
  bne 3f
  movw r0, #0x370F
  strh r0, [r5]
3:
  subs r4, #1
  bne 1b
  b done

@ The same by code in RAM.
  case programs_flash_from_ram
  adr r0, programmer
  ldr r1, =RAM_CODE
  mov r2, #(programmer_end - programmer)
  bl copies
  ldr r5, =PAGE
  ldr r8, =DEVICE
  ldr r6, =BX_LR_ADDS_R7 + 0x7F
  ldr r9, =RAM_CODE + 1
  blx r9
  b done
  .align 2
programmer:
  push {r4, lr}
  str r5, [r8, #FLASH_ADDRESS]
  mov r4, #300
  str r4, [r8, #ERASE]
  str r6, [r8, #PROGRAM]
  add r9, r5, #1
1:
  blx r9
  tst r4, #31
  bne 2f
  str r4, [r8, #ERASE]
  bfi r6, r4, #0, #8
  str r6, [r8, #PROGRAM]
2:
  subs r4, #1
  bne 1b
  pop {r4, pc}
  .align 2
programmer_end:

@ Clears bits of the loop that it runs in: of an instruction behind, of one before.
  case programs_its_own_flash
  adr r0, own
  ldr r1, =RAM_CODE
  mov r2, #(own_end - own)
  bl copies
  ldr r8, =DEVICE
  ldr r5, =PAGE
  str r5, [r8, #FLASH_ADDRESS]
  str r5, [r8, #ERASE]
  mov r4, #0
  ldr r6, =RAM_CODE
1:
  ldr r0, [r6, r4]
  add r1, r5, r4
  str r1, [r8, #FLASH_ADDRESS]
  str r0, [r8, #PROGRAM]
  adds r4, #4
  cmp r4, #(own_end - own)
  bne 1b
  mov r4, #512
  ldr r9, =PAGE + 1
  blx r9
  b done
  .align 2
own:
  adr r6, 3f
1:
  adds r7, #0x7F
  tst r4, #63
  bne 2f
  lsr r0, r4, #6
  movw r1, #0xFFFF
  lsl r1, r1, r0
  bic r1, #0xFF00
  orr r1, #0x3700
  strh r1, [r6]
  nop
2:
  .align 2
3:
  adds r7, #0xFF
  adds r7, #1
  subs r4, #1
  bne 1b
  bx lr
  .align 2
own_end:

@ Handlers are others while the loop is hot: the table moves to RAM and is changed there.
  case moves_the_table
  ldr r5, =0x20000400
  ldr r6, =vectors
  movs r4, #31
1:
  ldr r0, [r6, r4, lsl #2]
  str r0, [r5, r4, lsl #2]
  subs r4, #1
  bpl 1b
  ldr r8, =0xE000ED08
  ldr r9, =tells_otherwise + 1
  mov r4, #300
2:
  svc 0
  add r7, r7, r0
  and r0, r4, #63
  cmp r0, #40
  it eq
  streq r5, [r8]
  cmp r0, #30
  it eq
  streq r9, [r5, #44]
  cmp r0, #20
  it eq
  streq r6, [r8]
  cmp r0, #10
  itt eq
  ldreq r1, [r6, #44]
  streq r1, [r5, #44]
  subs r4, #1
  bne 2b
  b done
  .thumb_func
tells_otherwise:
  ldr r0, [sp]
  adds r0, #100
  str r0, [sp]
  bx lr

@ Code at address 0, where flash is shown, then RAM, then nothing, then flash.
  case runs_at_the_alias
  ldr r5, =0xE000ED08
  ldr r6, =vectors
  str r6, [r5]
  ldr r5, =at_alias
  bic r5, #0x08000000
  add r5, #1
  ldr r8, =DEVICE
  ldr r1, =RAM_CODE + 0x100
  ldr r0, =BX_LR_ADDS_R7 + 0x21
  str r0, [r1]
  bic r6, r5, #1
  add r6, #0x20000000
  str r0, [r6]
  mov r4, #300
1:
  blx r5
  and r0, r4, #31
  cmp r0, #24
  itt eq
  moveq r1, #1
  streq r1, [r8, #REMAP]
  cmp r0, #16
  itt eq
  moveq r1, #2
  streq r1, [r8, #REMAP]
  cmp r0, #8
  itt eq
  moveq r1, #0
  streq r1, [r8, #REMAP]
  ldr r0, [r5, #-1]
  add r7, r7, r0
  subs r4, #1
  bne 1b
  movs r0, #0
  str r0, [r8, #REMAP]
  b done
  .align 2
at_alias:
  adds r7, #0x11
  bx lr

@ The protection unit, switched on and off while code and data are hot: no execution here, no writing there.
  case protects
  ldr r5, =MPU
  movs r0, #0
  str r0, [r5, #4]
  ldr r0, =RAM_CODE
  str r0, [r5, #8]
  ldr r0, =0x13000000 + (9 << 1) + 1 @ 1 KB, all access, no execution
  str r0, [r5, #12]
  movs r0, #1
  str r0, [r5, #4]
  ldr r0, =0x20002000
  str r0, [r5, #8]
  ldr r0, =0x06000000 + (9 << 1) + 1 @ 1 KB, reading only
  str r0, [r5, #12]
  ldr r6, =RAM_CODE
  ldr r0, =BX_LR_ADDS_R7 + 3
  str r0, [r6]
  ldr r8, =0x20002000
  mov r4, #400
1:
  bl jumps_to_r6
  str r4, [r8]
  strb r4, [r8, #0x3FF]
  str r4, [r8, #0x3FE]
  ldr r0, [r8]
  add r7, r7, r0
  stmia r8, {r0, r4, r7}
  tst r4, #31
  bne 2f
  ldr r0, [r5]
  eor r0, #5
  str r0, [r5]
  dsb
  isb
2:
  sub r0, r4, #8
  tst r0, #127
  bne 3f
  ldr r0, [r5, #12]
  eor r0, #0x01000000
  str r0, [r5, #12]
3:
  subs r4, #1
  bne 1b
  str r4, [r5]
  b done
  .thumb_func
jumps_to_r6:
  orr r0, r6, #1
  bx r0

@ The same for a routine in flash, which is called by code in flash that may run.
  case protects_flash
  ldr r5, =PAGE
  ldr r8, =DEVICE
  str r5, [r8, #FLASH_ADDRESS]
  str r5, [r8, #ERASE]
  ldr r0, =BX_LR_ADDS_R7 + 5
  str r0, [r8, #PROGRAM]
  add r6, r5, #1
  ldr r5, =MPU
  movs r0, #0
  str r0, [r5, #4]
  ldr r0, =PAGE
  str r0, [r5, #8]
  ldr r0, =0x13000000 + (7 << 1) + 1 @ 256 bytes, all access, no execution
  str r0, [r5, #12]
  mov r4, #300
1:
  bl jumps_to_r6
  tst r4, #31
  bne 2f
  ldr r0, [r5]
  eor r0, #5
  str r0, [r5]
2:
  subs r4, #1
  bne 1b
  str r4, [r5]
  b done

@ Protection for code without privilege only.
  case protects_without_privilege
  ldr r5, =MPU
  movs r0, #2
  str r0, [r5, #4]
  ldr r0, =0x20002000
  str r0, [r5, #8]
  ldr r0, =0x01000000 + (9 << 1) + 1 @ 1 KB, with privilege only
  str r0, [r5, #12]
  movs r0, #3
  str r0, [r5, #4]
  movs r0, #0
  str r0, [r5, #8]
  ldr r0, =0x03000000 + (31 << 1) + 1 @ all of it
  str r0, [r5, #12]
  movs r0, #5
  str r0, [r5]
  ldr r8, =0x20002100
  mov r4, #150
1:
  str r4, [r8]
  ldr r0, [r8]
  add r7, r7, r0
  strt r4, [r8, #4]
  ldrt r0, [r8, #4]
  add r7, r7, r0
  cmp r4, #60
  itt eq
  moveq r0, #1
  msreq control, r0
  isb
  subs r4, #1
  bne 1b
  b done

@ Literals beside the code change, and the code that loads them does not.
  case changes_literals
  adr r0, literal_code
  ldr r1, =RAM_CODE
  mov r2, #(literal_end - literal_code)
  bl copies
  mov r4, #300
  ldr r5, =RAM_CODE + 1
1:
  blx r5
  tst r4, #7
  it eq
  streq r7, [r5, #(literal - literal_code - 1)]
  subs r4, #1
  bne 1b
  b done
  .align 2
literal_code:
  ldr r0, literal
  eor r7, r0, r7, ror #3
  adds r7, r4
  bx lr
  .align 2
literal:
  .word 0x12345678
literal_end:

@ A block of RAM is code, then data that is written all the time, then code again.
  case code_and_data_by_turns
  ldr r5, =RAM_CODE
  ldr r6, =BX_LR_ADDS_R7
  mov r4, #40
1:
  movs r0, #60
2:
  str r0, [r5]
  ldr r1, [r5]
  add r7, r7, r1
  str r7, [r5, #4]
  subs r0, #1
  bne 2b
  orr r0, r6, r4
  str r0, [r5]
  movs r0, #30
  add r1, r5, #1
3:
  blx r1
  subs r0, #1
  bne 3b
  subs r4, #1
  bne 1b
  b done
  .ltorg
