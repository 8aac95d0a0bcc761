package dev.platine.mcu.chip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.TruthReport.Reason;
import dev.platine.mcu.image.Symbols;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterLayout;
import dev.platine.mcu.register.TouchLog;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TruthReportTest {
    private static final int USART2 = 0x40004400;
    private static final int DCMI = 0x50050000;
    private static final RegisterLayout LAYOUT = RegisterLayout.of("USART")
            .register("SR", 0x00, 0xC0, "CTS@9 rc_w0?, TXE@7 r, TC@6 rc_w0, RXNE@5 rc_w0")
            .register("CR1", 0x0C, 0, "OVER8@15?, UE@13, TE@3")
            .register("CR3", 0x14, 0, "SCEN@5?, DMAT@7, ICR@8 rc_w1?, GO@9 rs?")
            .register("GTPR", 0x18, 0, "GT@8:8?, PSC@0:8?")
            .build();

    private final Bench bench = new Bench(spec());

    /** A chip with one block, so that nothing here changes when others are built. */
    private static ChipSpec spec() {
        ChipSpec all = Stm32f4.f407();
        BlockSpec block =
                new BlockSpec("USART2", USART2, 0x400, new Place(0x40, 0x20, 17), (site, parts) -> new Half(site));
        return new ChipSpec(
                all.name(), all.interrupts(), all.memories(), List.of(block), Map.of(), Map.of(), all.pins());
    }

    private List<String> lines() {
        return TruthReport.of(bench.chip(), pc -> "").rows().stream()
                .map(row -> row.name() + " " + row.kind() + " " + row.reason() + " " + row.count())
                .toList();
    }

    @Test
    void shouldSayNothingOfWhatIsModelled() {
        bench.write(USART2 + 0x0C, 0x2008);
        bench.write(USART2 + 0x0C, 0);
        bench.read(USART2);
        bench.chip().bus().peek(DCMI, 4);
        assertThat(lines()).isEmpty();
    }

    @Test
    void shouldNameFieldsThatAreKnownOnly() {
        bench.write(USART2 + 0x14, 0xA0);
        bench.write(USART2 + 0x14, 0x80);
        bench.write(USART2 + 0x0C, 0xA000);
        assertThat(lines()).containsExactly("USART2.CR1.OVER8 WRITTEN KNOWN 1", "USART2.CR3.SCEN WRITTEN KNOWN 2");
    }

    @Test
    void shouldNameRegistersThatAreKnownOnlyWhenTheyAreRead() {
        bench.read(USART2 + 0x18);
        bench.read(USART2 + 0x18);
        bench.write(USART2 + 0x18, 0);
        assertThat(lines()).containsExactly("USART2.GTPR READ KNOWN 2", "USART2.GTPR WRITTEN KNOWN 1");
    }

    @Test
    void shouldNotTakeClearingOfFlagsForMore() {
        bench.write(USART2, ~0x40);
        bench.write(USART2, ~0x20);
        bench.write(USART2 + 0x14, 0x100);
        assertThat(lines()).isEmpty();
    }

    @Test
    void shouldNameReservedBitsAndRegisters() {
        bench.write(USART2 + 0x0C, 0x80010008);
        bench.write(USART2 + 0x20, 0);
        bench.read(USART2 + 0x3FC);
        assertThat(lines())
                .containsExactly(
                        "USART2.CR1 bit 16 WRITTEN RESERVED 1",
                        "USART2.CR1 bit 31 WRITTEN RESERVED 1",
                        "USART2+0x20 WRITTEN RESERVED 1",
                        "USART2+0x3FC READ RESERVED 1");
    }

    @Test
    void shouldNameWhatOnlyTheVendorNames() {
        bench.write(DCMI, 0x4001);
        bench.write(DCMI, 0x4003);
        bench.read(DCMI + 4);
        assertThat(lines())
                .containsExactly(
                        "DCMI.CR.CAPTURE WRITTEN KNOWN 1",
                        "DCMI.CR.CM WRITTEN KNOWN 1",
                        "DCMI.CR.ENABLE WRITTEN KNOWN 1",
                        "DCMI.SR READ KNOWN 1");
    }

    @Test
    void shouldSayWhichClockIsOff() {
        Objects.requireNonNull(bench.chip().blocks().get("USART2")).clock(false);
        bench.write(USART2 + 0x0C, 0x2000);
        bench.read(USART2 + 0x0C);
        List<TruthReport.Row> rows = TruthReport.of(bench.chip(), pc -> "main").rows(Reason.CLOCK_OFF);
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.text())
                        .startsWith("USART2.CR1 accessed 2 times, first at 0x")
                        .endsWith(" (main): switch it on by RCC.APB1ENR.USART2EN"));
    }

    /** {@code str r1, [r0]; str r1, [r0]; b .} after loading both: a touch at 0x08000012. */
    private void firmware(int address, int value) {
        int[] words = {0x20001000, 0x08000009, 0x49034802, 0x60016001, 0x0000E7FE, address, value};
        for (int i = 0; i < words.length; i++) {
            bench.chip().memory("FLASH").program(0x08000000 + 4 * i, 4, words[i]);
        }
        bench.chip().powerUp(bench.chip().nowNs());
        bench.chip().blocks().values().forEach(block -> block.clock(true));
    }

    @Test
    void shouldTellTheFirstInstruction() {
        firmware(USART2 + 0x14, 0x20);
        bench.run(10_000);
        TruthReport report = TruthReport.of(bench.chip(), pc -> pc == 0x0800000C ? "HAL_UART_Init+0x2a" : "");
        assertThat(report.lines())
                .containsExactly(
                        "known, not modelled:", "  USART2.CR3.SCEN written once, at 0x0800000c (HAL_UART_Init+0x2a)");
    }

    @Test
    void shouldNameWhatTheProcessorDoesNotHave() {
        firmware(0xE0002008, 1);
        bench.run(10_000);
        firmware(0xE0040010, 7);
        bench.run(10_000);
        firmware(0xE000ED98, 1);
        bench.run(10_000);
        firmware(0xE000EE00, 1);
        bench.run(10_000);
        assertThat(lines())
                .containsExactly(
                        "FPB.FP_COMP0 WRITTEN KNOWN 2",
                        "TPIU.ACPR WRITTEN KNOWN 1",
                        "TPIU.ACPR.SWOSCALER WRITTEN KNOWN 1",
                        "DCB+0x10 WRITTEN RESERVED 2");
    }

    @Test
    void shouldEndAStrictRunAtTheFirstTouch() {
        firmware(DCMI, 0x4000);
        Strict strict = Strict.watch(bench.chip(), Symbols.NONE);
        bench.chip().run(1_000_000);
        assertThat(bench.chip().nowNs()).isLessThan(1_000);
        assertThat(strict.violation())
                .isEqualTo("DCMI.CR.ENABLE written once, at 0x0800000c: known, not modelled;"
                        + " leave it out, or run without --strict");
    }

    @Test
    void shouldEndAStrictRunForAClockThatIsOffOnlyIfAsked() {
        firmware(USART2 + 0x0C, 0x2000);
        Objects.requireNonNull(bench.chip().blocks().get("USART2")).clock(false);
        Strict modelled = Strict.watch(bench.chip(), Symbols.NONE);
        Strict all = Strict.watch(bench.chip(), pc -> "", EnumSet.allOf(Reason.class));
        bench.chip().run(1_000_000);
        assertThat(modelled.violation()).isNull();
        assertThat(all.violation())
                .isEqualTo("USART2.CR1 accessed once, at 0x0800000c: switch it on by RCC.APB1ENR.USART2EN: clock off");
        assertThat(bench.chip().touches().touches())
                .singleElement()
                .satisfies(t -> assertThat(t.kind()).isEqualTo(TouchLog.Kind.CLOCK_OFF));
    }

    /** Half of a USART. */
    private static final class Half extends Peripheral {
        Half(Site site) {
            super(site, LAYOUT);
        }

        @Override
        protected void wasReset() {}

        @Override
        protected void wasWritten(int offset, int before, int written) {}
    }
}
