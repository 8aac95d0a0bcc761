package dev.platine.app;

import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BodySpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the options say of firmware that was compiled for this computer. Immutable.
 *
 * @param library in place of the board's own firmware, or null
 * @param isolate in a process of its own; null for as the board says, or else true
 * @param watchdogMs how long a call of isolated firmware may take, in milliseconds; null for as the board says
 */
record HostedFirmware(
        @Nullable Path library,
        @Nullable Boolean isolate,
        @Nullable Integer watchdogMs) {
    /** What no option says anything of. */
    static final HostedFirmware NONE = new HostedFirmware(null, null, null);

    /**
     * The board as the options want it.
     *
     * @throws Failure when they do not fit it
     */
    BoardSpec around(BoardSpec board) {
        BoardSpec placed = placed(board);
        BodySpec body = placed.body();
        if (watchdogMs == null) {
            return placed;
        }
        if (!body.kind().equals("isolated")) {
            throw new Failure(
                    Exit.USAGE,
                    "--watchdog is for isolated firmware in C: " + board.name() + " has " + body.kind() + " firmware");
        }
        return placed.withBody(body.withWatchdog(watchdogMs));
    }

    private BoardSpec placed(BoardSpec board) {
        if (library != null) {
            FirmwareFile.check(library);
        }
        BodySpec body = board.body();
        if (library != null && body.kind().equals("emulated")) {
            FirmwareFile.program(library);
            return board.withBody(body.emulated(library.toString()));
        }
        BodySpec emulated = board.otherBodies().get("emulated");
        if (library != null && emulated != null && FirmwareFile.isForAChip(library)) {
            FirmwareFile.program(library);
            return board.withBody(emulated.emulated(library.toString()));
        }
        if (library != null && FirmwareFile.isForAChip(library)) {
            throw new Failure(
                    Exit.USAGE,
                    "firmware " + library + " is for a microcontroller, and board " + board.name()
                            + " has no emulated one");
        }
        if (library != null) {
            return board.withBody(body.hosted(library, isolate == null || isolate));
        }
        if (isolate == null) {
            return board;
        }
        if (body.kind().equals("emulated")) {
            throw new Failure(
                    Exit.USAGE,
                    "--isolate is for firmware compiled for this computer: " + board.name()
                            + " runs it on an emulated microcontroller");
        }
        if (body.kind().equals("modelled")) {
            throw new Failure(
                    Exit.USAGE,
                    "--isolate is for firmware in C, " + board.name() + " has one in Java: add --firmware LIBRARY");
        }
        return board.withBody(body.hosted(Path.of(body.firmware()), isolate));
    }
}
