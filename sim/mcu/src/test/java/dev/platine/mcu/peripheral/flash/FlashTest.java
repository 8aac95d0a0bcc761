package dev.platine.mcu.peripheral.flash;

import static dev.platine.mcu.peripheral.flash.FlashBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.register.TouchLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlashTest {
    private final FlashBench flash = new FlashBench(Stm32f4.f407());

    private boolean keyTaken(int key) {
        return flash.bench.chip().bus().write(KEYR, 4, key);
    }

    @Test
    void shouldBeLockedUntilBothKeysCame() {
        flash.bench.write(CR, PG);
        assertThat(flash.bench.read(CR)).isEqualTo(0x80000000L);
        flash.unlock();
        flash.bench.write(CR, PG);
        assertThat(flash.bench.read(CR)).isEqualTo(PG);
        flash.bench.set(CR, LOCK);
        flash.bench.write(CR, 0);
        assertThat(flash.bench.read(CR)).isEqualTo(0x80000001L);
        flash.unlock();
        flash.bench.write(CR, 0);
        assertThat(flash.bench.read(CR)).isZero();
    }

    @Test
    void shouldStayLockedUntilResetAfterAWrongKey() {
        assertThat(keyTaken(0x45670123)).isTrue();
        assertThat(keyTaken(0x12345678)).as("a wrong key is a bus error").isFalse();
        assertThat(keyTaken(0x45670123)).isFalse();
        assertThat(keyTaken(0xCDEF89AB)).isFalse();
        assertThat(flash.bench.read(CR)).isEqualTo(0x80000000L);
        flash.bench.chip().reset(ResetCause.SOFTWARE);
        flash.bench.run(100);
        flash.unlock();
        assertThat(flash.bench.read(CR)).isZero();
    }

    @Test
    void shouldOnlyTurnOnesIntoZeros() {
        flash.unlock();
        flash.program(0x100, 0x0FF0FFFF);
        flash.program(0x100, 0xFFFF1234);
        assertThat(flash.word(0x100)).isEqualTo(0x0FF01234);
        assertThat(flash.status()).isZero();
    }

    @Test
    void shouldBeBusyWhileItPrograms() {
        flash.unlock();
        flash.bench.write(CR, PG | WORDS | 1 << 24);
        flash.store(0x40, 4, 7);
        flash.bench.run(15_000);
        assertThat(flash.busy()).isTrue();
        flash.bench.run(2_000);
        assertThat(flash.status()).as("only EOP").isEqualTo(1);
        assertThat(flash.bench.pending("FLASH")).isTrue();
        flash.bench.write(SR, 1);
        assertThat(flash.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 4"})
    void shouldProgramUnitsOfPsize(int psize, int size) {
        flash.unlock();
        flash.bench.write(CR, PG | psize << 8);
        flash.store(0x20, size, 0);
        assertThat(flash.status() & ~BSY).isZero();
        assertThat(flash.word(0x20)).isEqualTo(size == 4 ? 0 : -1 << 8 * size);
        flash.bench.run(20_000);
        flash.store(0x30, size == 4 ? 1 : 4, 0);
        assertThat(flash.status()).isEqualTo(PGPERR);
        assertThat(flash.word(0x30)).isEqualTo(-1);
        flash.bench.write(SR, PGPERR);
        assertThat(flash.status()).isZero();
    }

    @Test
    void shouldKeepDoubleWordsWithinARow() {
        flash.unlock();
        flash.bench.write(CR, PG | 3 << 8);
        flash.store(8, 4, 1);
        flash.store(12, 4, 2);
        assertThat(flash.status() & ~BSY).isZero();
        flash.store(28, 4, 3);
        assertThat(flash.status() & ~BSY).isEqualTo(PGAERR);
        assertThat(flash.word(28)).isEqualTo(-1);
    }

    @Test
    void shouldTellStoresOutOfSequence() {
        flash.store(0, 4, 1);
        assertThat(flash.status()).isEqualTo(PGSERR);
        flash.bench.write(SR, PGSERR);
        flash.unlock();
        flash.bench.write(CR, PG | SER | WORDS | 1 << 25);
        flash.store(0, 4, 1);
        assertThat(flash.status()).as("PGSERR and OPERR").isEqualTo(PGSERR | 2);
        assertThat(flash.bench.pending("FLASH")).isTrue();
        assertThat(flash.word(0)).isEqualTo(-1);
    }

    @Test
    void shouldEraseASectorAndNoOther() {
        flash.unlock();
        flash.program(0x3FFC, 1);
        flash.program(0x4000, 2);
        flash.program(0x7FFC, 3);
        flash.program(0x8000, 4);
        flash.erase(1);
        flash.bench.run(240 * MS);
        assertThat(flash.busy()).isTrue();
        flash.bench.run(20 * MS);
        assertThat(flash.busy()).isFalse();
        assertThat(flash.bench.read(CR) & STRT).isZero();
        assertThat(new int[] {flash.word(0x3FFC), flash.word(0x4000), flash.word(0x7FFC), flash.word(0x8000)})
                .containsExactly(1, -1, -1, 4);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 250", "3, 0, 400", "4, 2, 550", "4, 1, 700", "5, 2, 1000", "11, 0, 2000", "11, 3, 875"})
    void shouldTakeTheDataSheetsTime(int sector, int psize, long ms) {
        flash.unlock();
        flash.bench.write(CR, SER | sector << 3 | psize << 8);
        flash.bench.set(CR, STRT);
        flash.bench.run(ms * MS - 1000);
        assertThat(flash.busy()).isTrue();
        flash.bench.run(2000);
        assertThat(flash.busy()).isFalse();
    }

    @Test
    void shouldEraseAll() {
        flash.unlock();
        flash.program(0, 0);
        flash.program(0xFFFFC, 0);
        flash.bench.write(CR, MER | WORDS);
        flash.bench.set(CR, STRT);
        flash.bench.run(7_990 * MS);
        assertThat(flash.busy()).isTrue();
        flash.bench.run(20 * MS);
        assertThat(flash.word(0)).isEqualTo(-1);
        assertThat(flash.word(0xFFFFC)).isEqualTo(-1);
    }

    @Test
    void shouldNotEraseSectorsThatItDoesNotHave() {
        flash.unlock();
        flash.erase(12);
        assertThat(flash.status()).isEqualTo(PGSERR);
        assertThat(flash.bench.read(CR) & STRT).isZero();
    }

    @Test
    void shouldNoteALatencyThatIsTooLow() {
        flash.bench.write(ACR, 0);
        assertThat(flash.bench.chip().touches().touches()).isEmpty();
        flash.bench.chip().externals().hseHz(50_000_000);
        flash.bench.set(0x40023800, 1 << 18);
        flash.bench.set(0x40023800, 1 << 16);
        flash.bench.run(1000);
        flash.bench.write(ACR, 1 | 7 << 8);
        flash.bench.write(0x40023808, 1 | 4 << 10);
        assertThat(flash.bench.chip().touches().touches()).isEmpty();
        flash.bench.write(ACR, 0);
        assertThat(flash.bench.chip().touches().touches())
                .singleElement()
                .satisfies(t -> assertThat(t.kind()).isEqualTo(TouchLog.Kind.BEYOND));
    }

    @Test
    void shouldNoteUnitsThatTheSupplyIsTooLowFor() {
        flash.unlock();
        flash.bench.chip().externals().vddV(2.4);
        flash.program(0, 0);
        assertThat(flash.bench.chip().touches().touches()).singleElement();
    }

    @Test
    void shouldWriteOneTimeMemoryOnce() {
        flash.unlock();
        flash.bench.write(CR, PG | WORDS);
        int otp = 0x1FFF7800;
        flash.bench.write(otp + 32, 0x11111111);
        flash.bench.run(20_000);
        flash.bench.write(CR, PG);
        flash.bench.chip().bus().write(otp + 512 + 1, 1, 0);
        flash.bench.run(20_000);
        flash.bench.write(CR, PG | WORDS);
        flash.bench.write(otp + 36, 0);
        assertThat(flash.status()).isEqualTo(WRPERR);
        assertThat(flash.bench.read(otp + 32)).isEqualTo(0x11111111);
        assertThat(flash.bench.read(otp + 36)).isEqualTo(0xFFFFFFFFL);
    }
}
