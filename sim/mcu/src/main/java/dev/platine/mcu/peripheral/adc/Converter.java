package dev.platine.mcu.peripheral.adc;

import static dev.platine.mcu.peripheral.adc.AdcRegisters.*;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterFile;

/** What a converter does one after another: groups of conversions, each sampled, then converted. */
final class Converter {
    private static final int[] SAMPLING = {3, 15, 28, 56, 84, 112, 144, 480};

    private enum Doing {
        NOTHING,
        REGULAR,
        INJECTED
    }

    private final Adc adc;
    private final RegisterFile registers;
    private final PclkAlarm next;
    private Doing doing = Doing.NOTHING;
    private boolean sampling;
    private boolean paced;
    private boolean regularWaits;
    private boolean regularFollows;
    private int channel;
    private int code;
    private int rank;
    private int left;
    private int injectedRank;
    private int injectedLeft;

    Converter(Adc adc, RegisterFile registers, Site site) {
        this.adc = adc;
        this.registers = registers;
        next = new PclkAlarm(site, this::reached);
    }

    void stop() {
        next.cancel();
        doing = Doing.NOTHING;
        regularWaits = false;
        regularFollows = false;
        rank = 0;
        left = 0;
        injectedRank = 0;
    }

    void freeze() {
        next.freeze();
    }

    void thaw() {
        next.thaw();
    }

    boolean busy() {
        return doing != Doing.NOTHING;
    }

    /** When the present step ends. */
    long due() {
        return next.due();
    }

    /** Cycles of ADCCLK that sampling a channel takes. */
    int samplingOf(int of) {
        int register = of < 10 ? registers.get(SMPR2) : registers.get(SMPR1);
        return SAMPLING[(register >> (of % 10 * 3)) & 7];
    }

    int firstChannel() {
        return registers.get(SQR3) & 0x1F;
    }

    private int bits() {
        return 12 - 2 * ((registers.get(CR1) >> 24) & 3);
    }

    private int length() {
        return registers.has(CR1, CR1_SCAN) ? ((registers.get(SQR1) >> 20) & 0xF) + 1 : 1;
    }

    private int injectedLength() {
        return registers.has(CR1, CR1_SCAN) ? ((registers.get(JSQR) >> 20) & 3) + 1 : 1;
    }

    /**
     * A trigger of the regular group.
     *
     * @param at the cycle
     * @param once another one paces the converters, so that it does not go on by itself
     * @return whether it was taken
     */
    boolean startRegular(long at, boolean once) {
        if (doing == Doing.REGULAR || regularWaits) {
            return false;
        }
        paced = once;
        group();
        registers.put(SR, STRT, true);
        if (doing == Doing.INJECTED) {
            regularWaits = true;
        } else {
            begin(Doing.REGULAR, at);
        }
        return true;
    }

    private void group() {
        int length = length();
        rank = registers.has(CR1, CR1_DISCEN) && rank < length ? rank : 0;
        int most = registers.has(CR1, CR1_DISCEN) ? ((registers.get(CR1) >> 13) & 7) + 1 : length;
        left = Math.min(most, length - rank);
    }

    /** A trigger of the injected group, which interrupts the regular one. */
    void startInjected(long at) {
        if (doing == Doing.INJECTED) {
            return;
        }
        regularWaits = doing == Doing.REGULAR;
        injected(at);
    }

    private void injected(long at) {
        int length = injectedLength();
        injectedRank = registers.has(CR1, CR1_JDISCEN) && injectedRank < length ? injectedRank : 0;
        injectedLeft = registers.has(CR1, CR1_JDISCEN) ? 1 : length - injectedRank;
        registers.put(SR, JSTRT, true);
        begin(Doing.INJECTED, at);
    }

    /** The sequence was written anew: what is under way begins again. */
    void restart(boolean ofInjected, long at) {
        if (doing == (ofInjected ? Doing.INJECTED : Doing.REGULAR)) {
            if (ofInjected) {
                injectedRank = 0;
                injected(at);
            } else {
                rank = 0;
                group();
                begin(Doing.REGULAR, at);
            }
        }
    }

    private void begin(Doing what, long at) {
        doing = what;
        sampling = true;
        channel = what == Doing.REGULAR ? regularChannel() : injectedChannel();
        next.at(at + (long) samplingOf(channel) * adc.clockCycles());
    }

    private int regularChannel() {
        return (registers.get(SQR3 - rank / 6 * 4) >> (rank % 6 * 5)) & 0x1F;
    }

    /** RM0090 13.13.12: a group of n begins at JSQ(5 - n). */
    private int injectedChannel() {
        int first = 3 - ((registers.get(JSQR) >> 20) & 3);
        return (registers.get(JSQR) >> (Math.min(first + injectedRank, 3) * 5)) & 0x1F;
    }

    private void reached() {
        if (sampling) {
            sampling = false;
            code = adc.sample(channel) >> (12 - bits());
            next.at(next.due() + (long) bits() * adc.clockCycles());
        } else if (doing == Doing.REGULAR) {
            regularDone(next.due());
        } else {
            injectedDone(next.due());
        }
    }

    private void regularDone(long at) {
        rank++;
        left--;
        boolean whole = rank >= length();
        // Taken before it is delivered: who reads the data may start something.
        doing = Doing.NOTHING;
        if (!adc.regular(channel, code, bits(), left <= 0)) {
            stop();
            return;
        }
        if (busy()) {
            return;
        }
        if (left > 0) {
            begin(Doing.REGULAR, at);
            return;
        }
        rank = whole ? 0 : rank;
        boolean goesOn = registers.has(CR2, CR2_CONT) && !paced;
        if (whole && registers.has(CR1, CR1_JAUTO)) {
            regularFollows = goesOn;
            injected(at);
        } else if (goesOn) {
            group();
            begin(Doing.REGULAR, at);
        }
    }

    private void injectedDone(long at) {
        int data = injectedRank;
        int of = channel;
        injectedRank++;
        injectedLeft--;
        boolean whole = injectedRank >= injectedLength();
        if (injectedLeft > 0) {
            begin(Doing.INJECTED, at);
        } else {
            injectedRank = whole ? 0 : injectedRank;
            afterInjected(at);
        }
        adc.injected(of, data, code, bits(), whole);
    }

    private void afterInjected(long at) {
        boolean again = regularFollows && registers.has(CR2, CR2_CONT);
        regularFollows = false;
        if (again) {
            group();
        }
        if (regularWaits || again) {
            regularWaits = false;
            begin(Doing.REGULAR, at);
        } else {
            doing = Doing.NOTHING;
        }
    }
}
