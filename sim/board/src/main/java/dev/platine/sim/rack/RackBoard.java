package dev.platine.sim.rack;

import dev.platine.core.channel.BoardDescription;
import dev.platine.sim.body.BoardBody;
import dev.platine.sim.body.BodyEvents;
import dev.platine.sim.body.HostLine;
import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.clock.FaultSink;
import dev.platine.sim.clock.Guarded;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.clock.VirtualClock;
import dev.platine.sim.net.Circuit;
import dev.platine.sim.net.Driver;
import dev.platine.sim.net.Net;
import dev.platine.sim.net.NetDiagnostics;
import dev.platine.sim.part.Part;
import dev.platine.sim.part.PartTypes;
import dev.platine.sim.plant.Plant;
import dev.platine.sim.plant.Quantity;
import dev.platine.sim.service.BoardService;
import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.service.ChannelListener;
import dev.platine.sim.service.ServedBoard;
import dev.platine.sim.spec.BoardSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One board in a rack: its nets, parts, plant and channels, its body, its power.
 *
 * <p>Inside the rack only, except {@link #name()}, {@link #description()} and {@link #spec()}. What the board's firmware, parts or
 * plant throw crashes this board alone: its microcontroller's pins are let go and it stays dead until a reset or power cycle.
 */
public final class RackBoard implements ServedBoard {
    /** How many lines of console and diagnostics are kept, each. */
    public static final int KEPT_LINES = 200;

    private static final Logger LOG = LoggerFactory.getLogger(RackBoard.class);

    private final String name;
    private final BoardSpec spec;
    private final BoardDescription description;
    private final VirtualClock clock;
    private final EventLog log;
    private final ChannelBank channels;
    private final Circuit circuit;
    private final Map<String, Part> parts;
    private final @Nullable Plant plant;
    private final BoardBody body;
    private final BoardService service;
    private final SplittableRandom bootIds;
    private final Timer resetTimer;
    private final Map<Net, Driver> benchDrivers = new HashMap<>();
    private final List<Runnable> rebootListeners = new ArrayList<>();
    private final List<Consumer<String>> consoleListeners = new ArrayList<>();
    private final Deque<String> console = new ArrayDeque<>();
    private final Deque<String> diagnostics = new ArrayDeque<>();
    private long diagnosed;
    private boolean powered;
    private boolean booted;
    private int bootId;
    private long bootNs;
    private @Nullable Throwable crash;

    RackBoard(
            String name,
            BoardSpec spec,
            @Nullable Supplier<? extends ModelledFirmware> firmware,
            long seed,
            VirtualClock clock,
            PartTypes types,
            EventLog log) {
        this.name = name;
        this.spec = spec;
        this.clock = clock;
        this.log = log;
        this.description = spec.description(name);
        FaultSink faults = this::crash;
        this.channels = new ChannelBank(description, faults);
        this.service = new BoardService(this);
        TimerSource time = new BoardTime(name, clock, faults);
        this.circuit = new Circuit(clock, new Diagnostics());
        this.bootIds = Streams.of(seed, name, "boot");
        this.resetTimer = time.timer("reset", this::reset);
        Assembly assembly = new Assembly(name, spec, seed, time, circuit, channels, types);
        assembly.nets();
        this.plant = assembly.plant();
        this.parts = assembly.parts(plant);
        this.body = assembly.body(firmware, faults, this::say, () -> resetTimer.after(0), events());
        if (log != EventLog.NONE) {
            circuit.nets().values().forEach(net -> net.onChange(now -> log.net(clock.nowNs(), name, now)));
            channels.observe(new ChannelLog());
        }
        if (plant != null) {
            plant.start();
        }
        onConsole(service::notice);
    }

    private BodyEvents events() {
        return log == EventLog.NONE
                ? BodyEvents.NONE
                : (ns, kind, what, value) -> log.body(ns, name, kind, what, value);
    }

    /**
     * The board's name.
     *
     * @return its name in the rack; any thread
     */
    public String name() {
        return name;
    }

    /**
     * What the board was built from.
     *
     * @return its description; any thread
     */
    public BoardSpec spec() {
        return spec;
    }

    @Override
    public BoardDescription description() {
        return description;
    }

    @Override
    public ChannelBank channels() {
        return channels;
    }

    @Override
    public VirtualClock clock() {
        return clock;
    }

    /**
     * What answers the board's hosts.
     *
     * @return the board's one service
     */
    public BoardService service() {
        return service;
    }

    @Override
    public int bootId() {
        return bootId;
    }

    /**
     * The board's own time.
     *
     * @return nanoseconds since it booted last
     */
    public long boardTimeNs() {
        return clock.nowNs() - bootNs;
    }

    /**
     * The serial line to a firmware that speaks the board protocol itself.
     *
     * @return always the same; null when {@link #service()} answers for the firmware. Any thread may ask, use it inside
     */
    public @Nullable HostLine hostLine() {
        return body.hostLine();
    }

    /**
     * What makes the board behave.
     *
     * @return the body; use it inside
     */
    public BoardBody body() {
        return body;
    }

    // Files and processes of the body; the board is off for good.
    void close() {
        body.close();
    }

    /**
     * Tells whether the board has power.
     *
     * @return true as a rule
     */
    public boolean powered() {
        return powered;
    }

    @Override
    public @Nullable String failure() {
        if (!powered) {
            return "board " + name + " has no power";
        }
        return crash == null ? null : "board " + name + " has crashed: " + crash;
    }

    /**
     * What crashed the board.
     *
     * @return what its firmware, a part or its plant threw since the last boot, or null
     */
    public @Nullable Throwable crash() {
        return crash;
    }

    /**
     * Switches the board's power. Supplies that are not external follow; with power the firmware boots, without it stops at once
     * and lets its pins go. Does nothing when it is so already.
     *
     * @param on true for power
     */
    public void power(boolean on) {
        if (on == powered) {
            return;
        }
        powered = on;
        if (on) {
            circuit.nets().values().forEach(Net::resetCounts);
        } else {
            halt();
            channels.reboot();
            log.powerOff(clock.nowNs(), name);
        }
        parts.values().forEach(part -> part.power(on));
        if (on) {
            boot();
        }
    }

    @Override
    public void reset() {
        if (powered) {
            resetTimer.cancel();
            start(crash == null ? body::reset : body::boot);
        }
    }

    private void boot() {
        start(body::boot);
    }

    private void start(Runnable way) {
        channels.reboot();
        crash = null;
        bootNs = clock.nowNs();
        bootId = bootIds.nextInt();
        log.boot(bootNs, name, bootId);
        try {
            way.run();
        } catch (RuntimeException | Error cause) {
            crash(Guarded.keepable(cause));
        }
        if (booted) {
            for (int i = 0; i < rebootListeners.size(); i++) {
                rebootListeners.get(i).run();
            }
        }
        booted = true;
    }

    private void halt() {
        resetTimer.cancel();
        body.halt();
    }

    private void crash(Throwable cause) {
        if (crash != null) {
            return;
        }
        crash = cause;
        diagnose("crashed at " + clock.nowNs() + " ns: " + cause);
        LOG.warn("board {} has crashed: {}", name, cause.toString());
        halt();
        log.crash(clock.nowNs(), name, cause);
        service.failed();
    }

    @Override
    public void onReboot(Runnable listener) {
        rebootListeners.add(listener);
    }

    /**
     * The board's nets.
     *
     * @return by name, in the description's order; unmodifiable
     */
    public Map<String, Net> nets() {
        return circuit.nets();
    }

    /**
     * The board's parts.
     *
     * @return by name, in the description's order; unmodifiable
     */
    public Map<String, Part> parts() {
        return parts;
    }

    /**
     * The quantities of what the board controls.
     *
     * @return by name; empty when there is no plant; unmodifiable
     */
    public Map<String, Quantity> plant() {
        return plant == null ? Collections.emptyMap() : plant.quantities();
    }

    /**
     * Cuts or mends a wire.
     *
     * @param pin the pin at its end: {@code part.pin}, {@code mcu.pin} or {@code plant.terminal}
     * @param cut true to cut
     * @throws IllegalArgumentException when there is no such pin, with those that there are
     */
    public void cut(String pin, boolean cut) {
        circuit.pin(pin).cut(cut);
    }

    /**
     * The pins that can be cut.
     *
     * @return names and what they are wired to, unmodifiable
     */
    public Circuit circuit() {
        return circuit;
    }

    /**
     * Puts a bench supply on a net, or sets the one that is there.
     *
     * @param net the net's name
     * @param volts open-circuit voltage
     * @param ohms source resistance, above 0
     * @throws IllegalArgumentException when there is no such net or a value does not fit
     */
    public void drive(String net, double volts, double ohms) {
        benchDrivers
                .computeIfAbsent(circuit.net(net), found -> found.driver("bench"))
                .drive(volts, ohms);
    }

    /**
     * Takes the bench supply off a net. Does nothing when there is none.
     *
     * @param net the net's name
     * @throws IllegalArgumentException when there is no such net
     */
    public void release(String net) {
        Driver driver = benchDrivers.get(circuit.net(net));
        if (driver != null) {
            driver.release();
        }
    }

    /**
     * Listens to the board's console.
     *
     * @param listener gets each line, without a line end, inside the rack
     */
    public void onConsole(Consumer<String> listener) {
        consoleListeners.add(listener);
    }

    /**
     * The console's newest lines.
     *
     * @return at most {@link #KEPT_LINES}, oldest first
     */
    public List<String> console() {
        return List.copyOf(console);
    }

    /**
     * What was wrong with the board: contentions, nets that do not settle, crashes.
     *
     * @return the newest lines, at most {@link #KEPT_LINES}, oldest first
     */
    public List<String> diagnostics() {
        return List.copyOf(diagnostics);
    }

    /**
     * How many diagnostics there were.
     *
     * @return the count, those no longer kept included
     */
    public long diagnosed() {
        return diagnosed;
    }

    private void say(String line) {
        keep(console, line);
        log.line(clock.nowNs(), name, -1, line);
        consoleListeners.forEach(listener -> listener.accept(line));
    }

    private void diagnose(String line) {
        diagnosed++;
        keep(diagnostics, line);
    }

    private static void keep(Deque<String> lines, String line) {
        if (lines.size() == KEPT_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    @Override
    public String toString() {
        return "board " + name;
    }

    private final class Diagnostics implements NetDiagnostics {
        @Override
        public void trouble(Net net, String line) {
            diagnose(line);
        }

        @Override
        public void listenerFailed(Net net, Throwable cause) {
            crash(cause);
        }
    }

    private final class ChannelLog implements ChannelListener {
        @Override
        public void changed(int channel, int bits) {
            log.channel(clock.nowNs(), name, channel, bits);
        }

        @Override
        public void line(int channel, String line) {
            log.line(clock.nowNs(), name, channel, line);
        }
    }
}
