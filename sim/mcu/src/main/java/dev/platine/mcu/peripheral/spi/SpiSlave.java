package dev.platine.mcu.peripheral.spi;

import static dev.platine.mcu.peripheral.spi.SpiLayout.*;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.pin.SpiTarget;

/**
 * The slave's shift register. It is loaded at the end of a frame instead of its first edge, so a slave may answer up to one frame later
 * than on the real block without losing one.
 */
final class SpiSlave implements SpiTarget {
    private final Spi spi;
    private final Site site;
    private int bitsIn;
    private int countIn;
    private int bitsOut;
    private int countOut;
    private int lastBit;
    private boolean crcFrame;

    SpiSlave(Spi spi, Site site) {
        this.spi = spi;
        this.site = site;
    }

    void reset() {
        enabled();
        lastBit = 0;
    }

    /** SPE was set: the shift register begins a frame. */
    void enabled() {
        countIn = 0;
        countOut = 0;
        bitsIn = 0;
        crcFrame = false;
    }

    private boolean listens() {
        return spi.clocked() && spi.on(SPE) && !spi.on(MSTR) && !spi.isI2s() && spi.selected();
    }

    @Override
    public int inPin() {
        if (!spi.on(BIDIMODE) || spi.isI2s()) {
            return spi.mosi.pin();
        }
        return spi.on(BIDIOE) ? -1 : spi.miso.pin();
    }

    @Override
    public int outPin() {
        if (spi.isI2s()) {
            return spi.i2s().outPin();
        }
        return listens() && !spi.receivesOnly() ? spi.miso.pin() : -1;
    }

    @Override
    public int clocked(SpiFrame frame) {
        if (spi.isI2s()) {
            return spi.i2s().clocked(frame);
        }
        if (!listens()) {
            return frame.ones();
        }
        boolean ti = spi.mode() == SpiFrame.TI;
        if (ti != (frame.mode() == SpiFrame.TI) || (ti && frame.width() != spi.width())) {
            if (ti) {
                spi.flag(FRE, true);
            }
            return frame.ones();
        }
        long startNs = site.nowNs() - frame.width() * frame.bitPs() / 1000;
        int seen = sampled(frame);
        int answer = 0;
        for (int i = frame.width() - 1; i >= 0; i--) {
            if (countOut == 0) {
                load(startNs);
            }
            answer = answer << 1 | (bitsOut >>> --countOut & 1);
            bitsIn = bitsIn << 1 | (seen >>> i & 1);
            if (++countIn == spi.width()) {
                whole();
            }
        }
        return answer;
    }

    /** With the other edge the bits are seen one late. */
    private int sampled(SpiFrame frame) {
        int bits = frame.bits() & frame.ones();
        int mine = spi.mode();
        boolean same = mine == SpiFrame.TI || ((mine ^ mine >> 1) & 1) == ((frame.mode() ^ frame.mode() >> 1) & 1);
        int seen = same ? bits : bits >>> 1 | lastBit << (frame.width() - 1);
        lastBit = bits & 1;
        return seen;
    }

    private void load(long startNs) {
        countOut = spi.width();
        crcFrame = spi.crcIsNext() && spi.crcNextNs() <= startNs;
        if (crcFrame) {
            bitsOut = spi.get(TXCRCR);
            spi.crcTaken();
        } else if (!spi.receivesOnly()) {
            // Without new data the old goes out again.
            int data = spi.tx();
            bitsOut = spi.onWire(data);
            spi.sum(TXCRCR, data);
            if (spi.txFull()) {
                spi.take();
            }
        }
    }

    private void whole() {
        int bits = bitsIn & (1 << spi.width()) - 1;
        countIn = 0;
        bitsIn = 0;
        if (spi.on(BIDIMODE) && spi.on(BIDIOE)) {
            return;
        }
        if (crcFrame) {
            spi.check(bits);
        } else {
            int data = spi.onWire(bits);
            spi.sum(RXCRCR, data);
            spi.received(data);
        }
    }
}
