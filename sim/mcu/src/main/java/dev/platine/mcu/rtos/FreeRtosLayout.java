package dev.platine.mcu.rtos;

import org.jspecify.annotations.Nullable;

/**
 * Where things stand in FreeRTOS's structures, which depends on how it is configured. Found by looking: a task's control block holds two list items one behind the
 * other, each with the block's own address as its owner, and behind them priority, stack and name.
 *
 * @param guardBytes how many bytes of a known value stand in front of each list and item, to find damage: 4 or 0
 * @param stateItem where the item is by which the task is in the list of its state
 * @param eventItem where the item is by which it waits for something
 * @param priority where the priority is; stack and name follow
 */
record FreeRtosLayout(int guardBytes, int stateItem, int eventItem, int priority) {
    static final int OWNER = 12;
    static final int CONTAINER = 16;
    private static final int FARTHEST = 512;
    private static final int ITEM_BYTES = 20;

    /** The layout of a control block; null if it is none. */
    static @Nullable FreeRtosLayout of(Target target, int block) {
        for (int at = 4 + OWNER; at < FARTHEST; at += 4) {
            if (owns(target, block, at)) {
                if (owns(target, block, at + ITEM_BYTES)) {
                    return new FreeRtosLayout(0, at - OWNER, at - OWNER + ITEM_BYTES, at - OWNER + 2 * ITEM_BYTES);
                }
                int guarded = ITEM_BYTES + 8;
                if (owns(target, block, at + guarded)) {
                    int item = at - OWNER - 4;
                    return new FreeRtosLayout(4, item, item + guarded, item + 2 * guarded);
                }
            }
        }
        return null;
    }

    private static boolean owns(Target target, int block, int at) {
        return target.word(block + at) == (block & 0xFFFFFFFFL);
    }

    int stack() {
        return priority + 4;
    }

    int name() {
        return priority + 8;
    }

    /** The item at the end of a list, which links its first and its last. */
    int endOf(int list) {
        return list + guardBytes + 8;
    }

    /** How many bytes apart lists stand in an array: one size, or a larger one where the end is a whole item. */
    int listBytes(boolean wholeEnd) {
        return 2 * guardBytes + 8 + 12 + guardBytes + (wholeEnd ? 8 + guardBytes : 0);
    }
}
