package dev.platine.mcu.debug;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.rtos.Target;

/** A chip as readers of kernels see it. */
record ChipTarget(Chip chip) implements Target {
    @Override
    public long word(int address) {
        return (address & 3) == 0 ? read(address, 4) : NONE;
    }

    @Override
    public long octet(int address) {
        return read(address, 1);
    }

    private long read(int address, int size) {
        int at = chip.bus().resolve(address);
        Memory memory = chip.bus().memory(at);
        return memory != null && memory.contains(at, size) ? memory.read(at, size) : NONE;
    }

    @Override
    public int register(int number) {
        return chip.processor().debug().registers().get(number);
    }
}
