package dev.platine.hal.linux.pwm;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.Errno;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.board.SysFile;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * An exported output. The kernel refuses a duty beyond the period, so who shortens both writes the duty first, and who lengthens
 * both the period. Allocates nothing while it is set. One thread at a time.
 */
final class PwmOutput {
    private static final double NS = 1e9;
    private static final long PATIENCE_NS = 2_000_000_000L;
    private static final long PAUSE_NS = 5_000_000L;

    private final Path chip;
    private final PwmLine line;
    private final String channel;
    private final int dutyId;
    private final int frequencyId;
    private final SysFile period;
    private final SysFile duty;
    private final boolean exported;
    private SysFile failing;
    private long periodNs;
    private long dutyNs;
    private float part;

    private PwmOutput(Path chip, PwmLine line, ChannelSpec spec, boolean exported, SysFile period, SysFile duty) {
        this.chip = chip;
        this.line = line;
        this.channel = spec.name();
        this.dutyId = spec.id();
        this.frequencyId = line.frequency == null ? -1 : line.frequency.id();
        this.exported = exported;
        this.period = period;
        this.duty = duty;
        this.failing = duty;
        this.part = Float.intBitsToFloat(spec.safeBits());
    }

    /** Exports an output, unless it is, and starts it with its safe values. */
    static PwmOutput open(Path chip, PwmLine line, ChannelSpec spec) {
        requireNumber(chip, line, spec);
        Path folder = chip.resolve("pwm" + line.number);
        boolean exported = !Files.isDirectory(folder) && export(chip, line, spec);
        SysFile period = null;
        try {
            period = openInTime(folder.resolve("period"), spec.name());
            lock(period, folder, spec);
            SysFile duty = openInTime(folder.resolve("duty_cycle"), spec.name());
            PwmOutput output = new PwmOutput(chip, line, spec, exported, period, duty);
            output.start(folder);
            return output;
        } catch (RuntimeException e) {
            if (period != null) {
                period.close();
            }
            if (exported) {
                unexport(chip, line);
            }
            throw e;
        }
    }

    private static void requireNumber(Path chip, PwmLine line, ChannelSpec spec) {
        String count = SysFile.text(chip.resolve("npwm"));
        if (count.matches("[0-9]{1,6}") && line.number >= Integer.parseInt(count)) {
            throw new LocalException(
                    Kind.NOT_FOUND,
                    0,
                    spec.name(),
                    chip + " has pwm 0 to " + (Integer.parseInt(count) - 1) + ", none of number " + line.number
                            + "; correct it");
        }
    }

    private static boolean export(Path chip, PwmLine line, ChannelSpec spec) {
        SysFile file = SysFile.open(chip.resolve("export"), LinuxCalls.O_WRONLY, spec.name());
        try {
            if (file.write(line.number) != LocalDevice.OK) {
                throw file.failure();
            }
            return true;
        } finally {
            file.close();
        }
    }

    private static void unexport(Path chip, PwmLine line) {
        try {
            SysFile file = SysFile.open(chip.resolve("unexport"), LinuxCalls.O_WRONLY, null);
            file.write(line.number);
            file.close();
        } catch (LocalException e) {
            // the chip is gone, and its outputs with it
        }
    }

    /** An exported output gets its rights from udev a moment later. */
    private static SysFile openInTime(Path path, String channel) {
        long giveUpNs = System.nanoTime() + PATIENCE_NS;
        while (true) {
            try {
                return SysFile.open(path, LinuxCalls.O_RDWR, channel);
            } catch (LocalException e) {
                boolean soon = e.kind() == Kind.NOT_FOUND || e.kind() == Kind.PERMISSION;
                if (!soon
                        || System.nanoTime() - giveUpNs > 0
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    private static void lock(SysFile period, Path folder, ChannelSpec spec) {
        if (LinuxCalls.flock(period.fd(), LinuxCalls.LOCK_EX | LinuxCalls.LOCK_NB) == 0) {
            return;
        }
        int errno = LinuxCalls.errno();
        if (errno == Errno.EAGAIN) {
            throw new LocalException(
                    Kind.BUSY, errno, spec.name(), folder + " is in use by another board of Platine; close that first");
        }
    }

    /** Period and duty before the polarity: older kernels refuse a polarity without a period. */
    private void start(Path folder) {
        try {
            boolean turn = mustTurn(folder);
            if (turn && SysFile.text(folder.resolve("enable")).equals("1")) {
                word(folder.resolve("enable"), "0"); // the polarity of an output that runs cannot be changed
            }
            periodNs = number(period);
            dutyNs = number(duty);
            check(set(periodNs(line.firstHz()), part));
            if (turn) {
                word(folder.resolve("polarity"), wantedPolarity());
            }
            word(folder.resolve("enable"), "1");
        } catch (RuntimeException e) {
            duty.close();
            throw e;
        }
    }

    private String wantedPolarity() {
        return line.inversed ? "inversed" : "normal";
    }

    private boolean mustTurn(Path folder) {
        Path file = folder.resolve("polarity");
        return !SysFile.text(file).equals(wantedPolarity()) && (line.inversed || Files.exists(file));
    }

    private void word(Path file, String word) {
        SysFile open = SysFile.open(file, LinuxCalls.O_WRONLY, channel);
        try {
            open.write(word);
        } finally {
            open.close();
        }
    }

    private long number(SysFile file) {
        failing = file;
        check(file.read());
        return (long) file.number();
    }

    private void check(int status) {
        if (status != LocalDevice.OK) {
            throw failure();
        }
    }

    private static long periodNs(double hz) {
        return Math.round(NS / hz);
    }

    int apply(int[] values, long[] untilNs) {
        boolean newDuty = untilNs[dutyId] != LocalDevice.LEAVE;
        boolean newFrequency = frequencyId >= 0 && untilNs[frequencyId] != LocalDevice.LEAVE;
        if (!newDuty && !newFrequency) {
            return LocalDevice.OK;
        }
        float wanted = newDuty ? Float.intBitsToFloat(values[dutyId]) : part;
        long wantedNs = newFrequency ? periodNs(Float.intBitsToFloat(values[frequencyId])) : periodNs;
        int status = set(wantedNs, wanted);
        if (status == LocalDevice.OK) {
            part = wanted;
        }
        return status;
    }

    private int set(long wantedNs, float wanted) {
        long wantedDutyNs = Math.min(wantedNs, Math.round((double) wanted * wantedNs));
        if (wantedNs < periodNs) {
            int status = setDuty(wantedDutyNs);
            return status == LocalDevice.OK ? setPeriod(wantedNs) : status;
        }
        int status = setPeriod(wantedNs);
        return status == LocalDevice.OK ? setDuty(wantedDutyNs) : status;
    }

    private int setDuty(long wantedNs) {
        if (wantedNs == dutyNs) {
            return LocalDevice.OK;
        }
        failing = duty;
        int status = duty.write(wantedNs);
        dutyNs = status == LocalDevice.OK ? wantedNs : dutyNs;
        return status;
    }

    private int setPeriod(long wantedNs) {
        if (wantedNs == periodNs) {
            return LocalDevice.OK;
        }
        failing = period;
        int status = period.write(wantedNs);
        periodNs = status == LocalDevice.OK ? wantedNs : periodNs;
        return status;
    }

    LocalException failure() {
        return failing.failure();
    }

    void close() {
        duty.close();
        period.close();
        if (exported) {
            unexport(chip, line);
        }
    }
}
