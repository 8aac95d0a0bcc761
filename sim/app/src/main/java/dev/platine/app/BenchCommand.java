package dev.platine.app;

import dev.platine.core.time.Durations;
import dev.platine.hal.Bench;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What hands and instruments do at a simulated board's bench, from the shell. */
@Command(
        name = "bench",
        description = "Works the bench of a simulated board: parts, nets, wires, power, plant, time and link faults.",
        synopsisSubcommandLabel = "ACTION",
        commandListHeading = "%nActions:%n",
        footer = {
            "%nExamples:",
            "  platine bench tcp://127.0.0.1:7400 list",
            "  platine bench tcp://127.0.0.1:7400 operate s_stop press",
            "  platine bench tcp://127.0.0.1:7400 plant fault.leakage_ma 40",
            "  platine bench tcp://127.0.0.1:7400 fault --drop 0.01 --delay 5ms"
        })
final class BenchCommand implements Runnable {
    private static final double MOST = Double.MAX_VALUE;

    private final Context context;

    @Mixin
    private final Far far = new Far();

    @Spec
    private @Nullable CommandSpec spec;

    BenchCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        throw new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), "Missing action");
    }

    private int at(Function<Bench, @Nullable String> work) {
        try (Bench bench = far.openBench()) {
            String line = work.apply(bench);
            if (line != null) {
                context.console().line(line);
            }
        }
        return Exit.OK;
    }

    private int does(java.util.function.Consumer<Bench> work) {
        return at(bench -> {
            work.accept(bench);
            return null;
        });
    }

    @Command(name = "list", description = "Lists what is on the bench.")
    int list(
            @Parameters(arity = "0..1", paramLabel = "WHAT", description = "parts, nets or plant (default: all).")
                    Bench.@Nullable What what) {
        try (Bench bench = far.openBench()) {
            Table table = new Table("WHAT", "NAME", "TYPE", "SET", "DETAIL");
            for (Bench.What each : what == null ? List.of(Bench.What.values()) : List.of(what)) {
                for (Bench.Fitting fitting : bench.list(each)) {
                    String kind = each.name().toLowerCase(Locale.ROOT);
                    table.row(kind, fitting.name(), fitting.type(), fitting.writable() ? "yes" : "", fitting.detail());
                }
            }
            table.lines().forEach(context.console()::line);
        }
        return Exit.OK;
    }

    @Command(name = "operate", description = "Works a part: presses a button, turns a potentiometer.")
    int operate(
            @Parameters(paramLabel = "PART", description = "Its name.") String part,
            @Parameters(paramLabel = "ACTION", description = "Such as press, release, turn; see list.") String action,
            @Parameters(arity = "0..1", paramLabel = "VALUE", description = "For actions that take a number.") @Nullable
                    Double value) {
        Double checked = value == null ? null : Double.valueOf(Limits.within("VALUE", value, -MOST, MOST));
        return does(bench -> {
            if (checked == null) {
                bench.operate(part, action);
            } else {
                bench.operate(part, action, checked);
            }
        });
    }

    @Command(name = "plant", description = "Reads or sets a quantity of the plant.")
    int plant(
            @Parameters(paramLabel = "QUANTITY", description = "Its name.") String quantity,
            @Parameters(arity = "0..1", paramLabel = "VALUE", description = "Sets it.") @Nullable Double value) {
        Double checked = value == null ? null : Double.valueOf(Limits.within("VALUE", value, -MOST, MOST));
        return at(bench -> {
            if (checked != null) {
                bench.setPlant(quantity, checked);
            }
            return quantity + " " + bench.plant(quantity) + unit(bench, quantity);
        });
    }

    private static String unit(Bench bench, String quantity) {
        return bench.list(Bench.What.PLANT).stream()
                .filter(fitting ->
                        fitting.name().equals(quantity) && !fitting.type().matches("1?"))
                .map(fitting -> " " + fitting.type())
                .findFirst()
                .orElse("");
    }

    @Command(name = "net", description = "Measures a net.")
    int net(@Parameters(paramLabel = "NET", description = "Its name.") String net) {
        return at(bench -> {
            Bench.NetReading reading = bench.probe(net);
            return String.format(
                    Locale.ROOT,
                    "%s %.4f V, %s%s, %.6f A, %d changes",
                    net,
                    reading.volts(),
                    reading.driven() ? "driven" : "floating",
                    reading.contention() ? ", CONTENTION" : "",
                    reading.currentA(),
                    reading.changes());
        });
    }

    @Command(name = "drive", description = "Puts a bench supply on a net.")
    int drive(
            @Parameters(paramLabel = "NET", description = "Its name.") String net,
            @Parameters(paramLabel = "VOLTS", description = "-1000 to 1000.") double volts,
            @Option(names = "--ohms", defaultValue = "1", description = "Source resistance, 0.001 and up (default: 1).")
                    double ohms) {
        double checkedVolts = Limits.within("VOLTS", volts, -1_000, 1_000);
        double checkedOhms = Limits.within("--ohms", ohms, 0.001, 1e12);
        return does(bench -> bench.drive(net, checkedVolts, checkedOhms));
    }

    @Command(name = "release", description = "Takes the bench supply off a net.")
    int release(@Parameters(paramLabel = "NET", description = "Its name.") String net) {
        return does(bench -> bench.release(net));
    }

    @Command(name = "cut", description = "Cuts a wire.")
    int cut(@Parameters(paramLabel = "PIN", description = "One end, as part.pin.") String pin) {
        return does(bench -> bench.wire(pin, true));
    }

    @Command(name = "mend", description = "Mends a wire.")
    int mend(@Parameters(paramLabel = "PIN", description = "One end, as part.pin.") String pin) {
        return does(bench -> bench.wire(pin, false));
    }

    @Command(name = "power", description = "Switches the board's power.")
    int power(@Parameters(paramLabel = "on|off", description = "on or off.") Power to) {
        return does(bench -> bench.power(to == Power.ON));
    }

    /** States of a switch. */
    enum Power {
        ON,
        OFF
    }

    @Command(name = "time", description = "Shows virtual time.")
    int time() {
        return at(bench -> line(bench.time()));
    }

    @Command(name = "hold", description = "Stops virtual time.")
    int hold() {
        return at(bench -> {
            bench.hold();
            return line(bench.time());
        });
    }

    @Command(name = "run", description = "Lets virtual time run.")
    int run(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "SPEED",
                            defaultValue = "1",
                            description = "Virtual over real time, or max (default: 1).")
                    String speed) {
        double number = Speed.parse(speed);
        return at(bench -> {
            bench.run(number);
            return line(bench.time());
        });
    }

    @Command(name = "advance", description = "Holds time and runs it forward, as fast as the computer can.")
    int advance(
            @Parameters(paramLabel = "TIME", description = "Virtual time, at most 1h.") Duration time,
            @Option(
                            names = "--within",
                            defaultValue = "60s",
                            paramLabel = "TIME",
                            description = "Real time after which to give up (default: 60s).")
                    Duration within) {
        Limits.within("TIME", time, Duration.ofNanos(1), Duration.ofHours(1));
        Limits.within("--within", within, Duration.ofMillis(1), Duration.ofDays(1));
        return at(bench -> {
            bench.hold();
            return line(bench.advance(time, within));
        });
    }

    @Command(
            name = "fault",
            description =
                    "Sets faults of the board's links, both ways; without options mends them all. Shows how often they struck.")
    int fault(@Mixin LinkFaultOptions options) {
        Bench.LinkFault wanted = options.toFault();
        return at(bench -> {
            Bench.LinkFaultCounts counts = bench.linkFault(wanted);
            return "so far: " + counts.delayed() + " delayed, " + counts.dropped() + " dropped, " + counts.corrupted()
                    + " corrupted, " + counts.duplicated() + " duplicated, " + counts.disconnected() + " disconnected";
        });
    }

    private static String line(Bench.TimeStatus time) {
        String pace = time.held() ? "held" : "running at speed " + Speed.text(time.speed());
        return "time " + Durations.format(time.nowNs()) + ", " + pace + ", " + time.events() + " events";
    }
}
