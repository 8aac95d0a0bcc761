package dev.platine.app;

import dev.platine.core.time.Durations;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BodySpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Simulates boards until stopped. */
@Command(
        addMethodSubcommands = false,
        name = "run",
        description = {
            "Simulates boards and lets hosts connect to them. Prints a line 'listening URI' for each endpoint and board once it can"
                    + " be opened, then goes on until interrupted.",
            "BOARD is a name from 'platine boards', or a path to a board.yaml or its folder; NAME=BOARD calls it NAME."
        },
        footer = {
            "%nExamples:",
            "  platine run ev-charger",
            "  platine run ev-charger --listen unix:///tmp/charger.sock --listen pty:/tmp/charger.tty",
            "  platine run ./my-board/board.yaml --listen tcp://127.0.0.1:0 --speed max --for 10s --seed 7",
            "  platine run ev-charger --count 100",
            "  platine run ev-charger --firmware ./libev-charger.so",
            "  platine run nucleo-f446re --firmware blink.elf --uart usart2=stdio --for 2s --speed max --events out.jsonl",
            "  platine run nucleo-f446re --firmware blink.elf --gdb 3333 --gdb-wait",
            "  platine run left=nucleo-f446re right=nucleo-f446re --firmware left=a.elf --firmware right=b.elf --wire left/D1=right/D0"
        })
final class RunCommand implements Callable<Integer> {
    static final String DEFAULT_LISTEN = "tcp://127.0.0.1:7400";

    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final int MOST_BOARDS = 10_000;

    private final Context context;

    @Parameters(
            arity = "1..*",
            paramLabel = "BOARD",
            description = "Names or paths; all boards share one virtual time.")
    private List<String> boards = List.of();

    @Option(
            names = "--listen",
            paramLabel = "URI",
            description = {
                "Where hosts connect, any number of times: tcp://HOST:PORT (port 0: any free one),"
                        + " tls://HOST:PORT?cert=FILE&key=FILE&ca=FILE, unix:///PATH, pty:[/LINK].",
                "Default: " + DEFAULT_LISTEN + ", which only this computer reaches."
            })
    private List<String> listen = List.of(DEFAULT_LISTEN);

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "1",
            description = "Virtual over real time, or max for as fast as the computer can (default: 1).")
    private String speed = "1";

    @Option(names = "--for", paramLabel = "TIME", description = "Ends after this virtual time (default: never).")
    private @Nullable Duration duration;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of all that is random (default: 0).")
    private long seed;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "So many of each board, named BOARD-1 to BOARD-N (default: 1).")
    private int count = 1;

    @Option(
            names = "--firmware",
            paramLabel = "[NAME=]FILE",
            description = {
                "In place of the board's own: a firmware compiled for this computer (platine_firmware.h), wired to the same pins;",
                "for a board with an emulated microcontroller an ELF or Intel HEX file, or FILE@0xADDRESS for a raw binary.",
                "With several boards NAME=FILE, once for each."
            })
    private List<String> firmware = List.of();

    @Option(
            names = "--isolate",
            negatable = true,
            description =
                    "Such firmware in a process of its own, so that its crash is the board's and a reset brings it back, or"
                            + " in this one, which is faster (default: isolated, or as board.yaml says).")
    private @Nullable Boolean isolate;

    @Option(
            names = "--watchdog",
            paramLabel = "TIME",
            description =
                    "How long one call of isolated firmware may take on this computer's clock before it is killed (default: 2s, or as"
                            + " board.yaml says). All boards of the rack wait meanwhile.")
    private @Nullable Duration watchdog;

    @Mixin
    private final EmulationOptions emulation = new EmulationOptions();

    RunCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        double pace = Speed.parse(speed);
        Limits.within("--count", count, 1, MOST_BOARDS);
        if (duration != null) {
            Limits.within("--for", duration, Duration.ofNanos(1), Duration.ofDays(36_500));
        }
        watchdogMs();
        try (Emulation around = new Emulation(emulation, boards.size() * count > 1, context)) {
            return run(pace, around);
        }
    }

    private final class Around implements Preparation {
        private final Emulation emulation;
        private @Nullable FirmwareChoice choice;

        Around(Emulation emulation) {
            this.emulation = emulation;
        }

        @Override
        public void names(List<String> names) {
            context.rehearsals().awaitChips();
            BoardNames all = new BoardNames(names);
            choice = new FirmwareChoice(firmware, all, boards.size() == 1);
            emulation.names(all);
        }

        @Override
        public BoardSpec board(String name, BoardSpec board) {
            Path file = choice == null ? null : choice.of(name);
            return emulation.prepare(name, new HostedFirmware(file, isolate, watchdogMs()).around(board));
        }

        @Override
        public void between(Rack.Builder rack) {
            emulation.between(rack);
        }

        @Override
        public void built() {
            context.rehearsals().awaitSockets();
        }
    }

    private int run(double pace, Emulation around) {
        Console console = context.console();
        try (Simulation simulation = Simulation.start(boards, count, seed, listen, new Around(around), around.log())) {
            simulation.uris().forEach(uri -> console.line("listening " + uri));
            around.attach(simulation.rack());
            if (duration != null) {
                simulation.onTime(duration, around::timeIsUp);
            }
            around.run(pace);
            context.stop().await(FOREVER);
            around.detach();
            console.line("ended after " + Durations.format(simulation.nowNs()) + " of virtual time");
        }
        return around.exit();
    }

    private @Nullable Integer watchdogMs() {
        if (watchdog == null) {
            return null;
        }
        Duration least = Duration.ofMillis(BodySpec.LEAST_WATCHDOG_MS);
        Duration most = Duration.ofMillis(BodySpec.MOST_WATCHDOG_MS);
        return (int) Limits.within("--watchdog", watchdog, least, most).toMillis();
    }
}
