package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.debug.SemihostingFiles;
import dev.platine.mcu.engine.choice.EngineChoice;
import dev.platine.mcu.image.Image;
import dev.platine.mcu.image.Symbols;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.sim.body.BoardBody;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.body.HostLine;
import dev.platine.sim.clock.Runner;
import dev.platine.sim.spec.BodySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A board whose microcontroller is emulated. The chip lives as long as the board, so its flash keeps what is programmed; power and reset
 * are the chip's own.
 *
 * <p>Inside the rack only.
 */
public final class EmulatedBody implements BoardBody, Runner {
    private final BodyContext context;
    private final EngineChoice engine;
    private final Chip chip;
    private final @Nullable Image image;
    private final PinWiring wiring;
    private final Crystals crystals;
    private final UartPorts uarts;
    private final PortLines lines;
    private final ProbePorts probes;
    private final @Nullable UartHostLine host;
    private final List<Runnable> afterRun = new ArrayList<>();
    private final List<Consumer<FaultTold>> onFault = new ArrayList<>();
    private boolean on;

    EmulatedBody(BodyContext context, ChipSpec spec, @Nullable Image image) {
        this.context = context;
        this.image = image;
        String hostPort = context.spec().parameters().text("host", "");
        String console = context.spec().parameters().text("console", "");
        uarts = new UartPorts(context, this);
        wiring = new PinWiring(context, this, uarts);
        engine = EngineChoice.of(context.spec().parameters().text(BodySpec.ENGINE, EngineChoice.AUTO.toString()));
        chip = new Chip(spec, engine.create(), wiring);
        crystals = new Crystals(context.spec().parameters(), chip.externals());
        chip.externals().temperatureDegC(context.spec().parameters().number("temperatureCel", 25));
        chip.externals().seed(context.random().nextLong());
        wiring.chip(chip);
        lines = new PortLines(context, chip, console);
        uarts.chip(chip, lines);
        probes = new ProbePorts(context, chip, image, lines);
        host = hostPort.isEmpty() ? null : new UartHostLine(uarts.port(hostPort));
        chip.onReset(cause -> context.events()
                .event(chip.nowNs(), "reset", chip.spec().name(), cause.name().toLowerCase(Locale.ROOT)));
        chip.processor()
                .observe(new CoreEvents(
                        context,
                        chip,
                        image == null ? Symbols.NONE : image.symbols(),
                        told -> onFault.forEach(listener -> listener.accept(told))));
        if (image != null) {
            image.load(chip.bus());
        }
        if (ProbePort.NAMES.contains(console)) {
            probes.port(console);
        }
    }

    /**
     * Adds what is done each time the chip has run for a while.
     *
     * @param action what; inside the rack, often
     */
    public void afterRun(Runnable action) {
        afterRun.add(action);
    }

    /**
     * Adds who hears of each fault that the processor takes, and of its lock-up.
     *
     * @param listener hears it inside the rack, in the middle of a run: it must not change the chip
     */
    public void onFault(Consumer<FaultTold> listener) {
        onFault.add(listener);
    }

    /**
     * The chip's serial ports.
     *
     * @return their names
     */
    public List<String> uarts() {
        return chip.blocks().keySet().stream()
                .filter(block -> block.contains("ART"))
                .toList();
    }

    /**
     * Breaks a crystal, or mends it.
     *
     * @param name {@code hse} or {@code lse}
     * @param running whether it oscillates when the chip drives it
     * @throws IllegalArgumentException if the board has no such crystal
     */
    public void crystal(String name, boolean running) {
        crystals.check(name);
        wiring.catchUp();
        crystals.run(name, running);
    }

    /**
     * Looks whether the board has a crystal.
     *
     * @param name {@code hse} or {@code lse}
     * @throws IllegalArgumentException if it has not
     */
    public void checkCrystal(String name) {
        crystals.check(name);
    }

    /**
     * Sets the temperature of the chip.
     *
     * @param cel degrees Celsius, -55 to 150
     * @throws IllegalArgumentException if it is out of range
     */
    public void temperature(double cel) {
        wiring.catchUp();
        chip.externals().temperatureDegC(cel);
    }

    /**
     * The chip.
     *
     * @return the live object
     */
    public Chip chip() {
        return chip;
    }

    /**
     * What carries out the chip's instructions.
     *
     * @return the choice that the body was made with
     */
    public EngineChoice engine() {
        return engine;
    }

    /**
     * The program that was put into the chip when the board was built.
     *
     * @return the program with its symbols, null for an empty chip
     */
    public @Nullable Image image() {
        return image;
    }

    /**
     * A serial port.
     *
     * @param name such as {@code USART2}
     * @return the port
     * @throws IllegalArgumentException if the chip has none of this name
     */
    public UartPort uart(String name) {
        if (!uarts().contains(name)) {
            throw new IllegalArgumentException("chip " + chip.spec().name() + " has no " + name + "; it has "
                    + String.join(", ", uarts()) + ", and by a debug probe " + String.join(", ", ProbePort.NAMES));
        }
        return uarts.port(name);
    }

    /** Tells what the ports have said since their last end of a line, as a line of the events. At the end of a run. */
    public void tellLines() {
        lines.tellRest();
    }

    /**
     * A way for bytes to and from the firmware: a serial port, or one of a debug probe, {@code RTT}, {@code ITM} or {@code SEMIHOSTING}. Asking for
     * one of a probe connects the probe, which the firmware can see.
     *
     * @param name such as {@code USART2}
     * @return the port
     * @throws IllegalArgumentException if the chip has none of this name
     */
    public BytePort port(String name) {
        ProbePort probe = probes.port(name);
        return probe == null ? uart(name) : probe;
    }

    /**
     * The ports of a debug probe that are connected.
     *
     * @return their names, each asked for by {@link #port} before
     */
    public List<String> probes() {
        return probes.connected();
    }

    /**
     * Gives files to a semihosted program. Connects semihosting.
     *
     * @param files who opens them
     */
    public void semihostingFiles(SemihostingFiles files) {
        probes.semihosting().files(files);
    }

    @Override
    public void boot() {
        halt();
        wiring.join();
        on = true;
        if (chip.externals().vbatV() > 0) {
            chip.run(context.time().nowNs());
        }
        chip.powerUp(context.time().nowNs());
        wiring.tellAll();
        context.time().add(this);
        probes.boot();
    }

    /** The reset pin: memories stay, and the chip says afterwards that it was the pin. */
    @Override
    public void reset() {
        if (!on) {
            boot();
            return;
        }
        wiring.catchUp();
        chip.reset(ResetCause.PIN);
        run(context.time().nowNs());
    }

    @Override
    public void halt() {
        if (on) {
            on = false;
            context.time().remove(this);
            chip.powerDown(context.time().nowNs());
            uarts.forget();
            probes.halt();
        }
        wiring.release();
    }

    @Override
    public @Nullable HostLine hostLine() {
        return host;
    }

    @Override
    public long dueNs() {
        return on ? chip.dueNs() : Long.MAX_VALUE;
    }

    @Override
    public Runner[] leaders() {
        return wiring.buses().leaders();
    }

    @Override
    public long stoppedNs() {
        return chip.processor().debug().isHalted() ? chip.nowNs() : Long.MAX_VALUE;
    }

    @Override
    public void run(long untilNs) {
        chip.run(untilNs);
        for (int i = 0; i < afterRun.size(); i++) {
            afterRun.get(i).run();
        }
    }

    @Override
    public String toString() {
        return "firmware " + (image == null ? "of an empty " + chip.spec().name() : image.name());
    }
}
