package dev.platine.hal.linux.spi;

import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.Errno;
import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.linux.board.Bus;
import dev.platine.hal.linux.board.BusContext;
import dev.platine.hal.linux.board.LinuxErrors;
import dev.platine.hal.linux.value.DeviceFile;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One device. All inputs are read in one call; channels with the same bytes to send share a transfer. A transfer whose outputs
 * changed is sent once. One thread at a time.
 */
final class SpiBus implements Bus {
    /** Channels that share a transfer. */
    private static final class Group {
        final SpiSettings.Signal[] signals;
        final SpiTransfers transfers;
        final int sent;

        Group(List<SpiSettings.Signal> signals, SpiTransfers transfers) {
            this.signals = signals.toArray(new SpiSettings.Signal[0]);
            this.transfers = transfers;
            sent = transfers.add(signals.get(0).send());
        }
    }

    private final SpiSettings settings;
    private final DeviceFile file;
    private final SpiTransfers reads;
    private final List<Group> inputs = new ArrayList<>();
    private final List<Group> outputs = new ArrayList<>();
    private int failed;
    private @Nullable Group unsent;

    private SpiBus(SpiSettings settings, DeviceFile file) {
        this.settings = settings;
        this.file = file;
        Map<List<Long>, List<SpiSettings.Signal>> in = groups(Direction.INPUT);
        reads = new SpiTransfers(settings, in.size());
        in.values().forEach(signals -> inputs.add(new Group(signals, reads)));
        groups(Direction.OUTPUT)
                .values()
                .forEach(signals -> outputs.add(new Group(signals, new SpiTransfers(settings, 1))));
    }

    private Map<List<Long>, List<SpiSettings.Signal>> groups(Direction direction) {
        Map<List<Long>, List<SpiSettings.Signal>> groups = new LinkedHashMap<>();
        for (SpiSettings.Signal signal : settings.signals()) {
            if (signal.value().spec().direction() == direction) {
                groups.computeIfAbsent(signal.send(), any -> new ArrayList<>()).add(signal);
            }
        }
        return groups;
    }

    static SpiBus open(SpiSettings settings, BusContext context) {
        DeviceFile file = DeviceFile.open(context.dev(), settings.device());
        try {
            SpiBus bus = new SpiBus(settings, file);
            bus.configure();
            bus.begin();
            return bus;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void configure() {
        configure(SpiAbi.SPI_IOC_WR_MODE32, settings.mode(), "mode, select, lsbFirst or threeWire");
        configure(SpiAbi.SPI_IOC_WR_BITS_PER_WORD, settings.bits(), "bits");
        configure(SpiAbi.SPI_IOC_WR_MAX_SPEED_HZ, settings.speedHz(), "speedHz");
    }

    private void configure(long request, int value, String key) {
        NativeBlock block = new NativeBlock(4);
        block.bytes().putInt(0, value);
        int errno = file.control(request, block.address());
        block.keep();
        if (errno == Errno.EINVAL) {
            throw new LocalException(
                    Kind.UNSUPPORTED, errno, null, file.shown() + " cannot have this " + key + "; change it");
        } else if (errno != 0) {
            throw LinuxErrors.opening(errno, file.shown() + " cannot be set up", null);
        }
    }

    /** What is to be sent first, then outputs at their safe values. */
    private void begin() {
        for (List<Long> send : settings.first()) {
            SpiTransfers one = new SpiTransfers(settings, 1);
            one.add(send);
            require(send(one));
        }
        for (Group group : outputs) {
            for (SpiSettings.Signal signal : group.signals) {
                put(group, signal, signal.value().spec().safeBits());
            }
            require(send(group.transfers));
        }
    }

    private void require(int status) {
        if (status != LocalDevice.OK) {
            throw failure();
        }
    }

    private int send(SpiTransfers transfers) {
        failed = transfers.send(file);
        return failed == 0 ? LocalDevice.OK : LinuxErrors.isGone(failed) ? LocalDevice.LOST : LocalDevice.FAILED;
    }

    /** Puts a set-point into the bytes; true when they are others now. */
    private static boolean put(Group group, SpiSettings.Signal signal, int word) {
        ByteBuffer bytes = group.transfers.bytes();
        int at = group.sent + signal.at();
        long before = signal.field().type().get(bytes, at);
        long after = signal.field().with(before, signal.value().raw(word));
        signal.field().type().put(bytes, at, after);
        return after != before;
    }

    @Override
    public int apply(int[] values, long[] untilNs) {
        for (int i = 0; i < outputs.size(); i++) {
            Group group = outputs.get(i);
            boolean changed = group.equals(unsent); // its bytes hold what was not sent
            for (SpiSettings.Signal signal : group.signals) {
                int id = signal.value().spec().id();
                if (untilNs[id] != LocalDevice.LEAVE) {
                    changed |= put(group, signal, values[id]);
                }
            }
            if (changed) {
                unsent = group;
                int status = send(group.transfers);
                if (status != LocalDevice.OK) {
                    return status;
                }
                unsent = null;
            }
        }
        return LocalDevice.OK;
    }

    @Override
    public int sample(int[] values) {
        int status = send(reads);
        for (int i = 0; status == LocalDevice.OK && i < inputs.size(); i++) {
            Group group = inputs.get(i);
            for (SpiSettings.Signal signal : group.signals) {
                int at = SpiTransfers.received(group.sent) + signal.at();
                long number = signal.field().of(signal.field().type().get(reads.bytes(), at));
                values[signal.value().spec().id()] = signal.value().word(number);
            }
        }
        return status;
    }

    @Override
    public LocalException failure() {
        return LinuxErrors.using(failed, file.shown() + ": a transfer failed", null);
    }

    @Override
    public void close() {
        file.close();
    }
}
