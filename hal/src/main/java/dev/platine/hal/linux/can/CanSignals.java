package dev.platine.hal.linux.can;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.CanErrors;
import dev.platine.hal.linux.CanFrame;
import dev.platine.hal.linux.CanNumbers;
import dev.platine.hal.linux.CanSocket;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.linux.board.Bus;
import dev.platine.hal.linux.board.BusContext;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalEvent;
import dev.platine.hal.local.LocalException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The signals of one interface: inputs change when their frame comes, outputs are sent when they change or in a period. What the
 * controller tells about the bus is passed on as remarks; bus-off ends it. One thread at a time, and one of its own for periods.
 */
final class CanSignals implements Bus {
    private static final int ERRORS = CanNumbers.CAN_ERR_BUSOFF
            | CanNumbers.CAN_ERR_CRTL
            | CanNumbers.CAN_ERR_RESTARTED
            | CanNumbers.CAN_ERR_ACK
            | CanNumbers.CAN_ERR_TX_TIMEOUT;
    private static final int MOST_AT_ONCE = 512;
    private static final long JOIN_MS = 1_000;
    private static final int LOOKS = 5;
    private static final long EXACT_NS = 20_000;

    private final CanSettings settings;
    private final BusContext context;
    private final CanSocket socket;
    private final CanFrame frame = new CanFrame();
    private final CanSettings.Signal[] inputs;
    private final int[] words;
    private final boolean[] heard;
    private final boolean[] tells;
    private final CanOutput[] outputs;
    private final CanEvents events;
    private final NativeBlock clock = new NativeBlock(LinuxCalls.TIMESPEC_BYTES);
    private final @Nullable Thread sender;
    private volatile boolean closed;
    private long dropped;
    private long lastNs;
    private String lastError = "";
    private int status = LocalDevice.OK;
    private String reason = "";

    private CanSignals(CanSettings settings, BusContext context, CanSocket socket) {
        this.settings = settings;
        this.context = context;
        this.socket = socket;
        inputs = settings.inputs().toArray(new CanSettings.Signal[0]);
        words = new int[inputs.length];
        heard = new boolean[inputs.length];
        tells = new boolean
                [1
                        + settings.inputs().stream()
                                .mapToInt(CanSignals::channel)
                                .max()
                                .orElse(0)];
        for (CanSettings.Signal signal : inputs) {
            tells[channel(signal)] = true;
        }
        events = new CanEvents(tells.length);
        outputs = settings.outputs().stream()
                .map(output -> new CanOutput(output, socket, settings.fd()))
                .toArray(CanOutput[]::new);
        boolean periodic = Arrays.stream(outputs).anyMatch(CanOutput::isPeriodic);
        sender = periodic ? new Thread(this::sendPeriods, "CAN " + settings.name()) : null;
    }

    private static int channel(CanSettings.Signal signal) {
        return signal.value().spec().id();
    }

    static CanSignals open(CanSettings settings, BusContext context) {
        CanSocket socket = CanSocket.open(
                settings.name(),
                settings.inputs().stream()
                        .map(signal -> CanSocket.Filter.only(signal.id()))
                        .distinct()
                        .toList(),
                ERRORS,
                settings.fd());
        CanSignals bus = new CanSignals(settings, context, socket);
        if (bus.sendChanges() != LocalDevice.OK) {
            socket.close();
            throw bus.failure();
        }
        if (bus.sender != null) {
            bus.sender.setDaemon(true);
            bus.sender.start();
        }
        return bus;
    }

    private void sendPeriods() {
        while (!closed) {
            long nowNs = System.nanoTime();
            long nextNs = Long.MAX_VALUE;
            for (CanOutput output : outputs) {
                if (output.isPeriodic()) {
                    output.sendPeriod(nowNs);
                    nextNs = Math.min(nextNs, output.nextNs() - nowNs);
                }
            }
            LockSupport.parkNanos(this, Math.max(1, nextNs));
        }
    }

    @Override
    public int apply(int[] values, long[] untilNs) {
        for (CanOutput output : outputs) {
            output.put(values, untilNs);
        }
        return sendChanges();
    }

    private int sendChanges() {
        for (CanOutput output : outputs) {
            int code = output.sendChange();
            if (code == 0) {
                reason = settings.name()
                        + " takes no frame - is another node on the bus to acknowledge, at the same bit rate?";
                return LocalDevice.FAILED;
            } else if (code != CanSocket.OK) {
                return lost(socket.lossReason());
            }
        }
        return LocalDevice.OK;
    }

    private int lost(String why) {
        reason = why;
        status = LocalDevice.LOST;
        return status;
    }

    @Override
    public int sample(int[] values) {
        receive();
        for (int i = 0; i < inputs.length; i++) {
            if (heard[i]) {
                values[inputs[i].value().spec().id()] = words[i];
            }
        }
        return status;
    }

    /** Takes the frames that have come. */
    private void receive() {
        long pastNs = System.nanoTime();
        long ageOfBootNs = 0;
        for (int i = 0; i < MOST_AT_ONCE && status == LocalDevice.OK; i++) {
            int code = socket.receive(frame, pastNs);
            if (code == 0) {
                return;
            } else if (code != CanSocket.OK) {
                lost(socket.lossReason());
                return;
            }
            if (ageOfBootNs == 0) { // one look at both clocks for all frames that waited
                ageOfBootNs = clocksApartNs();
            }
            lastNs = Math.max(lastNs, context.boardNs(frame.timeNs() - ageOfBootNs)); // time of day may step
            take(lastNs);
        }
    }

    /** How far time of day is ahead of the clock that does not step; the best of a few looks, for one may be interrupted. */
    private long clocksApartNs() {
        long bestNs = Long.MAX_VALUE;
        long apartNs = 0;
        for (int i = 0; i < LOOKS && bestNs > EXACT_NS; i++) {
            long before = now(LinuxCalls.CLOCK_MONOTONIC);
            long real = now(CanNumbers.CLOCK_REALTIME);
            long took = now(LinuxCalls.CLOCK_MONOTONIC) - before;
            if (took < bestNs) {
                bestNs = took;
                apartNs = real - before - took / 2;
            }
        }
        return apartNs;
    }

    private long now(int which) {
        LinuxCalls.clock_gettime(which, clock.address());
        return clock.bytes().getLong(0) * 1_000_000_000 + clock.bytes().getLong(LinuxCalls.TIMESPEC_FRACTION);
    }

    private void take(long timeNs) {
        if (socket.dropped() != dropped) {
            long lost = (socket.dropped() - dropped) & 0xffff_ffffL;
            dropped = socket.dropped();
            events.notice(
                    settings.name() + ": " + lost + " frames were lost, they came faster than they were read", timeNs);
        }
        if (frame.isError()) {
            tell(timeNs);
            return;
        }
        for (int i = 0; i < inputs.length; i++) {
            CanSettings.Signal signal = inputs[i];
            if (signal.id() == frame.id() && signal.field().bytes() <= frame.length()) {
                int word = signal.value().word(signal.field().get(frame.data()));
                if (!heard[i] || word != words[i]) {
                    events.change(signal.value().spec().id(), word, timeNs);
                }
                heard[i] = true;
                words[i] = word;
            }
        }
    }

    /** Passes on what the controller says, once until it says something else. */
    private void tell(long timeNs) {
        String text = CanErrors.text(frame);
        if (!text.equals(lastError)) {
            events.notice(settings.name() + ": " + text, timeNs);
        }
        lastError = text;
        if ((frame.id() & CanNumbers.CAN_ERR_BUSOFF) != 0) {
            lost(CanErrors.busOff(settings.name()));
        }
    }

    @Override
    public boolean tellsChanges(int channel) {
        return channel < tells.length && tells[channel];
    }

    @Override
    public boolean nextEvent(LocalEvent into) {
        if (events.take(into)) {
            return true;
        }
        receive();
        return events.take(into);
    }

    @Override
    public LocalException failure() {
        return new LocalException(status == LocalDevice.LOST ? Kind.LINK_LOST : Kind.BOARD_FAILURE, reason);
    }

    @Override
    public void close() {
        closed = true;
        Thread ending = sender;
        if (ending != null) {
            LockSupport.unpark(ending);
            try {
                ending.join(JOIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        socket.close();
    }
}
