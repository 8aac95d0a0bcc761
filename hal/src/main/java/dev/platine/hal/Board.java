package dev.platine.hal;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An open control board, real or simulated; the program cannot tell which. Opened by {@link Boards#open(String)}.
 *
 * <p>Safe for any thread. Every call ends within a deadline: the one it names, or the request deadline of the
 * {@link OpenOptions}. Calls throw {@link BoardException}, which says what went wrong in a closed set of kinds. When the link
 * breaks, what waits fails at once with kind LINK_LOST; unless the options say otherwise the link is opened again by itself,
 * and exchanges and subscriptions go on.
 *
 * <p>Listeners run on one daemon thread of the board, which starts with the first of them and ends with {@link #close}.
 */
public final class Board implements AutoCloseable {
    private final BoardPort port;
    private final String name;
    private final OpenOptions options;
    private final BoardDescription description;
    private final Map<String, ChannelSpec> byName;
    private final Numbering plans = new Numbering();
    private final Numbering subscriptions = new Numbering();
    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
    private final List<BoardListener> listeners = new CopyOnWriteArrayList<>();
    private final Dispatcher dispatcher;
    private final BoardClock clock = new BoardClock(this);

    Board(BoardPort port, String name, OpenOptions options) {
        this.port = port;
        this.name = name;
        this.options = options;
        this.description = port.description();
        this.dispatcher = new Dispatcher(description.info().name());
        this.byName = new HashMap<>();
        for (ChannelSpec channel : description.channels()) {
            byName.put(channel.name(), channel);
        }
    }

    /**
     * What this board is called in messages.
     *
     * @return the URI or the name it was opened under
     */
    public String name() {
        return name;
    }

    /**
     * Who the board is.
     *
     * @return as read when it was opened; no input or output
     */
    public BoardInfo info() {
        return description.info();
    }

    /**
     * All channels of the board.
     *
     * @return in the order of their ids; no input or output
     */
    public List<ChannelSpec> channels() {
        return description.channels();
    }

    /**
     * One channel's description.
     *
     * @param name its name
     * @return what it is; no input or output
     * @throws BoardException of kind NOT_FOUND when the board has none of that name; the message has the nearest ones
     */
    public ChannelSpec channel(String name) {
        ChannelSpec spec = byName.get(name);
        if (spec == null) {
            List<String> near = Names.nearest(name, byName.keySet());
            String hint = near.isEmpty() ? "the board has " + byName.size() + " channels" : "did you mean " + or(near);
            throw new BoardException(Kind.NOT_FOUND, 0, this.name, name, "find", "no such channel; " + hint, null);
        }
        return spec;
    }

    /**
     * A digital input by its name.
     *
     * @param name its name
     * @return the handle; no input or output
     * @throws BoardException of kind NOT_FOUND when the board has no such channel, of kind WRONG_DIRECTION when it is
     *     something else
     */
    public DigitalInput digitalInput(String name) {
        return new DigitalInput(this, require(name, ChannelKind.DIGITAL, Direction.INPUT));
    }

    /**
     * A digital output by its name.
     *
     * @param name its name
     * @return the handle; no input or output
     * @throws BoardException of kind NOT_FOUND when the board has no such channel, of kind WRONG_DIRECTION when it is
     *     something else
     */
    public DigitalOutput digitalOutput(String name) {
        return new DigitalOutput(this, require(name, ChannelKind.DIGITAL, Direction.OUTPUT));
    }

    /**
     * An analog input by its name.
     *
     * @param name its name
     * @return the handle; no input or output
     * @throws BoardException of kind NOT_FOUND when the board has no such channel, of kind WRONG_DIRECTION when it is
     *     something else
     */
    public AnalogInput analogInput(String name) {
        return new AnalogInput(this, require(name, ChannelKind.ANALOG, Direction.INPUT));
    }

    /**
     * An analog output by its name.
     *
     * @param name its name
     * @return the handle; no input or output
     * @throws BoardException of kind NOT_FOUND when the board has no such channel, of kind WRONG_DIRECTION when it is
     *     something else
     */
    public AnalogOutput analogOutput(String name) {
        return new AnalogOutput(this, require(name, ChannelKind.ANALOG, Direction.OUTPUT));
    }

    /**
     * A PWM input by its name.
     *
     * @param name its name
     * @return the handle; no input or output
     * @throws BoardException of kind NOT_FOUND when the board has no such channel, of kind WRONG_DIRECTION when it is
     *     something else
     */
    public PwmInput pwmInput(String name) {
        return new PwmInput(this, require(name, ChannelKind.PWM, Direction.INPUT));
    }

    /**
     * A PWM output by its name.
     *
     * @param name its name
     * @return the handle; no input or output
     * @throws BoardException of kind NOT_FOUND when the board has no such channel, of kind WRONG_DIRECTION when it is
     *     something else
     */
    public PwmOutput pwmOutput(String name) {
        return new PwmOutput(this, require(name, ChannelKind.PWM, Direction.OUTPUT));
    }

    /**
     * A counter input by its name.
     *
     * @param name its name
     * @return the handle; no input or output
     * @throws BoardException of kind NOT_FOUND when the board has no such channel, of kind WRONG_DIRECTION when it is
     *     something else
     */
    public CounterInput counterInput(String name) {
        return new CounterInput(this, require(name, ChannelKind.COUNTER, Direction.INPUT));
    }

    /**
     * A counter output by its name.
     *
     * @param name its name
     * @return the handle; no input or output
     * @throws BoardException of kind NOT_FOUND when the board has no such channel, of kind WRONG_DIRECTION when it is
     *     something else
     */
    public CounterOutput counterOutput(String name) {
        return new CounterOutput(this, require(name, ChannelKind.COUNTER, Direction.OUTPUT));
    }

    /**
     * A text input by its name.
     *
     * @param name its name
     * @return the handle; no input or output
     * @throws BoardException of kind NOT_FOUND when the board has no such channel, of kind WRONG_DIRECTION when it is
     *     something else
     */
    public TextInput textInput(String name) {
        return new TextInput(this, require(name, ChannelKind.TEXT, Direction.INPUT));
    }

    /**
     * A text output by its name.
     *
     * @param name its name
     * @return the handle; no input or output
     * @throws BoardException of kind NOT_FOUND when the board has no such channel, of kind WRONG_DIRECTION when it is
     *     something else
     */
    public TextOutput textOutput(String name) {
        return new TextOutput(this, require(name, ChannelKind.TEXT, Direction.OUTPUT));
    }

    /**
     * A channel by its name, whatever its kind and direction, for tools that do not know the board.
     *
     * @param name its name
     * @return a handle of the subclass that fits the channel
     * @throws BoardException of kind NOT_FOUND when the board has none of that name
     */
    public Channel handle(String name) {
        ChannelSpec spec = channel(name);
        boolean input = spec.direction() == Direction.INPUT;
        return switch (spec.kind()) {
            case DIGITAL -> input ? new DigitalInput(this, spec) : new DigitalOutput(this, spec);
            case ANALOG -> input ? new AnalogInput(this, spec) : new AnalogOutput(this, spec);
            case PWM -> input ? new PwmInput(this, spec) : new PwmOutput(this, spec);
            case COUNTER -> input ? new CounterInput(this, spec) : new CounterOutput(this, spec);
            case TEXT -> input ? new TextInput(this, spec) : new TextOutput(this, spec);
        };
    }

    /**
     * Begins an exchange: which channels are read and written together, every cycle.
     *
     * @return the plan, to be filled and prepared
     */
    public ExchangePlan exchange() {
        return new ExchangePlan(this, options.requestDeadline().toNanos());
    }

    /**
     * Begins a subscription. On any change unless the plan says otherwise.
     *
     * @param channels names of the channels to sample together, at least one
     * @return the plan, to be filled and opened
     * @throws BoardException of kind NOT_FOUND when the board has no channel of one of the names
     */
    public SubscriptionPlan subscribe(String... channels) {
        if (channels.length == 0) {
            throw new IllegalArgumentException("must name at least one channel: board=" + name);
        }
        List<ChannelSpec> specs = new ArrayList<>();
        for (String each : channels) {
            specs.add(channel(each));
        }
        return new SubscriptionPlan(this, List.copyOf(specs));
    }

    /**
     * The board's clock.
     *
     * @return reads the clock and measures its offset
     */
    public BoardClock clock() {
        return clock;
    }

    /**
     * Puts all outputs to their safe values, now.
     *
     * @throws BoardException when the link is lost or no answer comes in time
     */
    public void makeSafe() {
        port.makeSafe(deadlineNs());
    }

    /**
     * Restarts the board's firmware. The link breaks by it and comes back by itself unless the options say otherwise.
     *
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public void reset() {
        port.reset(deadlineNs());
    }

    /**
     * Whether the board is reachable, as far as is known. No input or output.
     *
     * @return false once the link is known to be down, at the latest some seconds after the far end fell silent
     */
    public boolean isConnected() {
        return port.isConnected();
    }

    /**
     * What went over the link since the board was opened.
     *
     * @return a copy of the counters
     */
    public LinkStatistics linkStatistics() {
        return port.statistics();
    }

    /**
     * Opens the bench on which a simulated board stands, over a way of its own. Closing the board does not close it.
     *
     * @return the bench, to be closed by the caller
     * @throws BoardException of kind UNSUPPORTED when the board is real
     */
    public Bench bench() {
        return port.openBench(deadlineNs(options.connectDeadline()));
    }

    /**
     * Adds a listener for what happens to the board from now on. In the order in which they were added.
     *
     * @param listener told on the board's dispatcher thread
     */
    public void onEvent(BoardListener listener) {
        listeners.add(listener);
        port.listen(new Forwarder(this));
    }

    /**
     * Closes the board with its subscriptions and exchanges. What waits fails at once with kind CLOSED. Outputs keep their
     * set-points for their lifetime, unless {@link #keepsSetpoints} says otherwise: call {@link #makeSafe} before when they
     * shall not. Does nothing the second time.
     */
    @Override
    public void close() {
        port.listen(null);
        port.close();
        open.forEach(Subscription::boardClosed);
        open.clear();
        dispatcher.close();
    }

    /**
     * Whether set-points without a lifetime stay when this board is closed. True of boards that run by themselves.
     *
     * @return false when outputs go to their safe values then, as those of this computer's own buses do unless their file says
     *     otherwise
     */
    public boolean keepsSetpoints() {
        return port.keepsSetpoints();
    }

    @Override
    public String toString() {
        return name;
    }

    BoardPort port() {
        return port;
    }

    Numbering plans() {
        return plans;
    }

    Numbering subscriptions() {
        return subscriptions;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    List<BoardListener> listeners() {
        return listeners;
    }

    void opened(Subscription subscription) {
        open.add(subscription);
    }

    void closed(Subscription subscription) {
        open.remove(subscription);
    }

    /** When a call that begins now and names no deadline has to end. */
    long deadlineNs() {
        return System.nanoTime() + options.requestDeadline().toNanos();
    }

    /** When a call that begins now has to end. */
    static long deadlineNs(Duration deadline) {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("must be >= 0: deadline=" + deadline);
        }
        return System.nanoTime() + clampNs(deadline);
    }

    static long positiveNs(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("must be above 0: " + what + "=" + duration);
        }
        return clampNs(duration);
    }

    private static long clampNs(Duration duration) {
        Duration most = Duration.ofDays(36_500);
        return (duration.compareTo(most) > 0 ? most : duration).toNanos();
    }

    private ChannelSpec require(String channel, ChannelKind kind, Direction direction) {
        ChannelSpec spec = channel(channel);
        if (spec.kind() != kind || spec.direction() != direction) {
            String reason =
                    "is " + article(spec.kind(), spec.direction()) + ", not " + article(kind, direction) + ": use "
                            + method(spec.kind(), spec.direction()) + "(\"" + channel + "\")" + others(kind, direction);
            throw new BoardException(Kind.WRONG_DIRECTION, 0, name, channel, "find", reason, null);
        }
        return spec;
    }

    private String others(ChannelKind kind, Direction direction) {
        List<String> fit = new ArrayList<>();
        for (ChannelSpec spec : description.channels()) {
            if (spec.kind() == kind && spec.direction() == direction && fit.size() < 3) {
                fit.add(spec.name());
            }
        }
        return fit.isEmpty() ? "" : "; such channels are " + or(fit);
    }

    private static String or(List<String> names) {
        return String.join(" or ", names);
    }

    private static String article(ChannelKind kind, Direction direction) {
        String word = kind == ChannelKind.PWM ? "PWM" : kind.name().toLowerCase(Locale.ROOT);
        return (kind == ChannelKind.ANALOG ? "an " : "a ") + word + " "
                + direction.name().toLowerCase(Locale.ROOT);
    }

    private static String method(ChannelKind kind, Direction direction) {
        return kind.name().toLowerCase(Locale.ROOT) + (direction == Direction.INPUT ? "Input" : "Output");
    }
}
