package dev.platine.hal.remote;

import dev.platine.core.frame.FrameKind;

/** Which frames belong to a protocol. */
enum Kinds {
    BOARD(FrameKind.BOARD_REQUEST, FrameKind.BOARD_REPLY, FrameKind.BOARD_EVENT),
    BENCH(FrameKind.BENCH_REQUEST, FrameKind.BENCH_REPLY, FrameKind.BENCH_EVENT);

    final int request;
    final int reply;
    final int event;

    Kinds(int request, int reply, int event) {
        this.request = request;
        this.reply = reply;
        this.event = event;
    }
}
