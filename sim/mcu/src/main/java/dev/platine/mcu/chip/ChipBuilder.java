package dev.platine.mcu.chip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers a chip's declaration, group by group. */
final class ChipBuilder {
    /** Which chip of the family. */
    enum Variant {
        F401,
        F405,
        F407,
        F411,
        F446
    }

    private final Variant variant;
    private final List<MemorySpec> memories = new ArrayList<>();
    private final List<BlockSpec> blocks = new ArrayList<>();
    private final Map<String, Integer> vectors = new HashMap<>();
    private final Map<String, List<Integer>> requests = new HashMap<>();

    ChipBuilder(Variant variant) {
        this.variant = variant;
    }

    /** Whether the chip is one of some. */
    boolean is(Variant... variants) {
        return List.of(variants).contains(variant);
    }

    ChipBuilder memory(String name, int base, int sizeBytes, MemorySpec.Kind kind) {
        memories.add(new MemorySpec(name, base, sizeBytes, kind));
        return this;
    }

    ChipBuilder block(String name, int base, int sizeBytes, Place place, BlockSpec.Maker maker) {
        blocks.add(new BlockSpec(name, base, sizeBytes, place, maker));
        return this;
    }

    /** Names a position of the interrupt controller; blocks ask for it by this name. */
    ChipBuilder vector(String name, int position) {
        vectors.put(name, position);
        return this;
    }

    /** Connects a DMA request with a channel of a stream; there may be several. */
    ChipBuilder request(String name, int controller, int stream, int channel) {
        requests.computeIfAbsent(name, n -> new ArrayList<>()).add(controller << 8 | stream << 4 | channel);
        return this;
    }

    ChipSpec build(String name, int interrupts, int ports) {
        return new ChipSpec(name, interrupts, memories, blocks, vectors, requests, ports * 16);
    }
}
