package dev.platine.hal.nativedriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.BoardListener;
import dev.platine.hal.Boards;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.OpenOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers that do not keep to the header: one clear error each, and the JVM lives. */
@Tag("native")
class BadDriverTest {
    @TempDir
    static Path folder = Path.of("");

    private static Path bad = Path.of("");

    @BeforeAll
    static void compile() {
        bad = CDriver.bad(folder, "bad");
    }

    private static Board open(String how) {
        return Boards.open("native:" + bad + "?how=" + how);
    }

    private static BoardException refusal(String uri) {
        BoardException refusal = catchThrowableOfType(
                BoardException.class, () -> Boards.open(uri).close());
        assertThat(refusal).as(uri).isNotNull();
        assertThat(refusal.getMessage()).doesNotContain("\n");
        return refusal;
    }

    private static void until(BooleanSupplier holds) {
        long giveUpNs = System.nanoTime() + 10_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - giveUpNs).as("waiting").isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refuse         | MALFORMED     | no such port 3
            no-text        | BUSY          | somebody else has the device
            null           | PROTOCOL      | open returned OK and no driver
            describe-fails | BOARD_FAILURE | the device failed
            bind-fails     | BOARD_FAILURE | the device failed
            none           | PROTOCOL      | channel_count must be 1 to 4096: 0
            many           | PROTOCOL      | channel_count must be 1 to 4096: 5000
            changing       | PROTOCOL      | describe changes its mind about channel_count: 65, then 66
            big-table      | PROTOCOL      | describe wrote beside its table of 64 channels
            bad-name       | PROTOCOL      | channel 1: must be 1 to 31 of [a-z0-9_.]: name=Big Button
            endless-name   | PROTOCOL      | channel 1's name does not end in a zero
            control        | PROTOCOL      | channel 1's label has control characters
            latin1         | PROTOCOL      | channel 1's label is not UTF-8
            twice          | PROTOCOL      | must be unique on a board: name=level
            kind           | PROTOCOL      | channel 1's kind must be 1 to 5: 9
            direction      | PROTOCOL      | channel 1's direction must be 1 or 2: 0
            range          | PROTOCOL      | must not be above maximum
            nan-range      | PROTOCOL      | channel 2 (valve) has a range that is no number
            unsafe         | PROTOCOL      | must be inside the range: safe value of valve
            scan           | PROTOCOL      | scan_us must be 0 or at least 100: 1
            abilities      | PROTOCOL      | abilities has unknown bits: 0x80
            nameless       | PROTOCOL      | the board has no name
            """)
    void shouldRefuseToOpen(String how, Kind kind, String reason) {
        BoardException refusal = refusal("native:" + bad + "?how=" + how);

        assertThat(refusal.getMessage()).contains(reason);
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.operation()).isEqualTo("open");
        assertThat(refusal.code()).isEqualTo(how.equals("refuse") ? 42 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nan      | PROTOCOL      | the driver gave NaN
            infinite | PROTOCOL      | the driver gave Infinity
            digital  | PROTOCOL      | the driver gave 2
            output   | PROTOCOL      | the driver gave -5.0
            back     | PROTOCOL      | the driver's time stepped back
            beside   | BOARD_FAILURE | the driver wrote beside its blocks
            before   | BOARD_FAILURE | the driver wrote beside its blocks
            code     | PROTOCOL      | exchange returned -99
            fails    | BOARD_FAILURE | the device failed: over temperature
            """)
    void shouldRefuseAnExchange(String how, Kind kind, String reason) {
        try (Board board = open(how)) {
            ExchangePlan plan = board.exchange();
            plan.read(board.analogInput("level"));
            try (Exchange exchange = plan.prepare()) {
                until(() -> exchange.run() != Exchange.OK);
                int status = exchange.run();
                assertThat(status).isEqualTo(Exchange.REFUSED);
                BoardException refusal = exchange.failure(status);
                assertThat(refusal.getMessage()).contains(reason).doesNotContain("\n");
                assertThat(refusal.kind()).isEqualTo(kind);
            }
        }
    }

    @Test
    void shouldLoseADriverThatSaysThatItsDeviceIsGone() {
        try (Board board = Boards.open("native:" + bad + "?how=lost", OpenOptions.DEFAULT.withReconnect(false))) {
            until(() -> !board.isConnected());
            BoardException lost = catchThrowableOfType(
                    BoardException.class, () -> board.clock().nowNs());
            assertThat(lost.kind()).isEqualTo(Kind.LINK_LOST);
        }
    }

    @Test
    void shouldNotWaitForADriverThatBlocks() throws IOException {
        Path release = folder.resolve("release");
        Board board = open("block&until=" + release);
        List<String> lost = new CopyOnWriteArrayList<>();
        board.onEvent(new BoardListener() {
            @Override
            public void linkLost(String reason) {
                lost.add(reason);
            }
        });
        ExchangePlan plan = board.exchange();
        plan.read(board.analogInput("level"));
        Exchange exchange = plan.deadline(Duration.ofMillis(50)).prepare();
        until(() -> exchange.run() != Exchange.OK);
        long beganNs = System.nanoTime();
        assertThat(exchange.run()).isIn(Exchange.DEADLINE, Exchange.LINK_LOST);
        assertThat(System.nanoTime() - beganNs).isLessThan(1_000_000_000L);
        until(() -> exchange.run() == Exchange.LINK_LOST);
        assertThat(board.isConnected()).isFalse();
        until(() -> !lost.isEmpty());
        assertThat(lost).containsExactly("the driver bad.so has not returned from a call for 2 s");
        beganNs = System.nanoTime();
        board.close();
        assertThat(System.nanoTime() - beganNs).isLessThan(5_000_000_000L);
        assertThat(exchange.run()).isEqualTo(Exchange.CLOSED);
        assertThat(threads("how=block&")).isEqualTo(1);
        Files.createFile(release);
        until(() -> threads("how=block&") == 0);
    }

    private static long threads(String part) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(part))
                .count();
    }

    @Test
    void shouldGiveUpOpeningADriverThatBlocks() throws IOException {
        Path release = folder.resolve("release-open");
        OpenOptions options = OpenOptions.DEFAULT.withConnectDeadline(Duration.ofMillis(100));
        long beganNs = System.nanoTime();
        BoardException refusal = catchThrowableOfType(
                BoardException.class, () -> Boards.open("native:" + bad + "?how=block-open&until=" + release, options));
        assertThat(refusal.kind()).isEqualTo(Kind.DEADLINE);
        assertThat(System.nanoTime() - beganNs).isLessThan(2_000_000_000L);
        Files.createFile(release);
        until(() -> threads("how=block-open&") == 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            poll-many  | poll gave 17 events
            poll-fails | the device failed
            event      | poll gave an event that cannot be: kind 77, channel 3
            """)
    void shouldTellOnceOfEventsThatCannotBe(String how, String reason) {
        try (Board board = open(how)) {
            List<String> notices = new CopyOnWriteArrayList<>();
            board.onEvent(new BoardListener() {
                @Override
                public void notice(String text, long boardTimeNs) {
                    notices.add(text);
                }
            });
            assertThat(board.analogInput("level").read()).isEqualTo(1.5);
            assertThat(board.isConnected()).isTrue();
        }
        assertThat(refusalOfPoll(how)).contains(reason);
    }

    private static String refusalOfPoll(String how) {
        NativeDevice device = NativeDevice.open(bad, "how=" + how + "\n");
        try {
            return String.valueOf(catchThrowableOfType(
                            dev.platine.hal.local.LocalException.class,
                            () -> device.nextEvent(new dev.platine.hal.local.LocalEvent()))
                    .getMessage());
        } finally {
            device.close();
        }
    }

    @Test
    void shouldServeOthersWhileEventsNeverEnd() {
        try (Board board = open("flood")) {
            for (int i = 0; i < 20; i++) {
                assertThat(board.analogInput("level").read()).isEqualTo(1.5);
            }
            assertThat(board.textInput("said").read()).hasSize(192);
        }
    }

    /** A thread of the driver writes into blocks that were given back; other boards do not notice. */
    @Test
    void shouldOutliveADriverThatWritesAfterClose() {
        for (int i = 0; i < 5; i++) {
            open("late").close();
        }
        long untilNs = System.nanoTime() + 400_000_000L;
        while (System.nanoTime() - untilNs < 0) {
            try (Board board = open("fine")) {
                assertThat(board.analogInput("level").read()).isEqualTo(1.5);
            }
        }
    }

    @Test
    void shouldSayWhichVersionsDoNotMatch() {
        BoardException refusal = refusal("native:" + CDriver.bad(folder, "future", "-DMAJOR=2u"));

        assertThat(refusal.kind()).isEqualTo(Kind.VERSION);
        assertThat(refusal.getMessage()).contains("built for version 2.0").contains("this Platine has 1.0");
    }

    @Test
    void shouldSayWhichStructureHasAnotherSize() {
        BoardException refusal = refusal("native:" + CDriver.bad(folder, "packed", "-DEXTRA=4u"));

        assertThat(refusal.kind()).isEqualTo(Kind.VERSION);
        assertThat(refusal.getMessage()).contains("platine_driver_channel has 124 bytes, it has 120");
    }

    @Test
    void shouldListMissingSymbols() {
        Path library = CDriver.compile(
                folder, "half", "int platine_driver_hello(void *p) { return p != 0; }\nint platine_driver_bind;\n");
        BoardException refusal = refusal("native:" + library);

        assertThat(refusal.kind()).isEqualTo(Kind.MALFORMED);
        assertThat(refusal.getMessage())
                .contains("platine_driver_open, platine_driver_describe, platine_driver_exchange")
                .doesNotContain("hello,");
    }

    @Test
    void shouldPassOnWhatTheLoaderMisses() {
        Path library = CDriver.compile(
                folder, "wanting", "int absent_vendor_call(void);\nint f(void) { return absent_vendor_call(); }\n");

        assertThat(refusal("native:" + library).getMessage()).contains("undefined symbol: absent_vendor_call");
    }

    @Test
    void shouldTellFilesThatAreNoLibrariesOfThisComputer() throws IOException {
        assertThat(refusal("native:" + folder + "/none.so").kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(refusal("native:" + folder).getMessage()).contains("is no file");
        Path text = Files.writeString(folder.resolve("text.so"), "INPUT(libx.so)\n");
        assertThat(refusal("native:" + text).getMessage()).contains("is no ELF file");
        Path empty = Files.writeString(folder.resolve("empty.so"), "");
        assertThat(refusal("native:" + empty).getMessage()).contains("is no ELF file");
        assertThat(refusal("native:" + elf("arm.so", 1, 40, 3)).getMessage())
                .contains("is built for ARM (32 bit), this computer is ");
        assertThat(refusal("native:" + elf("s390.so", 2, 22, 3)).getMessage()).contains("built for S/390");
        int here = System.getProperty("os.arch", "").equals("aarch64") ? 183 : 62;
        assertThat(refusal("native:" + elf("object.so", 2, here, 1)).getMessage())
                .contains("is an object file");
        assertThat(refusal("native:" + elf("cut.so", 2, here, 3)).getMessage()).contains("cannot be loaded: ");
        assertThat(refusal("native:").kind()).isEqualTo(Kind.MALFORMED);
        assertThat(refusal("native:?a=b").kind()).isEqualTo(Kind.MALFORMED);
        assertThat(refusal("native:" + bad + "?platine.call=soon").getMessage()).contains("own or direct");
        assertThat(refusal("native:" + bad + "?platine.cal=own").getMessage()).contains("platine.call");
        assertThat(refusal("native:" + bad + "?how").getMessage()).contains("must be KEY=VALUE");
    }

    /** The loader maps more than there is of a file that was copied half, and touching that ended the JVM. */
    @Test
    void shouldTellALibraryThatWasCopiedHalf() throws IOException {
        byte[] whole = Files.readAllBytes(bad);
        for (int bytes : new int[] {20, 64, 100, 3_000, 4_100, whole.length / 2}) {
            Path half = Files.write(folder.resolve("half" + bytes + ".so"), Arrays.copyOf(whole, bytes));
            BoardException refusal = refusal("native:" + half);

            assertThat(refusal.kind()).isEqualTo(Kind.MALFORMED);
            assertThat(refusal.getMessage())
                    .contains("is not a whole shared library, it ends after " + bytes + " bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-shared", "-c"})
    void shouldTellWhatAMicrocontrollersCompilerMade(String kind) {
        Path other = CDriver.forAMicrocontroller(folder, "arm" + kind, kind);

        assertThat(refusal("native:" + other).getMessage()).contains("is built for ARM (32 bit), this computer is ");
    }

    private static Path elf(String name, int bits, int machine, int type) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) bits, 1, 1});
        header.putShort(16, (short) type).putShort(18, (short) machine);
        return Files.write(folder.resolve(name), header.array());
    }
}
