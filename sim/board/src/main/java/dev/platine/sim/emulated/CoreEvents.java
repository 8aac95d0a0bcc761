package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.core.Exceptions;
import dev.platine.mcu.core.Fault;
import dev.platine.mcu.core.Observer;
import dev.platine.mcu.image.Symbols;
import dev.platine.mcu.isa.Disassembler;
import dev.platine.mcu.isa.InstructionTable;
import dev.platine.sim.body.BodyContext;
import java.util.Locale;
import java.util.function.Consumer;

/** What the processor does besides instructions, for the event log. Inside the rack only. */
final class CoreEvents implements Observer {
    private final BodyContext context;
    private final Chip chip;
    private final Symbols symbols;
    private final Consumer<FaultTold> faults;

    CoreEvents(BodyContext context, Chip chip, Symbols symbols, Consumer<FaultTold> faults) {
        this.context = context;
        this.chip = chip;
        this.symbols = symbols;
        this.faults = faults;
    }

    private void event(String kind, String value) {
        context.events().event(chip.nowNs(), kind, chip.spec().name(), value);
    }

    @Override
    public void faulted(Fault fault, int pc, int address, int exception) {
        String text = describe(fault.name().toLowerCase(Locale.ROOT).replace('_', ' '), pc, address);
        event("fault", text);
        faults.accept(new FaultTold(chip.nowNs(), kind(exception), text));
    }

    private static String kind(int exception) {
        return switch (exception) {
            case Exceptions.MEM_MANAGE -> "memory fault";
            case Exceptions.BUS_FAULT -> "bus fault";
            case Exceptions.USAGE_FAULT -> "usage fault";
            default -> "hard fault";
        };
    }

    private String describe(String what, int pc, int address) {
        String where = String.format(Locale.ROOT, "0x%08X (%s): %s", pc, symbols.describe(pc), instruction(pc));
        return what + (address == 0 ? "" : String.format(Locale.ROOT, " of 0x%08X", address)) + " at " + where;
    }

    private String instruction(int pc) {
        long first = chip.bus().peek(pc, 2);
        if (first < 0) {
            return "no instruction";
        }
        boolean wide = InstructionTable.isWide((int) first);
        int word = wide ? (int) (first << 16 | (chip.bus().peek(pc + 2, 2) & 0xFFFF)) : (int) first;
        return Disassembler.text(word, pc, 0);
    }

    @Override
    public void lockedUp(int pc) {
        String text = describe("locked up", pc, 0);
        event("fault", text);
        faults.accept(new FaultTold(chip.nowNs(), FaultTold.LOCK_UP, text));
    }

    @Override
    public void slept(boolean deep) {
        if (deep) {
            event("sleep", "deep");
        }
    }

    @Override
    public void woke() {}
}
