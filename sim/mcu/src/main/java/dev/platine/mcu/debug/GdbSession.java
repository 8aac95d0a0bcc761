package dev.platine.mcu.debug;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.core.DebugPort;
import dev.platine.mcu.core.Halt;
import dev.platine.mcu.image.Symbols;
import dev.platine.mcu.peripheral.ResetCause;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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
    private static final int MOST_TEXT = 1000;
    private static final int SIGINT = 2;
    private static final int SIGTRAP = 5;
    private static final int SIGSEGV = 11;
    private static final int WFE = 0xBF20;
    private static final int WFI = 0xBF30;

    private final Chip chip;
    private final DebugPort debug;
    private final GdbFrames frames;
    private final GdbRegisters registers;
    private final GdbMemory memory;
    private final GdbStops stops;
    private final GdbMonitor monitor;
    private boolean running;
    private boolean ended;
    private boolean interrupted;
    private boolean tellsBreaks;
    private int rangeFirst;
    private int rangeBytes;

    /**
     * A session with a chip. Attaches to it and halts it; if it was halted it stays so.
     *
     * @param chip which, not within its run
     * @param symbols of its program, for texts
     */
    public GdbSession(Chip chip, Symbols symbols) {
        this.chip = chip;
        debug = chip.processor().debug();
        registers = new GdbRegisters(debug.registers());
        memory = new GdbMemory(chip);
        stops = new GdbStops(debug);
        monitor = new GdbMonitor(chip, symbols);
        frames = new GdbFrames(new GdbFrames.Receiver() {
            @Override
            public void packet(String payload) {
                String answer = ended ? null : handle(payload);
                if (answer != null) {
                    frames().send(answer);
                }
            }

            @Override
            public void interrupted() {
                halt();
            }
        });
        debug.attach();
        debug.requestHalt();
    }

    private GdbFrames frames() {
        return frames;
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
        Halt halt = debug.halt();
        if (!running || halt == null) {
            return;
        }
        int pc = chip.processor().cpu().pc;
        if (halt.reason() == Halt.Reason.STEP && Integer.compareUnsigned(pc - rangeFirst, rangeBytes) < 0) {
            step();
            return;
        }
        running = false;
        comment(halt);
        frames.send(reply(halt));
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
     * Whether the client has gone by itself. The connection is to be closed once the output is sent.
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
            running = false;
            stops.forget();
            debug.detach();
        }
    }

    private void halt() {
        if (running && !ended) {
            interrupted = true;
            debug.requestHalt();
            look();
        }
    }

    private @Nullable String handle(String packet) {
        if (packet.isEmpty()) {
            return "";
        }
        return switch (packet.charAt(0)) {
            case '?' -> running ? null : reply(debug.halt());
            case '!' -> OK;
            case 'H', 'T' -> OK;
            case 'g' -> registers.all();
            case 'G' -> registers.setAll(GdbText.bytes(packet.substring(1))) ? OK : BAD;
            case 'p' -> register(new GdbText(packet, 1));
            case 'P' -> setRegister(new GdbText(packet, 1));
            case 'm', 'M', 'X' -> memory.answer(packet);
            case 'c', 's', 'C', 'S' -> resume(packet);
            case 'Z' -> stops.change(packet, true);
            case 'z' -> stops.change(packet, false);
            case 'D' -> detach();
            case 'k' -> {
                end();
                yield null;
            }
            case 'R' -> {
                reset();
                yield null;
            }
            case 'q', 'Q' -> query(packet);
            case 'v' -> verb(packet);
            default -> "";
        };
    }

    private String detach() {
        end();
        return OK;
    }

    private String register(GdbText text) {
        String value = registers.get(text.number());
        return value.isEmpty() ? BAD : value;
    }

    private String setRegister(GdbText text) {
        long number = text.number();
        return text.passed('=') && registers.set(number, GdbText.bytes(text.rest())) ? OK : BAD;
    }

    private @Nullable String resume(String packet) {
        char kind = packet.charAt(0);
        GdbText text = new GdbText(packet, 1);
        if (kind == 'C' || kind == 'S') {
            text.number(); // signals do not exist there
            text.passed(';');
        }
        long address = text.number();
        if (address >= 0) {
            debug.registers().set(15, (int) address);
        }
        return go(kind == 's' || kind == 'S', 0, 0);
    }

    private @Nullable String go(boolean steps, int first, int bytes) {
        if (running) {
            return null;
        }
        if (steps && chip.processor().lockedUp()) {
            return reply(debug.halt()); // no instruction will be carried out
        }
        running = true;
        interrupted = false;
        rangeFirst = first;
        rangeBytes = bytes;
        if (steps) {
            step();
        } else {
            debug.resume();
        }
        return null;
    }

    /** Handlers wait while a line is stepped, but where it is an interrupt that it waits for. */
    private void step() {
        long instruction = debug.peek(chip.processor().cpu().pc, 2);
        boolean waits =
                instruction == WFI || instruction == WFE || chip.processor().sleeping();
        debug.step(!waits);
    }

    private void reset() {
        debug.requestHalt();
        if (chip.isPowered()) {
            chip.reset(ResetCause.PIN);
            chip.run(chip.nowNs());
        }
    }

    private @Nullable String verb(String packet) {
        if (packet.equals("vCont?")) {
            return "vCont;c;C;s;S;t;r";
        } else if (packet.startsWith("vCont;")) {
            return vCont(packet.substring(6));
        } else if (packet.equals("vCtrlC")) {
            halt();
            return OK;
        } else if (packet.startsWith("vKill")) {
            return detach();
        } else if (packet.startsWith("vFlash")) {
            return memory.flash(packet);
        }
        return "";
    }

    /** There is one thread, so that the first action is its own. */
    private @Nullable String vCont(String actions) {
        GdbText text = new GdbText(actions, 1);
        switch (actions.isEmpty() ? ' ' : actions.charAt(0)) {
            case 'c', 'C' -> {
                return go(false, 0, 0);
            }
            case 's', 'S' -> {
                return go(true, 0, 0);
            }
            case 't' -> {
                halt();
                return null;
            }
            case 'r' -> {
                long first = text.number();
                boolean whole = text.passed(',');
                long end = text.number();
                return whole && first >= 0 && end >= first ? go(true, (int) first, (int) (end - first)) : BAD;
            }
            default -> {
                return BAD;
            }
        }
    }

    private @Nullable String query(String packet) {
        int end = packet.indexOf(':');
        String name = end < 0 ? packet : packet.substring(0, end);
        return switch (name) {
            case "qSupported" -> supported(packet);
            case "QStartNoAckMode" -> {
                frames.withoutAcknowledgements();
                yield OK;
            }
            case "qAttached" -> "1";
            case "qC" -> "QC1";
            case "qfThreadInfo" -> "m1";
            case "qsThreadInfo" -> "l";
            case "qSymbol" -> OK;
            case "qXfer" -> GdbTransfers.answer(packet, memory);
            default -> packet.startsWith("qRcmd,") ? command(packet.substring(6)) : thread(packet);
        };
    }

    private String thread(String packet) {
        if (!packet.startsWith("qThreadExtraInfo,")) {
            return "";
        }
        int exception = chip.processor().exceptionNumber();
        return hex(chip.spec().name() + (exception == 0 ? " thread mode" : " exception " + exception));
    }

    private static String hex(String text) {
        return GdbText.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private String supported(String packet) {
        tellsBreaks = packet.contains("swbreak+") && packet.contains("hwbreak+");
        return "PacketSize=" + Integer.toHexString(GdbFrames.MOST_BYTES)
                + ";qXfer:features:read+;qXfer:memory-map:read+;QStartNoAckMode+;vContSupported+;swbreak+;hwbreak+";
    }

    private String command(String hex) {
        String command = new String(GdbText.bytes(hex), StandardCharsets.UTF_8).strip();
        if (command.equals("reset") || command.equals("reset halt")) {
            reset();
            print("reset; halted at " + GdbText.address(chip.processor().cpu().pc) + "\n");
        } else {
            print(monitor.tell(command));
        }
        return OK;
    }

    private void print(String text) {
        for (int from = 0; from < text.length(); from += MOST_TEXT) {
            frames.send("O" + hex(text.substring(from, Math.min(from + MOST_TEXT, text.length()))));
        }
    }

    /** What the stop reply has no words for; allowed only in front of one that ends a run. */
    private void comment(Halt halt) {
        GdbStops.Watched hit = halt.reason() == Halt.Reason.WATCHPOINT ? stops.hit(halt.address(), halt.store()) : null;
        if (hit != null) {
            print(String.format(
                    Locale.ROOT,
                    halt.store() ? "%s: 0x%x -> 0x%x by %s%n" : "%s: 0x%x read by %4$s%n",
                    GdbText.address(hit.watch().address()),
                    halt.before(),
                    halt.after(),
                    GdbText.address(chip.processor().currentAddress())));
        } else if (halt.reason() == Halt.Reason.EXIT) {
            print("the program ended with exit code " + halt.code() + "\n");
        } else if (halt.reason() == Halt.Reason.LOCKUP) {
            print("the processor is locked up in a fault; monitor faults tells more\n");
        }
    }

    private String reply(@Nullable Halt halt) {
        if (halt == null) {
            return signal(SIGTRAP, "");
        }
        return switch (halt.reason()) {
            case REQUEST -> signal(interrupted ? SIGINT : SIGTRAP, "");
            case BREAKPOINT -> {
                String word = tellsBreaks ? stops.word(halt.pc()) : "";
                yield signal(SIGTRAP, word.isEmpty() ? "" : word + ":;");
            }
            case WATCHPOINT -> signal(SIGTRAP, watched(halt));
            case EXCEPTION, LOCKUP -> signal(SIGSEGV, "");
            default -> signal(SIGTRAP, "");
        };
    }

    private String watched(Halt halt) {
        GdbStops.Watched hit = stops.hit(halt.address(), halt.store());
        return hit == null
                ? ""
                : hit.word() + ":" + Integer.toHexString(hit.watch().address()) + ";";
    }

    private static String signal(int number, String more) {
        return String.format(Locale.ROOT, "T%02x%sthread:1;", number, more);
    }

    @Override
    public String toString() {
        return "gdb with " + chip.spec().name() + (running ? ", running" : ", halted");
    }
}
