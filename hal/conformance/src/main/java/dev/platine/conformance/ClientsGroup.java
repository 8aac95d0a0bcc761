package dev.platine.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Board;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.Reading;
import dev.platine.hal.Setpoint;
import dev.platine.hal.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several clients of one board. */
interface ClientsGroup extends Group {
    private static Exchange reading(Board board, ChannelSpec channel, List<Reading> into) {
        ExchangePlan plan = board.exchange();
        into.add(plan.read(board.handle(channel.name())));
        return plan.prepare();
    }

    @Behaviour("clients.1")
    default void shouldShowOneClientsWriteToTheOthers() {
        Board board = subject().open();
        Board other = subject().openAnother();
        for (ChannelSpec channel : subject().valueOutputs(board)) {
            Values.write(board, channel, Subject.unsafe(channel));
            assertThat(Values.read(other, channel)).as(channel.name()).isEqualTo(Subject.unsafe(channel));
        }
    }

    @Behaviour("clients.2")
    default void shouldKeepPlansOfTheSameNumberApart() {
        Board board = subject().open();
        Board other = subject().openAnother();
        List<ChannelSpec> outputs = subject().valueOutputs(board);
        assumeTrue(outputs.size() >= 2, "the board has fewer than two outputs to drive");
        List<Reading> readings = new ArrayList<>();
        Exchange first = subject().keep(reading(board, outputs.get(0), readings));
        Exchange second = subject().keep(reading(other, outputs.get(1), readings));
        outputs.subList(0, 2).forEach(channel -> Values.write(board, channel, Subject.unsafe(channel)));
        first.runOrThrow();
        second.runOrThrow();
        assertThat(readings.get(0).number()).isEqualTo(Subject.unsafe(outputs.get(0)));
        assertThat(readings.get(1).number()).isEqualTo(Subject.unsafe(outputs.get(1)));
    }

    @Behaviour("clients.3")
    default void shouldServeTheOthersWhenOneLeaves() {
        Board board = subject().open();
        ChannelSpec channel = subject().valueOutputs(board).get(0);
        Exchange exchange = subject().keep(reading(board, channel, new ArrayList<>()));
        for (int i = 0; i < 10; i++) {
            Board other = subject().openAnother();
            subject().keep(reading(other, channel, new ArrayList<>())).runOrThrow();
            other.subscribe(channel.name()).open();
            other.close();
            assertThat(exchange.run()).isEqualTo(Exchange.OK);
        }
    }

    @Behaviour("clients.4")
    default void shouldServeThirtyTwoClientsAtOnce() throws Exception {
        subject().need(Ability.MANY_CLIENTS);
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            clients.add(() -> {
                int ok = 0;
                Board board = subject().open();
                ChannelSpec channel = board.channels().get(0);
                try (Exchange exchange = reading(board, channel, new ArrayList<>())) {
                    for (int n = 0; n < 50; n++) {
                        ok += exchange.run() == Exchange.OK ? 1 : 0;
                    }
                }
                return ok;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            for (Future<Integer> client : threads.invokeAll(clients, 30, TimeUnit.SECONDS)) {
                assertThat(client.get()).isEqualTo(50);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Behaviour("clients.5")
    default void shouldSendSamplesToWhoSubscribedOnly() {
        Board board = subject().open();
        Board other = subject().openAnother();
        List<ChannelSpec> outputs = subject().valueOutputs(board);
        assumeTrue(outputs.size() >= 2, "the board has fewer than two outputs to drive");
        Subscription here =
                subject().keep(board.subscribe(outputs.get(0).name()).open());
        Subscription there =
                subject().keep(other.subscribe(outputs.get(1).name()).open());
        assertThat(here.take(Subject.PATIENCE)).isNotNull();
        assertThat(there.take(Subject.PATIENCE)).isNotNull();
        Values.write(other, outputs.get(0), Subject.unsafe(outputs.get(0)));
        var sample = here.take(Subject.PATIENCE);
        assertThat(sample != null ? sample.number(0) : Double.NaN).isEqualTo(Subject.unsafe(outputs.get(0)));
        other.clock().nowNs();
        assertThat(there.poll()).isNull();
    }

    @Behaviour("clients.6")
    default void shouldLetTheLastWriterWin() {
        Board board = subject().open();
        Board other = subject().openAnother();
        ChannelSpec channel = subject().valueOutputs(board).get(0);
        ExchangePlan plan = board.exchange();
        Setpoint setpoint = plan.write(board.handle(channel.name()));
        Exchange exchange = subject().keep(plan.prepare());
        setpoint.setNumber(Subject.safe(channel));
        for (int i = 0; i < 20; i++) {
            Values.write(other, channel, Subject.unsafe(channel));
            assertThat(Values.read(board, channel)).isEqualTo(Subject.unsafe(channel));
            exchange.runOrThrow();
            assertThat(Values.read(other, channel)).isEqualTo(Subject.safe(channel));
        }
    }
}
