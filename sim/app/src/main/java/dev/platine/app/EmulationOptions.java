package dev.platine.app;

import dev.platine.mcu.engine.choice.EngineChoice;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What 'run' takes for boards with an emulated microcontroller. */
final class EmulationOptions {
    @Option(
            names = "--uart",
            paramLabel = "[BOARD/]PORT=WHERE",
            description = {
                "Connects a serial port of the microcontroller, any number of times: stdio, tcp:PORT (port 0: any free one),"
                        + " pty or pty:LINK, file:PATH (only what the firmware sends).",
                "Besides USART and UART, by a debug probe: rtt (SEGGER RTT, channel 0), itm (stimulus port 0, no input),"
                        + " semihosting (its console).",
                "Example: --uart usart2=stdio; with several boards --uart left/usart2=stdio"
            })
    private List<String> uarts = List.of();

    @Option(
            names = "--wire",
            paramLabel = "NET=NET",
            description =
                    "Joins two nets by a wire, such as D1=D0 for a loop back, or left/D1=right/D0 between boards. Any number of times.")
    private List<String> wires = List.of();

    @Option(
            names = "--can",
            paramLabel = "CONTROLLER,...",
            description =
                    "Joins CAN controllers by a bus, each with a transceiver, such as left/can1,right/can1. Once for each bus.")
    private List<String> cans = List.of();

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description =
                    "Writes what can be seen of the boards, one JSON object a line: nets, parts, serial lines, resets, faults.")
    private @Nullable Path events;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description =
                    "Plays steps in virtual time: press a button, set a net, send to a port, expect something (docs/emulated.md#scripts).")
    private @Nullable Path script;

    @Option(
            names = "--strict",
            description = "Ends with exit code 5 when the firmware touches what the chip's model does not have.")
    private boolean strict;

    @Option(
            names = "--exit-on",
            paramLabel = "WHAT",
            description = {
                "Ends when it happens: uart:TEXT (a port says TEXT: code 0), semihosting (the firmware's own exit code),"
                        + " fault (the first fault that the processor takes: code 5)."
            })
    private List<String> exitOn = List.of();

    @Option(
            names = "--semihosting-dir",
            paramLabel = "DIR",
            description = "Lets semihosted firmware open files in this folder; without it every file is refused.")
    private @Nullable Path semihostingFolder;

    @Option(
            names = "--gdb",
            paramLabel = "PORT",
            description = {
                "Lets GDB debug the firmware at tcp://127.0.0.1:PORT (port 0: any free one; further boards at the ports behind it)."
                        + " Time stands while a board is halted.",
                "Then: gdb-multiarch firmware.elf -ex 'target remote :PORT' (monitor help tells more)"
            })
    private @Nullable Integer gdb;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = {
                "What carries out the instructions of emulated microcontrollers: interpreter, compiler (translates to code of the JVM"
                        + " what is met a few times), auto (translates what is hot, under a ration).",
                "Results are the same, speed is not (default: auto, or as board.yaml says)."
            })
    private @Nullable EngineChoice engine;

    @Option(names = "--gdb-wait", description = "Begins halted in front of the first instruction, until GDB goes on.")
    private boolean gdbWait;

    List<String> uarts() {
        return uarts;
    }

    List<String> wires() {
        return wires;
    }

    List<String> cans() {
        return cans;
    }

    @Nullable
    Path events() {
        return events;
    }

    @Nullable
    Path script() {
        return script;
    }

    boolean strict() {
        return strict;
    }

    List<String> exitOn() {
        return exitOn;
    }

    /** Where semihosted firmware may open files, null for nowhere. */
    @Nullable
    Path semihostingFolder() {
        return semihostingFolder;
    }

    /** The first port for GDB, null for none. */
    @Nullable
    Integer gdb() {
        return gdb;
    }

    /** What carries out instructions, null for as each board says. */
    @Nullable
    EngineChoice engine() {
        return engine;
    }

    boolean gdbWait() {
        return gdbWait;
    }

    /** Whether any is given that needs an emulated microcontroller on every board. */
    boolean needEmulation() {
        return strict || gdb != null || semihostingFolder != null || !exitOn.isEmpty();
    }
}
