package dev.platine.sim.service;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.sim.clock.VirtualClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers the board protocol for one board with modelled firmware; every connection has a {@link Session} of its own, and
 * all of them share the board's outputs and their lifetimes.
 *
 * <p>Thread: inside the rack only, but {@link #description()}. One service a board.
 */
public final class BoardService {
    private static final Subscriber[] NOBODY = {};

    private final ServedBoard board;
    private final ChannelBank bank;
    private final VirtualClock clock;
    private final ChannelSpec[] specs;
    private final Lifetimes lifetimes;
    private final Subscriber[][] watchers;
    private final List<Session> sessions = new ArrayList<>();
    private long bootNs;

    /**
     * A service, with no session yet.
     *
     * @param board the board that it answers for
     */
    public BoardService(ServedBoard board) {
        this.board = board;
        this.bank = board.channels();
        this.clock = board.clock();
        this.specs = board.description().channels().toArray(new ChannelSpec[0]);
        this.lifetimes = new Lifetimes(clock, specs.length, this::expired);
        this.watchers = new Subscriber[specs.length][];
        Arrays.fill(watchers, NOBODY);
        this.bootNs = clock.nowNs();
        bank.observe(new Watch());
        board.onReboot(this::rebooted);
    }

    /**
     * Opens a session.
     *
     * @param listener told when events wait and when the board restarts
     * @param client who is calling, for records
     * @return the session; the caller closes it
     * @throws ServiceException of kind BOARD_FAILURE when the board has no power or has crashed
     */
    public Session open(SessionListener listener, String client) {
        requireRunning();
        Session session = new Session(this, listener, client);
        sessions.add(session);
        return session;
    }

    /**
     * Who the board is.
     *
     * @return always the same; any thread
     */
    public BoardDescription description() {
        return board.description();
    }

    /**
     * Which boot this is.
     *
     * @return a number that changes with each boot
     */
    public int bootId() {
        return board.bootId();
    }

    /**
     * The board's time.
     *
     * @return nanoseconds since its boot
     */
    public long timeNs() {
        return clock.nowNs() - bootNs;
    }

    /**
     * How many sessions are open.
     *
     * @return 0 or more
     */
    public int sessionCount() {
        return sessions.size();
    }

    /**
     * Sends a line to every session, as the board's own remark.
     *
     * @param line one line of text
     */
    public void notice(String line) {
        for (Session session : snapshot()) {
            session.notice(line);
        }
    }

    /** Tells every session that the board has failed, and that its outputs are let go. */
    public void failed() {
        String failure = board.failure();
        if (failure == null) {
            return;
        }
        notice(failure);
        boolean[] outputs = new boolean[specs.length];
        int count = 0;
        for (ChannelSpec spec : specs) {
            outputs[spec.id()] = isValueOutput(spec);
            count += outputs[spec.id()] ? 1 : 0;
        }
        tellSafe(null, SessionEvent.SafeReason.BOARD_FAULT, ids(outputs, count));
    }

    ChannelBank bank() {
        return bank;
    }

    VirtualClock clock() {
        return clock;
    }

    @Nullable
    String failure() {
        return board.failure();
    }

    void requireRunning() {
        String failure = board.failure();
        if (failure != null) {
            throw new ServiceException(Kind.BOARD_FAILURE, failure);
        }
    }

    ChannelSpec spec(int channel) {
        if (channel < 0 || channel >= specs.length) {
            throw new ServiceException(
                    Kind.NOT_FOUND,
                    "no such channel; this board has 0 to " + (specs.length - 1) + ": channel=" + channel);
        }
        return specs[channel];
    }

    void write(int channel, int bits, long lifetimeNs) {
        bank.setpoint(channel, bits);
        lifetimes.hold(channel, lifetimeNs);
    }

    void reset() {
        board.reset();
    }

    void makeSafe(Session who) {
        boolean[] moved = new boolean[specs.length];
        int count = 0;
        lifetimes.clear();
        for (ChannelSpec spec : specs) {
            if (isValueOutput(spec)) {
                int before = bank.get(spec.id());
                bank.makeSafe(spec.id());
                moved[spec.id()] = bank.get(spec.id()) != before;
                count += moved[spec.id()] ? 1 : 0;
            }
        }
        if (count > 0) {
            tellSafe(who, SessionEvent.SafeReason.MADE_SAFE, ids(moved, count));
        }
    }

    void watch(Subscriber subscriber) {
        for (ChannelSpec spec : subscriber.specs()) {
            Subscriber[] before = watchers[spec.id()];
            Subscriber[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = subscriber;
            watchers[spec.id()] = after;
        }
    }

    void unwatch(Subscriber subscriber) {
        for (ChannelSpec spec : subscriber.specs()) {
            List<Subscriber> left = new ArrayList<>(Arrays.asList(watchers[spec.id()]));
            left.remove(subscriber);
            watchers[spec.id()] = left.toArray(NOBODY);
        }
    }

    void closed(Session session) {
        sessions.remove(session);
    }

    /** Hands what changed to the subscriptions that watch it. */
    private final class Watch implements ChannelListener {
        @Override
        public void changed(int channel, int bits) {
            for (Subscriber subscriber : watchers[channel]) {
                subscriber.changed();
            }
        }

        @Override
        public void line(int channel, String line) {
            for (Subscriber subscriber : watchers[channel]) {
                subscriber.line(line);
            }
        }
    }

    private void expired(boolean[] channels, int count) {
        if (board.failure() != null) {
            return;
        }
        for (int channel = 0; channel < channels.length; channel++) {
            if (channels[channel]) {
                bank.makeSafe(channel);
            }
        }
        for (Session session : sessions) {
            session.markExpired(channels);
        }
        tellSafe(null, SessionEvent.SafeReason.LIFETIME_EXPIRED, ids(channels, count));
    }

    private void tellSafe(@Nullable Session but, SessionEvent.SafeReason reason, int[] channels) {
        for (Session session : snapshot()) {
            if (session != but) {
                session.madeSafe(reason, channels);
            }
        }
    }

    private void rebooted() {
        bootNs = clock.nowNs();
        lifetimes.clear();
        for (Session session : snapshot()) {
            session.boardRebooted();
        }
    }

    private Session[] snapshot() {
        return sessions.toArray(new Session[0]);
    }

    private static int[] ids(boolean[] channels, int count) {
        int[] ids = new int[count];
        int at = 0;
        for (int channel = 0; channel < channels.length; channel++) {
            if (channels[channel]) {
                ids[at++] = channel;
            }
        }
        return ids;
    }

    static boolean isValueOutput(ChannelSpec spec) {
        return spec.direction() == Direction.OUTPUT && spec.kind() != ChannelKind.TEXT;
    }
}
