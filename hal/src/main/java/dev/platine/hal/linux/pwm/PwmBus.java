package dev.platine.hal.linux.pwm;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.board.Bus;
import dev.platine.hal.linux.board.BusContext;
import dev.platine.hal.linux.board.SysTree;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outputs of one chip. One thread at a time. */
final class PwmBus implements Bus {
    private final List<PwmOutput> outputs = new ArrayList<>();
    private @Nullable PwmOutput failing;

    private PwmBus() {}

    static PwmBus open(String given, List<PwmLine> lines, BusContext context) {
        Path chip = SysTree.find(
                context.sys().resolve("class/pwm"), "pwmchip", "PWM chip", given, one -> List.of(deviceOf(one)));
        PwmBus bus = new PwmBus();
        try {
            for (PwmLine line : lines) {
                ChannelSpec duty = line.duty;
                if (duty != null) {
                    bus.outputs.add(PwmOutput.open(chip, line, duty));
                }
            }
            return bus;
        } catch (RuntimeException e) {
            bus.close();
            throw e;
        }
    }

    private static String deviceOf(Path chip) {
        try {
            return chip.resolve("device").toRealPath().getFileName().toString();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public int apply(int[] values, long[] untilNs) {
        for (int i = 0; i < outputs.size(); i++) {
            int status = outputs.get(i).apply(values, untilNs);
            if (status != LocalDevice.OK) {
                failing = outputs.get(i);
                return status;
            }
        }
        return LocalDevice.OK;
    }

    @Override
    public int sample(int[] values) {
        return LocalDevice.OK;
    }

    @Override
    public LocalException failure() {
        PwmOutput one = failing;
        return one == null ? new LocalException(Kind.BOARD_FAILURE, "nothing has failed") : one.failure();
    }

    @Override
    public void close() {
        outputs.forEach(PwmOutput::close);
        outputs.clear();
    }
}
