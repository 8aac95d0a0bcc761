package dev.platine.conformance;

import static dev.platine.conformance.Errors.assertKind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.DigitalOutput;
import dev.platine.hal.DigitalSetpoint;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.Reading;
import dev.platine.hal.Setpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Plans and exchanges: the hot path. */
interface ExchangeGroup extends Group {
    /** Channels that every board reads in one plan. */
    int SMALL_PLAN = 16;

    @Behaviour("exchange.1")
    default void shouldReadItsOwnWritesInTheSameExchange() {
        Board board = subject().open();
        List<ChannelSpec> outputs = subject().valueOutputs(board);
        ExchangePlan plan = board.exchange();
        List<Setpoint> setpoints = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        for (ChannelSpec channel : outputs) {
            setpoints.add(plan.write(board.handle(channel.name())));
            readings.add(plan.read(board.handle(channel.name())));
        }
        try (Exchange exchange = plan.prepare()) {
            setpoints.forEach(s -> s.setNumber(Subject.unsafe(s.spec())));
            assertThat(exchange.run()).isEqualTo(Exchange.OK);
            for (Reading reading : readings) {
                assertThat(reading.number()).as(reading.spec().name()).isEqualTo(Subject.unsafe(reading.spec()));
            }
        }
    }

    @Behaviour("exchange.2")
    default void shouldReadTheSameAsSingleReadsDo() {
        Board board = subject().open();
        List<ChannelSpec> outputs = subject().valueOutputs(board);
        outputs.forEach(channel -> Values.write(board, channel, Subject.unsafe(channel)));
        List<ChannelSpec> reversed = new ArrayList<>(outputs);
        Collections.reverse(reversed);
        ExchangePlan plan = board.exchange();
        List<Reading> readings =
                reversed.stream().map(c -> plan.read(board.handle(c.name()))).toList();
        try (Exchange exchange = plan.prepare()) {
            exchange.runOrThrow();
            for (Reading reading : readings) {
                assertThat(reading.number()).isEqualTo(Values.read(board, reading.spec()));
            }
        }
    }

    @Behaviour("exchange.3")
    default void shouldReadEveryChannelThatHasAValue() {
        Board board = subject().open();
        List<ChannelSpec> channels = board.channels().stream()
                .filter(c -> c.kind() != ChannelKind.TEXT)
                .toList();
        for (int from = 0; from < channels.size(); from += SMALL_PLAN) {
            readAll(board, channels.subList(from, Math.min(from + SMALL_PLAN, channels.size())));
        }
    }

    private static void readAll(Board board, List<ChannelSpec> channels) {
        ExchangePlan plan = board.exchange();
        List<Reading> readings =
                channels.stream().map(c -> plan.read(board.handle(c.name()))).toList();
        try (Exchange exchange = plan.prepare()) {
            exchange.runOrThrow();
            for (Reading reading : readings) {
                assertThat(reading.number()).as(reading.spec().name()).isNotNaN();
            }
        }
    }

    @Behaviour("exchange.4")
    default void shouldWriteWithoutReading() {
        Board board = subject().open();
        ChannelSpec channel = subject().valueOutputs(board).get(0);
        ExchangePlan plan = board.exchange();
        Setpoint setpoint = plan.write(board.handle(channel.name()));
        try (Exchange exchange = plan.prepare()) {
            setpoint.setNumber(Subject.unsafe(channel));
            exchange.runOrThrow();
            assertThat(Values.read(board, channel)).isEqualTo(Subject.unsafe(channel));
        }
    }

    @Behaviour("exchange.5")
    default void shouldStampEachSampleLaterThanTheOneBefore() {
        Board board = subject().open();
        ExchangePlan plan = board.exchange();
        plan.read(board.handle(subject().valueOutputs(board).get(0).name()));
        try (Exchange exchange = plan.prepare()) {
            long before = board.clock().nowNs();
            for (int i = 0; i < 200; i++) {
                exchange.runOrThrow();
                assertThat(exchange.boardTimeNs()).isGreaterThanOrEqualTo(before);
                before = exchange.boardTimeNs();
            }
            assertThat(board.clock().nowNs()).isGreaterThanOrEqualTo(before);
        }
    }

    @Behaviour("exchange.6")
    default void shouldRunTwoThousandTimesWithoutAMiss() {
        Board board = subject().open();
        DigitalOutput output = subject().digital(board);
        ExchangePlan plan = board.exchange();
        DigitalSetpoint setpoint = plan.write(output);
        Reading reading = plan.read(output);
        try (Exchange exchange = plan.prepare()) {
            for (int i = 0; i < 2_000; i++) {
                setpoint.set(i % 3 == 0);
                assertThat(exchange.run()).isEqualTo(Exchange.OK);
                assertThat(reading.number()).isEqualTo(i % 3 == 0 ? 1 : 0);
            }
        }
    }

    @Behaviour("exchange.7")
    default void shouldKeepPlansApart() {
        Board board = subject().open();
        List<ChannelSpec> outputs = subject().valueOutputs(board);
        assumeTrue(outputs.size() >= 2, "the board has fewer than two outputs to drive");
        List<Exchange> exchanges = new ArrayList<>();
        List<Setpoint> setpoints = new ArrayList<>();
        for (ChannelSpec channel : outputs) {
            ExchangePlan plan = board.exchange();
            Setpoint setpoint = plan.write(board.handle(channel.name()));
            try {
                exchanges.add(subject().keep(plan.prepare()));
                setpoints.add(setpoint);
            } catch (BoardException full) {
                Subject.enough(full, exchanges.size());
                break;
            }
        }
        setpoints.forEach(s -> s.setNumber(Subject.unsafe(s.spec())));
        Collections.reverse(exchanges);
        exchanges.forEach(Exchange::runOrThrow);
        for (ChannelSpec channel : outputs.subList(0, exchanges.size())) {
            assertThat(Values.read(board, channel)).as(channel.name()).isEqualTo(Subject.unsafe(channel));
        }
    }

    @Behaviour("exchange.8")
    default void shouldGiveThePlanOfAClosedExchangeBack() {
        Board board = subject().open();
        DigitalOutput output = subject().digital(board);
        for (int i = 0; i < 300; i++) {
            ExchangePlan plan = board.exchange();
            DigitalSetpoint setpoint = plan.write(output);
            try (Exchange exchange = plan.prepare()) {
                setpoint.set(i % 2 == 0);
                exchange.runOrThrow();
            }
        }
        assertThat(output.read()).isFalse();
    }

    @Behaviour("exchange.9")
    default void shouldSayClosedWhenItIsRunAfterClose() {
        Board board = subject().open();
        ExchangePlan plan = board.exchange();
        plan.read(subject().digital(board));
        Exchange exchange = plan.prepare();
        exchange.runOrThrow();
        exchange.close();
        assertThat(exchange.run()).isEqualTo(Exchange.CLOSED);
    }

    @Behaviour("exchange.10")
    default void shouldRefuseTextInAPlan() {
        Board board = subject().open();
        var text = subject().text(board);
        ExchangePlan plan = board.exchange();
        assertThat(assertKind(Kind.WRONG_DIRECTION, () -> plan.read(text)).channel())
                .isEqualTo(text.name());
    }

    @Behaviour("exchange.11")
    default void shouldRunExchangesOfSeveralThreadsSideBySide() throws Exception {
        Board board = subject().open();
        List<ChannelSpec> outputs = subject().valueOutputs(board);
        List<Callable<Void>> loops = new ArrayList<>();
        long enoughNs = System.nanoTime() + 8_000_000_000L;
        for (ChannelSpec channel : outputs.subList(0, Math.min(4, outputs.size()))) {
            ExchangePlan plan =
                    board.exchange().deadline(Subject.PATIENCE); // others may be let in before it again and again
            Setpoint setpoint = plan.write(board.handle(channel.name()));
            Reading reading = plan.read(board.handle(channel.name()));
            Exchange exchange;
            try {
                exchange = subject().keep(plan.prepare());
            } catch (BoardException full) {
                Subject.enough(full, loops.size());
                break;
            }
            loops.add(() -> {
                for (int i = 0; i < 300 && (i < 10 || System.nanoTime() - enoughNs < 0); i++) {
                    double value = i % 2 == 0 ? Subject.unsafe(channel) : Subject.safe(channel);
                    setpoint.setNumber(value);
                    exchange.runOrThrow();
                    assertThat(reading.number()).isEqualTo(value);
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(loops.size());
        try {
            for (Future<Void> loop : threads.invokeAll(loops, 20, TimeUnit.SECONDS)) {
                loop.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Behaviour("exchange.12")
    default void shouldExchangeWhileOtherCallsAreMade() {
        Board board = subject().open();
        DigitalOutput output = subject().digital(board);
        ExchangePlan plan = board.exchange();
        DigitalSetpoint setpoint = plan.write(output);
        try (Exchange exchange = plan.prepare()) {
            for (int i = 0; i < 100; i++) {
                setpoint.set(i % 2 == 0);
                exchange.runOrThrow();
                assertThat(output.read()).isEqualTo(i % 2 == 0);
                assertThat(board.clock().nowNs()).isGreaterThanOrEqualTo(exchange.boardTimeNs());
            }
        }
    }
}
