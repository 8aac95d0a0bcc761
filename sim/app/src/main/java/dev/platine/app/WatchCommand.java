package dev.platine.app;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Board;
import dev.platine.hal.BoardListener;
import dev.platine.hal.Sample;
import dev.platine.hal.Subscription;
import dev.platine.hal.SubscriptionPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Live values. */
@Command(
        addMethodSubcommands = false,
        name = "watch",
        description = {
            "Shows values as they change: on a terminal a table that is drawn anew, else one line a change with the board's time"
                    + " in seconds.",
            "Goes on until interrupted; a lost link is told and comes back by itself."
        },
        footer = {
            "%nExamples:",
            "  platine watch tcp://127.0.0.1:7400",
            "  platine watch tcp://127.0.0.1:7400 phase contactor_closed --for 10s",
            "  platine watch tcp://127.0.0.1:7400 current_l1_a --every 100ms --json | head -n 20"
        })
final class WatchCommand implements Callable<Integer> {
    /** Channels in one subscription: their sample fits the smallest frame that boards agree on. */
    private static final int GROUP = 32;

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Context context;
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Mixin
    private final Far far = new Far();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "CHANNEL",
            description = "Names of channels (default: all).")
    private List<String> channels = List.of();

    @Option(names = "--for", paramLabel = "TIME", description = "Ends by itself after this time (default: never).")
    private @Nullable Duration duration;

    @Option(names = "--every", paramLabel = "TIME", description = "A sample each TIME instead of on change.")
    private @Nullable Duration period;

    @Option(
            names = "--dead-band",
            paramLabel = "NUMBER",
            description = "Smallest change of a real value that counts, in its unit (default: any).")
    private double deadBand;

    @Option(names = "--json", description = "Prints one JSON object a line: board_time_ns, channel, value.")
    private boolean json;

    WatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Limits.within("--dead-band", deadBand, 0, Float.MAX_VALUE);
        if (duration != null) {
            Limits.within("--for", duration, Duration.ofNanos(1_000), Duration.ofDays(365));
        }
        if (period != null) {
            Limits.within("--every", period, Duration.ofNanos(1_000), Duration.ofHours(1));
        }
        try (Board board = far.open(true)) {
            board.onEvent(new Events());
            List<ChannelSpec> specs = channels.isEmpty()
                    ? board.channels()
                    : channels.stream().map(board::channel).toList();
            Watched watched = json || !context.console().isTerminal()
                    ? new WatchedLines(context.console(), json, period != null)
                    : new WatchedTable(context.console(), specs);
            follow(subscribe(board, specs), watched);
        }
        return Exit.OK;
    }

    private List<Subscription> subscribe(Board board, List<ChannelSpec> specs) {
        List<Subscription> subscriptions = new ArrayList<>();
        List<String> group = new ArrayList<>();
        for (ChannelSpec spec : specs) {
            if (spec.kind() == ChannelKind.TEXT) {
                subscriptions.add(open(board.subscribe(spec.name()), false));
                continue;
            }
            group.add(spec.name());
            if (group.size() == GROUP) {
                subscriptions.add(open(board.subscribe(group.toArray(String[]::new)), true));
                group.clear();
            }
        }
        if (!group.isEmpty()) {
            subscriptions.add(open(board.subscribe(group.toArray(String[]::new)), true));
        }
        return subscriptions;
    }

    private Subscription open(SubscriptionPlan plan, boolean numbers) {
        if (numbers && period != null) {
            plan.every(period);
        } else {
            plan.onChange(numbers ? deadBand : 0);
        }
        return plan.open();
    }

    private void follow(List<Subscription> subscriptions, Watched watched) {
        long endNs = duration == null ? Long.MAX_VALUE : System.nanoTime() + duration.toNanos();
        while (!context.stop().isAsked() && System.nanoTime() < endNs) {
            boolean any = false;
            for (Subscription subscription : subscriptions) {
                for (Sample sample = subscription.poll(); sample != null; sample = subscription.poll()) {
                    watched.sample(sample);
                    any = true;
                }
            }
            tell(watched);
            watched.look();
            if (!any) {
                Sample first = subscriptions.get(0).take(LOOK);
                if (first != null) {
                    watched.sample(first);
                }
            }
        }
        watched.look();
    }

    private void tell(Watched watched) {
        for (String line = told.poll(); line != null; line = told.poll()) {
            context.console().warn(line);
            watched.interrupted();
        }
    }

    /** What is said about the link, put down by the board's dispatcher thread. */
    private final class Events implements BoardListener {
        @Override
        public void linkLost(String reason) {
            told.add("link lost: " + reason);
        }

        @Override
        public void linkRestored(boolean rebooted) {
            told.add("link is back" + (rebooted ? ", the board restarted meanwhile" : ""));
        }

        @Override
        public void outputsMadeSafe(String reason, long boardTimeNs) {
            told.add("outputs went to their safe values: " + reason);
        }

        @Override
        public void notice(String text, long boardTimeNs) {
            told.add("board says: " + text);
        }
    }
}
