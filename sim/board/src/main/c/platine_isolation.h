/*
 * Between the simulator and the process of an isolated firmware: behind the block, in the same shared file, lies this.
 *
 * Who is blocked in a pipe says so in `..._waits`; who takes that 1 away owes one byte in the pipe. Both sides look for a
 * while before they block.
 */
#ifndef PLATINE_ISOLATION_H
#define PLATINE_ISOLATION_H

#include "platine_firmware.h"

#define PLATINE_CONTROL_OFFSET 81920u /* the block, rounded up to pages of 4 KiB */
#define PLATINE_SHARED_BYTES 86016u

enum { PLATINE_COMMAND_INIT = 1, PLATINE_COMMAND_STEP = 2, PLATINE_COMMAND_EXIT = 3, PLATINE_COMMAND_DROP = 4 };

enum {
    PLATINE_END_EXITED = 1, /* code: its status */
    PLATINE_END_SIGNAL = 2, /* code: the signal */
    PLATINE_END_WATCHDOG = 3, /* killed because a call did not return */
    PLATINE_END_LOAD = 4 /* message: why the library could not be loaded */
};

/* Each group is written by one side, on cache lines of its own. */
struct platine_control {
    /* the simulator */
    uint64_t request; /* number of the newest call */
    uint32_t command;
    uint32_t unused_a;
    int64_t argument;
    uint64_t unused_b[5];
    /* the firmware's process */
    uint64_t reply; /* number of the call that returned last */
    int64_t result;
    uint64_t unused_c[6];
    /* both: 1 is set by who blocks, and taken away by who wakes */
    uint32_t child_waits;
    uint32_t host_waits;
    uint64_t unused_d[7];
    /* the process that watches it */
    uint32_t ended; /* 1 after the firmware's process has ended; the rest of this group is then valid */
    uint32_t how;
    int32_t code;
    uint32_t pid; /* of the firmware's process */
    uint64_t lives; /* how many there were */
    char message[1024];
};

PLATINE_FIRMWARE_HOLDS(control_reply, offsetof(struct platine_control, reply) == 64);
PLATINE_FIRMWARE_HOLDS(control_waits, offsetof(struct platine_control, child_waits) == 128);
PLATINE_FIRMWARE_HOLDS(control_ended, offsetof(struct platine_control, ended) == 192);
PLATINE_FIRMWARE_HOLDS(block_before_control, sizeof(struct platine_block) <= PLATINE_CONTROL_OFFSET);
PLATINE_FIRMWARE_HOLDS(
        control_fits, sizeof(struct platine_control) <= PLATINE_SHARED_BYTES - PLATINE_CONTROL_OFFSET);

#endif
