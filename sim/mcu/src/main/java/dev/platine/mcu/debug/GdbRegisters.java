package dev.platine.mcu.debug;

import dev.platine.mcu.core.CoreRegisters;
import java.util.Arrays;

/** The registers in GDB's order: r0 to pc, xpsr, the system registers, d0 to d15, fpscr. */
final class GdbRegisters {
    private static final int FIRST_DOUBLE = 23;
    private static final int FPSCR = FIRST_DOUBLE + 16;
    private static final int COUNT = FPSCR + 1;
    private static final int ALL_BYTES = 4 * COUNT + 4 * 16;
    private static final String[] SYSTEM = {"msp", "psp", "primask", "basepri", "faultmask", "control"};

    private GdbRegisters() {}

    /** The target's description. */
    static String description() {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0"?>
                <!DOCTYPE target SYSTEM "gdb-target.dtd">
                <target version="1.0">
                <architecture>armv7e-m</architecture>
                <feature name="org.gnu.gdb.arm.m-profile">
                """);
        for (int i = 0; i < 13; i++) {
            register(xml, "r" + i, 32, "uint32", "general");
        }
        register(xml, "sp", 32, "data_ptr", "general");
        register(xml, "lr", 32, "uint32", "general");
        register(xml, "pc", 32, "code_ptr", "general");
        register(xml, "xpsr", 32, "uint32", "general");
        xml.append("</feature>\n<feature name=\"org.gnu.gdb.arm.m-system\">\n");
        for (String name : SYSTEM) {
            register(xml, name, 32, name.endsWith("sp") ? "data_ptr" : "uint32", "system");
        }
        xml.append("</feature>\n<feature name=\"org.gnu.gdb.arm.vfp\">\n");
        for (int i = 0; i < 16; i++) {
            register(xml, "d" + i, 64, "ieee_double", "float");
        }
        register(xml, "fpscr", 32, "uint32", "float");
        return xml.append("</feature>\n</target>\n").toString();
    }

    private static void register(StringBuilder xml, String name, int bits, String type, String group) {
        xml.append("<reg name=\"").append(name).append("\" bitsize=\"").append(bits);
        xml.append("\" type=\"")
                .append(type)
                .append("\" group=\"")
                .append(group)
                .append("\"/>\n");
    }

    /** All of them, as the answer to {@code g}. */
    static String all(RegisterSource from) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            hex.append(get(from, i));
        }
        return hex.toString();
    }

    /** One of them in hexadecimal digits, in x where the thread does not have it; empty if there is none. */
    static String get(RegisterSource from, long number) {
        if (number < 0 || number >= COUNT) {
            return "";
        }
        if (isDouble((int) number)) {
            int single = single((int) number);
            return word(from, single) + word(from, single + 1);
        }
        return word(from, core((int) number));
    }

    private static String word(RegisterSource from, int number) {
        return from.has(number) ? GdbText.littleEndian(from.get(number), 4) : "xxxxxxxx";
    }

    private static boolean isDouble(int number) {
        return number >= FIRST_DOUBLE && number < FPSCR;
    }

    private static int single(int number) {
        return CoreRegisters.S0 + 2 * (number - FIRST_DOUBLE);
    }

    private static int core(int number) {
        return number == FPSCR ? CoreRegisters.FPSCR : number;
    }

    private static int bytes(int number) {
        return isDouble(number) ? 8 : 4;
    }

    /** Writes one; false if there is none, it cannot be written or the value has another size. */
    static boolean set(RegisterSource of, long number, byte[] value) {
        return number >= 0 && number < COUNT && value.length == bytes((int) number) && set(of, (int) number, value, 0);
    }

    private static boolean set(RegisterSource of, int number, byte[] value, int from) {
        int low = (int) GdbText.littleEndian(value, from, 4);
        if (isDouble(number)) {
            int high = (int) GdbText.littleEndian(value, from + 4, 4);
            return of.set(single(number), low) && of.set(single(number) + 1, high);
        }
        return of.set(core(number), low);
    }

    /** Writes those of all that change, since some are each other's shadow; false if there are too many or too few bytes. */
    static boolean setAll(RegisterSource of, byte[] values) {
        if (values.length != ALL_BYTES) {
            return false;
        }
        String[] before = new String[COUNT];
        for (int i = 0; i < COUNT; i++) {
            before[i] = get(of, i);
        }
        int from = 0;
        for (int i = 0; i < COUNT; i++) {
            int end = from + bytes(i);
            if (!before[i].equals(GdbText.hex(Arrays.copyOfRange(values, from, end)))) {
                set(of, i, values, from);
            }
            from = end;
        }
        return true;
    }
}
