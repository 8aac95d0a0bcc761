package dev.platine.mcu.peripheral.can;

import dev.platine.mcu.pin.can.CanBus;
import dev.platine.mcu.pin.can.CanError;
import dev.platine.mcu.pin.can.CanFrame;
import dev.platine.mcu.pin.can.CanNode;
import dev.platine.mcu.pin.can.CanWire;
import dev.platine.mcu.time.Rate;
import org.jspecify.annotations.Nullable;

/** A controller on one wire: its own one, or the one outside. */
final class CanPort implements CanNode {
    private final Can can;
    private CanWire wire;
    private final boolean outside;

    CanPort(Can can, CanWire wire, boolean outside) {
        this.can = can;
        this.wire = wire;
        this.outside = outside;
    }

    CanBus bus() {
        return wire;
    }

    void move(CanWire to, long ns) {
        wire.detach(this, ns);
        wire = to;
        to.attach(this);
    }

    @Override
    public String name() {
        return can.name();
    }

    @Override
    public Rate bitRate() {
        return can.bitRate();
    }

    @Override
    public int tolerancePpm() {
        return can.tolerancePpm();
    }

    @Override
    public Reach reach() {
        return can.reach(outside);
    }

    @Override
    public boolean listens() {
        return can.listens(this);
    }

    @Override
    public boolean answers() {
        return !can.isSilent();
    }

    @Override
    public boolean passive() {
        return can.isPassive();
    }

    @Override
    public @Nullable CanFrame offer(long startNs) {
        return can.offer(this, startNs);
    }

    @Override
    public void began(long startNs, boolean sending) {
        can.began(this, sending);
    }

    @Override
    public void lost() {
        can.lost();
    }

    @Override
    public void received(CanFrame frame, long startNs) {
        can.received(frame, startNs);
    }

    @Override
    public void sent(long startNs) {
        can.sent();
    }

    @Override
    public void failed(CanError error) {
        can.failed(error);
    }

    @Override
    public void idle(long ns) {
        can.idle(this);
    }
}
