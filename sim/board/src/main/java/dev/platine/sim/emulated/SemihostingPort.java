package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.debug.Semihosting;
import dev.platine.mcu.debug.SemihostingFile;
import dev.platine.mcu.debug.SemihostingFiles;
import dev.platine.mcu.debug.SemihostingHost;
import org.jspecify.annotations.Nullable;

/**
 * Semihosting with its console as a port. Its clock is virtual time, and its date that of the run's first second in 1970, so that runs repeat. A debugger counts
 * as attached, as a program that asks for its host wants to see it. Inside the rack only.
 */
final class SemihostingPort extends ProbePort implements SemihostingHost {
    private final Chip chip;
    private final Semihosting calls = new Semihosting(this);
    private SemihostingFiles files = SemihostingFiles.NONE;
    private boolean ended;

    SemihostingPort(Chip chip, PortLines lines) {
        super(SEMIHOSTING, lines);
        this.chip = chip;
        chip.processor().hostCalls(calls);
        chip.processor().debug().attach();
        chip.onReset(cause -> calls.reset());
    }

    /** Who opens files. */
    void files(SemihostingFiles from) {
        files = from;
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public void write(boolean error, int oneByte) {
        sent(oneByte);
    }

    @Override
    public int read() {
        Byte next = waiting.poll();
        return next != null ? next & 0xFF : ended ? END : NOTHING_YET;
    }

    @Override
    public long nowNs() {
        return chip.nowNs();
    }

    @Override
    public @Nullable SemihostingFile open(String name, int mode) {
        return files.open(name, mode);
    }
}
