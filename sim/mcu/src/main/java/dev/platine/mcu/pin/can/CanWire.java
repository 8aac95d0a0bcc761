package dev.platine.mcu.pin.can;

import dev.platine.mcu.time.Alarm;
import dev.platine.mcu.time.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A wire that connects nodes of one or more chips. Frames travel whole: arbitration is decided when a frame begins, the frame lasts its exact
 * number of bits, stuff bits included, at the sender's rate; acknowledgement, delivery, success and the end of the intermission come at
 * the ends of their bits. Deterministic: nodes are asked in the order in which they were attached. Used on the simulation's thread only.
 *
 * <p>Time is its owner's: alarms are made by the owner's {@link dev.platine.mcu.time.AlarmQueue} in nanoseconds, who lets all chips run until
 * the next of them before it is due. A chip may be ahead by the part of a time slice that it has run already: it takes what comes at its now.
 */
public final class CanWire implements CanBus {
    private static final int FLAG = 6;
    private static final int DELIMITER = 8;
    private static final int SUSPEND = 8;
    private static final int STRANGE_BIT = 12;
    private static final long NS_PER_S = 1_000_000_000L;

    private enum Phase {
        IDLE,
        BREAK,
        ACKNOWLEDGE,
        UNHEARD,
        RECEIVED,
        SENT,
        GAP
    }

    private enum Role {
        NONE,
        SENDER,
        RECEIVER,
        STRANGER
    }

    private static final class Slot {
        final CanNode node;
        Role role = Role.NONE;
        long suspendedUntilNs;

        @Nullable
        CanFrame offered;

        Slot(CanNode node) {
            this.node = node;
        }
    }

    private final List<Slot> slots = new ArrayList<>();
    private final Alarm alarm;
    private Phase phase = Phase.IDLE;
    private long dueNs;
    private long startNs;
    private long flagUntilNs = Long.MIN_VALUE;
    private Rate rate = Rate.NONE;
    private @Nullable CanFrame frame;
    private @Nullable CanBits bits;
    private CanError broken = CanError.STUFF;

    /**
     * A wire with nobody on it.
     *
     * @param alarms makes alarms in nanoseconds of its owner's time
     */
    public CanWire(Function<Runnable, Alarm> alarms) {
        alarm = alarms.apply(this::step);
    }

    /**
     * Connects a node.
     *
     * @param node who, not connected yet
     */
    public void attach(CanNode node) {
        slots.add(new Slot(node));
    }

    /**
     * Disconnects a node, as cutting its wire does.
     *
     * @param node who
     * @param ns when
     */
    public void detach(CanNode node, long ns) {
        abandon(node, ns);
        slots.removeIf(slot -> slot.node == node);
    }

    @Override
    public void request(CanNode node, long ns) {
        if (phase == Phase.IDLE && (!alarm.isSet() || ns < dueNs)) {
            dueNs = Math.max(ns, startNs);
            alarm.at(dueNs);
        }
    }

    @Override
    public void abandon(CanNode node, long ns) {
        for (Slot slot : slots) {
            if (slot.node == node) {
                boolean sent = slot.role == Role.SENDER;
                slot.role = Role.NONE;
                if (sent && (phase == Phase.ACKNOWLEDGE || phase == Phase.RECEIVED || phase == Phase.BREAK)) {
                    breakOff(Math.max(ns, startNs));
                }
            }
        }
    }

    /** The sender fell silent: recessive bits until the others' stuff error and their flag. */
    private void breakOff(long ns) {
        for (Slot slot : slots) {
            if (slot.role == Role.SENDER) {
                return;
            }
        }
        tell(Role.RECEIVER, CanError.STUFF);
        tell(Role.STRANGER, CanError.STUFF);
        phase = Phase.GAP;
        dueNs = ns + bitsNs(FLAG + FLAG + DELIMITER + CanBits.INTERMISSION);
        alarm.at(dueNs);
    }

    @Override
    public boolean isIdle() {
        return phase == Phase.IDLE;
    }

    @Override
    public boolean isRecessive(long ns) {
        CanBits sent = bits;
        if (phase == Phase.IDLE || phase == Phase.GAP || sent == null) {
            return ns >= flagUntilNs;
        }
        if (ns < startNs) {
            return true;
        }
        int index = (int) Math.floorDiv((ns - startNs) * rate.numerator(), rate.denominator() * NS_PER_S);
        return index == sent.acknowledgeSlot() ? !isAcknowledged() : sent.recessive(index);
    }

    private void step() {
        switch (phase) {
            case IDLE -> start(dueNs);
            case BREAK -> destroyed();
            case ACKNOWLEDGE -> acknowledge();
            case UNHEARD -> {
                deliver();
                next(Phase.GAP, sent().acknowledgeSlot() + 1 + FLAG + DELIMITER + CanBits.INTERMISSION);
            }
            case RECEIVED -> {
                deliver();
                next(Phase.SENT, sent().length());
            }
            case SENT -> succeed();
            case GAP -> end(dueNs);
        }
    }

    private CanBits sent() {
        return Objects.requireNonNull(bits);
    }

    private long bitsNs(long count) {
        return rate.stopped() ? 0 : -Math.floorDiv(-count * rate.denominator() * NS_PER_S, rate.numerator());
    }

    private void next(Phase then, int bit) {
        phase = then;
        dueNs = startNs + bitsNs(bit);
        alarm.at(dueNs);
    }

    private void start(long ns) {
        alarm.cancel();
        Slot best = null;
        long rank = Long.MAX_VALUE;
        long later = Long.MAX_VALUE;
        for (Slot slot : slots) {
            slot.offered = null;
            if (slot.suspendedUntilNs > ns) {
                later = Math.min(later, slot.suspendedUntilNs);
                continue;
            }
            CanFrame offer = slot.node.offer(ns);
            slot.offered = offer;
            if (offer != null && CanBits.rank(offer) < rank) {
                best = slot;
                rank = CanBits.rank(offer);
            }
        }
        if (best != null) {
            begin(best, ns);
        } else if (later != Long.MAX_VALUE) {
            dueNs = later;
            alarm.at(later);
        }
    }

    private void begin(Slot best, long ns) {
        CanFrame first = Objects.requireNonNull(best.offered);
        frame = first;
        bits = CanBits.of(first);
        rate = best.node.bitRate();
        startNs = ns;
        int breakBit = best.node.reach() == CanNode.Reach.NOTHING ? 1 : Integer.MAX_VALUE;
        broken = breakBit == 1 ? CanError.BIT_DOMINANT : CanError.BIT_RECESSIVE;
        phase = Phase.BREAK;
        for (Slot slot : slots) {
            slot.role = role(slot, best);
            CanFrame offer = slot.offered;
            if (offer != null && slot.role != Role.SENDER) {
                slot.node.lost();
            } else if (offer != null && slot != best) {
                int differs = sent().differs(CanBits.of(offer));
                breakBit = differs < 0 ? breakBit : Math.min(breakBit, differs + 1);
            }
            boolean disturbs = slot.role == Role.STRANGER && slot.node.answers() && !slot.node.passive();
            breakBit = disturbs ? Math.min(breakBit, STRANGE_BIT) : breakBit;
        }
        for (Slot slot : slots) {
            slot.node.began(ns, slot.role == Role.SENDER);
        }
        if (breakBit == Integer.MAX_VALUE) {
            next(Phase.ACKNOWLEDGE, sent().acknowledgeSlot() + 1);
        } else {
            next(Phase.BREAK, breakBit);
        }
    }

    private Role role(Slot slot, Slot best) {
        if (slot == best) {
            return Role.SENDER;
        }
        if (!slot.node.listens()) {
            return Role.NONE;
        }
        double ratio = slot.node.bitRate().hz() / rate.hz();
        if (Math.abs(ratio - 1) * 1e6 > slot.node.tolerancePpm()) {
            return Role.STRANGER;
        }
        CanFrame offer = slot.offered;
        boolean same = offer != null && CanBits.rank(offer) == CanBits.rank(Objects.requireNonNull(frame));
        return same ? Role.SENDER : Role.RECEIVER;
    }

    private boolean isAcknowledged() {
        for (Slot slot : slots) {
            boolean other = slot.role == Role.RECEIVER && slot.node.listens() && slot.node.answers();
            if (other || (slot.role == Role.SENDER && slot.node.reach() == CanNode.Reach.ITSELF)) {
                return true;
            }
        }
        return false;
    }

    private void tell(Role role, CanError error) {
        for (Slot slot : slots) {
            if (slot.role == role) {
                slot.node.failed(error);
            }
        }
    }

    private void destroyed() {
        boolean others = slots.stream().anyMatch(slot -> slot.role == Role.RECEIVER || slot.role == Role.STRANGER);
        tell(Role.SENDER, broken);
        tell(Role.RECEIVER, CanError.STUFF);
        tell(Role.STRANGER, CanError.STUFF);
        gap(broken == CanError.BIT_DOMINANT ? 0 : FLAG, FLAG + (others ? FLAG : 0));
    }

    /** The pause behind an error: flags, delimiter, intermission. */
    private void gap(int dominantBits, int flagBits) {
        long now = dueNs;
        flagUntilNs = now + bitsNs(dominantBits);
        phase = Phase.GAP;
        dueNs = now + bitsNs(flagBits + DELIMITER + CanBits.INTERMISSION);
        alarm.at(dueNs);
        suspend();
    }

    private void suspend() {
        for (Slot slot : slots) {
            boolean pauses = slot.role == Role.SENDER && slot.node.passive();
            slot.suspendedUntilNs = pauses ? dueNs + bitsNs(SUSPEND) : 0;
        }
    }

    private void acknowledge() {
        tell(Role.STRANGER, CanError.STUFF);
        if (isAcknowledged()) {
            next(Phase.RECEIVED, sent().length() - 1);
            return;
        }
        boolean passive =
                slots.stream().filter(slot -> slot.role == Role.SENDER).allMatch(slot -> slot.node.passive());
        tell(Role.SENDER, CanError.ACKNOWLEDGE);
        if (passive) {
            dueNs = startNs + bitsNs(sent().acknowledgeSlot() + 1 + FLAG + DELIMITER + CanBits.INTERMISSION);
            suspend();
            next(Phase.UNHEARD, sent().length() - 1);
        } else {
            tell(Role.RECEIVER, CanError.FORM);
            gap(FLAG, FLAG);
        }
    }

    private void deliver() {
        CanFrame what = Objects.requireNonNull(frame);
        for (Slot slot : slots) {
            boolean itself = slot.role == Role.SENDER && slot.node.reach() == CanNode.Reach.ITSELF;
            if (itself || (slot.role == Role.RECEIVER && slot.node.listens())) {
                slot.node.received(what, startNs);
            }
        }
    }

    private void succeed() {
        for (Slot slot : slots) {
            if (slot.role == Role.SENDER) {
                slot.node.sent(startNs);
            }
        }
        next(Phase.GAP, sent().length() + CanBits.INTERMISSION);
        suspend();
    }

    private void end(long ns) {
        phase = Phase.IDLE;
        bits = null;
        startNs = ns;
        for (Slot slot : slots) {
            slot.role = Role.NONE;
        }
        for (Slot slot : slots) {
            slot.node.idle(ns);
        }
        start(ns);
    }
}
