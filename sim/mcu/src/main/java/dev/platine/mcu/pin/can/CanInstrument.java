package dev.platine.mcu.pin.can;

import dev.platine.mcu.time.Rate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An instrument on a bus, for benches, scenarios and tests: it sends frames, hears all, keeps no error counters, and sends again until somebody
 * acknowledges. Used on the simulation's thread only.
 */
public final class CanInstrument implements CanNode {
    private final String name;
    private final Rate bitRate;
    private final CanWire wire;
    private final Deque<CanFrame> queue = new ArrayDeque<>();
    private final ObjLongConsumer<CanFrame> heard;
    private boolean answers = true;
    private long errors;
    private long sent;

    /**
     * An instrument, connected.
     *
     * @param name for people
     * @param bitRate in bits a second
     * @param wire what it is connected to
     * @param heard told of each right frame of others, with the time of its start in nanoseconds
     */
    public CanInstrument(String name, Rate bitRate, CanWire wire, ObjLongConsumer<CanFrame> heard) {
        this.name = name;
        this.bitRate = bitRate;
        this.wire = wire;
        this.heard = heard;
        wire.attach(this);
    }

    /**
     * Sends a frame as soon as the bus lets it.
     *
     * @param frame what, behind what it still has to send
     * @param ns now
     */
    public void send(CanFrame frame, long ns) {
        queue.add(frame);
        wire.request(this, ns);
    }

    /**
     * Whether it acknowledges and flags errors.
     *
     * @param now it does at first
     */
    public void answers(boolean now) {
        answers = now;
    }

    /**
     * How many frames went wrong, its own and others'.
     *
     * @return at least 0
     */
    public long errors() {
        return errors;
    }

    /**
     * How many of its frames were acknowledged.
     *
     * @return at least 0
     */
    public long sent() {
        return sent;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Rate bitRate() {
        return bitRate;
    }

    @Override
    public int tolerancePpm() {
        return 5_000;
    }

    @Override
    public boolean listens() {
        return true;
    }

    @Override
    public boolean answers() {
        return answers;
    }

    @Override
    public boolean passive() {
        return false;
    }

    @Override
    public @Nullable CanFrame offer(long startNs) {
        return queue.peek();
    }

    @Override
    public void began(long startNs, boolean sending) {}

    @Override
    public void lost() {}

    @Override
    public void received(CanFrame frame, long startNs) {
        heard.accept(frame, startNs);
    }

    @Override
    public void sent(long startNs) {
        queue.poll();
        sent++;
    }

    @Override
    public void failed(CanError error) {
        errors++;
    }

    @Override
    public void idle(long ns) {}
}
