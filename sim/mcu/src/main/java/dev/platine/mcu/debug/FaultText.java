package dev.platine.mcu.debug;

import dev.platine.mcu.core.DebugPort;
import java.util.Locale;

/** The fault registers in words. */
final class FaultText {
    private static final int CFSR = 0xE000ED28;
    private static final int HFSR = 0xE000ED2C;
    private static final int MMFAR = 0xE000ED34;
    private static final int BFAR = 0xE000ED38;
    private static final String[] CFSR_BITS = {
        "IACCVIOL: instruction from where the MPU forbids it",
        "DACCVIOL: data where the MPU forbids it",
        "",
        "MUNSTKERR: MPU, while leaving an exception",
        "MSTKERR: MPU, while entering an exception",
        "MLSPERR: MPU, while keeping floating-point registers",
        "",
        "MMARVALID: MMFAR holds the address",
        "IBUSERR: instruction from where nothing is",
        "PRECISERR: data where nothing is",
        "IMPRECISERR: data where nothing is, found late",
        "UNSTKERR: bus, while leaving an exception",
        "STKERR: bus, while entering an exception",
        "LSPERR: bus, while keeping floating-point registers",
        "",
        "BFARVALID: BFAR holds the address",
        "UNDEFINSTR: no such instruction",
        "INVSTATE: not in Thumb state",
        "INVPC: wrong exception return",
        "NOCP: coprocessor off or absent",
        "",
        "",
        "",
        "",
        "UNALIGNED: unaligned access",
        "DIVBYZERO: division by zero",
        "",
        "",
        "",
        "",
        "",
        ""
    };

    private FaultText() {}

    private static int word(DebugPort debug, int address) {
        return (int) debug.peek(address, 4);
    }

    static String of(DebugPort debug) {
        int configurable = word(debug, CFSR);
        int hard = word(debug, HFSR);
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "CFSR 0x%08x HFSR 0x%08x%n", configurable, hard));
        for (int bit = 0; bit < CFSR_BITS.length; bit++) {
            if ((configurable >>> bit & 1) != 0 && !CFSR_BITS[bit].isEmpty()) {
                text.append("  ").append(CFSR_BITS[bit]).append('\n');
            }
        }
        if ((configurable & 1 << 7) != 0) {
            text.append("  MMFAR ").append(GdbText.address(word(debug, MMFAR))).append('\n');
        }
        if ((configurable & 1 << 15) != 0) {
            text.append("  BFAR ").append(GdbText.address(word(debug, BFAR))).append('\n');
        }
        text.append((hard & 1 << 1) != 0 ? "  VECTTBL: no vector\n" : "");
        text.append((hard & 1 << 30) != 0 ? "  FORCED: a fault that its own handler could not take\n" : "");
        text.append((hard & 1 << 31) != 0 ? "  DEBUGEVT: a breakpoint without a debugger\n" : "");
        return text.toString();
    }
}
