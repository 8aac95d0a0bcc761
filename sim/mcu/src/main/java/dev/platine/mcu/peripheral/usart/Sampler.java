package dev.platine.mcu.peripheral.usart;

import dev.platine.mcu.pin.SerialFrame;

/**
 * What a receiver makes of a frame by sampling the line at its own rate (RM0090 section 30.3.3): each bit three times around its middle, at 7, 8 and 9
 * sixteenths (3, 4 and 5 eighths), the majority counts; or once, in the middle. A frame of about the right rate gives one character; a much slower
 * one gives several. A deviation is seen as noise from 4.9 percent on and as a wrong bit from 5.6 percent on. Behind the frame the line is high.
 */
final class Sampler {
    /** The character: what was between start and stop bit. */
    int value;
    /** Whether samples of a bit differed. */
    boolean noise;
    /** Whether the stop bit was low. */
    boolean framing;
    /** For how many own bits the line was low from the start on, rounded. */
    long lowBits;

    private SerialFrame frame = new SerialFrame(0, 8, 1, 2);
    private long ownPs;
    private int ticks;
    private boolean single;
    private int dataBits;
    private boolean checksStop;
    private long fromPs;

    /** Begins with a frame. */
    void begin(SerialFrame wave, long bitPs, int ticksPerBit, boolean oneSample, int bits, boolean stopBit) {
        frame = wave;
        ownPs = bitPs;
        ticks = ticksPerBit;
        single = oneSample;
        dataBits = bits;
        checksStop = stopBit;
        fromPs = 0;
    }

    /**
     * The short way for a frame of our own length whose rate is within a percent of ours: sampling would find just its bits.
     *
     * @return whether the frame was taken
     */
    boolean plain(SerialFrame wave, long bitPs, int bits) {
        long offPs = Math.abs(wave.bitPs() - bitPs);
        if (wave.halfStopBits() == 0 || wave.dataBits() != bits || offPs * 100 > bitPs) {
            return false;
        }
        value = wave.data() & ((1 << bits) - 1);
        noise = false;
        framing = false;
        lowBits = 1L + Math.min(Integer.numberOfTrailingZeros(value), bits);
        return true;
    }

    /** A character that needs no sampling. */
    void clocked(int character) {
        value = character;
        noise = false;
        framing = false;
        lowBits = 0;
    }

    /** Takes the next character out of the frame, if there is one. */
    boolean next() {
        while (true) {
            long start = fall();
            if (start < 0) {
                return false;
            }
            noise = false;
            if (!sample(start, 0)) {
                take(start);
                return true;
            }
            fromPs = start + ownPs;
        }
    }

    private void take(long start) {
        value = 0;
        for (int bit = 0; bit < dataBits; bit++) {
            value |= sample(start, 1 + bit) ? 1 << bit : 0;
        }
        framing = checksStop && !sample(start, 1 + dataBits);
        lowBits = (rise(start) - start + ownPs / 2) / ownPs;
        fromPs = start + (1 + dataBits) * ownPs + ownPs / 2;
    }

    private boolean sample(long start, int bit) {
        long at = start + bit * ownPs;
        boolean middle = high(at + ownPs / 2);
        if (single) {
            return middle;
        }
        boolean early = high(at + ownPs * (ticks / 2 - 1) / ticks);
        boolean late = high(at + ownPs * (ticks / 2 + 1) / ticks);
        noise |= early != middle || late != middle;
        return early == late ? early : middle;
    }

    private boolean high(long ps) {
        return highIn(ps / frame.bitPs());
    }

    private boolean highIn(long bit) {
        if (bit == 0) {
            return false;
        }
        if (bit <= frame.dataBits()) {
            return (frame.data() >>> (int) (bit - 1) & 1) != 0;
        }
        return frame.halfStopBits() > 0 || bit > frame.dataBits() + 1;
    }

    /** When the line falls next, -1 for never. */
    private long fall() {
        for (long bit = (fromPs + frame.bitPs() - 1) / frame.bitPs(); bit <= frame.dataBits() + 1; bit++) {
            if (!highIn(bit) && (bit == 0 || highIn(bit - 1))) {
                return bit * frame.bitPs();
            }
        }
        return -1;
    }

    private long rise(long start) {
        long bit = start / frame.bitPs();
        while (!highIn(bit)) {
            bit++;
        }
        return bit * frame.bitPs();
    }
}
