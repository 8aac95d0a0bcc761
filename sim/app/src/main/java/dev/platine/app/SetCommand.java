package dev.platine.app;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.time.Durations;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.Setpoint;
import dev.platine.hal.TextOutput;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets one output. */
@Command(
        addMethodSubcommands = false,
        name = "set",
        description = {
            "Sets one output.",
            "The value holds until somebody sets it again; with --for it holds that long and then the board puts the output"
                    + " to its safe value by itself, also when this computer or the link is gone by then.",
            "Outputs of this computer's own buses (linux:) hold only while they are open: there --for is needed, and the command"
                    + " ends when that time is over."
        },
        footer = {
            "%nExamples:",
            "  platine set tcp://127.0.0.1:7400 charge_enable on",
            "  platine set tcp://127.0.0.1:7400 current_limit_a 16A --for 30s"
        })
final class SetCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final Far far = new Far();

    @Parameters(index = "1", paramLabel = "CHANNEL", description = "Name of an output.")
    private String name = "";

    @Parameters(
            index = "2",
            paramLabel = "VALUE",
            description = "on or off, a number with or without the channel's unit, 40%% for a duty, or text.")
    private String value = "";

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long it holds, 1us to 1h (default: until set again).")
    private @Nullable Duration lifetime;

    SetCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Board board = far.open(false)) {
            ChannelSpec spec = board.channel(name);
            if (spec.direction() == Direction.INPUT) {
                String reason = "is an input: the board says its value; only outputs can be set";
                throw new BoardException(
                        BoardException.Kind.WRONG_DIRECTION, 0, board.name(), name, "set", reason, null);
            }
            if (spec.kind() == ChannelKind.TEXT) {
                sendText(board);
            } else {
                sendNumber(board, spec);
            }
        }
        return Exit.OK;
    }

    private void sendText(Board board) {
        if (lifetime != null) {
            throw new Failure(Exit.USAGE, "--for is for values that can expire: " + name + " takes text");
        }
        TextOutput output = board.textOutput(name);
        output.write(value);
        context.console().line(name + " " + value);
    }

    private void sendNumber(Board board, ChannelSpec spec) {
        double number = Values.parse(spec, value);
        boolean stays = board.keepsSetpoints();
        if (!stays && lifetime == null) {
            throw new Failure(
                    Exit.USAGE,
                    name + " goes to its safe value when " + board.name()
                            + " is closed, so nothing would be left of it: say how long with --for, or see atClose in"
                            + " docs/linux.md");
        }
        ExchangePlan plan = board.exchange();
        Setpoint setpoint = plan.write(board.handle(name));
        if (lifetime != null) {
            plan.lifetime(Limits.within("--for", lifetime, Duration.ofNanos(1_000), Duration.ofHours(1)));
        }
        setpoint.setNumber(number);
        try (Exchange exchange = plan.prepare()) {
            exchange.runOrThrow();
        }
        String until = lifetime == null ? "" : ", for " + Durations.format(lifetime.toNanos());
        context.console().line(name + " " + Values.text(spec, setpoint.number()) + until);
        if (!stays && lifetime != null) {
            context.stop().await(lifetime);
        }
    }
}
