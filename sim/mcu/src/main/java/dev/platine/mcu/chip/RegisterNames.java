package dev.platine.mcu.chip;

import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.power.BackupRam;
import dev.platine.mcu.register.Field;
import dev.platine.mcu.register.Register;
import dev.platine.mcu.register.TouchLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the names of what was touched: by our declarations, then by the vendor's table. */
final class RegisterNames {
    private static final int RCC = 0x40023800;

    /** A part of a touch: a field or a whole register. */
    record Named(String name, int lsb, TruthReport.Reason reason, String advice) {}

    private final Chip chip;

    RegisterNames(Chip chip) {
        this.chip = chip;
    }

    List<Named> of(TouchLog.Touch touch) {
        for (BlockSpec block : chip.spec().blocks()) {
            int offset = touch.address() - block.base();
            if (Integer.compareUnsigned(offset, block.sizeBytes()) < 0) {
                return declared(touch, block, offset);
            }
        }
        return vendors(touch);
    }

    private List<Named> declared(TouchLog.Touch touch, BlockSpec block, int offset) {
        Peripheral built = Objects.requireNonNull(chip.blocks().get(block.name()));
        Register register = built.layout().at(offset / 4);
        if (touch.kind() == TouchLog.Kind.CLOCK_OFF) {
            String name = register == null ? "+" + hex(offset) : register.name();
            String advice = "switch it on by " + gate(block.place());
            return List.of(new Named(block.name() + "." + name, -1, TruthReport.Reason.CLOCK_OFF, advice));
        }
        if (register == null) {
            return vendors(touch, block, offset);
        }
        String name = block.name() + "." + register.name();
        if (touch.kind() == TouchLog.Kind.BEYOND) {
            String advice = "compare clocks, latency and voltages with the data sheet";
            return List.of(new Named(name, -1, TruthReport.Reason.BEYOND, advice));
        }
        if (touch.bits() == -1) {
            boolean nameless = register.named() == 0;
            return List.of(new Named(name, -1, reason(!nameless), ""));
        }
        List<Named> list = new ArrayList<>();
        for (Field field : register.fields()) {
            if ((touch.bits() & field.mask()) != 0) {
                list.add(new Named(name + "." + field.name(), field.lsb(), TruthReport.Reason.KNOWN, ""));
            }
        }
        reserved(name, touch.bits() & ~register.named(), list);
        return list;
    }

    private String gate(Place place) {
        KnownRegisters.@Nullable Known enable = chip.known().at(RCC + place.enable());
        return enable == null ? "RCC" : "RCC." + enable.name() + "." + enable.names(1 << place.bit());
    }

    private static TruthReport.Reason reason(boolean known) {
        return known ? TruthReport.Reason.KNOWN : TruthReport.Reason.RESERVED;
    }

    /** A register that our block does not declare: the list of exceptions says why, if the vendor names it. */
    private List<Named> vendors(TouchLog.Touch touch, BlockSpec block, int offset) {
        if (chip.known().at(touch.address()) != null) {
            return vendors(touch);
        }
        return List.of(new Named(block.name() + "+" + hex(offset), -1, TruthReport.Reason.RESERVED, ""));
    }

    private List<Named> vendors(TouchLog.Touch touch) {
        if (touch.kind() == TouchLog.Kind.CLOCK_OFF) {
            // of what stands behind a gate, only the backup memory is no block
            String name = "BKPSRAM+" + hex(touch.address() - BackupRam.BASE);
            String advice = "switch it on by " + gate(BackupRam.GATE);
            return List.of(new Named(name, -1, TruthReport.Reason.CLOCK_OFF, advice));
        }
        KnownRegisters.@Nullable Known known = chip.known().at(touch.address());
        if (known == null) {
            return List.of(new Named(chip.known().place(touch.address()), -1, TruthReport.Reason.RESERVED, ""));
        }
        String name = known.block() + "." + known.name();
        if (touch.bits() == -1) {
            return List.of(new Named(name, -1, TruthReport.Reason.KNOWN, ""));
        }
        List<Named> list = new ArrayList<>();
        int rest = touch.bits();
        for (Field field : known.list()) {
            if ((touch.bits() & field.mask()) != 0) {
                list.add(new Named(name + "." + field.name(), field.lsb(), TruthReport.Reason.KNOWN, ""));
                rest &= ~field.mask();
            }
        }
        reserved(name, rest, list);
        return list;
    }

    private static void reserved(String name, int bits, List<Named> list) {
        for (int bit = 0; bit < 32; bit++) {
            if ((bits >>> bit & 1) != 0) {
                list.add(new Named(name + " bit " + bit, bit, TruthReport.Reason.RESERVED, ""));
            }
        }
    }

    private static String hex(int value) {
        return "0x" + Integer.toHexString(value).toUpperCase(Locale.ROOT);
    }
}
