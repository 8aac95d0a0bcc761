package dev.platine.app;

import dev.platine.mcu.core.Halt;
import dev.platine.mcu.image.Symbols;
import dev.platine.sim.emulated.BytePort;
import dev.platine.sim.emulated.EmulatedBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What ends a run of emulated boards before its time, and with which exit code. Inside the rack only, but for what is read at its end. */
final class RunEnds {
    private final List<String> wanted;
    private final Console console;
    private final boolean debugged;
    private final Runnable stop;
    private final List<String> complaints = new ArrayList<>();
    private final List<EmulatedBody> told = new ArrayList<>();
    private final FaultLines faults;
    private boolean met;
    private int exit = Exit.OK;

    /** Ends by a list of {@code --exit-on}; debugged when somebody can go on where a processor is halted; the last one is run once, when it is over. */
    RunEnds(List<String> wanted, boolean debugged, Console console, Runnable stop) {
        this.wanted = wanted;
        this.debugged = debugged;
        this.console = console;
        this.stop = stop;
        faults = new FaultLines(wanted.contains("fault"), debugged, console, this::fault);
    }

    static Symbols symbols(EmulatedBody body) {
        return body.image() == null ? Symbols.NONE : body.image().symbols();
    }

    /** Looks at a board, whose ports are connected already. */
    void watch(String name, EmulatedBody body) {
        for (String end : wanted) {
            if (end.startsWith("uart:") && end.length() > 5) {
                List<String> ports = new ArrayList<>(body.uarts());
                ports.addAll(body.probes());
                ports.forEach(port -> body.port(port).listen(new Matcher(end.substring(5))));
            } else if (!end.equals("semihosting") && !end.equals("fault")) {
                throw new Failure(Exit.USAGE, "--exit-on must be uart:TEXT, semihosting or fault: " + end);
            }
        }
        faults.watch(name, body);
        body.afterRun(() -> halted(body));
    }

    /** Ends with a code. Does nothing the second time. */
    void finish(int code) {
        if (!met) {
            met = true;
            exit = code;
            stop.run();
        }
    }

    /** The time of {@code --for} has passed. */
    void timeIsUp() {
        if (!met && !wanted.isEmpty()) {
            complaints.add("--exit-on " + String.join(", ", wanted) + " did not happen in time");
            exit = Exit.CHECK;
        }
    }

    /** What faults leave to be said at the end of the run: how many more there were, and who is stuck. */
    void tellFaults() {
        faults.tellMore();
        if (!met) {
            complaints.addAll(faults.stuck());
        }
    }

    private void fault(String line) {
        if (!met) {
            complaints.add(line);
            finish(Exit.CHECK);
        }
    }

    /** Ends because what the run was for cannot be had any more; who says why comes later. */
    void stopped() {
        finish(Exit.COMPUTER);
    }

    /** Complains with a code of its own. */
    void complain(int code, String line) {
        complaints.add(line);
        exit = exit == Exit.OK ? code : exit;
    }

    void complain(String line) {
        complaints.add(line);
    }

    List<String> complaints() {
        return complaints;
    }

    int exit() {
        return exit == Exit.OK && !complaints.isEmpty() ? Exit.CHECK : exit;
    }

    private void stuck(EmulatedBody body, String how) {
        if (!met) {
            int pc = body.chip().processor().cpu().pc;
            complaints.add(String.format(
                    Locale.ROOT, "%s at 0x%08X (%s)", how, pc, symbols(body).describe(pc)));
            finish(Exit.CHECK);
        }
    }

    private void halted(EmulatedBody body) {
        Halt halt = body.chip().processor().debug().halt();
        if (halt == null || met) {
            return;
        }
        if (halt.reason() == Halt.Reason.EXIT) {
            ended(body, halt.code());
        } else if (!debugged && halt.reason() == Halt.Reason.INSTRUCTION) {
            stuck(body, "the firmware stopped for a debugger, by BKPT " + halt.code() + ",");
        } else if (!debugged && halt.reason() == Halt.Reason.LOCKUP) {
            stuck(body, "the processor is stuck in a fault");
        }
    }

    private void ended(EmulatedBody body, int code) {
        if (wanted.contains("semihosting")) {
            if (code != 0) {
                complaints.add("the firmware ended with exit code " + code);
            }
            finish(code == 0 ? Exit.OK : Exit.CHECK);
        } else if (!told.contains(body)) {
            told.add(body);
            console.line("the firmware ended with exit code " + code);
        }
    }

    private final class Matcher implements BytePort.Listener {
        private final String text;
        private final StringBuilder heard = new StringBuilder();

        Matcher(String text) {
            this.text = text;
        }

        @Override
        public void sent(byte value) {
            heard.append((char) (value & 0xFF));
            if (heard.length() > text.length()) {
                heard.deleteCharAt(0);
            }
            if (heard.toString().equals(text)) {
                finish(Exit.OK);
            }
        }
    }
}
