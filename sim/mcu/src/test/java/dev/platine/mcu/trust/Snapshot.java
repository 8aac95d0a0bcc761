package dev.platine.mcu.trust;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.CoreRegisters;
import dev.platine.mcu.core.DebugPort;
import dev.platine.mcu.core.Processor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What two machines differ by. */
final class Snapshot {
    private static final String[] SPECIAL = {
        "pc", "xpsr", "msp", "psp", "primask", "basepri", "faultmask", "control", "fpscr"
    };

    /** Private registers that hold states which instructions change, by address. */
    private static final int[] PRIVATE = {
        0xE0001000, // DWT_CTRL
        0xE0001004, // DWT_CYCCNT
        0xE0001008, // CPICNT to FOLDCNT: what engines might count
        0xE0001018,
        0xE000E010, // SYST_CSR
        0xE000E018, // SYST_CVR
        0xE000E200, // pending
        0xE000E300, // active
        0xE000ED04, // ICSR
        0xE000ED08, // VTOR
        0xE000ED10, // SCR
        0xE000ED14, // CCR
        0xE000ED24, // SHCSR
        0xE000ED28, // CFSR
        0xE000ED2C, // HFSR
        0xE000ED30, // DFSR
        0xE000ED34, // MMFAR
        0xE000ED38, // BFAR
        0xE000ED94, // MPU_CTRL
        0xE000EDF0, // DHCSR
        0xE000EF34, // FPCCR
        0xE000EF38, // FPCAR
    };

    private static final int EVENTS_TOLD = 5;

    private Snapshot() {}

    /**
     * Compares two machines.
     *
     * @return one line for each difference, the first machine's value first; empty if there is none
     */
    static String difference(Subject one, Subject other) {
        StringBuilder out = new StringBuilder();
        note(out, "cycles", one.cycles(), other.cycles());
        registers(out, one.processor(), other.processor());
        memories(out, one.memories(), other.memories());
        if (one.events().fingerprint() != other.events().fingerprint()) {
            events(out, one.events(), other.events());
        }
        return out.toString();
    }

    private static void registers(StringBuilder out, Processor one, Processor other) {
        CoreRegisters a = one.debug().registers();
        CoreRegisters b = other.debug().registers();
        for (int i = 0; i < CoreRegisters.COUNT; i++) {
            note(out, name(i), a.get(i) & 0xFFFFFFFFL, b.get(i) & 0xFFFFFFFFL);
        }
        note(out, "exclusive", one.cpu().exclusive ? 1 : 0, other.cpu().exclusive ? 1 : 0);
        note(out, "sleeping", one.sleeping() ? 1 : 0, other.sleeping() ? 1 : 0);
        note(out, "locked up", one.lockedUp() ? 1 : 0, other.lockedUp() ? 1 : 0);
        note(out, "awake cycles", one.awakeCycles(), other.awakeCycles());
        for (int address : PRIVATE) {
            note(out, Integer.toHexString(address), peek(one.debug(), address), peek(other.debug(), address));
        }
    }

    private static long peek(DebugPort debug, int address) {
        return debug.peek(address, 4);
    }

    private static String name(int register) {
        if (register >= CoreRegisters.S0) {
            return "s" + (register - CoreRegisters.S0);
        }
        int special = register - CoreRegisters.PC;
        return special >= 0 && special < SPECIAL.length ? SPECIAL[special] : "r" + register;
    }

    private static void memories(StringBuilder out, List<Memory> one, List<Memory> other) {
        for (int i = 0; i < one.size(); i++) {
            byte[] a = one.get(i).bytes();
            byte[] b = other.get(i).bytes();
            int at = Arrays.mismatch(a, b);
            for (int told = 0; at >= 0 && told < 8; told++) {
                note(out, "[" + Integer.toHexString(one.get(i).base() + at) + "]", a[at] & 0xFF, b[at] & 0xFF);
                int next = Arrays.mismatch(a, at + 1, a.length, b, at + 1, b.length);
                at = next < 0 ? -1 : at + 1 + next;
            }
        }
    }

    private static void events(StringBuilder out, EventLog one, EventLog other) {
        List<String> a = tail(one.last());
        List<String> b = tail(other.last());
        out.append("events ")
                .append(one.count())
                .append(" | ")
                .append(other.count())
                .append('\n');
        for (String line : a) {
            out.append(b.contains(line) ? "    " : "  < ").append(line).append('\n');
        }
        for (String line : b) {
            if (!a.contains(line)) {
                out.append("  > ").append(line).append('\n');
            }
        }
    }

    private static List<String> tail(List<String> lines) {
        return lines.subList(Math.max(lines.size() - EVENTS_TOLD, 0), lines.size());
    }

    private static void note(StringBuilder out, String name, long one, long other) {
        if (one != other) {
            out.append(String.format(Locale.ROOT, "%s %x | %x%n", name, one, other));
        }
    }
}
