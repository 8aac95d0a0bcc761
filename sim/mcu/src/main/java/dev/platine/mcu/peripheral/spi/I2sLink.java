package dev.platine.mcu.peripheral.spi;

import static dev.platine.mcu.peripheral.spi.SpiLayout.*;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.time.Alarm;
import dev.platine.mcu.time.Rate;

/**
 * I2S: a frame a channel, left and right in turn; as master at the pace of {@code Clocks.i2s()}. A master that has nothing to transmit
 * waits. 24 and 32 bits pass through the data register in two halves, the upper one first.
 */
final class I2sLink implements Clocks.Listener {
    private static final double PS_PER_S = 1e12;
    private static final long PS_PER_NS = 1000;
    private static final int SLAVE_TRANSMITS = 0;
    private static final int MASTER_TRANSMITS = 2;
    private static final int MASTER_RECEIVES = 3;

    private final Spi spi;
    private final Site site;
    private final Alarm end;
    private final Alarm lower;
    private boolean active;
    private boolean shifting;
    private boolean right;
    private boolean halfTaken;
    private int upper;
    private int bits;
    private int lowerHalf;
    private long dueNs;
    private long restPs;

    I2sLink(Spi spi, Site site) {
        this.spi = spi;
        this.site = site;
        end = site.timeAlarm(this::ended);
        lower = site.timeAlarm(() -> spi.received(lowerHalf));
        site.clocks().listen(this);
    }

    void reset() {
        end.cancel();
        lower.cancel();
        shifting = false;
        right = false;
        halfTaken = false;
        restPs = 0;
    }

    /** Without its clock the frame under way is lost; a master begins anew. */
    void gate(boolean on) {
        if (!on) {
            end.cancel();
            lower.cancel();
            shifting = false;
        } else {
            go(site.nowNs());
        }
    }

    @Override
    public void clocksChanged() {
        if (!shifting) {
            go(site.nowNs());
        }
    }

    private int role() {
        return spi.get(I2SCFGR) >> 8 & 3;
    }

    private boolean running() {
        return spi.clocked() && spi.isI2s() && (spi.get(I2SCFGR) & I2SE) != 0;
    }

    boolean isSlave() {
        return running() && role() < MASTER_TRANSMITS;
    }

    boolean gives() {
        return role() == MASTER_TRANSMITS || role() == SLAVE_TRANSMITS;
    }

    private boolean twoHalves() {
        return (spi.get(I2SCFGR) >> 1 & 3) != 0;
    }

    private int channelBits() {
        return twoHalves() || (spi.get(I2SCFGR) & CHLEN) != 0 ? 32 : 16;
    }

    /** A register of the configuration was written. */
    void configured() {
        if (running()) {
            active = true;
            go(site.nowNs());
        } else if (active) {
            active = false;
            reset();
            spi.flag(CHSIDE | BSY, false);
        }
    }

    /** The data register was written. */
    void kick() {
        if (running()) {
            go(site.nowNs());
        }
    }

    private void go(long atNs) {
        if (!running() || site.clocks().i2s().stopped()) {
            return;
        }
        takeUpperHalf();
        if (!shifting && (role() == MASTER_RECEIVES || (role() == MASTER_TRANSMITS && loaded()))) {
            dueNs = atNs;
            begin();
        }
    }

    private void takeUpperHalf() {
        if (gives() && twoHalves() && !halfTaken && spi.txFull()) {
            halfTaken = true;
            upper = spi.take();
        }
    }

    private boolean loaded() {
        return spi.txFull() && (halfTaken || !twoHalves());
    }

    private int load() {
        int data = spi.take();
        int all = channelBits() == 32 ? data << 16 : data;
        all = halfTaken ? upper << 16 | data : all;
        halfTaken = false;
        return all;
    }

    private void begin() {
        shifting = true;
        long ps = bitPs() * channelBits() + restPs;
        restPs = ps % PS_PER_NS;
        dueNs += ps / PS_PER_NS;
        end.at(dueNs);
        spi.sck.shifting(dueNs);
        spi.flag(BSY, true);
        if (gives()) {
            // The buffer is for the other channel now.
            spi.flag(CHSIDE, !right);
            bits = load();
            takeUpperHalf();
        }
    }

    private long bitPs() {
        Rate clock = site.clocks().i2s();
        int divider = 2 * (spi.get(I2SPR) & 0xFF) + ((spi.get(I2SPR) & ODD) != 0 ? 1 : 0);
        int more = (spi.get(I2SPR) & MCKOE) == 0 ? 1 : channelBits() == 16 ? 8 : 4;
        return Math.round(PS_PER_S * Math.max(divider, 1) * more / clock.hz());
    }

    private void ended() {
        int mode = right ? SpiFrame.I2S_RIGHT : SpiFrame.I2S_LEFT;
        int pin = spi.mosi.pin();
        boolean gives = gives();
        long bitPs = bitPs();
        int got = spi.sck.clock(new SpiFrame(
                spi.sck.pin(), gives ? pin : -1, gives ? -1 : pin, gives ? bits : 0, channelBits(), bitPs, mode));
        shifting = false;
        if (!gives) {
            receive(got, right, bitPs);
        }
        right = !right;
        go(dueNs);
        if (!shifting) {
            spi.flag(BSY, false);
        }
    }

    private void receive(int got, boolean ofRight, long bitPs) {
        spi.flag(CHSIDE, ofRight);
        if (twoHalves()) {
            lowerHalf = got & 0xFFFF;
            lower.at(site.nowNs() + bitPs * channelBits() / 2 / PS_PER_NS);
        }
        spi.received(channelBits() == 32 ? got >>> 16 : got & 0xFFFF);
    }

    int outPin() {
        return running() && role() == SLAVE_TRANSMITS ? spi.mosi.pin() : -1;
    }

    /** A frame of another master has ended. */
    int clocked(SpiFrame frame) {
        boolean ofRight = frame.mode() == SpiFrame.I2S_RIGHT;
        if (!running() || role() >= MASTER_TRANSMITS || frame.mode() < SpiFrame.I2S_LEFT) {
            return frame.ones();
        }
        if (role() != SLAVE_TRANSMITS) {
            receive(frame.bits(), ofRight, frame.bitPs());
            return frame.ones();
        }
        if (!loaded()) {
            spi.flag(UDR, true);
            return 0;
        }
        spi.flag(CHSIDE, !ofRight);
        int answer = load();
        takeUpperHalf();
        return answer;
    }
}
