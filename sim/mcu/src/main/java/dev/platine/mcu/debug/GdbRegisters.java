package dev.platine.mcu.debug;

import dev.platine.mcu.core.CoreRegisters;
import java.util.Arrays;

/** The registers in GDB's order: r0 to pc, xpsr, the system registers, d0 to d15, fpscr. */
final class GdbRegisters {
    private static final int FIRST_DOUBLE = 23;
    private static final int FPSCR = FIRST_DOUBLE + 16;
    private static final int COUNT = FPSCR + 1;
    private static final String[] SYSTEM = {"msp", "psp", "primask", "basepri", "faultmask", "control"};

    private final CoreRegisters registers;

    GdbRegisters(CoreRegisters registers) {
        this.registers = registers;
    }

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
    String all() {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            hex.append(get(i));
        }
        return hex.toString();
    }

    /** One of them in hexadecimal digits; empty if there is none. */
    String get(long number) {
        if (number < 0 || number >= COUNT) {
            return "";
        }
        if (number >= FIRST_DOUBLE && number < FPSCR) {
            int single = CoreRegisters.S0 + 2 * ((int) number - FIRST_DOUBLE);
            return GdbText.littleEndian(registers.get(single), 4) + GdbText.littleEndian(registers.get(single + 1), 4);
        }
        return GdbText.littleEndian(registers.get(core((int) number)), 4);
    }

    private static int core(int number) {
        return number == FPSCR ? CoreRegisters.FPSCR : number;
    }

    /** Writes one; false if there is none or the value has another size. */
    boolean set(long number, byte[] value) {
        if (number < 0 || number >= COUNT || value.length != bytes((int) number)) {
            return false;
        }
        set((int) number, value, 0);
        return true;
    }

    private static int bytes(int number) {
        return number >= FIRST_DOUBLE && number < FPSCR ? 8 : 4;
    }

    private void set(int number, byte[] value, int from) {
        int low = (int) GdbText.littleEndian(value, from, 4);
        if (bytes(number) == 8) {
            int single = CoreRegisters.S0 + 2 * (number - FIRST_DOUBLE);
            registers.set(single, low);
            registers.set(single + 1, (int) GdbText.littleEndian(value, from + 4, 4));
        } else {
            registers.set(core(number), low);
        }
    }

    /** Writes those of all that change, since some are each other's shadow; false if there are too many or too few bytes. */
    boolean setAll(byte[] values) {
        byte[] before = GdbText.bytes(all());
        if (values.length != before.length) {
            return false;
        }
        int from = 0;
        for (int i = 0; i < COUNT; i++) {
            int end = from + bytes(i);
            if (!Arrays.equals(values, from, end, before, from, end)) {
                set(i, values, from);
            }
            from = end;
        }
        return true;
    }
}
