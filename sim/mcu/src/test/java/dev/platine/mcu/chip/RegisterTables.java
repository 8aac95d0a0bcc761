package dev.platine.mcu.chip;

import dev.platine.mcu.engine.Interpreter;
import dev.platine.mcu.register.Register;
import dev.platine.mcu.register.RegisterLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Renders what of every chip's registers is modelled, from the declarations and the vendor's tables, as Markdown. */
final class RegisterTables {
    /** A block on a chip. */
    private record Placed(String chip, String block, RegisterLayout layout) {}

    private static final String HEAD = """
            # Registers: what is modelled

            Made by `RegisterTablesTest` from the declarations; not written by hand. Renew it by

            ```
            %s
            ```

            *Modelled*: every field has its effect, but for those that are *accepted*: they keep their bits and can have none in a model of this kind, so nothing is
            recorded (see the list below). *Partly*: some fields have, the others are known only. *Known*: named by the vendor, keeps its bits, has no
            effect; touching it is recorded and reported by name. What no list names is *reserved*: it reads as 0, and setting it is recorded too.

            Accepted, and why: caches and prefetch (`FLASH.ACR`), as an instruction takes one cycle; `GPIO.OSPEEDR` and `I2C.TRISE`, as edges take no time;
            `TIM.SMCR.MSM`, as a trigger takes no cycles that it could be delayed by; `DBGMCU`'s freeze bits, as time stands for all blocks while a debugger halts the
            processor; its `DBG_SLEEP`, `DBG_STOP` and `DBG_STANDBY`, as the debugger reaches the chip in every mode; `LPEN` bits of memories and of blocks
            that are known only; of the processor's registers `ACTLR`, as there is no write buffer and nothing is folded.

            ## Chip by block

            Registers that are modelled / partly / known; a dash where the chip has no such block.
            """;

    private final List<Placed> placed = new ArrayList<>();
    private final Map<String, Map<String, List<KnownRegisters.Known>>> vendorsOnly = new TreeMap<>();
    private final List<String> chips = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private RegisterTables() {}

    static String render(String command) {
        RegisterTables tables = new RegisterTables();
        Stm32f4.all().forEach(tables::gather);
        tables.text.append(HEAD.formatted(command)).append('\n');
        tables.summary();
        tables.kinds();
        tables.processor();
        tables.vendors();
        return tables.text.toString();
    }

    private void gather(ChipSpec spec) {
        Chip chip = new Chip(spec, new Interpreter(), new Nothing());
        chips.add(spec.name());
        spec.blocks()
                .forEach(block -> placed.add(new Placed(
                        spec.name(),
                        block.name(),
                        chip.blocks().get(block.name()).layout())));
        for (KnownRegisters.Known known : chip.known().all()) {
            boolean declared = known.isProcessors()
                    || spec.blocks().stream()
                            .anyMatch(b -> Integer.compareUnsigned(known.address() - b.base(), b.sizeBytes()) < 0);
            if (!declared) {
                vendorsOnly
                        .computeIfAbsent(known.block(), b -> new LinkedHashMap<>())
                        .computeIfAbsent(spec.name(), c -> new ArrayList<>())
                        .add(known);
            }
        }
    }

    private void summary() {
        Map<String, Map<String, String>> cells = new LinkedHashMap<>();
        for (Placed p : placed) {
            cells.computeIfAbsent(p.block, b -> new TreeMap<>()).put(p.chip, counts(p.layout));
        }
        vendorsOnly.forEach((block, by) -> by.forEach((chip, list) ->
                cells.computeIfAbsent(block, b -> new TreeMap<>()).put(chip, "- / - / " + list.size())));
        line("block", chips);
        line("---", chips.stream().map(c -> "---").toList());
        cells.forEach((block, by) -> line(
                block, chips.stream().map(chip -> by.getOrDefault(chip, "-")).toList()));
        text.append('\n');
    }

    private static String counts(RegisterLayout layout) {
        int[] counts = new int[3];
        for (Register register : layout.registers()) {
            int all = register.named();
            counts[register.modelled() == 0 ? 2 : register.modelled() == all ? 0 : 1]++;
        }
        return counts[0] + " / " + counts[1] + " / " + counts[2];
    }

    /** A table a kind of block; more than one where the chips' registers differ. */
    private void kinds() {
        Map<String, Map<String, List<Placed>>> kinds = new TreeMap<>();
        for (Placed p : placed) {
            kinds.computeIfAbsent(p.layout.kind(), k -> new LinkedHashMap<>())
                    .computeIfAbsent(rows(p.layout), r -> new ArrayList<>())
                    .add(p);
        }
        kinds.forEach((kind, variants) -> {
            text.append("## ").append(kind).append("\n\n");
            variants.forEach((rows, where) -> {
                text.append(where(where)).append("\n\n");
                line("register", List.of("offset", "reset", "modelled", "accepted", "known", "reserved bits"));
                line("---", List.of("---", "---", "---", "---", "---", "---"));
                text.append(rows).append('\n');
            });
        });
    }

    /** {@code USART1 (all), USART3 (stm32f405, stm32f407)}. */
    private String where(List<Placed> places) {
        Map<String, TreeSet<String>> by = new LinkedHashMap<>();
        places.forEach(p -> by.computeIfAbsent(p.block, b -> new TreeSet<>()).add(p.chip));
        Map<TreeSet<String>, List<String>> joined = new LinkedHashMap<>();
        by.forEach((block, on) ->
                joined.computeIfAbsent(on, o -> new ArrayList<>()).add(block));
        return joined.entrySet().stream()
                .map(e -> String.join(", ", e.getValue()) + " on "
                        + (e.getKey().size() == chips.size() ? "all chips" : String.join(", ", e.getKey())))
                .collect(Collectors.joining("; ", "", "."));
    }

    private static String rows(RegisterLayout layout) {
        Map<String, List<Register>> alike = new LinkedHashMap<>();
        for (Register register : layout.registers()) {
            String fields = register.fields().toString();
            String pattern = (register.name() + register.reset() + fields).replaceAll("(?<=[A-Z_])\\d+", "#");
            alike.computeIfAbsent(pattern, p -> new ArrayList<>()).add(register);
        }
        StringBuilder rows = new StringBuilder();
        for (List<Register> some : alike.values()) {
            Register first = some.get(0);
            Register last = some.get(some.size() - 1);
            boolean one = first == last;
            rows.append("| ").append(first.name()).append(one ? "" : " to " + last.name());
            rows.append(" | ").append(hex(first.offset())).append(one ? "" : " to " + hex(last.offset()));
            rows.append(" | ").append(hex(first.reset()));
            rows.append(" | ").append(FieldLists.of(first, true));
            rows.append(" | ").append(FieldLists.accepted(first));
            rows.append(" | ").append(FieldLists.of(first, false));
            rows.append(" | ").append(FieldLists.bits(~first.named())).append(" |\n");
        }
        return rows.toString();
    }

    private void processor() {
        text.append("## The processor's own registers\n\n");
        text.append("By a firmware that reads each one, on the ")
                .append(Stm32f4.f407().name());
        text.append("; what the vendor's description names, and the breakpoint unit.\n\n");
        line("block", List.of("modelled", "known"));
        line("---", List.of("---", "---"));
        new ProcessorProbe(Stm32f4.f407())
                .blocks()
                .forEach((block, lists) ->
                        line(block, List.of(FieldLists.names(lists.get(0)), FieldLists.names(lists.get(1)))));
        text.append('\n');
    }

    private void vendors() {
        text.append("## Blocks that are known only\n\n");
        line("block", List.of("chips", "registers"));
        line("---", List.of("---", "---"));
        vendorsOnly.forEach((block, by) -> {
            Map<String, List<String>> lists = new LinkedHashMap<>();
            by.forEach((chip, registers) -> lists.computeIfAbsent(
                            FieldLists.names(registers.stream()
                                    .map(KnownRegisters.Known::name)
                                    .toList()),
                            l -> new ArrayList<>())
                    .add(chip));
            lists.forEach((names, on) -> line(block, List.of(String.join(", ", on), names)));
        });
    }

    private void line(String first, List<String> cells) {
        text.append("| ").append(first).append(" | ").append(String.join(" | ", cells));
        text.append(" |\n");
    }

    private static String hex(int value) {
        return "0x" + Integer.toHexString(value).toUpperCase(java.util.Locale.ROOT);
    }
}
