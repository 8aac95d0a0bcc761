package dev.platine.mcu.debug;

import dev.platine.mcu.chip.Chip;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What GDB asks for by {@code q} and {@code Q}: what there is, threads, documents, commands for people. */
final class GdbQueries {
    private static final String RESET_TEXT = """
            reset; halted at %s
            GDB does not see a reset: type 'maintenance flush register-cache' before you look at registers. With 'target extended-remote', 'run' resets too, and GDB sees it.
            """;

    private final Chip chip;
    private final GdbFrames frames;
    private final GdbOutput output;
    private final GdbRun run;
    private final GdbThreads threads;
    private final GdbTransfers transfers;
    private final GdbMonitor monitor;

    GdbQueries(
            Chip chip,
            GdbFrames frames,
            GdbOutput output,
            GdbRun run,
            GdbThreads threads,
            GdbTransfers transfers,
            GdbMonitor monitor) {
        this.chip = chip;
        this.frames = frames;
        this.output = output;
        this.run = run;
        this.threads = threads;
        this.transfers = transfers;
        this.monitor = monitor;
    }

    /** The answer; empty for what there is not. */
    @Nullable
    String answer(String packet) {
        int end = packet.indexOf(':');
        String name = end < 0 ? packet : packet.substring(0, end);
        return switch (name) {
            case "qSupported" -> supported(packet);
            case "QStartNoAckMode" -> {
                frames.withoutAcknowledgements();
                yield GdbSession.OK;
            }
            case "qAttached" -> "1";
            case "qC" -> "QC" + Integer.toHexString(threads.running());
            case "qfThreadInfo" -> threads.list();
            case "qsThreadInfo" -> "l";
            case "qSymbol" -> threads.symbol(packet);
            case "qXfer" -> transfers.answer(packet);
            default -> other(packet);
        };
    }

    private String other(String packet) {
        if (packet.startsWith("qRcmd,")) {
            return command(packet.substring(6));
        }
        return packet.startsWith("qThreadExtraInfo,") ? threads.extra(packet) : "";
    }

    private String supported(String packet) {
        if (packet.contains("swbreak+") && packet.contains("hwbreak+")) {
            run.tellsBreaks();
        }
        return "PacketSize=" + Integer.toHexString(GdbFrames.MOST_BYTES)
                + ";qXfer:features:read+;qXfer:memory-map:read+;qXfer:threads:read+;QStartNoAckMode+;vContSupported+"
                + ";swbreak+;hwbreak+";
    }

    private String command(String hex) {
        String command =
                new String(GdbText.bytes(hex), StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
        if (command.equals("reset") || command.equals("reset halt") || command.equals("reset init")) {
            run.reset();
            output.print(RESET_TEXT.formatted(GdbText.address(chip.processor().cpu().pc)));
        } else {
            output.print(monitor.tell(command));
        }
        return GdbSession.OK;
    }
}
