package dev.platine.mcu.chip;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Device;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Externals;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.pin.PinRouter;
import dev.platine.mcu.pin.Surroundings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Puts a chip together from its declaration: memories, blocks, and what the vendor's table names besides. */
final class Parts implements Assembly {
    private final Chip chip;
    private final Map<String, Memory> memories;
    private final Map<String, Peripheral> blocks;
    private final Gates gates = new Gates();
    private final Map<String, Device> stores = new HashMap<>();

    /** Fills the two maps. */
    Parts(Chip chip, Map<String, Memory> memories, Map<String, Peripheral> blocks) {
        this.chip = chip;
        this.memories = memories;
        this.blocks = blocks;
    }

    void build() {
        chip.spec().memories().forEach(this::add);
        chip.spec().blocks().forEach(this::add);
        memories.forEach(this::addToBus);
        addKnown();
    }

    private void add(MemorySpec memory) {
        boolean data = memory.kind() == MemorySpec.Kind.DATA;
        boolean ram = data || memory.kind() == MemorySpec.Kind.RAM;
        Memory built = new Memory(memory.base(), memory.sizeBytes(), ram);
        if (data) {
            built.holdsDataOnly();
        }
        if (!ram) {
            erase(built.bytes());
        }
        memories.put(memory.name(), built);
    }

    /** By doubling: a loop over a megabyte takes its time before the JVM has translated it. */
    private static void erase(byte[] bytes) {
        bytes[0] = -1;
        for (int done = 1; done < bytes.length; done *= 2) {
            System.arraycopy(bytes, 0, bytes, done, Math.min(done, bytes.length - done));
        }
    }

    private void add(BlockSpec block) {
        Peripheral built = block.maker().make(new ChipSite(chip, block.name(), block.base()), this);
        blocks.put(block.name(), built);
        chip.bus().add(block.base(), block.sizeBytes(), built);
        gates.add(block.place(), built);
    }

    private void addToBus(String name, Memory memory) {
        Device device = stores.get(name);
        if (device == null) {
            chip.bus().add(memory);
        } else {
            chip.bus().add(memory, device);
        }
    }

    /** Blocks of the vendor's table that no declaration took. */
    private void addKnown() {
        Map<String, int[]> ranges = new LinkedHashMap<>();
        KnownRegisters known = chip.known();
        BlockSpec[] declared = chip.spec().blocks().toArray(BlockSpec[]::new);
        Arrays.sort(declared, (a, b) -> Integer.compareUnsigned(a.base(), b.base()));
        int next = 0;
        for (int i = 0; i < known.size(); i++) {
            int address = known.address(i);
            while (next < declared.length && Integer.compareUnsigned(declared[next].base(), address) <= 0) {
                next++;
            }
            BlockSpec below = next == 0 ? null : declared[next - 1];
            boolean taken = below != null && Integer.compareUnsigned(address - below.base(), below.sizeBytes()) < 0;
            if (!taken && !KnownRegisters.isProcessors(address)) {
                ranges.computeIfAbsent(known.block(i), block -> new int[] {address, address})[1] = address;
            }
        }
        ranges.values().forEach(range -> {
            int size = range[1] - range[0] + 4;
            chip.bus()
                    .add(
                            range[0],
                            size,
                            new KnownBlock(range[0], size, chip.known(), chip.touches(), chip.processor()));
        });
    }

    @Override
    public <T extends Peripheral> T block(String name, Class<T> type) {
        Peripheral block = blocks.get(name);
        if (!type.isInstance(block)) {
            throw new IllegalArgumentException("must be declared before: " + name + ", a " + type.getSimpleName()
                    + ", on " + chip.spec().name());
        }
        return type.cast(block);
    }

    @Override
    public Memory memory(String name) {
        return chip.memory(name);
    }

    @Override
    public void stores(String name, Device device) {
        stores.put(name, device);
    }

    @Override
    public ChipSpec spec() {
        return chip.spec();
    }

    @Override
    public Bus bus() {
        return chip.bus();
    }

    @Override
    public Processor processor() {
        return chip.processor();
    }

    @Override
    public Clocks clocks() {
        return chip.clocks();
    }

    @Override
    public Gates gates() {
        return gates;
    }

    @Override
    public PinRouter router() {
        return chip.router();
    }

    @Override
    public Surroundings surroundings() {
        return chip.surroundings();
    }

    @Override
    public Externals externals() {
        return chip.externals();
    }

    @Override
    public void coreOff() {
        chip.clearMemories();
        blocks.values().forEach(block -> block.coreOff(false));
    }

    @Override
    public void deepSleep(DeepSleep sleep) {
        chip.course().deepSleep(sleep);
    }

    @Override
    public void onSleep(Consumer<Boolean> listener) {
        chip.onSleep(listener);
    }

    @Override
    public void onReset(Consumer<ResetCause> listener) {
        chip.onReset(listener);
    }
}
