package dev.platine.mcu.debug;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.core.DebugPort;
import dev.platine.mcu.image.Symbols;
import dev.platine.mcu.rtos.FreeRtos;
import dev.platine.mcu.rtos.KernelType;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of GDB's remote protocol and one chip: bytes come in by {@link #receive}, answers are taken by {@link #takeOutput}, and whoever runs the
 * chip calls {@link #look} each time it has run for a while. There are no threads and no sockets here, and time is the caller's: it must not
 * go on while {@link #stands}. Whatever bytes come, nothing is thrown; what is not known is answered as the protocol wants it, by an empty
 * packet.
 *
 * <p>Deterministic. Used on the simulation's thread only, or inside its rack.
 */
public final class GdbSession {
    static final String OK = "OK";
    static final String BAD = "E16";
    static final String NO_MEMORY = "E0e";

    private final Chip chip;
    private final DebugPort debug;
    private final GdbFrames frames;
    private final GdbFlash flash;
    private final GdbMemory memory;
    private final GdbStops stops;
    private final GdbThreads threads;
    private final GdbRun run;
    private final GdbQueries queries;
    private boolean extended;
    private boolean ended;

    /**
     * A session with a chip whose program may use any operating system that is known.
     *
     * @param chip which, not within its run
     * @param symbols of its program, for texts and tasks
     */
    public GdbSession(Chip chip, Symbols symbols) {
        this(chip, symbols, List.of(new FreeRtos()), note -> {});
    }

    /**
     * A session with a chip. Attaches to it and halts it; if it was halted it stays so. A chip with read protection level 2 lets nobody in: the session
     * {@link #isEnded} from the beginning.
     *
     * @param chip which, not within its run
     * @param symbols of its program, for texts and tasks
     * @param kernels operating systems whose tasks are shown as threads; the first one that a program has counts
     * @param notes hears, line by line, what GDB has no words for
     */
    public GdbSession(Chip chip, Symbols symbols, List<KernelType> kernels, Consumer<String> notes) {
        this.chip = chip;
        debug = chip.processor().debug();
        frames = new GdbFrames(new GdbFrames.Receiver() {
            @Override
            public void packet(String payload) {
                handle(payload);
            }

            @Override
            public void interrupted() {
                run().halt();
            }
        });
        GdbOutput output = new GdbOutput(frames);
        GdbMonitor monitor = new GdbMonitor(chip, symbols);
        stops = new GdbStops(debug);
        threads = new GdbThreads(chip, symbols, kernels);
        run = new GdbRun(chip, stops, threads, output);
        flash = new GdbFlash(chip, notes, () -> {
            threads.forgetProgram();
            monitor.forgetProgram();
        });
        memory = new GdbMemory(chip, flash);
        monitor.add("tasks", words -> threads.tell());
        monitor.add("flash", words -> flash.tell());
        queries = new GdbQueries(chip, frames, output, run, threads, new GdbTransfers(memory, threads), monitor);
        if (flash.keepsOut()) {
            ended = true;
            notes.accept("gdb: refused: read protection level 2 (RDP) keeps debuggers out for good");
        } else {
            debug.attach();
            debug.requestHalt();
        }
    }

    private GdbRun run() {
        return run;
    }

    /**
     * Takes what the client sent. Packets may be cut anywhere.
     *
     * @param bytes what came
     * @param count how many of them, 0 to all
     */
    public void receive(byte[] bytes, int count) {
        frames.receive(bytes, count);
    }

    /** Looks whether the chip was halted meanwhile, and tells the client; or goes on with a step over a range. */
    public void look() {
        run.look();
    }

    /**
     * What is to be sent to the client.
     *
     * @return bytes, empty for nothing; they are not given again
     */
    public byte[] takeOutput() {
        return frames.take();
    }

    /**
     * Whether time has to stand still.
     *
     * @return while the processor is halted
     */
    public boolean stands() {
        return debug.isHalted();
    }

    /**
     * Whether the client has gone by itself, or was not let in. The connection is to be closed once the output is sent.
     *
     * @return since it detached, or since {@link #end}
     */
    public boolean isEnded() {
        return ended;
    }

    /** The client is gone: breakpoints are forgotten and the chip goes on. Does nothing the second time. */
    public void end() {
        if (!ended) {
            ended = true;
            run.end();
            stops.forget();
            debug.detach();
        }
    }

    private void handle(String packet) {
        String answer = ended ? null : answer(packet);
        if (answer != null) {
            frames.send(answer);
        }
    }

    private @Nullable String answer(String packet) {
        if (packet.isEmpty()) {
            return "";
        }
        return switch (packet.charAt(0)) {
            case '?' -> run.state();
            case '!' -> {
                extended = true;
                yield OK;
            }
            case 'H' -> threads.select(packet);
            case 'T' -> threads.alive(packet);
            case 'g' -> GdbRegisters.all(threads.registers());
            case 'G' -> GdbRegisters.setAll(threads.registers(), GdbText.bytes(packet.substring(1))) ? OK : BAD;
            case 'p' -> register(new GdbText(packet, 1));
            case 'P' -> setRegister(new GdbText(packet, 1));
            case 'm', 'M', 'X' -> memory.answer(packet);
            case 'c', 's', 'C', 'S' -> run.resume(packet);
            case 'Z' -> stops.change(packet, true);
            case 'z' -> stops.change(packet, false);
            case 'D' -> detach();
            case 'k' -> {
                kill();
                yield null;
            }
            case 'R' -> {
                threads.killed(false);
                run.reset();
                yield null;
            }
            case 'q', 'Q' -> queries.answer(packet);
            case 'v' -> verb(packet);
            default -> "";
        };
    }

    private String detach() {
        end();
        return OK;
    }

    /** A client that may begin anew keeps its connection; the chip is halted until it does. */
    private void kill() {
        if (extended) {
            run.end();
            stops.forget();
            run.reset();
            threads.killed(true);
        } else {
            end();
        }
    }

    private String register(GdbText text) {
        String value = GdbRegisters.get(threads.registers(), text.number());
        return value.isEmpty() ? BAD : value;
    }

    private String setRegister(GdbText text) {
        long number = text.number();
        return text.passed('=') && GdbRegisters.set(threads.registers(), number, GdbText.bytes(text.rest())) ? OK : BAD;
    }

    private @Nullable String verb(String packet) {
        if (packet.equals("vCont?")) {
            return "vCont;c;C;s;S;t;r";
        } else if (packet.startsWith("vCont;")) {
            return run.actions(packet.substring(6));
        } else if (packet.equals("vCtrlC")) {
            run.halt();
            return OK;
        } else if (packet.startsWith("vRun")) {
            threads.killed(false);
            run.reset();
            return run.state();
        } else if (packet.startsWith("vAttach")) {
            threads.killed(false);
            return run.state();
        } else if (packet.startsWith("vKill")) {
            kill();
            return OK;
        }
        return packet.startsWith("vFlash") ? flash.answer(packet) : "";
    }

    @Override
    public String toString() {
        return "gdb with " + chip.spec().name() + (run.isRunning() ? ", running" : ", halted");
    }
}
