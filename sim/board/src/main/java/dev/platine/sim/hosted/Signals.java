package dev.platine.sim.hosted;

import java.util.Map;

/** Names of Linux' signals, as people know them. */
final class Signals {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL (illegal instruction)"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT (abort)"),
            Map.entry(7, "SIGBUS (bad address)"),
            Map.entry(8, "SIGFPE (division by zero)"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV (bad address)"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"),
            Map.entry(31, "SIGSYS"));

    private Signals() {}

    static String name(int signal) {
        return NAMES.getOrDefault(signal, "signal " + signal);
    }
}
