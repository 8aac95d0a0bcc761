package dev.platine.mcu.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the readers take, and what they say to damaged files. */
class ImageTest {
    private static final String HEX = ":020000040800F2\r\n"
            + ":080000000020002001000108AE\n"
            + ":04000800DEADBEEFBC\n"
            + ":04010000AABBCCDDED\n"
            + ":0400000508000101ED\n"
            + ":00000001FF\n";

    private static byte[] kernels() throws IOException {
        try (InputStream in = ImageTest.class.getResourceAsStream("/dev/platine/mcu/engine/kernels-40.elf")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static Image hex(String text) {
        return Image.hex("blink.hex", text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldReadSegmentsEntryAndSymbolsOfAnElf() throws IOException {
        Image image = Image.read("kernels.elf", kernels());
        Symbols symbols = image.symbols();
        int reset = symbols.address("reset").orElseThrow();
        assertThat(image.entry()).hasValue(reset | 1);
        assertThat(image.segments()).hasSize(1);
        assertThat(image.segments().get(0).address()).isEqualTo(0x08000000);
        assertThat(symbols.describe(reset)).isEqualTo("reset");
        assertThat(symbols.describe(reset + 6)).isEqualTo("reset+0x6");
        assertThat(symbols.find("reset"))
                .hasValueSatisfying(s -> assertThat(s.function()).isTrue());
        assertThat(symbols.describe(0x40000000)).isEqualTo("0x40000000");
        assertThat(symbols.address("absent")).isEmpty();
    }

    @Test
    void shouldNotEndAFunctionBeforeItsSize() throws IOException {
        Symbols symbols = Image.elf("kernels.elf", kernels()).symbols();
        Symbols.Symbol reset = symbols.find("reset").orElseThrow();
        assertThat(reset.sizeBytes()).isPositive();
        assertThat(symbols.at(reset.address() + reset.sizeBytes() - 1)).hasValue(reset);
        assertThat(symbols.at(reset.address() + reset.sizeBytes()).map(Symbols.Symbol::name))
                .isNotEqualTo(java.util.Optional.of("reset"));
    }

    @Test
    void shouldJoinNeighbouringRecordsOfHex() {
        Image image = hex(HEX);
        assertThat(image.entry()).hasValue(0x08000101);
        assertThat(image.segments()).hasSize(2);
        assertThat(image.segments().get(0).address()).isEqualTo(0x08000000);
        assertThat(image.segments().get(0).sizeBytes()).isEqualTo(12);
        assertThat(image.segments().get(1).address()).isEqualTo(0x08000100);
        assertThat(Image.read("blink.hex", HEX.getBytes(StandardCharsets.US_ASCII))
                        .segments())
                .hasSize(2);
    }

    @Test
    void shouldNameTheLineOfADamagedRecord() {
        assertThatThrownBy(() -> hex(HEX.replace("DEAD", "DEAE")))
                .isInstanceOf(ImageException.class)
                .hasMessage(
                        "blink.hex:3: its checksum is BC and must be BB: the line is damaged, build or copy the file"
                                + " again");
        assertThatThrownBy(() -> hex(HEX.replace(":00000001FF\n", "")))
                .hasMessageContaining("blink.hex:5: the end record (:00000001FF) is missing");
        assertThatThrownBy(() -> hex(HEX.replace(":0400080", ":04000X0")))
                .hasMessageContaining("blink.hex:3: is no record");
        assertThatThrownBy(() -> hex(HEX.replace(":04000800DEADBEEFBC", ":04000806DEADBEEFB6")))
                .hasMessageContaining("blink.hex:3: has the unknown record type 6");
        assertThatThrownBy(() -> hex(HEX.replace(":0400080", ":0500080"))).hasMessageContaining("says 5 bytes");
        assertThatThrownBy(() -> hex(HEX + HEX)).hasMessageContaining("blink.hex:7: follows the end record");
    }

    @Test
    void shouldTakeARawBinaryAtItsAddress() {
        Image image = Image.binary("boot.bin", new byte[] {1, 2, 3}, 0x08004000);
        Bus bus = new Bus();
        Memory flash = new Memory(0x08000000, 0x8000, false);
        bus.add(flash);
        image.load(bus);
        assertThat(flash.read(0x08004000, 4)).isEqualTo(0x030201);
        assertThatThrownBy(() ->
                        Image.binary("boot.bin", new byte[] {1, 2}, 0x08007FFF).load(bus))
                .hasMessage("boot.bin: this chip has no memory at 0x08008000: is the program linked for another chip?");
        assertThatThrownBy(() -> Image.binary("boot.bin", new byte[2], -1))
                .hasMessageContaining("past the last address");
        assertThatThrownBy(() -> Image.binary("boot.bin", new byte[0], 0)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> Image.read("boot.bin", new byte[64]))
                .hasMessage(
                        "boot.bin: neither ELF nor Intel HEX; a raw binary needs its address, as in boot.bin@0x08000000");
    }

    @Test
    void shouldSayWhereACutElfEnds() throws IOException {
        byte[] good = kernels();
        assertThatThrownBy(() -> Image.elf("a.elf", Arrays.copyOf(good, 60)))
                .hasMessage("a.elf: cut off: the header of segment 0 at offset 0x34 needs 32 bytes, the file has 60");
        assertThatThrownBy(() -> Image.elf("a.elf", Arrays.copyOf(good, 3))).hasMessageContaining("no ELF file");
        byte[] other = good.clone();
        other[18] = 62;
        assertThatThrownBy(() -> Image.elf("a.elf", other)).hasMessageContaining("machine=62");
    }

    @Test
    void shouldRefuseOrReadAnyDamageWithoutAnythingElse() throws IOException {
        byte[] good = kernels();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int k = 0; k < 4 && damaged.length > 0; k++) {
                int at = random.nextInt(random.nextBoolean() ? damaged.length : Math.min(damaged.length, 120));
                damaged[at] = (byte) random.nextInt();
            }
            try {
                assertThat(Image.elf("a.elf", damaged).segments()).isNotEmpty();
            } catch (ImageException e) {
                assertThat(e).hasMessageStartingWith("a.elf: ");
            }
        }
    }
}
