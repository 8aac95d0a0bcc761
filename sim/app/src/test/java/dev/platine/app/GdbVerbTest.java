package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.platine.mcu.engine.choice.EngineChoice;
import dev.platine.mcu.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code run --gdb}, with GDB itself where there is one. The firmware's source is src/test/firmware/hello.c. */
class GdbVerbTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String SCRIPT = """
            info registers pc sp msp
            break tick_handler
            continue
            print *(int *) &ticks
            monitor time
            monitor time
            stepi
            info registers pc
            delete
            watch *(int *) &ticks
            continue
            continue
            delete
            monitor pins PA5
            monitor faults
            print $d3 = 1.5
            print $s7
            set var *(int *) 0x20000100 = 0x1234
            x/wx 0x20000100
            monitor reset halt
            maintenance flush register-cache
            info registers pc
            set var *(int *) &ticks = 5
            load
            hbreak say
            continue
            x/s $r0
            info threads
            monitor help
            detach
            """;

    @TempDir
    Path folder;

    private final Cli cli = Cli.piped();
    private CompletableFuture<Cli.Result> end = new CompletableFuture<>();
    private Path firmware;

    @BeforeEach
    void unpack() throws Exception {
        firmware = folder.resolve("hello.elf");
        try (InputStream in = Objects.requireNonNull(GdbVerbTest.class.getResourceAsStream("hello.elf"))) {
            Files.copy(in, firmware);
        }
    }

    @AfterEach
    void stop() {
        cli.stop().ask();
    }

    private List<Integer> start(Cli of, String socket, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "nucleo-f446re",
                "--firmware",
                firmware.toString(),
                "--listen",
                "unix://" + folder.resolve(socket),
                "--gdb",
                "0"));
        arguments.addAll(List.of(more));
        end = CompletableFuture.supplyAsync(() -> of.execute(arguments.toArray(String[]::new)), command -> {
            Thread thread = new Thread(command, "run");
            thread.setDaemon(true);
            thread.start();
        });
        int boards = arguments.contains("--count") ? 2 : 1;
        await().atMost(LONG).until(() -> end.isDone() || ports(of).size() == boards);
        return ports(of);
    }

    private static List<Integer> ports(Cli of) {
        return of.printed()
                .lines()
                .filter(line -> line.startsWith("gdb tcp://127.0.0.1:"))
                .map(line -> Integer.parseInt(line.substring(20)))
                .toList();
    }

    /** A connection that speaks the protocol by hand. */
    private static final class Wire implements AutoCloseable {
        private final Socket socket;

        Wire(int port) throws Exception {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) LONG.toMillis());
        }

        void send(String packet) throws Exception {
            int sum = packet.chars().sum() & 0xFF;
            String framed = "$" + packet + "#" + Character.forDigit(sum >> 4, 16) + Character.forDigit(sum & 15, 16);
            socket.getOutputStream().write(framed.getBytes(StandardCharsets.ISO_8859_1));
        }

        void interrupt() throws Exception {
            socket.getOutputStream().write(3);
        }

        String next() throws Exception {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            int one = in.read();
            while (one != '$' && one >= 0) {
                one = in.read();
            }
            for (one = in.read(); one != '#' && one >= 0; one = in.read()) {
                packet.write(one);
            }
            return packet.toString(StandardCharsets.ISO_8859_1);
        }

        String ask(String packet) throws Exception {
            send(packet);
            return next();
        }

        /** Virtual nanoseconds. */
        long timeNs() throws Exception {
            String packet = ask("qRcmd,74696d65");
            next();
            StringBuilder text = new StringBuilder();
            for (int i = 1; i < packet.length(); i += 2) {
                text.append((char) Integer.parseInt(packet.substring(i, i + 2), 16));
            }
            return Long.parseLong(text.substring(0, text.indexOf(" ")).replace(".", ""));
        }

        @Override
        public void close() throws Exception {
            socket.close();
        }
    }

    @Test
    void shouldBeginInFrontOfTheFirstInstructionWhereThatIsWanted() throws Exception {
        int port =
                start(cli, "s", "--gdb-wait", "--speed", "max", "--for", "5ms").get(0);
        try (Wire gdb = new Wire(port)) {
            assertThat(gdb.ask("?")).isEqualTo("T05thread:1;");
            assertThat(gdb.timeNs()).isZero();
            assertThat(end.isDone()).isFalse();
            assertThat(gdb.ask("D")).isEqualTo("OK");
        }
        Cli.Result result = end.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("ended after 5ms of virtual time");
        assertThat(result.exit()).isZero();
    }

    @ParameterizedTest
    @EnumSource(EngineChoice.class)
    void shouldTellTheSameEventsHoweverOftenItIsStopped(EngineChoice engine) throws Exception {
        String by = engine.toString();
        Path quiet = folder.resolve("quiet.jsonl");
        Path stopped = folder.resolve("stopped.jsonl");
        Cli.Result result = Cli.piped()
                .execute(
                        "run",
                        "nucleo-f446re",
                        "--firmware",
                        firmware.toString(),
                        "--listen",
                        "unix://" + folder.resolve("q"),
                        "--speed",
                        "max",
                        "--for",
                        "310ms",
                        "--events",
                        quiet.toString(),
                        "--engine",
                        "interpreter");
        assertThat(result.exit()).isZero();
        int port = start(
                        cli,
                        "s",
                        "--gdb-wait",
                        "--speed",
                        "max",
                        "--for",
                        "310ms",
                        "--events",
                        stopped.toString(),
                        "--engine",
                        by)
                .get(0);
        int handler = Image.elf("hello.elf", Files.readAllBytes(firmware))
                .symbols()
                .address("tick_handler")
                .orElseThrow();
        String place = Integer.toHexString(handler & ~1) + ",2";
        try (Wire gdb = new Wire(port)) {
            gdb.ask("?");
            assertThat(gdb.ask("Z1," + place)).isEqualTo("OK");
            for (int i = 0; i < 107; i++) {
                assertThat(gdb.ask("c")).startsWith("T05");
            }
            assertThat(gdb.ask("z1," + place)).isEqualTo("OK");
            assertThat(gdb.ask("D")).isEqualTo("OK");
        }
        assertThat(end.get(LONG.toSeconds(), TimeUnit.SECONDS).exit()).isZero();
        assertThat(Files.readString(stopped)).contains("LD2").isEqualTo(Files.readString(quiet));
    }

    @Test
    void shouldHoldTimeWhileItIsHaltedAndGoOnWhenTheClientIsGone() throws Exception {
        int port = start(cli, "s").get(0);
        long halted;
        try (Wire gdb = new Wire(port)) {
            assertThat(gdb.ask("?")).isEqualTo("T05thread:1;");
            halted = gdb.timeNs();
            assertThat(gdb.timeNs()).isEqualTo(halted);
            gdb.send("c");
            gdb.interrupt();
            assertThat(gdb.next()).isEqualTo("T02thread:1;");
            assertThat(gdb.ask("Z1,800004a,2")).isEqualTo("OK");
            assertThat(gdb.ask("c")).startsWith("T05");
            assertThat(gdb.timeNs()).isGreaterThan(halted);
        }
        try (Wire gdb = new Wire(port)) {
            assertThat(gdb.ask("?")).as("the next client").startsWith("T05");
            assertThat(gdb.timeNs()).isGreaterThan(halted);
        }
        cli.stop().ask();
        assertThat(end.get(LONG.toSeconds(), TimeUnit.SECONDS).exit()).isZero();
    }

    @Test
    void shouldHoldAllBoardsWhileOneIsHalted() throws Exception {
        List<Integer> ports = start(cli, "s", "--count", "2", "--gdb-wait", "--speed", "max");
        assertThat(ports).hasSize(2);
        try (Wire first = new Wire(ports.get(0));
                Wire second = new Wire(ports.get(1))) {
            assertThat(second.ask("?")).isEqualTo("T05thread:1;");
            first.send("c");
            assertThat(second.timeNs()).as("the second board is still halted").isZero();
            assertThat(second.ask("Z1,800004a,2")).isEqualTo("OK");
            assertThat(second.ask("c")).startsWith("T05");
            long halted = second.timeNs();
            assertThat(halted).isBetween(1_000_000L, 1_100_000L);
            first.interrupt();
            assertThat(first.next()).isEqualTo("T02thread:1;");
            assertThat(first.timeNs()).isCloseTo(halted, org.assertj.core.data.Offset.offset(100_000L));
        }
    }

    @Test
    void shouldTellWhatIsWrongWithTheOptions() {
        assertThat(Cli.run("run", "nucleo-f446re", "--gdb-wait").err()).contains("--gdb-wait needs --gdb PORT");
        assertThat(Cli.run("run", "nucleo-f446re", "--gdb", "65536").err()).contains("--gdb");
        assertThat(Cli.run("run", "ev-charger", "--gdb", "0", "--listen", "unix://" + folder.resolve("t"))
                        .err())
                .contains("--gdb")
                .contains("emulated microcontroller");
    }

    @Test
    void shouldBeDebuggedByGdbTheSameWayEachTime() throws Exception {
        String first = transcript(cli, "1", EngineChoice.INTERPRETER);
        assertThat(first.lines().map(String::strip).toList())
                .as(first)
                .containsSubsequence(
                        "Breakpoint 1 at 0x800004e",
                        "Breakpoint 1, 0x0800004e in tick_handler ()",
                        "$1 = 0",
                        "Hardware watchpoint 2: *(int *) &ticks",
                        "0x20000000: 0x0 -> 0x1 by 0x08000050",
                        "Old value = 0",
                        "New value = 1",
                        "0x20000000: 0x1 -> 0x2 by 0x08000050",
                        "New value = 2",
                        "PA5   output    low  driven low",
                        "CFSR 0x00000000 HFSR 0x00000000",
                        "$2 = 1.5",
                        "$3 = 1.9375",
                        "0x20000100:\t0x00001234",
                        "reset; halted at 0x0800009c");
        assertThat(first)
                .containsPattern("pc +0x800009c +0x800009c <reset_handler>\\s+sp +0x20010000 ")
                .containsPattern("(0\\.00100\\d{4} s of virtual time, .*)\\n\\1\\n")
                .containsPattern("Loading section .text, size 0x[0-9a-f]+ lma 0x8000000")
                .containsPattern("Breakpoint 3, 0x0800007c in say \\(\\)\\s+0x[0-9a-f]+:\\s+\"hello from nucleo")
                .contains(
                        "Thread 1 \"stm32f446\" (thread mode)",
                        "reset [halt]",
                        "[Inferior 1 (Remote target) detached]");
        assertThat(transcript(Cli.piped(), "2", EngineChoice.INTERPRETER)).isEqualTo(first);
        assertThat(transcript(Cli.piped(), "3", EngineChoice.COMPILER)).isEqualTo(first);
        assertThat(transcript(Cli.piped(), "4", EngineChoice.AUTO)).isEqualTo(first);
    }

    private String transcript(Cli of, String name, EngineChoice engine) throws Exception {
        int port = start(of, name, "--gdb-wait", "--speed", "max", "--engine", engine.toString())
                .get(0);
        try {
            return new GdbProgram(folder)
                    .run("file " + firmware + "\ntarget remote 127.0.0.1:" + port + "\n" + SCRIPT)
                    .replaceAll("Transfer rate:.*", "");
        } finally {
            of.stop().ask();
        }
    }
}
