package dev.platine.mcu.debug;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.core.DebugPort;
import dev.platine.mcu.core.Halt;
import dev.platine.mcu.peripheral.ResetCause;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the chip goes on and stops under GDB: continue, steps, ranges, resets, and what is said of each stop. */
final class GdbRun {
    private static final int SIGINT = 2;
    private static final int SIGTRAP = 5;
    private static final int SIGSEGV = 11;
    private static final int WFE = 0xBF20;
    private static final int WFI = 0xBF30;

    private final Chip chip;
    private final DebugPort debug;
    private final GdbStops stops;
    private final GdbThreads threads;
    private final GdbOutput output;
    private boolean running;
    private boolean interrupted;
    private boolean tellsBreaks;
    private int rangeFirst;
    private int rangeBytes;
    private int awaited;

    GdbRun(Chip chip, GdbStops stops, GdbThreads threads, GdbOutput output) {
        this.chip = chip;
        this.stops = stops;
        this.threads = threads;
        this.output = output;
        debug = chip.processor().debug();
    }

    /** GDB knows the words of stop replies for breakpoints. */
    void tellsBreaks() {
        tellsBreaks = true;
    }

    boolean isRunning() {
        return running;
    }

    void end() {
        running = false;
        forgetAwaited();
    }

    /** Looks whether the chip was halted meanwhile, and tells it; or goes on with a step over a range. */
    void look() {
        Halt halt = debug.halt();
        if (!running || halt == null || goesOn(halt)) {
            return;
        }
        forgetAwaited();
        running = false;
        threads.selectRunning();
        comment(halt);
        output.send(reply(halt));
    }

    private boolean goesOn(Halt halt) {
        int pc = chip.processor().cpu().pc;
        if (halt.reason() == Halt.Reason.STEP) {
            boolean goes = Integer.compareUnsigned(pc - rangeFirst, rangeBytes) < 0
                    && stops.word(pc).isEmpty();
            if (goes) {
                step();
            }
            return goes;
        }
        if (awaited == 0 || halt.reason() != Halt.Reason.BREAKPOINT || pc != stops.inner()) {
            return false;
        }
        threads.look();
        if (threads.running() == awaited) {
            forgetAwaited();
            step();
            return true;
        }
        boolean goes = stops.word(pc).isEmpty(); // another task at the same place
        if (goes) {
            debug.resume();
        }
        return goes;
    }

    private void forgetAwaited() {
        if (awaited != 0) {
            awaited = 0;
            stops.inner(0);
        }
    }

    /** The client wants it to halt. */
    void halt() {
        if (running) {
            interrupted = true;
            debug.requestHalt();
            look();
        }
    }

    /** The answer to {@code ?}; null while it runs. */
    @Nullable
    String state() {
        if (running) {
            return null;
        }
        threads.selectRunning();
        return threads.isKilled() ? "W00" : reply(debug.halt());
    }

    /** Carries out {@code c}, {@code s}, {@code C} and {@code S}. */
    @Nullable
    String resume(String packet) {
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
        return go(kind == 's' || kind == 'S', 0, 0, 0);
    }

    /** Carries out {@code vCont}: the first action that is a step counts, since there is one processor; without one it goes on. */
    @Nullable
    String actions(String list) {
        String chosen = "";
        for (String action : list.split(";", -1)) {
            char kind = action.isEmpty() ? ' ' : action.charAt(0);
            if ("cCsStr".indexOf(kind) < 0) {
                return GdbSession.BAD;
            }
            boolean steps = "sSr".indexOf(kind) >= 0;
            chosen = chosen.isEmpty() || (steps && "cCt".indexOf(chosen.charAt(0)) >= 0) ? action : chosen;
        }
        int colon = chosen.indexOf(':');
        long thread = colon < 0 ? 0 : new GdbText(chosen, colon + 1).number();
        GdbText text = new GdbText(chosen, 1);
        switch (chosen.charAt(0)) {
            case 'c', 'C' -> {
                return go(false, 0, 0, 0);
            }
            case 's', 'S' -> {
                return go(true, 0, 0, (int) thread);
            }
            case 't' -> {
                halt();
                return null;
            }
            default -> {
                long first = text.number();
                boolean whole = text.passed(',');
                long end = text.number();
                return whole && first >= 0 && end >= first
                        ? go(true, (int) first, (int) (end - first), (int) thread)
                        : GdbSession.BAD;
            }
        }
    }

    private @Nullable String go(boolean steps, int first, int bytes, int thread) {
        if (running) {
            return null;
        }
        if (steps && chip.processor().lockedUp()) {
            return reply(debug.halt()); // no instruction will be carried out
        }
        if (!steps && !stops.word(chip.processor().cpu().pc).isEmpty()) {
            return atBreakpoint(); // the client lifts it where it wants to pass
        }
        running = true;
        interrupted = false;
        rangeFirst = first;
        rangeBytes = bytes;
        int elsewhere = steps && thread != threads.running() ? threads.placeOf(thread) : 0;
        if (elsewhere != 0 && stops.inner(elsewhere)) {
            awaited = thread; // its turn has to come first
            debug.resume();
        } else if (steps) {
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

    /** Resets the chip, which stays halted in front of its first instruction. */
    void reset() {
        debug.requestHalt();
        if (chip.isPowered()) {
            chip.reset(ResetCause.PIN);
            chip.run(chip.nowNs());
        }
        threads.reset();
    }

    /** What the stop reply has no words for; allowed only in front of one that ends a run. */
    private void comment(Halt halt) {
        GdbStops.Watched hit = halt.reason() == Halt.Reason.WATCHPOINT ? stops.hit(halt.address(), halt.store()) : null;
        if (hit != null) {
            output.print(String.format(
                    Locale.ROOT,
                    halt.store() ? "%s: 0x%x -> 0x%x by %s%n" : "%s: 0x%x read by %4$s%n",
                    GdbText.address(hit.watch().address()),
                    halt.before(),
                    halt.after(),
                    GdbText.address(chip.processor().currentAddress())));
        } else if (halt.reason() == Halt.Reason.EXIT) {
            output.print("the program ended with exit code " + halt.code() + "\n");
        } else if (halt.reason() == Halt.Reason.LOCKUP) {
            output.print("the processor is locked up in a fault; monitor faults tells more\n");
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

    private String atBreakpoint() {
        int pc = chip.processor().cpu().pc;
        return reply(new Halt(Halt.Reason.BREAKPOINT, pc, 0, false, 0, 0, 0));
    }

    private String watched(Halt halt) {
        GdbStops.Watched hit = stops.hit(halt.address(), halt.store());
        return hit == null
                ? ""
                : hit.word() + ":" + Integer.toHexString(hit.watch().address()) + ";";
    }

    private String signal(int number, String more) {
        return String.format(Locale.ROOT, "T%02x%sthread:%x;", number, more, threads.running());
    }
}
