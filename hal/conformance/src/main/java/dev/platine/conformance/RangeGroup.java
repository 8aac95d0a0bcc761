package dev.platine.conformance;

import static dev.platine.conformance.Errors.assertKind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.AnalogOutput;
import dev.platine.hal.AnalogSetpoint;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.PwmOutput;

/** Values outside a channel's range, and what is no number. */
interface RangeGroup extends Group {
    @Behaviour("range.1")
    default void shouldTakeBothEndsOfTheRange() {
        Board board = subject().open();
        for (ChannelSpec channel : subject().valueOutputs(board)) {
            if (channel.kind().isReal()) {
                Values.write(board, channel, channel.minimum());
                assertThat(Values.read(board, channel)).isEqualTo(channel.minimum());
                Values.write(board, channel, channel.maximum());
                assertThat(Values.read(board, channel)).isEqualTo(channel.maximum());
            }
        }
    }

    private void assertRefused(AnalogOutput output, double value) {
        double before = output.read();
        BoardException e = assertKind(Kind.OUT_OF_RANGE, () -> output.write(value));
        assertThat(e.channel()).isEqualTo(output.name());
        assertThat(output.read()).isEqualTo(before);
    }

    @Behaviour("range.2")
    default void shouldRefuseTheNextFloatAboveTheRange() {
        AnalogOutput output = subject().analog(subject().open());
        assertRefused(output, Math.nextUp(output.spec().maximum()));
    }

    @Behaviour("range.3")
    default void shouldRefuseTheNextFloatBelowTheRange() {
        AnalogOutput output = subject().analog(subject().open());
        assertRefused(output, Math.nextDown(output.spec().minimum()));
    }

    @Behaviour("range.4")
    default void shouldRefuseWhatIsNotANumber() {
        assertRefused(subject().analog(subject().open()), Double.NaN);
    }

    @Behaviour("range.5")
    default void shouldRefuseInfinity() {
        AnalogOutput output = subject().analog(subject().open());
        assertRefused(output, Double.POSITIVE_INFINITY);
        assertRefused(output, Double.NEGATIVE_INFINITY);
    }

    @Behaviour("range.6")
    default void shouldRefuseADutyCycleAboveOne() {
        PwmOutput output = subject().pwm(subject().open());
        double before = output.read();
        assertThat(assertKind(Kind.OUT_OF_RANGE, () -> output.write(1.5)).channel())
                .isEqualTo(output.name());
        assertThat(output.read()).isEqualTo(before);
    }

    @Behaviour("range.7")
    default void shouldRefuseASetpointOutOfRangeBeforeTheExchange() {
        Board board = subject().open();
        AnalogOutput output = subject().analog(board);
        ExchangePlan plan = board.exchange();
        AnalogSetpoint setpoint = plan.write(output);
        try (Exchange exchange = plan.prepare()) {
            double good = Subject.at(output.spec(), 0.25);
            setpoint.set(good);
            assertKind(Kind.OUT_OF_RANGE, () -> setpoint.set(Double.NaN));
            assertKind(Kind.OUT_OF_RANGE, () -> setpoint.set(output.spec().maximum() + 1e6));
            assertThat(exchange.run()).isEqualTo(Exchange.OK);
            assertThat(output.read()).isEqualTo(good);
        }
    }

    @Behaviour("range.8")
    default void shouldGoOnAfterARefusal() {
        Board board = subject().open();
        for (ChannelSpec channel : subject().outputs(board, ChannelKind.ANALOG)) {
            AnalogOutput output = board.analogOutput(channel.name());
            assertKind(Kind.OUT_OF_RANGE, () -> output.write(Double.NaN));
            output.write(Subject.at(channel, 0.5));
            assertThat(output.read()).isEqualTo(Subject.at(channel, 0.5));
        }
        assertThat(board.isConnected()).isTrue();
    }
}
