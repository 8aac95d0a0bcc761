package dev.platine.sim.part;

import dev.platine.mcu.pin.SpiFrame;

// The shift register of a part that samples at rising edges of the clock (modes 0 and 3): whole bytes come out of
// frames of any length.
final class ShiftedBytes {
    // What makes of the bytes something.
    interface Bytes {
        // A byte has come; gives the one that goes out next.
        int exchanged(int in);
    }

    private static final int BITS = 8;

    private final Bytes bytes;
    private int in;
    private int out;
    private int count;
    private int last;

    ShiftedBytes(Bytes bytes) {
        this.bytes = bytes;
    }

    // Selected anew.
    void begin() {
        in = 0;
        out = 0xFF;
        count = 0;
    }

    int clocked(SpiFrame frame) {
        int answer = 0;
        boolean late = frame.mode() == 1 || frame.mode() == 2;
        for (int i = frame.width() - 1; i >= 0; i--) {
            int bit = frame.bits() >>> i & 1;
            in = in << 1 | (late ? last : bit);
            last = bit;
            answer = answer << 1 | (out >>> (BITS - 1 - count) & 1);
            if (++count == BITS) {
                count = 0;
                out = bytes.exchanged(in & 0xFF);
            }
        }
        return answer;
    }
}
