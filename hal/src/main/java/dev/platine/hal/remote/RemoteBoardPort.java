package dev.platine.hal.remote;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.DropPlan;
import dev.platine.core.protocol.proto.MakeSafe;
import dev.platine.core.protocol.proto.Read;
import dev.platine.core.protocol.proto.ReadClock;
import dev.platine.core.protocol.proto.ReadReply;
import dev.platine.core.protocol.proto.Reset;
import dev.platine.core.protocol.proto.Unsubscribe;
import dev.platine.core.protocol.proto.Write;
import dev.platine.hal.Bench;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.LinkStatistics;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.ExchangeBuffer;
import dev.platine.hal.spi.Plan;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A board behind a link. Safe for any thread; an exchange runs wholly on its caller's thread. One daemon thread, the keeper,
 * reads while nobody waits, notices a lost link and opens it again.
 */
public final class RemoteBoardPort implements BoardPort {
    private final String board;
    private final Requests requests;
    private final Registry registry;
    private final Keeper keeper;
    private final BoardDescription description;
    private final LongFunction<Bench> benches;
    private final Runnable onClose;

    private RemoteBoardPort(
            String board, Keeper keeper, Keeping with, LongFunction<Bench> benches, Runnable onClose, long deadlineNs) {
        this.board = board;
        this.requests = with.requests;
        this.registry = with.registry;
        this.keeper = keeper;
        this.benches = benches;
        this.onClose = onClose;
        this.description = keeper.open(deadlineNs);
        requests.channels(description.channels());
        registry.channels(description.channels());
    }

    /** What port and keeper share. */
    private record Keeping(Requests requests, Registry registry) {}

    /** Opens a board: link, hello, description; then starts the keeper. */
    static RemoteBoardPort open(String board, LinkOpener opener, String boardName, OpenOptions options, Timing timing) {
        LongFunction<Bench> benches = deadlineNs -> BenchClient.open(board, opener, boardName, options, deadlineNs);
        return open(board, opener, boardName, options, timing, benches, () -> {});
    }

    /**
     * Opens a board over links of the caller's own.
     *
     * @param board what it is called in messages
     * @param opener opens a link to it, each time anew
     * @param options deadlines and identity
     * @param benches opens its bench by a deadline
     * @param onClose runs after the port was closed, or when it could not be opened
     * @return the open port; the caller closes it
     * @throws BoardException when the board cannot be reached within the connect deadline, or refuses
     */
    public static BoardPort open(
            String board, LinkOpener opener, OpenOptions options, LongFunction<Bench> benches, Runnable onClose) {
        return open(board, opener, "", options, Timing.DEFAULT, benches, onClose);
    }

    private static RemoteBoardPort open(
            String board,
            LinkOpener opener,
            String boardName,
            OpenOptions options,
            Timing timing,
            LongFunction<Bench> benches,
            Runnable onClose) {
        long deadlineNs = System.nanoTime() + options.connectDeadline().toNanos();
        Keeping with = new Keeping(new Requests(board), new Registry());
        Keeper keeper = new Keeper(opener, with.requests, with.registry, boardName, options, timing);
        RemoteBoardPort port;
        try {
            port = new RemoteBoardPort(board, keeper, with, benches, onClose, deadlineNs);
        } catch (RuntimeException e) {
            onClose.run();
            throw e;
        }
        port.keeper.start("platine-keeper-" + port.description.info().name());
        return port;
    }

    @Override
    public BoardDescription description() {
        return description;
    }

    @Override
    public int exchange(Plan plan, ExchangeBuffer buffer, long deadlineNs) {
        ExchangeCall call = registry.call(plan);
        if (call == null) {
            return keeper.isClosed() ? CLOSED : unregistered(plan);
        }
        Connection connection = keeper.connection();
        if (connection == null) {
            return keeper.isClosed() ? CLOSED : keeper.failure() != null ? REFUSED : LINK_LOST;
        }
        call.use(buffer);
        return connection.call(call, deadlineNs);
    }

    private static int unregistered(Plan plan) {
        throw new IllegalArgumentException("must be registered: plan=" + plan.id());
    }

    @Override
    public @Nullable BoardException lastRefusal(Plan plan) {
        BoardException failure = keeper.failure();
        ExchangeCall call = registry.call(plan);
        Refusal refusal = call == null ? null : call.refusal();
        if (failure != null || refusal == null) {
            return failure;
        }
        return refusal.toException(board, "exchange", description.channels(), null);
    }

    @Override
    public void register(Plan plan, long deadlineNs) {
        requireRoom(keeper.session("register").refusal(plan), "register");
        ExchangeCall call = new ExchangeCall(plan);
        ExchangeCall before = registry.put(plan.id(), call);
        try {
            expectDone(ask(Registry.request(plan), "register", null, deadlineNs), "register");
        } catch (BoardException e) {
            registry.restore(plan.id(), call, before);
            throw e;
        }
    }

    @Override
    public void drop(int planId, long deadlineNs) {
        if (planId >= 0 && planId < ProtocolLimits.MAX_PLANS && registry.put(planId, (ExchangeCall) null) != null) {
            BoardRequest.Builder request = BoardRequest.newBuilder();
            request.setDropPlan(DropPlan.newBuilder().setPlan(planId));
            askWhileLinked(request.build(), "drop", deadlineNs);
        }
    }

    @Override
    public int read(ChannelSpec channel, long deadlineNs) {
        ReadReply reply = readReply(channel, deadlineNs);
        if (!reply.hasBits()) {
            throw requests.protocol("read", "the board answered read of " + channel.name() + " without a number");
        }
        return reply.getBits();
    }

    @Override
    public String readText(ChannelSpec channel, long deadlineNs) {
        ReadReply reply = readReply(channel, deadlineNs);
        if (reply.hasBits()) {
            throw requests.protocol("read", "the board answered read of " + channel.name() + " without a text");
        }
        return reply.getText();
    }

    private ReadReply readReply(ChannelSpec channel, long deadlineNs) {
        BoardRequest.Builder request = BoardRequest.newBuilder();
        request.setRead(Read.newBuilder().setChannel(channel.id()));
        BoardReply reply = ask(request.build(), "read", channel, deadlineNs);
        require(reply.hasRead(), "read", reply);
        return reply.getRead();
    }

    @Override
    public void write(ChannelSpec channel, int bits, long lifetimeNs, long deadlineNs) {
        Write.Builder write = Write.newBuilder().setChannel(channel.id()).setBits(bits);
        write.setLifetimeUs(Registry.micros(lifetimeNs));
        BoardRequest request = BoardRequest.newBuilder().setWrite(write).build();
        expectDone(ask(request, "write", channel, deadlineNs), "write");
    }

    @Override
    public void writeText(ChannelSpec channel, String text, long deadlineNs) {
        Write.Builder write = Write.newBuilder().setChannel(channel.id()).setText(text);
        BoardRequest request = BoardRequest.newBuilder().setWrite(write).build();
        expectDone(ask(request, "write", channel, deadlineNs), "write");
    }

    @Override
    public void subscribe(
            int id, List<ChannelSpec> channels, long periodNs, float deadBand, SampleSink sink, long deadlineNs) {
        requireRoom(keeper.session("subscribe").refusal(id, channels.size()), "subscribe");
        Registry.Entry entry = new Registry.Entry(id, channels, periodNs, deadBand, sink);
        Registry.Entry before = registry.put(id, entry);
        try {
            expectDone(ask(entry.request(), "subscribe", null, deadlineNs), "subscribe");
        } catch (BoardException e) {
            registry.restore(id, entry, before);
            throw e;
        }
        keeper.wake(); // it may have left the link to a caller's rhythm
    }

    @Override
    public void unsubscribe(int id, long deadlineNs) {
        if (id >= 0 && id < ProtocolLimits.MAX_SUBSCRIPTIONS && registry.put(id, (Registry.Entry) null) != null) {
            BoardRequest.Builder request = BoardRequest.newBuilder();
            request.setUnsubscribe(Unsubscribe.newBuilder().setSubscription(id));
            askWhileLinked(request.build(), "unsubscribe", deadlineNs);
        }
    }

    @Override
    public long readClockNs(long deadlineNs) {
        BoardRequest.Builder request = BoardRequest.newBuilder();
        BoardReply reply =
                ask(request.setReadClock(ReadClock.getDefaultInstance()).build(), "clock", null, deadlineNs);
        require(reply.hasReadClock(), "clock", reply);
        return reply.getReadClock().getBoardTimeNs();
    }

    @Override
    public void makeSafe(long deadlineNs) {
        BoardRequest.Builder request = BoardRequest.newBuilder();
        BoardReply reply =
                ask(request.setMakeSafe(MakeSafe.getDefaultInstance()).build(), "make safe", null, deadlineNs);
        expectDone(reply, "make safe");
    }

    @Override
    public void reset(long deadlineNs) {
        Connection connection = keeper.requireConnection("reset");
        BoardRequest.Builder request = BoardRequest.newBuilder();
        BoardReply reply = ask(request.setReset(Reset.getDefaultInstance()).build(), "reset", null, deadlineNs);
        expectDone(reply, "reset");
        connection.lost("the board was reset");
    }

    @Override
    public boolean isConnected() {
        Connection connection = keeper.connection();
        return connection != null && connection.loss() == null;
    }

    @Override
    public LinkStatistics statistics() {
        return keeper.statistics();
    }

    @Override
    public Bench openBench(long deadlineNs) {
        if (keeper.isClosed()) {
            throw requests.error(Kind.CLOSED, "bench", null, "used after close");
        }
        return benches.apply(deadlineNs);
    }

    @Override
    public void listen(@Nullable Listener listener) {
        registry.listener(listener);
    }

    @Override
    public void close() {
        boolean first = !keeper.isClosed();
        keeper.close();
        if (first) {
            onClose.run();
        }
    }

    private BoardReply ask(BoardRequest request, String operation, @Nullable ChannelSpec channel, long deadlineNs) {
        Connection connection = keeper.requireConnection(operation);
        return requests.ask(connection, request, BoardReply.parser(), operation, channel, deadlineNs);
    }

    /** Asks, and takes it for done when there is no link: what the board held for it is gone with the link. */
    private void askWhileLinked(BoardRequest request, String operation, long deadlineNs) {
        Connection connection = keeper.connection();
        if (connection == null) {
            return;
        }
        try {
            expectDone(requests.ask(connection, request, BoardReply.parser(), operation, null, deadlineNs), operation);
        } catch (BoardException e) {
            if (e.kind() != Kind.LINK_LOST && e.kind() != Kind.CLOSED) {
                throw e;
            }
        }
    }

    private void requireRoom(@Nullable String refusal, String operation) {
        if (refusal != null) {
            throw new BoardException(Kind.TOO_LARGE, board, operation, refusal);
        }
    }

    private void expectDone(BoardReply reply, String operation) {
        require(reply.hasDone(), operation, reply);
    }

    private void require(boolean holds, String operation, BoardReply reply) {
        if (!holds) {
            throw requests.protocol(operation, "the board answered " + operation + " with " + Replies.bodyName(reply));
        }
    }
}
