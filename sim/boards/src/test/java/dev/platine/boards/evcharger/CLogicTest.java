package dev.platine.boards.evcharger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.platine.boards.firmware.CFirmware;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.Catalogue;
import dev.platine.sim.spec.Parameters;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The firmware in C does in each step what the modelled one does, from the same pins and set-points. */
class CLogicTest {
    private static final BoardSpec SPEC = new Catalogue().load("ev-charger");
    private static final int WORDS = SPEC.channels().size() + 3;

    @TempDir
    Path folder = Path.of("");

    @Test
    void shouldDescribeTheSameChannels() throws Exception {
        List<String> told = run(List.of(CFirmware.filter().toString(), "schema"));
        List<String> expected = new ArrayList<>();
        for (ChannelSpec channel : SPEC.channels()) {
            expected.add(String.join(
                    "|",
                    channel.name(),
                    String.valueOf(channel.kind().number()),
                    String.valueOf(channel.direction().number()),
                    channel.unit(),
                    hex(channel.minimum()),
                    hex(channel.maximum()),
                    hex(channel.resolution()),
                    String.format("%08x", channel.safeBits()),
                    channel.label()));
        }
        expected.add(String.format("%08x", SPEC.description("any").schemaHash()));
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void shouldMapCurrentsAndDutyCyclesAlike() throws Exception {
        List<String> told = run(List.of(CFirmware.filter().toString(), "duties"));
        assertThat(told).hasSize(741 + 1_001);
        for (int line = 0; line < told.size(); line++) {
            String[] words = told.get(line).split(" ");
            int at = Integer.parseInt(words[0]);
            double expected =
                    line < 741 ? ChargingCurrent.dutyFor(at / 10.0) : ChargingCurrent.limitFor(at / 1_000.0 + 0.0005);
            assertThat(Double.parseDouble(words[1])).as(told.get(line)).isEqualTo(expected, within(1e-4));
        }
    }

    private static String hex(float value) {
        return String.format("%08x", Float.floatToRawIntBits(value));
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", lines).isZero();
        return lines;
    }

    /** Plugs in, charges, meets every fault that there is, and goes. */
    @Test
    void shouldStepAsTheModelDoesThroughAllFaults() throws Exception {
        Path filter = CFirmware.filter();
        Path recording = folder.resolve("faults");
        try (Station station = recorded(recording, 3)) {
            station.plugIn();
            station.allow(16);
            station.advanceMs(8_000);
            for (Hand hand : Hand.FAULTS) {
                hand.does().accept(station);
                station.advanceMs(hand.ms());
                hand.undoes().accept(station);
                station.unplug();
                station.advanceMs(6_000);
                station.resetFaults();
                station.plugIn();
                station.set("current_limit_a", 16);
                station.advanceMs(4_000);
            }
            station.unplug();
            station.advanceMs(1_000);
            assertThat(station.get("sessions")).as("charged between the faults").isGreaterThan(10);
        }
        long faults = compare(filter, recording, 3, false);
        assertThat(Long.bitCount(faults))
                .as("faults met: %s", Long.toBinaryString(faults))
                .isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldStepAsTheModelDoesWhateverHappens(long seed) throws Exception {
        Path filter = CFirmware.filter();
        Path recording = folder.resolve("seed" + seed);
        Random random = new Random(seed);
        int phases = seed % 2 == 0 ? 1 : 3;
        try (Station station = recorded(recording, phases)) {
            for (int ms = 0; ms < 60_000; ) {
                Hand.ANY.get(random.nextInt(Hand.ANY.size())).toggle(station, random);
                int next = 1 + random.nextInt(random.nextInt(10) == 0 ? 8_000 : 500);
                station.advanceMs(next);
                ms += next;
            }
        }
        compare(filter, recording, phases, false);
    }

    /** Thresholds are met to a converter's step. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void shouldStepAsTheModelDoesOnLoosePins(long seed) throws Exception {
        Path filter = CFirmware.filter();
        Path recording = folder.resolve("loose" + seed);
        Parameters parameters = Parameters.of(Map.of(
                "recording",
                recording.toString(),
                "phases",
                3,
                "ventilated",
                seed % 2 == 0,
                "ratedA",
                seed % 2 == 0 ? 63 : 32));
        LooseBoard board = new LooseBoard(SPEC, parameters, seed);
        new RecordedFirmware().boot(board);
        board.run(250_000);
        long faults = compare(filter, recording, 3, seed % 2 == 0);
        assertThat(Long.bitCount(faults))
                .as("faults met: %s", Long.toBinaryString(faults))
                .isGreaterThan(5);
    }

    /** Each side of thresholds that the other scenarios pass too fast or too far away, a hair's breadth from them, and for long enough. */
    @Test
    void shouldStepAsTheModelDoesBesideItsThresholds() throws Exception {
        Path filter = CFirmware.filter();
        Path recording = folder.resolve("beside");
        LooseBoard board = LooseBoard.calm(
                SPEC, Parameters.of(Map.of("recording", recording.toString(), "phases", 3, "ratedA", 32)));
        new RecordedFirmware().boot(board);
        Beside.run(board);
        board.run(StepRecorder.CHUNK);
        long faults = compare(filter, recording, 3, false);
        assertThat(faults).as("faults met: %s", Long.toBinaryString(faults)).isEqualTo(Beside.FAULTS);
    }

    /** A Cortex-M4 and its floating-point unit make the same bits of it. */
    @Test
    @Tag("slow")
    @Tag("native")
    void shouldComputeTheSameOnTheMicrocontroller() throws Exception {
        Assumptions.assumeTrue(CFirmware.onPath("qemu-system-arm"), "no QEMU (Debian: qemu-system-arm)");
        Path filter = CFirmware.crossFilter();
        Path recording = folder.resolve("target");
        Parameters parameters = Parameters.of(Map.of("recording", recording.toString(), "phases", 3));
        LooseBoard board = new LooseBoard(SPEC, parameters, 21);
        new RecordedFirmware().boot(board);
        board.run(200_000);
        compare(CFirmware.filter(), recording, 3, false);
        Path target = folder.resolve("target.cortex-m4");
        String arguments = Stream.of("filter", "run", "32", "3", "0", recording + ".in", target)
                .map(word -> "arg=" + word)
                .collect(Collectors.joining(","));
        run(List.of(
                "qemu-system-arm",
                "-M",
                "mps2-an386",
                "-nographic",
                "-monitor",
                "none",
                "-serial",
                "none",
                "-semihosting-config",
                "enable=on," + arguments,
                "-kernel",
                filter.toString()));
        assertThat(target).hasSameBinaryContentAs(folder.resolve("target.answer"));
    }

    private static Station recorded(Path recording, int phases) {
        return Station.of(
                RecordedFirmware.class.getName(), Map.of("recording", recording.toString(), "phases", phases));
    }

    /** All fault bits that were seen. */
    private long compare(Path filter, Path recording, int phases, boolean large) throws Exception {
        Path in = recording.resolveSibling(recording.getFileName() + ".in");
        Path out = recording.resolveSibling(recording.getFileName() + ".out");
        Path answer = recording.resolveSibling(recording.getFileName() + ".answer");
        Process process = new ProcessBuilder(
                        filter.toString(), "run", large ? "63" : "32", String.valueOf(phases), large ? "1" : "0")
                .redirectInput(in.toFile())
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.size(answer)).as("bytes answered").isEqualTo(Files.size(out));
        long steps = Files.size(in) / (22 * 4);
        long faults = 0;
        try (DataInputStream expected = open(out);
                DataInputStream given = open(answer)) {
            for (long step = 0; step < steps; step++) {
                faults |= compareStep(step, words(expected), words(given), expected, given);
            }
        }
        return faults;
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    private static ByteBuffer words(InputStream from) throws IOException {
        return ByteBuffer.wrap(from.readNBytes(WORDS * 4)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int compareStep(
            long step, ByteBuffer expected, ByteBuffer given, InputStream expectedLines, InputStream givenLines)
            throws IOException {
        int lines = 0;
        int faults = 0;
        for (ChannelSpec channel : SPEC.channels()) {
            int wanted = expected.getInt();
            int got = given.getInt();
            if (channel.kind().isReal()) {
                compareReal(step, channel, Float.intBitsToFloat(wanted), Float.intBitsToFloat(got));
            } else if (channel.name().equals("energy_wh")) {
                assertThat(got).as("step %s, energy", step).isCloseTo(wanted, within(1));
            } else if (wanted != got) {
                assertThat(got).as("step %s, %s", step, channel.name()).isEqualTo(wanted);
            }
            lines = channel.kind() == ChannelKind.TEXT ? got : lines;
            faults = channel.name().equals("fault_bits") ? got : faults;
        }
        assertThat(given.getInt()).as("step %s, what is driven", step).isEqualTo(expected.getInt());
        assertThat(given.getFloat()).as("step %s, pilot's duty", step).isCloseTo(expected.getFloat(), within(1e-6f));
        assertThat(given.getFloat()).as("step %s, lamp", step).isEqualTo(expected.getFloat());
        for (int i = 0; i < lines; i++) {
            assertThat(line(givenLines)).as("step %s, line %s", step, i).isEqualTo(line(expectedLines));
        }
        return faults;
    }

    /** Within a hundredth of a resolution, which is far more than single precision loses. */
    private static void compareReal(long step, ChannelSpec channel, float wanted, float got) {
        float most = channel.resolution() == 0 ? 1e-6f : channel.resolution() / 100;
        if (!(Math.abs(wanted - got) <= most)) {
            assertThat(got).as("step %s, %s", step, channel.name()).isCloseTo(wanted, within(most));
        }
    }

    private static String line(InputStream from) throws IOException {
        return new String(from.readNBytes(StepRecorder.LINE_BYTES), StandardCharsets.UTF_8).replaceAll("\0.*", "");
    }
}
