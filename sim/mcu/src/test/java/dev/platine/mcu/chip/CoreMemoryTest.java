package dev.platine.mcu.chip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.core.Fault;
import dev.platine.mcu.core.Observer;
import dev.platine.mcu.image.Symbols;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is special about memories: the one beside the processor, and the one behind a gate. */
class CoreMemoryTest {
    private static final int CCM = 0x10000000;
    private static final int SRAM = 0x20000000;
    private static final int BRANCH_TO_SELF = 0xE7FEE7FE;

    private static Bench bench(String chip) {
        return new Bench(Stm32f4.all().stream()
                .filter(spec -> spec.name().equals(chip))
                .findAny()
                .orElseThrow());
    }

    private static List<Fault> start(Bench bench, int address) {
        List<Fault> faults = new ArrayList<>();
        Chip chip = bench.chip();
        chip.processor().observe(new Observer() {
            @Override
            public void faulted(Fault fault, int pc, int at, int exception) {
                faults.add(fault);
            }
        });
        chip.memory("FLASH").program(0x08000000, 4, SRAM + 0x1000);
        chip.memory("FLASH").program(0x08000004, 4, 0x08000009);
        // ldr r0, [pc]; bx r0; then the address
        chip.memory("FLASH").program(0x08000008, 4, 0x47004800);
        chip.memory("FLASH").program(0x0800000C, 4, address + 1);
        chip.powerUp(chip.nowNs());
        chip.bus().write(address, 4, BRANCH_TO_SELF);
        bench.run(10_000);
        return faults;
    }

    @ParameterizedTest
    @CsvSource({"stm32f405", "stm32f407"})
    void shouldFetchNoInstructionFromTheMemoryBesideTheProcessor(String chip) {
        assertThat(start(bench(chip), CCM)).startsWith(Fault.FETCH_BUS);
        Bench bench = bench(chip);
        assertThat(start(bench, SRAM)).isEmpty();
        assertThat(bench.chip().processor().currentAddress()).isEqualTo(SRAM);
    }

    @ParameterizedTest
    @CsvSource({"stm32f405", "stm32f407", "stm32f446"})
    void shouldSayThatTheBackupMemorysClockIsOff(String chip) {
        Bench bench = bench(chip);
        bench.clear(0x40023830, 1 << 18);
        bench.write(0x40024010, 1);
        assertThat(TruthReport.of(bench.chip(), Symbols.NONE).rows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.reason()).isEqualTo(TruthReport.Reason.CLOCK_OFF);
                    assertThat(row.text())
                            .startsWith("BKPSRAM+0x10 accessed once")
                            .contains("RCC.AHB1ENR.BKPSRAMEN");
                });
    }
}
