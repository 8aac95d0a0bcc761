package dev.platine.sim.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Chip;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.spec.BoardSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A board's reset reaches the chip as its reset pin; each board has a chip of its own. */
class ResetPinTest {
    private static final int RAM = 0x20000000;
    private static final int RESET_FLAGS = 0x40023874;
    private static final int PINRSTF = 1 << 26;
    private static final int PORRSTF = 1 << 27;

    @TempDir
    Path folder;

    private BoardSpec spec;

    /** Counts its starts in the first word of RAM, and keeps RCC_CSR in the second. */
    @BeforeEach
    void write() throws IOException {
        ByteBuffer code = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        code.putInt(RAM + 0x1000).putInt(0x08000009);
        int[] halfwords = {0x4803, 0x6801, 0x3101, 0x6001, 0x4A02, 0x6813, 0x6043, 0xE7FE};
        for (int halfword : halfwords) {
            code.putShort((short) halfword);
        }
        code.putInt(RAM).putInt(RESET_FLAGS);
        Files.write(folder.resolve("count.bin"), code.array());
        Path yaml = folder.resolve("board.yaml");
        Files.writeString(yaml, """
                board: counter
                summary: counts its starts
                vendor: Platine
                model: COUNTER
                hardware: "1"
                serial: "1"
                firmware: none
                nets:
                  PA0: "a pin"
                channels: {}
                body:
                  emulated:
                    chip: stm32f411
                    firmware: count.bin@0x08000000
                    pins: {PA0: PA0}
                """);
        spec = BoardSpec.load(yaml);
    }

    private static Chip chip(Rack rack, String board) {
        return ((EmulatedBody) rack.board(board).body()).chip();
    }

    private static int word(Rack rack, int address) {
        return (int) chip(rack, "one").bus().peek(address, 4);
    }

    @Test
    void shouldKeepMemoryAtAResetAndLoseItWithPower() {
        try (Rack rack = Rack.builder().board("one", spec).build()) {
            rack.advance(1_000_000);
            rack.board("one").reset();
            rack.advance(1_000_000);
            assertThat(word(rack, RAM)).as("starts").isEqualTo(2);
            rack.board("one").power(false);
            rack.board("one").power(true);
            rack.advance(1_000_000);
            assertThat(word(rack, RAM)).as("starts").isEqualTo(1);
            assertThat(word(rack, RAM + 4) & PORRSTF).isEqualTo(PORRSTF);
        }
    }

    @Test
    void shouldSayThatItWasThePin() {
        try (Rack rack = Rack.builder().board("one", spec).build()) {
            rack.advance(1_000_000);
            chip(rack, "one").bus().write(RESET_FLAGS, 4, 1 << 24);
            rack.board("one").reset();
            rack.advance(1_000_000);
            assertThat(word(rack, RAM + 4) & (PINRSTF | PORRSTF)).isEqualTo(PINRSTF);
        }
    }

    @Test
    void shouldGiveEachChipItsIdAndTheSameAgainForTheSameSeed() {
        String[] ids = new String[3];
        for (int run = 0; run < 3; run++) {
            try (Rack rack = Rack.builder()
                    .seed(run == 2 ? 6 : 5)
                    .board("one", spec)
                    .board("two", spec)
                    .build()) {
                assertThat(id(rack, "one")).isNotEqualTo(id(rack, "two"));
                ids[run] = id(rack, "one");
            }
        }
        assertThat(ids[1]).isEqualTo(ids[0]).isNotEqualTo(ids[2]);
    }

    private static String id(Rack rack, String board) {
        StringBuilder id = new StringBuilder();
        for (int word = 0; word < 3; word++) {
            id.append(Long.toHexString(chip(rack, board).bus().peek(0x1FFF7A10 + 4 * word, 4)))
                    .append(' ');
        }
        return id.toString();
    }
}
