package dev.platine.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.AnalogOutput;
import dev.platine.hal.Board;
import dev.platine.hal.Channel;
import dev.platine.hal.CounterOutput;
import dev.platine.hal.DigitalOutput;
import dev.platine.hal.PwmOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Single reads and writes. */
interface AccessGroup extends Group {
    @Behaviour("access.1")
    default void shouldReadEveryInput() {
        Board board = subject().open();
        int inputs = 0;
        for (ChannelSpec channel : board.channels()) {
            if (channel.direction() == Direction.INPUT && channel.kind() != ChannelKind.TEXT) {
                assertThat(Values.read(board, channel)).as(channel.name()).isNotNaN();
                inputs++;
            }
        }
        assumeTrue(inputs > 0, "the board has no input");
    }

    @Behaviour("access.2")
    default void shouldReadBackADigitalSetpoint() {
        DigitalOutput output = subject().digital(subject().open());
        output.write(true);
        assertThat(output.read()).isTrue();
        output.write(false);
        assertThat(output.read()).isFalse();
    }

    @Behaviour("access.3")
    default void shouldReadBackAnAnalogSetpoint() {
        AnalogOutput output = subject().analog(subject().open());
        for (double part : new double[] {0.25, 0.75, 0.5}) {
            output.write(Subject.at(output.spec(), part));
            assertThat(output.read()).isEqualTo(Subject.at(output.spec(), part));
        }
    }

    @Behaviour("access.4")
    default void shouldReadBackAPwmSetpoint() {
        PwmOutput output = subject().pwm(subject().open());
        output.write(Subject.at(output.spec(), 0.375));
        assertThat(output.read()).isEqualTo(Subject.at(output.spec(), 0.375));
    }

    @Behaviour("access.5")
    default void shouldReadBackACounterSetpointBeyondTheSignedRange() {
        Board board = subject().open();
        List<ChannelSpec> counters = subject().outputs(board, ChannelKind.COUNTER);
        assumeTrue(!counters.isEmpty(), "the board has no COUNTER output to drive");
        CounterOutput output = board.counterOutput(counters.get(0).name());
        output.write(4_294_967_295L);
        assertThat(output.read()).isEqualTo(4_294_967_295L);
    }

    @Behaviour("access.6")
    default void shouldRoundANumberToTheNearestFloat() {
        AnalogOutput output = subject().analog(subject().open());
        double value = output.spec().minimum()
                + (output.spec().maximum() - output.spec().minimum()) / 3.0;
        output.write(value);
        assertThat(output.read()).isEqualTo((float) value);
    }

    @Behaviour("access.7")
    default void shouldNotMixUpItsOutputs() {
        Board board = subject().open();
        Map<ChannelSpec, Double> written = new HashMap<>();
        int n = 0;
        for (ChannelSpec channel : subject().valueOutputs(board)) {
            double value = channel.kind().isReal() ? Subject.at(channel, 1.0 / (2 + n++)) : Subject.unsafe(channel);
            Values.write(board, channel, value);
            written.put(channel, value);
        }
        written.forEach((channel, value) ->
                assertThat(Values.read(board, channel)).as(channel.name()).isEqualTo(value));
    }

    @Behaviour("access.8")
    default void shouldKeepASetpointWhenItsConnectionCloses() {
        Board board = subject().open();
        ChannelSpec channel = subject().valueOutputs(board).get(0);
        Values.write(board, channel, Subject.unsafe(channel));
        board.close();
        boolean anew = subject().target().startsWhenOpened();
        assertThat(Values.read(subject().open(), channel))
                .isEqualTo(anew ? Subject.safe(channel) : Subject.unsafe(channel));
    }

    @Behaviour("access.9")
    default void shouldAnswerHandlesOfEveryKind() {
        Board board = subject().open();
        for (ChannelSpec spec : board.channels()) {
            Channel handle = board.handle(spec.name());
            assertThat(handle.spec()).isEqualTo(spec);
        }
    }
}
