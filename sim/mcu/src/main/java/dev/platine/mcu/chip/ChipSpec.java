package dev.platine.mcu.chip;

import java.util.List;
import java.util.Map;

/**
 * A chip, declared: everything that differs from chip to chip is here as data. Immutable.
 *
 * @param name such as {@code stm32f407}; also that of its tables among the resources
 * @param interrupts how many lines the interrupt controller has
 * @param memories what holds bytes; {@code FLASH} is shown at address 0
 * @param blocks in the order in which they are built
 * @param vectors the positions by name; several names may share one
 * @param requests where DMA requests go: by name, one or more of {@code controller << 8 | stream << 4 | channel} (controllers 1 and 2)
 * @param pins how many pins there are, counted from PA0
 */
public record ChipSpec(
        String name,
        int interrupts,
        List<MemorySpec> memories,
        List<BlockSpec> blocks,
        Map<String, Integer> vectors,
        Map<String, List<Integer>> requests,
        int pins) {
    /**
     * Copies what it is given.
     *
     * @param name such as {@code stm32f407}
     * @param interrupts 1 to 240
     * @param memories at least {@code FLASH}
     * @param blocks in the order in which they are built
     * @param vectors by name
     * @param requests by name
     * @param pins a multiple of 16
     */
    public ChipSpec {
        memories = List.copyOf(memories);
        blocks = List.copyOf(blocks);
        vectors = Map.copyOf(vectors);
        requests = Map.copyOf(requests);
    }
}
