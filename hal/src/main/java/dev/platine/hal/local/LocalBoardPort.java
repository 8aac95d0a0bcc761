package dev.platine.hal.local;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.Bench;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.LinkStatistics;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.ExchangeBuffer;
import dev.platine.hal.spi.Plan;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A board around a {@link LocalDevice}. Safe for any thread. One daemon thread a board calls the device; a caller hands over
 * to it and waits until his deadline, or, with direct calls, runs his exchange himself.
 *
 * <p>Set-point lifetimes are enforced by that thread, within about a millisecond on a computer that is not busy, and by the
 * device where it can. Samples are delivered by it, or by whoever exchanges.
 */
public final class LocalBoardPort implements BoardPort {
    /** Plans that a board can have; their numbers are below this. */
    private static final int MAX_PLANS = 256;

    private final String board;
    private final LocalLink link;
    private final LocalService service;
    private final boolean reconnect;
    private final AtomicReferenceArray<@Nullable LocalPlan> plans = new AtomicReferenceArray<>(MAX_PLANS);
    private final BoardDescription description;

    private LocalBoardPort(
            String board,
            String what,
            LocalDevice.Opener opener,
            OpenOptions options,
            boolean direct,
            long deadlineNs) {
        this.board = board;
        this.reconnect = options.reconnect();
        this.link = new LocalLink(what);
        this.service = new LocalService(opener, link, MAX_PLANS, reconnect, direct);
        this.description = service.start(board, deadlineNs);
    }

    /**
     * Opens a device and makes a board of it.
     *
     * @param board the URI, for messages
     * @param what whose calls may block, for messages, such as {@code the driver libx.so}
     * @param opener opens the device, on the board's thread
     * @param options connect deadline and reconnection
     * @param direct whether callers call the device on their own threads, which is faster and has no deadlines
     * @return the open port
     * @throws BoardException of the device's kind when it cannot be opened, DEADLINE when that takes too long
     */
    public static LocalBoardPort open(
            String board, String what, LocalDevice.Opener opener, OpenOptions options, boolean direct) {
        long deadlineNs = System.nanoTime() + options.connectDeadline().toNanos();
        return new LocalBoardPort(board, what, opener, options, direct, deadlineNs);
    }

    @Override
    public BoardDescription description() {
        return description;
    }

    @Override
    public void register(Plan plan, long deadlineNs) {
        if (plan.id() < 0 || plan.id() >= MAX_PLANS) {
            String rule = "must be from 0 to " + (MAX_PLANS - 1) + ": plan=" + plan.id();
            throw new BoardException(Kind.TOO_LARGE, board, "register", rule);
        }
        LocalPlan registered = new LocalPlan(plan);
        ask("register", null, deadlineNs, core -> {
            core.register(registered);
            return registered;
        });
        plans.set(plan.id(), registered);
    }

    @Override
    public void drop(int planId, long deadlineNs) {
        if (service.isClosed() || link.isDown() || planId < 0 || planId >= MAX_PLANS) {
            return;
        }
        plans.set(planId, null);
        ask("drop", null, deadlineNs, core -> {
            core.drop(planId);
            return planId;
        });
    }

    @Override
    public int exchange(Plan plan, ExchangeBuffer buffer, long deadlineNs) {
        LocalPlan call = find(plan);
        if (call == null) {
            return service.isClosed() ? CLOSED : REFUSED;
        }
        if (call.state == LocalCall.State.RUNNING) {
            int free = service.awaitEnd(call, deadlineNs);
            if (free != OK) {
                return free;
            }
        }
        System.arraycopy(buffer.writes, 0, call.writes, 0, call.writes.length);
        int done = service.run(call, deadlineNs);
        if (done != OK) {
            return done;
        }
        LocalException refused = call.refused;
        if (refused != null) {
            call.refusal = refused;
            return refused.kind() == Kind.LINK_LOST ? LINK_LOST : REFUSED;
        }
        if (call.status == OK) {
            System.arraycopy(call.reads, 0, buffer.reads, 0, call.reads.length);
            buffer.boardTimeNs = call.timeNs;
            buffer.flags = call.flags;
        }
        return call.status;
    }

    @SuppressWarnings("ReferenceEquality") // the very plan that was registered; to compare its lists costs too much
    private @Nullable LocalPlan find(Plan plan) {
        int id = plan.id();
        LocalPlan known = id >= 0 && id < MAX_PLANS ? plans.get(id) : null;
        return known != null && known.plan == plan ? known : null;
    }

    @Override
    public @Nullable BoardException lastRefusal(Plan plan) {
        LocalPlan known = find(plan);
        if (known == null) {
            return new BoardException(
                    Kind.NOT_FOUND, board, "exchange", "no such plan; register it first: plan=" + plan.id());
        }
        LocalException refusal = known.refusal;
        return refusal == null ? null : refusal.at(board, "exchange", null);
    }

    @Override
    public int read(ChannelSpec channel, long deadlineNs) {
        requireKind(channel, false, "read");
        return ask("read", channel, deadlineNs, core -> core.read(channel));
    }

    @Override
    public String readText(ChannelSpec channel, long deadlineNs) {
        requireKind(channel, true, "read");
        return ask("read", channel, deadlineNs, core -> core.line(channel.id()));
    }

    @Override
    public void write(ChannelSpec channel, int bits, long lifetimeNs, long deadlineNs) {
        requireKind(channel, false, "write");
        requireOutput(channel);
        ask("write", channel, deadlineNs, core -> {
            core.write(channel, bits, lifetimeNs);
            return bits;
        });
    }

    @Override
    public void writeText(ChannelSpec channel, String text, long deadlineNs) {
        requireKind(channel, true, "write");
        requireOutput(channel);
        ask("write", channel, deadlineNs, core -> {
            core.writeText(channel, text);
            return text;
        });
    }

    private void requireKind(ChannelSpec channel, boolean text, String operation) {
        if ((channel.kind() == ChannelKind.TEXT) != text) {
            String reason =
                    text ? "is not text; use its 32 bits" : "is text; read it by itself or subscribe to it alone";
            throw new BoardException(Kind.UNSUPPORTED, 0, board, channel.name(), operation, reason, null);
        }
    }

    private void requireOutput(ChannelSpec channel) {
        if (channel.direction() != Direction.OUTPUT) {
            String reason = "is an input; only outputs can be written";
            throw new BoardException(Kind.WRONG_DIRECTION, 0, board, channel.name(), "write", reason, null);
        }
    }

    @Override
    public void subscribe(
            int id, List<ChannelSpec> channels, long periodNs, float deadBand, SampleSink sink, long deadlineNs) {
        ask("subscribe", null, deadlineNs, core -> {
            LocalSubscriber subscriber = new LocalSubscriber(channels, periodNs, deadBand, sink);
            core.sampleNow();
            core.subscriptions().put(id, subscriber);
            subscriber.start(core, System.nanoTime());
            return id;
        });
        service.wake();
    }

    @Override
    public void unsubscribe(int id, long deadlineNs) {
        if (service.isClosed() || link.isDown()) {
            return;
        }
        ask("unsubscribe", null, deadlineNs, core -> {
            core.subscriptions().remove(id);
            return id;
        });
    }

    @Override
    public long readClockNs(long deadlineNs) {
        return ask("read clock", null, deadlineNs, LocalCore::sampleNow);
    }

    @Override
    public void makeSafe(long deadlineNs) {
        ask("make safe", null, deadlineNs, core -> {
            core.makeSafe();
            return true;
        });
    }

    @Override
    public void reset(long deadlineNs) {
        ask("reset", null, deadlineNs, core -> {
            core.device().reset();
            link.lost("the board restarted");
            if (reconnect && core.begin(core.device()) == LocalDevice.OK) {
                link.restored(true, () -> core.resubscribe(true));
            }
            return true;
        });
        service.wake();
    }

    @Override
    public boolean isConnected() {
        return !service.isClosed() && link.isUp(System.nanoTime());
    }

    /** Counts calls of the device and events as the frames that they would be. */
    @Override
    public LinkStatistics statistics() {
        return link.statistics();
    }

    @Override
    public Bench openBench(long deadlineNs) {
        throw new BoardException(Kind.UNSUPPORTED, board, "open bench", "a real board has no bench");
    }

    @Override
    public boolean keepsSetpoints() {
        return service.keepsSetpoints();
    }

    @Override
    public void listen(@Nullable Listener listener) {
        link.listen(listener);
    }

    @Override
    public void close() {
        service.close();
    }

    /** What a caller wants from the core. */
    @FunctionalInterface
    private interface Question<T> {
        T answer(LocalCore core);
    }

    /** A call that has a result. */
    private static final class Asked<T> extends LocalCall {
        private final Question<T> question;
        private @Nullable T result;

        Asked(String operation, Question<T> question) {
            super(operation);
            this.question = question;
        }

        @Override
        void run(LocalCore core) {
            result = question.answer(core);
        }
    }

    private <T> T ask(String operation, @Nullable ChannelSpec channel, long deadlineNs, Question<T> question) {
        Asked<T> call = new Asked<>(operation, question);
        int status = service.run(call, deadlineNs);
        String name = channel == null ? null : channel.name();
        LocalException refused = status == OK ? call.refused : failed(status);
        if (refused != null) {
            throw refused.at(board, operation, name);
        }
        return java.util.Objects.requireNonNull(call.result);
    }

    private LocalException failed(int status) {
        return switch (status) {
            case DEADLINE ->
                new LocalException(
                        Kind.DEADLINE,
                        "no answer in time: " + link.what() + " is still at work, or the computer is busy");
            case LINK_LOST -> new LocalException(Kind.LINK_LOST, link.reason());
            default -> new LocalException(Kind.CLOSED, "the board was closed");
        };
    }
}
