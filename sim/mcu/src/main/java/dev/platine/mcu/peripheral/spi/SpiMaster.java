package dev.platine.mcu.peripheral.spi;

import static dev.platine.mcu.peripheral.spi.SpiLayout.*;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.time.Alarm;
import dev.platine.mcu.time.Rate;

/**
 * The master's shift register: clocks a frame when there is data, or without end when it only receives. A frame of which a bit is out goes
 * on to its end when SPE is cleared.
 */
final class SpiMaster implements Clocks.Listener {
    private static final double PS_PER_S = 1e12;

    private final Spi spi;
    private final Site site;
    private final Alarm end;
    private boolean shifting;
    private boolean crcFrame;
    private int data;
    private long begunAt;
    private long remaining;
    private long bitPs;

    SpiMaster(Spi spi, Site site) {
        this.spi = spi;
        this.site = site;
        end = site.cycleAlarm(this::ended);
        site.clocks().listen(this);
    }

    void reset() {
        end.cancel();
        shifting = false;
        remaining = 0;
        bitPs = 0;
    }

    @Override
    public void clocksChanged() {
        bitPs = 0;
    }

    void gate(boolean on) {
        if (!on && end.isSet()) {
            remaining = end.time() - site.cycle();
            end.cancel();
        } else if (on && remaining > 0) {
            end.at(site.cycle() + remaining);
            remaining = 0;
        }
    }

    /** CR1 was written. */
    void configured() {
        bitPs = 0;
        boolean begun = shifting && site.cycle() - begunAt >= bitCycles();
        if (!running() && !begun) {
            end.cancel();
            shifting = false;
            spi.busy(false);
        }
        kick();
    }

    /** The frame under way is the check sum, as DMA has found only now. */
    void endsWithCrc() {
        if (shifting && !crcFrame) {
            crcFrame = true;
            spi.crcTaken();
        }
    }

    private long bitCycles() {
        return (2L << (spi.get(CR1) >> 3 & 7)) * site.clocks().divider(spi.domain());
    }

    private boolean running() {
        return spi.on(SPE) && spi.on(MSTR) && !spi.isI2s();
    }

    void kick() {
        if (!shifting && running() && (spi.receivesOnly() || spi.txFull() || spi.crcIsNext())) {
            begin();
        }
    }

    private void begin() {
        shifting = true;
        crcFrame = spi.crcIsNext();
        begunAt = site.cycle();
        if (crcFrame) {
            data = spi.get(TXCRCR) & (1 << spi.width()) - 1;
            spi.crcTaken();
        } else if (!spi.receivesOnly()) {
            int taken = spi.tx();
            spi.sum(TXCRCR, taken);
            data = spi.onWire(taken);
        }
        // BSY stays low while a single line only receives (RM0090 section 28.3.7).
        spi.busy(!(spi.on(BIDIMODE) && !spi.on(BIDIOE)));
        end.at(begunAt + bitCycles() * spi.width());
        spi.sck.shifting(site.nsAt(end.time()));
        if (!crcFrame && !spi.receivesOnly()) {
            spi.take();
        }
    }

    private void ended() {
        boolean checks = crcFrame;
        boolean oneLine = spi.on(BIDIMODE);
        boolean gives = !spi.receivesOnly();
        boolean takes = !oneLine || !gives;
        int width = spi.width();
        int in = !takes ? -1 : oneLine ? spi.mosi.pin() : spi.miso.pin();
        int out = gives ? spi.mosi.pin() : -1;
        SpiFrame frame =
                new SpiFrame(spi.sck.pin(), out, in, gives ? data : (1 << width) - 1, width, bitPs(), spi.mode());
        int bits = spi.sck.clock(frame) & (1 << width) - 1;
        shifting = false;
        if (takes && checks) {
            spi.check(bits);
        } else if (takes) {
            int got = spi.onWire(bits);
            spi.sum(RXCRCR, got);
            spi.received(got);
        }
        kick();
        if (!shifting) {
            spi.busy(false);
        }
    }

    private long bitPs() {
        if (bitPs == 0) {
            Rate rate = site.clocks().rate(spi.domain());
            int divider = 2 << (spi.get(CR1) >> 3 & 7);
            bitPs = rate.stopped() ? 0 : Math.round(PS_PER_S * divider / rate.hz());
        }
        return bitPs;
    }
}
