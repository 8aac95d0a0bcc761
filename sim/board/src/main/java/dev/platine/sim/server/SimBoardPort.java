package dev.platine.sim.server;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Bench;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.LinkStatistics;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.ExchangeBuffer;
import dev.platine.hal.spi.Plan;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.service.ServiceException;
import dev.platine.sim.service.Session;
import dev.platine.sim.service.SessionEvent;
import dev.platine.sim.service.SessionListener;
import dev.platine.sim.service.SessionPlan;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A way to a simulated board in the same JVM: the calling thread enters the rack and asks the board's session itself. No
 * bytes, no copies, no hand-over.
 *
 * <p>Any thread. Deadlines hardly matter, because a call waits for nothing but the rack; while somebody calls
 * {@link Rack#advance} directly, it waits until that is done. Samples are delivered inside the rack, on whichever thread is in
 * it. When the board restarts, plans and subscriptions are registered again at once, and the listener hears of a link that was
 * lost and came back.
 */
public final class SimBoardPort implements BoardPort {
    private static final Logger LOG = LoggerFactory.getLogger(SimBoardPort.class);

    private final Rack rack;
    private final RackBoard board;
    private final OpenOptions options;
    private final Runnable onClose;
    private final String name;
    private final SimPlans plans = new SimPlans();
    private final SimSubscriptions subscriptions = new SimSubscriptions();
    private final SessionEvent event = new SessionEvent();
    private final Events events = new Events();
    private @Nullable Session session;
    private @Nullable Listener listener;
    private long reconnects;
    private long calls;
    private long delivered;
    private volatile boolean closed;
    private volatile boolean lost;

    /**
     * Opens a board of a rack.
     *
     * @param rack the rack
     * @param board one of its boards
     * @param options client name and reconnection count
     * @param onClose runs after the port was closed
     * @throws BoardException of kind BOARD_FAILURE when the board has no power or has crashed; CLOSED when the rack is closed
     */
    public SimBoardPort(Rack rack, RackBoard board, OpenOptions options, Runnable onClose) {
        this.rack = rack;
        this.board = board;
        this.options = options;
        this.onClose = onClose;
        this.name = board.name();
        enter("open");
        try {
            session = board.service().open(events, options.clientName());
        } catch (ServiceException e) {
            throw failed("open", e);
        } finally {
            rack.exit();
        }
    }

    @Override
    public BoardDescription description() {
        return board.description();
    }

    @Override
    public void register(Plan plan, long deadlineNs) {
        ask("register", now -> {
            plans.register(now, plan);
            return plan;
        });
    }

    @Override
    public void drop(int planId, long deadlineNs) {
        if (closed || lost) {
            return;
        }
        ask("drop", now -> {
            plans.drop(now, planId);
            return planId;
        });
    }

    @Override
    public boolean isImmediate() {
        return true;
    }

    @Override
    public int exchange(Plan plan, ExchangeBuffer buffer, long deadlineNs) {
        if (closed) {
            return CLOSED;
        }
        if (lost) {
            return LINK_LOST;
        }
        try {
            rack.enter();
        } catch (IllegalStateException e) {
            return CLOSED; // the rack is
        }
        try {
            calls++;
            SessionPlan known = plans.find(plan);
            Session now = session;
            if (known == null || now == null) {
                return plans.refuse(plan, board.failure());
            }
            int status = now.exchange(known, buffer.writes, buffer.reads);
            if (status == OK) {
                buffer.boardTimeNs = known.boardTimeNs();
                buffer.flags = known.flags();
            }
            return status;
        } finally {
            rack.exit();
        }
    }

    @Override
    public @Nullable BoardException lastRefusal(Plan plan) {
        if (closed) {
            return null;
        }
        enter("exchange");
        try {
            ServiceException refusal = plans.refusal(plan);
            return refusal == null ? null : failed("exchange", refusal);
        } finally {
            rack.exit();
        }
    }

    @Override
    public int read(ChannelSpec channel, long deadlineNs) {
        return ask("read", now -> now.read(channel.id()));
    }

    @Override
    public String readText(ChannelSpec channel, long deadlineNs) {
        return ask("read", now -> now.readText(channel.id()));
    }

    @Override
    public void write(ChannelSpec channel, int bits, long lifetimeNs, long deadlineNs) {
        ask("write", now -> {
            now.write(channel.id(), bits, lifetimeNs);
            return bits;
        });
    }

    @Override
    public void writeText(ChannelSpec channel, String text, long deadlineNs) {
        ask("write", now -> {
            now.writeText(channel.id(), text);
            return text;
        });
    }

    @Override
    public void subscribe(
            int id, List<ChannelSpec> channels, long periodNs, float deadBand, SampleSink sink, long deadlineNs) {
        ask("subscribe", now -> {
            subscriptions.subscribe(now, id, channels, periodNs, deadBand, sink);
            return id;
        });
    }

    @Override
    public void unsubscribe(int id, long deadlineNs) {
        if (closed || lost) {
            return;
        }
        ask("unsubscribe", now -> {
            subscriptions.unsubscribe(now, id);
            return id;
        });
    }

    @Override
    public long readClockNs(long deadlineNs) {
        return ask("read clock", Session::clockNs);
    }

    @Override
    public void makeSafe(long deadlineNs) {
        ask("make safe", now -> {
            now.makeSafe();
            return true;
        });
    }

    @Override
    public void reset(long deadlineNs) {
        ask("reset", now -> {
            now.reset();
            return true;
        });
    }

    @Override
    public boolean isConnected() {
        return !closed && !lost;
    }

    /** Counts calls and events as the frames that they would be. */
    @Override
    public LinkStatistics statistics() {
        enter("statistics");
        try {
            return new LinkStatistics(calls, calls + delivered, 0, 0, 0, 0, reconnects);
        } finally {
            rack.exit();
        }
    }

    @Override
    public Bench openBench(long deadlineNs) {
        if (closed) {
            throw new BoardException(Kind.CLOSED, name, "open bench", "the board was closed");
        }
        return new RackBench(rack, board, null);
    }

    @Override
    public void listen(@Nullable Listener newListener) {
        if (closed) {
            return; // nothing will be told any more
        }
        enter("listen");
        listener = newListener;
        rack.exit();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            rack.enter();
        } catch (IllegalStateException e) {
            return; // the rack was closed first
        }
        try {
            Session now = session;
            if (now != null) {
                session = null;
                now.close();
            }
        } finally {
            rack.exit();
        }
        onClose.run();
    }

    private void enter(String operation) {
        try {
            rack.enter();
        } catch (IllegalStateException e) {
            throw new BoardException(Kind.CLOSED, 0, name, null, operation, "the rack was closed", e);
        }
    }

    private <T> T ask(String operation, Function<Session, T> request) {
        if (closed) {
            throw new BoardException(Kind.CLOSED, name, operation, "the board was closed");
        }
        if (lost) {
            throw new BoardException(Kind.LINK_LOST, name, operation, "the board restarted; open it again");
        }
        enter(operation);
        try {
            calls++;
            Session now = session;
            if (now == null) {
                String failure = board.failure();
                throw new ServiceException(Kind.BOARD_FAILURE, failure == null ? "the board was closed" : failure);
            }
            return request.apply(now);
        } catch (ServiceException e) {
            throw failed(operation, e);
        } finally {
            rack.exit();
        }
    }

    private BoardException failed(String operation, ServiceException refusal) {
        String channel = refusal.channel() == ServiceException.NO_CHANNEL
                ? null
                : board.description().channels().get(refusal.channel()).name();
        return new BoardException(refusal.kind(), 0, name, channel, operation, refusal.reason(), null);
    }

    /** What the session tells, inside the rack. */
    private final class Events implements SessionListener {
        @Override
        public void eventsReady() {
            Session now = session;
            while (now != null && now.nextEvent(event)) {
                try {
                    deliver();
                } catch (RuntimeException e) {
                    LOG.error("{}: a listener failed", name, e);
                }
            }
        }

        private void deliver() {
            delivered++;
            Listener told = listener;
            switch (event.type()) {
                case SAMPLE -> subscriptions.deliver(event);
                case SAFE_STATE -> {
                    if (told != null) {
                        told.outputsMadeSafe(reason(event.safeReason()) + names(), event.boardTimeNs());
                    }
                }
                case NOTICE -> {
                    String text = event.text();
                    if (told != null && text != null) {
                        told.notice(text, event.boardTimeNs());
                    }
                }
            }
        }

        private String names() {
            StringBuilder names = new StringBuilder(": ");
            for (int i = 0; i < event.valueCount(); i++) {
                names.append(i == 0 ? "" : ", ")
                        .append(board.description()
                                .channels()
                                .get(event.values()[i])
                                .name());
            }
            return names.toString();
        }

        @Override
        public void rebooted() {
            Session before = session;
            session = null;
            if (before != null) {
                before.close();
            }
            Listener told = listener;
            if (told != null) {
                told.linkLost("the board restarted");
            }
            if (!options.reconnect()) {
                lost = true;
                return;
            }
            try {
                Session again = board.service().open(this, options.clientName());
                session = again;
                reconnects++;
                plans.registerAgain(again);
                subscriptions.subscribeAgain(again);
                if (told != null) {
                    told.linkRestored(true);
                }
            } catch (ServiceException e) {
                LOG.warn("{}: not back after its restart: {}", name, e.reason());
            }
        }
    }

    private static String reason(SessionEvent.SafeReason reason) {
        return switch (reason) {
            case LIFETIME_EXPIRED -> "set-point lifetime expired";
            case MADE_SAFE -> "somebody made the board safe";
            case BOARD_FAULT -> "the board has a fault";
        };
    }
}
