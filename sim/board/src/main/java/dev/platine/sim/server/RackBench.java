package dev.platine.sim.server;

import dev.platine.hal.Bench;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.sim.clock.PaceStatus;
import dev.platine.sim.net.Net;
import dev.platine.sim.net.Pin;
import dev.platine.sim.part.ActionSpec;
import dev.platine.sim.part.OperateException;
import dev.platine.sim.plant.Quantity;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The bench of one board in a rack of this JVM. Any thread, outside the rack. Closing it ends an advance under way. */
final class RackBench implements Bench {
    private static final long MAX_ADVANCE_NS = 3_600_000_000_000L;
    private static final Duration MAX_DELAY = Duration.ofSeconds(60);
    private static final double MAX_VOLTS = 1_000;
    private static final double MIN_OHMS = 0.001;
    /** What an advance takes at once, in real time, before it lets others in. */
    private static final long STEP_REAL_NS = 500_000;

    private static final long FIRST_STEP_NS = 100_000;

    private final Rack rack;
    private final RackBoard board;
    private final @Nullable LinkFaults faults;
    private final Runnable onClose;
    private volatile boolean closed;

    /**
     * A bench.
     *
     * @param faults of the board's links, or null when it has none
     */
    RackBench(Rack rack, RackBoard board, @Nullable LinkFaults faults) {
        this(rack, board, faults, () -> {});
    }

    /** A bench that ends something of its own when it is closed. */
    RackBench(Rack rack, RackBoard board, @Nullable LinkFaults faults, Runnable onClose) {
        this.onClose = onClose;
        this.rack = rack;
        this.board = board;
        this.faults = faults;
    }

    @Override
    public TimeStatus time() {
        PaceStatus status = inside("time", rack::time);
        return new TimeStatus(status.nowNs(), status.held(), status.speed(), status.events());
    }

    @Override
    public void hold() {
        run("hold", rack::hold);
    }

    @Override
    public void run(double speed) {
        run("run", () -> rack.run(speed));
    }

    @Override
    public TimeStatus advance(Duration duration, Duration deadline) {
        long ns = duration.compareTo(Duration.ofNanos(MAX_ADVANCE_NS)) > 0 ? -1 : duration.toNanos();
        if (ns <= 0) {
            throw failed(Kind.OUT_OF_RANGE, "advance", "must be above 0 and at most an hour: duration=" + duration);
        }
        long startNs = System.nanoTime();
        long deadlineNs = deadline.toSeconds() > 1_000_000 ? Long.MAX_VALUE : deadline.toNanos();
        long stepNs = FIRST_STEP_NS;
        long leftNs = ns;
        while (leftNs > 0) {
            long beforeNs = System.nanoTime();
            if (beforeNs - startNs > deadlineNs) {
                throw failed(Kind.DEADLINE, "advance", leftNs + " ns are left; give it more time");
            }
            long step = Math.min(stepNs, leftNs);
            inside("advance", () -> advanceStep(step));
            leftNs -= step;
            rack.giveWay();
            long tookNs = System.nanoTime() - beforeNs;
            stepNs = tookNs < STEP_REAL_NS / 2 ? stepNs * 2 : tookNs > STEP_REAL_NS ? Math.max(1, stepNs / 2) : stepNs;
        }
        return time();
    }

    private Boolean advanceStep(long ns) {
        try {
            rack.advance(ns);
            return true;
        } catch (IllegalStateException e) {
            throw failed(Kind.BUSY, "advance", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<Fitting> list(What what) {
        return inside("list", () -> switch (what) {
            case PARTS -> parts();
            case NETS -> nets();
            case PLANT -> plantList();
        });
    }

    private List<Fitting> parts() {
        List<Fitting> list = new ArrayList<>();
        board.parts().values().forEach(part -> {
            String actions = part.actions().stream().map(ActionSpec::name).collect(Collectors.joining(" "));
            list.add(new Fitting(part.name(), part.type().name(), actions, false));
        });
        return list;
    }

    private List<Fitting> nets() {
        List<Fitting> list = new ArrayList<>();
        board.nets().values().forEach(net -> {
            String pins = board.circuit().pins().values().stream()
                    .filter(pin -> pin.net() == net)
                    .map(Pin::name)
                    .collect(Collectors.joining(" "));
            list.add(new Fitting(net.name(), "net", pins, false));
        });
        return list;
    }

    private List<Fitting> plantList() {
        List<Fitting> list = new ArrayList<>();
        for (Quantity quantity : board.plant().values()) {
            list.add(new Fitting(quantity.name(), quantity.unit(), quantity.text(), quantity.writable()));
        }
        return list;
    }

    @Override
    public void operate(String part, String action) {
        operatePart(part, action, null);
    }

    @Override
    public void operate(String part, String action, double value) {
        operatePart(part, action, value);
    }

    private void operatePart(String part, String action, @Nullable Double value) {
        run("operate", () -> {
            try {
                found("operate", "part", part, board.parts()).operate(action, value);
            } catch (OperateException e) {
                Kind kind = switch (e.reason()) {
                    case UNKNOWN_ACTION -> Kind.NOT_FOUND;
                    case VALUE_MISSING, VALUE_NOT_TAKEN -> Kind.MALFORMED;
                    case OUT_OF_RANGE -> Kind.OUT_OF_RANGE;
                };
                throw failed(kind, "operate", String.valueOf(e.getMessage()));
            }
        });
    }

    @Override
    public NetReading probe(String net) {
        return inside("probe", () -> {
            Net found = found("probe", "net", board.circuit().netName(net), board.nets());
            return new NetReading(
                    board.clock().nowNs(),
                    found.volts(),
                    found.driven(),
                    found.contention(),
                    found.largestAmperes(),
                    found.changes());
        });
    }

    @Override
    public void drive(String net, double volts, double ohms) {
        require(Math.abs(volts) <= MAX_VOLTS, "drive", "must be -1000 to 1000: volts=" + volts);
        require(ohms >= MIN_OHMS && ohms <= Double.MAX_VALUE, "drive", "must be at least 0.001: ohms=" + ohms);
        run("drive", () -> {
            found("drive", "net", board.circuit().netName(net), board.nets());
            board.drive(net, volts, ohms);
        });
    }

    @Override
    public void release(String net) {
        run("release", () -> {
            found("release", "net", board.circuit().netName(net), board.nets());
            board.release(net);
        });
    }

    @Override
    public void wire(String pin, boolean cut) {
        run("wire", () -> {
            found("wire", "pin", pin, board.circuit().pins());
            board.cut(pin, cut);
        });
    }

    @Override
    public void power(boolean on) {
        run("power", () -> board.power(on));
    }

    @Override
    public double plant(String quantity) {
        return inside(
                "plant",
                () -> found("plant", "quantity", quantity, board.plant()).value());
    }

    @Override
    public void setPlant(String quantity, double value) {
        run("plant", () -> {
            try {
                found("plant", "quantity", quantity, board.plant()).set(value);
            } catch (IllegalArgumentException e) {
                throw failed(Kind.OUT_OF_RANGE, "plant", String.valueOf(e.getMessage()));
            }
        });
    }

    @Override
    public LinkFaultCounts linkFault(LinkFault fault) {
        LinkFaults links = faults;
        if (links == null) {
            throw failed(
                    Kind.UNSUPPORTED,
                    "link fault",
                    "a board in the same JVM has no link; open it over tcp:// or unix://");
        }
        requireOpen("link fault");
        requireShort("delay", fault.delay());
        requireShort("jitter", fault.jitter());
        requireProbability("drop", fault.drop());
        requireProbability("corrupt", fault.corrupt());
        requireProbability("duplicate", fault.duplicate());
        links.set(fault);
        return links.counts();
    }

    private void requireShort(String what, Duration time) {
        require(
                !time.isNegative() && time.compareTo(MAX_DELAY) <= 0,
                "link fault",
                "must be 0 to 60 s: " + what + "=" + time);
    }

    private void requireProbability(String what, double value) {
        require(value >= 0 && value <= 1, "link fault", "must be 0 to 1: " + what + "=" + value);
    }

    @Override
    public void close() {
        closed = true;
        onClose.run();
    }

    private <T> T found(String operation, String what, String name, Map<String, T> all) {
        T found = all.get(name);
        if (found == null) {
            throw failed(Kind.NOT_FOUND, operation, "no " + what + " " + name + "; there are " + some(all));
        }
        return found;
    }

    private static String some(Map<String, ?> all) {
        String names = String.join(", ", all.keySet());
        return names.length() <= 120 ? names : names.substring(0, 117) + "...";
    }

    private void require(boolean holds, String operation, String rule) {
        if (!holds) {
            throw failed(Kind.OUT_OF_RANGE, operation, rule);
        }
    }

    private void requireOpen(String operation) {
        if (closed) {
            throw failed(Kind.CLOSED, operation, "the bench is closed");
        }
    }

    private void run(String operation, Runnable work) {
        inside(operation, () -> {
            work.run();
            return true;
        });
    }

    private <T> T inside(String operation, Supplier<T> work) {
        requireOpen(operation);
        try {
            rack.enter();
        } catch (IllegalStateException e) {
            throw failed(Kind.CLOSED, operation, String.valueOf(e.getMessage()));
        }
        try {
            return work.get();
        } catch (BoardException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw failed(Kind.OUT_OF_RANGE, operation, String.valueOf(e.getMessage()));
        } finally {
            rack.exit();
        }
    }

    private BoardException failed(Kind kind, String operation, String reason) {
        return new BoardException(kind, board.name(), operation, reason);
    }
}
