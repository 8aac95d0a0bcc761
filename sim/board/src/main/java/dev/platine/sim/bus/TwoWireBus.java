package dev.platine.sim.bus;

import dev.platine.mcu.pin.I2cTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Everybody on a two-wire bus as its master meets them: those whose clock and data are both joined to the master's. All are brought up to the master's time
 * before they answer. Acknowledgements and zeros win.
 *
 * <p>Inside the rack only.
 */
public final class TwoWireBus implements I2cTarget {
    private final LongSupplier nowNs;
    private final Runnable told;
    private final List<BusMember> members = new ArrayList<>();
    private final List<I2cTarget> targets = new ArrayList<>();

    /**
     * Finds them, as the wires are now.
     *
     * @param master who gives the clock
     * @param clockPin its pin with the clock
     * @param dataPin its pin with the data
     * @param nowNs the master's time
     * @param told told each time when somebody with a time of his own has heard something
     */
    public TwoWireBus(BusMember master, int clockPin, int dataPin, LongSupplier nowNs, Runnable told) {
        this.nowNs = nowNs;
        this.told = told;
        BusProbe clock = master.probe(clockPin);
        BusProbe data = master.probe(dataPin);
        for (int i = 0; i < clock.count(); i++) {
            BusMember member = clock.member(i);
            I2cTarget target = member.i2c(clock.pin(i));
            if (target != null && data.has(member, target.dataPin())) {
                members.add(member);
                targets.add(target);
            }
        }
    }

    private void meet() {
        boolean others = false;
        for (int i = 0; i < members.size(); i++) {
            members.get(i).bringUpTo(nowNs.getAsLong());
            others |= members.get(i).hasTime();
        }
        if (others) {
            told.run();
        }
    }

    @Override
    public void started() {
        meet();
        for (int i = 0; i < targets.size(); i++) {
            targets.get(i).started();
        }
    }

    @Override
    public int written(int bits) {
        meet();
        int result = NACK;
        for (int i = 0; i < targets.size(); i++) {
            int one = targets.get(i).written(bits);
            result = (one == ACK && result == NACK) || one > NACK ? one : result;
        }
        return result;
    }

    @Override
    public int read(boolean ack) {
        meet();
        int bits = 0xFF;
        for (int i = 0; i < targets.size(); i++) {
            bits &= targets.get(i).read(ack);
        }
        return bits;
    }

    @Override
    public void stopped() {
        meet();
        for (int i = 0; i < targets.size(); i++) {
            targets.get(i).stopped();
        }
    }

    @Override
    public boolean holds() {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).holds()) {
                return true;
            }
        }
        return false;
    }
}
