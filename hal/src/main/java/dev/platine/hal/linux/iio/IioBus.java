package dev.platine.hal.linux.iio;

import dev.platine.core.yaml.Nearest;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.board.Bus;
import dev.platine.hal.linux.board.BusContext;
import dev.platine.hal.linux.board.SysFile;
import dev.platine.hal.linux.board.SysTree;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The channels of one device: each is a file that is kept open. One thread at a time. */
final class IioBus implements Bus {
    private final List<IioChannel> channels = new ArrayList<>();
    private IioChannel[] outputs = {};
    private IioChannel[] inputs = {};
    private @Nullable IioChannel failing;

    private IioBus() {}

    static IioBus open(String given, List<IioKind.Wanted> wanted, BusContext context) {
        Path folder = SysTree.find(
                context.sys().resolve("bus/iio/devices"),
                "iio:device",
                "IIO device",
                given,
                one -> List.of(SysFile.text(one.resolve("name")), SysFile.text(one.resolve("label"))));
        IioBus bus = new IioBus();
        try {
            for (IioKind.Wanted one : wanted) {
                bus.channels.add(one.isOutput() ? output(folder, one) : input(folder, one));
            }
            bus.outputs = bus.channels.stream().filter(IioChannel::isOutput).toArray(IioChannel[]::new);
            bus.inputs = bus.channels.stream().filter(one -> !one.isOutput()).toArray(IioChannel[]::new);
            for (IioChannel output : bus.outputs) {
                output.makeSafe();
            }
            return bus;
        } catch (RuntimeException e) {
            bus.close();
            throw e;
        }
    }

    private static IioChannel input(Path folder, IioKind.Wanted wanted) {
        Path processed = folder.resolve("in_" + wanted.name() + "_input");
        if (Files.exists(processed)) {
            SysFile file =
                    SysFile.open(processed, LinuxCalls.O_RDONLY, wanted.spec().name());
            return new IioChannel(wanted.spec(), file, 1, 0, wanted.scaling());
        }
        return raw(folder, wanted, "in_", LinuxCalls.O_RDONLY);
    }

    private static IioChannel output(Path folder, IioKind.Wanted wanted) {
        return raw(folder, wanted, "out_", LinuxCalls.O_WRONLY);
    }

    private static IioChannel raw(Path folder, IioKind.Wanted wanted, String direction, int flags) {
        Path file = folder.resolve(direction + wanted.name() + "_raw");
        if (!Files.exists(file)) {
            throw none(folder, wanted, direction);
        }
        double scale = factor(folder, direction, wanted, "scale", 1);
        double offset = factor(folder, direction, wanted, "offset", 0);
        if (scale == 0) {
            throw new LocalException(
                    Kind.BOARD_FAILURE, 0, wanted.spec().name(), "the scale of " + file + " is 0; see its driver");
        }
        SysFile open = SysFile.open(file, flags, wanted.spec().name());
        return new IioChannel(wanted.spec(), open, scale, offset, wanted.scaling());
    }

    /** The kernel's scale or offset: the channel's own, else that of its type, else that of the device. */
    private static double factor(Path folder, String direction, IioKind.Wanted wanted, String what, double otherwise) {
        String type = wanted.name().replaceAll("[0-9]+", "");
        String base = type.replaceAll("_.*", "");
        for (String name : List.of(wanted.name() + "_", type + "_", base + "_", "")) {
            Path file = folder.resolve(direction + name + what);
            if (Files.exists(file)) {
                SysFile open =
                        SysFile.open(file, LinuxCalls.O_RDONLY, wanted.spec().name());
                try {
                    if (open.read() != LocalDevice.OK) {
                        throw open.failure();
                    }
                    return open.number();
                } finally {
                    open.close();
                }
            }
        }
        return otherwise;
    }

    private static LocalException none(Path folder, IioKind.Wanted wanted, String direction) {
        TreeSet<String> known = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, direction + "*_{raw,input}")) {
            files.forEach(file -> known.add(
                    file.getFileName().toString().substring(direction.length()).replaceAll("_(raw|input)$", "")));
        } catch (IOException e) {
            // then nothing is known
        }
        String what = direction.equals("in_") ? "input" : "output";
        return new LocalException(
                Kind.NOT_FOUND,
                0,
                wanted.spec().name(),
                folder + " has no " + what + " channel '" + wanted.name() + "'" + Nearest.hint(wanted.name(), known));
    }

    @Override
    public int apply(int[] values, long[] untilNs) {
        for (IioChannel output : outputs) {
            if (untilNs[output.id()] != LocalDevice.LEAVE) {
                int status = output.write(values[output.id()]);
                if (status != LocalDevice.OK) {
                    failing = output;
                    return status;
                }
            }
        }
        return LocalDevice.OK;
    }

    @Override
    public int sample(int[] values) {
        for (IioChannel input : inputs) {
            int status = input.read(values);
            if (status != LocalDevice.OK) {
                failing = input;
                return status;
            }
        }
        return LocalDevice.OK;
    }

    @Override
    public LocalException failure() {
        IioChannel one = failing;
        return one == null ? new LocalException(Kind.BOARD_FAILURE, "nothing has failed") : one.failure();
    }

    @Override
    public void close() {
        channels.forEach(IioChannel::close);
        channels.clear();
    }
}
