package dev.platine.hal.linux.gpio;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.board.Bus;
import dev.platine.hal.linux.board.BusContext;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalEvent;
import dev.platine.hal.local.LocalException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of one device of the file: one request for each chip and direction. One thread at a time. */
final class GpioBus implements Bus {
    private final List<GpioRequest> requests = new ArrayList<>();
    private GpioRequest[] outputs = {};
    private GpioRequest[] inputs = {};
    private GpioEdges[] edges = {};
    private boolean[] counting = {};
    private @Nullable GpioRequest failing;
    private int asked;

    private GpioBus() {}

    static GpioBus open(String chip, List<GpioLine> lines, BusContext context) {
        GpioBus bus = new GpioBus();
        try (GpioFinder finder = new GpioFinder(context.dev())) {
            List<GpioChip> chips = finder.chips(chip);
            Map<String, String> taken = new HashMap<>();
            Map<GpioChip, List<Wanted>> ins = new LinkedHashMap<>();
            Map<GpioChip, List<Wanted>> outs = new LinkedHashMap<>();
            for (GpioLine line : lines) {
                GpioFinder.Found found = finder.line(chips, line);
                Wanted wanted = new Wanted(line, found.offset());
                refuseTwice(taken, line, found);
                (line.isOutput() ? outs : ins)
                        .computeIfAbsent(found.chip(), any -> new ArrayList<>())
                        .add(wanted);
            }
            bus.request(outs, ins, context);
            return bus;
        } catch (RuntimeException e) {
            bus.close();
            throw e;
        }
    }

    private static void refuseTwice(Map<String, String> taken, GpioLine line, GpioFinder.Found found) {
        String where = "line " + found.offset() + " of " + found.chip().shown();
        String other = taken.putIfAbsent(where, line.channel().name());
        if (other != null) {
            throw new LocalException(
                    Kind.MALFORMED, 0, line.channel().name(), where + " is also that of " + other + "; change one");
        }
    }

    private record Wanted(GpioLine line, int offset) {}

    private void request(Map<GpioChip, List<Wanted>> outs, Map<GpioChip, List<Wanted>> ins, BusContext context) {
        outs.forEach(this::request);
        outputs = requests.toArray(new GpioRequest[0]);
        List<GpioRequest> reading = new ArrayList<>();
        List<GpioEdges> telling = new ArrayList<>();
        ins.forEach((chip, wanted) -> {
            GpioRequest request = request(chip, wanted);
            reading.add(request);
            List<GpioLine> lines = wanted.stream().map(Wanted::line).toList();
            telling.add(new GpioEdges(request, lines, offsets(wanted), context));
        });
        inputs = reading.toArray(new GpioRequest[0]);
        edges = telling.toArray(new GpioEdges[0]);
        counting = new boolean[inputs.length];
        int i = 0;
        for (List<Wanted> wanted : ins.values()) {
            counting[i++] = wanted.stream().anyMatch(one -> one.line().counts());
        }
    }

    private GpioRequest request(GpioChip chip, List<Wanted> wanted) {
        GpioRequest request =
                GpioRequest.open(chip, wanted.stream().map(Wanted::line).toList(), offsets(wanted));
        requests.add(request);
        return request;
    }

    private static int[] offsets(List<Wanted> wanted) {
        return wanted.stream().mapToInt(Wanted::offset).toArray();
    }

    @Override
    public int apply(int[] values, long[] untilNs) {
        for (GpioRequest output : outputs) {
            int status = output.write(values, untilNs);
            if (status != LocalDevice.OK) {
                failing = output;
                return status;
            }
        }
        return LocalDevice.OK;
    }

    @Override
    public int sample(int[] values) {
        for (int i = 0; i < inputs.length; i++) {
            int status = inputs[i].read(values);
            if (status != LocalDevice.OK) {
                failing = inputs[i];
                return status;
            }
            if (counting[i]) {
                edges[i].count(values);
            }
        }
        return LocalDevice.OK;
    }

    @Override
    public LocalException failure() {
        GpioRequest one = failing;
        return one == null ? new LocalException(Kind.BOARD_FAILURE, "nothing has failed") : one.failure();
    }

    @Override
    public boolean tellsChanges(int channel) {
        for (GpioEdges one : edges) {
            if (one.tells(channel)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean nextEvent(LocalEvent into) {
        for (int i = 0; i < edges.length; i++) {
            asked = asked < edges.length ? asked : 0;
            if (edges[asked].next(into)) {
                return true;
            }
            asked++;
        }
        return false;
    }

    @Override
    public void close() {
        requests.forEach(GpioRequest::close);
        requests.clear();
    }
}
