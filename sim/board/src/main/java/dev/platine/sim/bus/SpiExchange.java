package dev.platine.sim.bus;

import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.pin.SpiTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * One frame of a serial link, brought from pin to pin as the wires are: to everybody at its clock what stands at his data pin, to the master what stands at
 * his. Who drives a net gives its bits, several of them the zeros of each; where nobody does, the level that the pin reads counts. Targets whose data comes
 * from other targets (shift registers in a chain) hear them first.
 *
 * <p>Inside the rack only.
 */
public final class SpiExchange {
    private record End(BusMember member, SpiTarget target, int out) {}

    private final BusMember master;
    private final SpiFrame frame;
    private final List<End> open = new ArrayList<>();
    private final List<End> done = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();
    private boolean others;
    private boolean known;

    private SpiExchange(BusMember master, SpiFrame frame) {
        this.master = master;
        this.frame = frame;
    }

    /**
     * Carries a frame out, which ends now.
     *
     * @param master who gives the clock
     * @param frame what, at its pins; the clock has a pin
     * @param nowNs the master's time, to which all others are brought first
     * @param told told whether anybody with a time of his own has heard it
     * @return what stood at the master's data input
     */
    public static int carry(BusMember master, SpiFrame frame, long nowNs, Runnable told) {
        SpiExchange exchange = new SpiExchange(master, frame);
        exchange.find(nowNs);
        int bits = exchange.run();
        if (exchange.others) {
            told.run();
        }
        return bits;
    }

    private void find(long nowNs) {
        BusProbe clock = master.probe(frame.clockPin());
        for (int i = 0; i < clock.count(); i++) {
            BusMember member = clock.member(i);
            SpiTarget target = member.spi(clock.pin(i));
            if (target != null) {
                if (member != master) {
                    member.bringUpTo(nowNs);
                    others |= member.hasTime();
                }
                open.add(new End(member, target, target.outPin()));
            }
        }
    }

    private int run() {
        BusProbe gives = frame.outPin() < 0 ? new BusProbe() : master.probe(frame.outPin());
        BusProbe takes = frame.inPin() < 0 ? new BusProbe() : master.probe(frame.inPin());
        while (!open.isEmpty() && turn(gives, false)) {}
        while (!open.isEmpty()) {
            turn(gives, true); // a ring: somebody has to be first
        }
        int seen = frame.ones();
        boolean driven = false;
        if (takes.has(master, frame.outPin())) {
            seen &= frame.bits();
            driven = true;
        }
        for (int i = 0; i < done.size(); i++) {
            End end = done.get(i);
            if (end.out >= 0 && takes.has(end.member, end.out)) {
                seen &= answers.get(i);
                driven = true;
            }
        }
        return driven || frame.inPin() < 0 || master.high(frame.inPin()) ? seen : 0;
    }

    // Clocks all whose data is known, or else the first one; false if it was none.
    private boolean turn(BusProbe gives, boolean anyhow) {
        for (int i = 0; i < open.size(); i++) {
            End end = open.get(i);
            int in = end.target.inPin();
            known = true;
            int bits = in < 0 ? frame.ones() : input(end, in, gives, anyhow);
            if (known) {
                open.remove(i);
                answers.add(end.target.clocked(frame.with(bits)) & frame.ones());
                done.add(end);
                return true;
            }
        }
        return false;
    }

    // What stands at a target's data pin, and in "known" whether that can be said yet.
    private int input(End end, int in, BusProbe gives, boolean anyhow) {
        if (gives.has(end.member, in)) {
            return frame.bits();
        }
        BusProbe net = end.member.probe(in);
        for (int i = 0; i < done.size(); i++) {
            if (done.get(i).out >= 0 && net.has(done.get(i).member, done.get(i).out)) {
                return answers.get(i);
            }
        }
        for (End other : open) {
            if (!other.equals(end) && other.out >= 0 && net.has(other.member, other.out)) {
                known = anyhow;
                return frame.ones();
            }
        }
        return end.member.high(in) ? frame.ones() : 0;
    }
}
