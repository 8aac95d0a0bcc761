package dev.platine.mcu.chip;

import dev.platine.mcu.register.TouchLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds which of the processor's registers are modelled: a firmware reads each one, the record says what nobody knew. */
final class ProcessorProbe {
    /** {@code ldr r1, table; ldr r3, count; 1: ldr r0, [r1], #4; ldr r2, [r0]; subs r3, #1; bne 1b; b .} */
    private static final int[] PROGRAM = {
        0x20001000, 0x08000009, 0x4B044903, 0x0B04F851, 0x3B016802, 0xE7FED1FA, 0x08000020
    };

    private final List<KnownRegisters.Known> registers;
    private final Set<Integer> unknown = new HashSet<>();

    ProcessorProbe(ChipSpec spec) {
        Bench bench = new Bench(spec);
        registers = bench.chip().known().all().stream()
                .filter(KnownRegisters.Known::isProcessors)
                .toList();
        List<Integer> words = new ArrayList<>();
        for (int word : PROGRAM) {
            words.add(word);
        }
        words.add(registers.size());
        registers.forEach(register -> words.add(register.address()));
        for (int i = 0; i < words.size(); i++) {
            bench.chip().memory("FLASH").program(0x08000000 + 4 * i, 4, words.get(i));
        }
        bench.chip().powerUp(bench.chip().nowNs());
        bench.run(1_000_000);
        for (TouchLog.Touch touch : bench.chip().touches().touches()) {
            unknown.add(touch.address());
        }
    }

    /** By block: the registers that are modelled, and those that are known only. */
    Map<String, List<List<String>>> blocks() {
        Map<String, List<List<String>>> blocks = new TreeMap<>();
        for (KnownRegisters.Known register : registers) {
            blocks.computeIfAbsent(register.block(), b -> List.of(new ArrayList<>(), new ArrayList<>()))
                    .get(unknown.contains(register.address()) ? 1 : 0)
                    .add(register.name());
        }
        return blocks;
    }
}
