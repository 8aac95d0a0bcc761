package dev.platine.hal.linux.board;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalEvent;
import dev.platine.hal.local.LocalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All buses of a file as one device: outputs are applied and inputs sampled bus by bus, in one go. One thread at a time. */
final class LinuxDevice implements LocalDevice {
    private final LinuxFile file;
    private final Path dev;
    private final Path sys;
    private final KernelClock clock = new KernelClock();
    private final int[] owners;
    private final boolean[] outputs;
    private final long[] all;
    private final int[] inForce;
    private final long[] dueNs;
    private Bus[] buses = {};
    private long bootNs;
    private long timeNs;
    private int asked;
    private LocalException failure = new LocalException(Kind.BOARD_FAILURE, "nothing has failed");

    private LinuxDevice(LinuxFile file, Path dev, Path sys) {
        this.file = file;
        this.dev = dev;
        this.sys = sys;
        List<ChannelSpec> channels = file.description().channels();
        this.owners = file.owners().stream().mapToInt(Integer::intValue).toArray();
        this.outputs = new boolean[channels.size()];
        this.all = new long[channels.size()];
        this.inForce = new int[channels.size()];
        this.dueNs = new long[file.devices().size()];
        for (ChannelSpec channel : channels) {
            outputs[channel.id()] = channel.direction() == Direction.OUTPUT && channel.kind() != ChannelKind.TEXT;
        }
        Arrays.fill(all, FOREVER);
    }

    static LinuxDevice open(LinuxFile file, Path dev, Path sys) {
        LinuxDevice device = new LinuxDevice(file, dev, sys);
        device.openBuses();
        return device;
    }

    private void openBuses() {
        bootNs = clock.nowNs();
        timeNs = 0;
        BusContext context = new BusContext(dev, sys, bootNs);
        List<Bus> open = new ArrayList<>();
        try {
            for (LinuxFile.Device device : file.devices()) {
                open.add(device.plan().open(context));
            }
        } catch (RuntimeException | LinkageError e) {
            open.forEach(Bus::close);
            throw e;
        }
        putSafe();
        Arrays.fill(dueNs, bootNs);
        buses = open.toArray(new Bus[0]);
    }

    private void putSafe() {
        for (ChannelSpec channel : file.description().channels()) {
            inForce[channel.id()] = channel.safeBits();
        }
    }

    @Override
    public BoardDescription description() {
        return file.description();
    }

    @Override
    public boolean keepsLifetimes() {
        return false;
    }

    @Override
    public boolean keepsSetpoints() {
        return !file.safeAtClose();
    }

    @Override
    public boolean startsWhenOpened() {
        return true;
    }

    @Override
    public boolean tellsChanges(int channel) {
        return buses.length > 0 && buses[owners[channel]].tellsChanges(channel);
    }

    @Override
    public long scanNs() {
        return file.scanNs();
    }

    @Override
    public int exchange(int[] values, long[] untilNs) {
        if (buses.length == 0) {
            return LOST; // a reset could not open them again
        }
        for (int i = 0; i < buses.length; i++) {
            int applied = buses[i].apply(values, untilNs);
            if (applied != OK) {
                return failed(i, applied);
            }
            note(i, values, untilNs);
        }
        long nowNs = clock.nowNs();
        for (int i = 0; i < buses.length; i++) {
            if (dueNs[i] - nowNs <= 0) {
                int sampled = buses[i].sample(inForce);
                if (sampled != OK) {
                    return failed(i, sampled);
                }
                dueNs[i] = nowNs + file.devices().get(i).everyNs();
            }
        }
        timeNs = nowNs - bootNs;
        System.arraycopy(inForce, 0, values, 0, inForce.length);
        return OK;
    }

    private int failed(int bus, int status) {
        failure = buses[bus].failure();
        return status;
    }

    private void note(int bus, int[] values, long[] untilNs) {
        for (int i = 0; i < owners.length; i++) {
            if (owners[i] == bus && outputs[i] && untilNs[i] != LEAVE) {
                inForce[i] = values[i];
            }
        }
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public boolean fault() {
        return false;
    }

    @Override
    public LocalException failure() {
        return failure;
    }

    @Override
    public boolean nextEvent(LocalEvent into) {
        for (int i = 0; i < buses.length; i++) {
            if (asked >= buses.length) {
                asked = 0;
            }
            if (buses[asked].nextEvent(into)) {
                return true;
            }
            asked++;
        }
        return false;
    }

    @Override
    public void writeText(ChannelSpec channel, String line) {
        if (buses.length == 0) {
            throw failure;
        }
        buses[owners[channel.id()]].writeText(channel, line);
    }

    /** Closes and opens all buses: what they set up is set up again, outputs are safe, the board's time begins again. */
    @Override
    public void reset() {
        makeSafe();
        closeBuses();
        try {
            openBuses();
        } catch (LocalException e) {
            failure = new LocalException(Kind.LINK_LOST, e.reason());
            throw e;
        }
    }

    @Override
    public void close() {
        if (file.safeAtClose()) {
            makeSafe();
        }
        closeBuses();
    }

    /** Each bus for itself: that one is gone must not keep the others from being made safe. */
    private void makeSafe() {
        putSafe();
        for (Bus bus : buses) {
            bus.apply(inForce, all);
        }
    }

    private void closeBuses() {
        for (Bus bus : buses) {
            bus.close();
        }
        buses = new Bus[0];
    }
}
