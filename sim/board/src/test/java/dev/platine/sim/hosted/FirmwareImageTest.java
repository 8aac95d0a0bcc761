package dev.platine.sim.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.sim.rack.Rack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries that cannot be run, told in one line before anything of them runs. */
@Tag("native")
class FirmwareImageTest {
    @TempDir
    static Path folder;

    static Path good;

    @BeforeAll
    static void compile() throws IOException {
        good = CCompiler.library(folder, "good", "trial.c");
    }

    private static void refused(Path library, String... words) {
        assertThatThrownBy(() -> FirmwareImage.read(library))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(words)
                .contains(library.toString())
                .doesNotContain("\n");
    }

    @Test
    void shouldReadWhoItIsAndItsPins() {
        FirmwareImage image = FirmwareImage.read(good);
        assertThat(image.name()).isEqualTo("trial");
        assertThat(image.version()).isEqualTo("1.0");
        assertThat(image.addressSanitizer()).isFalse();
        assertThat(image.pins())
                .extracting(PinSpec::name)
                .containsExactly("led", "fan", "level", "button", "knob", "clock", "bus");
        assertThat(image.pins().get(0)).isEqualTo(new PinSpec(0, "led", PinSpec.Kind.OUT, 0, 0, 0, 3.3, 30));
        assertThat(image.pins().get(1)).isEqualTo(new PinSpec(1, "fan", PinSpec.Kind.OUT, 0, 0, -12, 12, 1000));
        assertThat(image.pins().get(4).bits()).isEqualTo(12);
    }

    @Test
    void shouldSayWhatIsNoLibrary() throws IOException {
        refused(folder.resolve("nowhere.so"), "no such file", "check the path");
        refused(folder, "is a folder");
        refused(Path.of("/dev/null"), "is no file");
        refused(Files.writeString(folder.resolve("text.so"), "INPUT(libm.so.6)"), "is not a shared library (ELF)");
        refused(Files.writeString(folder.resolve("empty.so"), ""), "is not a shared library (ELF)");
        byte[] bytes = Files.readAllBytes(good);
        refused(
                Files.write(folder.resolve("cut.so"), java.util.Arrays.copyOf(bytes, 3_000)),
                "not a whole shared library");
    }

    @Test
    void shouldSayWhichComputerItIsFor() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        byte other = (byte) (System.getProperty("os.arch").equals("aarch64") ? 62 : 183);
        bytes[18] = other;
        refused(
                Files.write(folder.resolve("other.so"), bytes),
                other == 62 ? "is for x86-64" : "is for 64-bit Arm",
                "compile the firmware for this computer");
        bytes[4] = 1;
        bytes[18] = 40;
        refused(Files.write(folder.resolve("arm.so"), bytes), "is for 32-bit Arm");
    }

    /** The very file that is flashed, or the microcontroller's compiler by mistake. */
    @ParameterizedTest
    @ValueSource(strings = {"-shared", "-c", "-no-pie"})
    void shouldSayThatAMicrocontrollersBinaryIsForAnother(String kind) throws IOException {
        refused(
                CCompiler.forAMicrocontroller(folder, "arm" + kind, kind),
                "is for 32-bit Arm",
                "compile the firmware for this computer");
    }

    @Test
    void shouldSayWhichNamesAreMissing() throws IOException {
        refused(
                CCompiler.library(
                        folder, "missing", "trial.c", "-Dplatine_firmware_exit=other", "-Dplatine_firmware_step=more"),
                "does not export platine_firmware_step, platine_firmware_exit;");
        refused(
                CCompiler.library(folder, "hidden", "trial.c", "-Dplatine_firmware=mine"),
                "does not export platine_firmware;");
    }

    @Test
    void shouldSayWhichVersionItIs() throws IOException {
        refused(
                CCompiler.library(folder, "version", "trial.c", "-DABI=7"),
                "version of platine_firmware.h must be 1, this library has 7",
                "compile it anew");
    }

    @Test
    void shouldNotBelieveSizes() throws IOException {
        Path liar = folder.resolve("liar.c");
        Files.writeString(
                liar,
                "#include <stdint.h>\n"
                        + "const uint32_t platine_firmware[8] = {0x57464C50, 1, 4224, 79104};\n"
                        + "int64_t platine_firmware_init(void *b) { (void) b; return 0; }\n"
                        + "int64_t platine_firmware_step(int64_t n) { return n + 1; }\n"
                        + "void platine_firmware_exit(void) {}\n");
        refused(
                CCompiler.library(folder, "liar", liar.toAbsolutePath().toString()),
                "must have at least 4224 bytes: 32");
        Files.writeString(liar, Files.readString(liar).replace("4224", "4096"));
        refused(
                CCompiler.library(folder, "liar2", liar.toAbsolutePath().toString()),
                "bytes of struct platine_firmware must be 4224, this library has 4096");
        Files.writeString(liar, Files.readString(liar).replace("4096", "4224").replace("79104", "1"));
        refused(
                CCompiler.library(folder, "liar3", liar.toAbsolutePath().toString()),
                "bytes of struct platine_block must be 79104, this library has 1");
        Files.writeString(
                liar,
                Files.readString(liar).replace("const uint32_t", "uint32_t").replaceAll("= \\{.*\\}", ""));
        refused(CCompiler.library(folder, "liar4", liar.toAbsolutePath().toString()), "platine_firmware must");
    }

    @Test
    void shouldSayWhichPinsAreWrong() throws IOException {
        refused(
                CCompiler.library(folder, "name", "trial.c", "-DLED_NAME=\"L!\""),
                "pin 0 must have a name of 1 to 31 of a-z, 0-9 and _: 'L!'");
        refused(
                CCompiler.library(folder, "twice", "trial.c", "-DLED_NAME=\"knob\""),
                "pin knob must be there only once");
    }

    @Test
    void shouldSayWhichPinsTheBoardDoesNotWire() throws IOException {
        Path library = CCompiler.library(folder, "wires", "trial.c", "-DLED_NAME=\"lamp\"");
        var spec = TrialBoard.wired(
                "hosted", library, Map.of(), List.of("lmap", "fan", "level", "button", "knob", "clock", "bus"));
        assertThatThrownBy(() -> Rack.builder().board("b", spec).build())
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("the board does not wire its pin 'lamp' (did you mean 'lmap'?)")
                .doesNotContain("\n");
    }

    @Test
    void shouldNotTakeASanitizerIntoThisProcess() throws IOException {
        Path library = CCompiler.library(folder, "sanitized", "trial.c", "-fsanitize=address");
        assertThat(FirmwareImage.read(library).addressSanitizer()).isTrue();
        var spec = TrialBoard.of("hosted", library, Map.of());
        assertThatThrownBy(() -> Rack.builder().board("b", spec).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is built with AddressSanitizer")
                .hasMessageContaining("use --isolate");
    }
}
