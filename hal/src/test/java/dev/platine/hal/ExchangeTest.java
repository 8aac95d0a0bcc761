package dev.platine.hal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.ExchangeBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private final FakePort port = new FakePort();
    private final Board board = Boards.over(port, "fake", OpenOptions.DEFAULT);

    @Test
    void shouldCarryEveryKind() {
        ExchangePlan plan = board.exchange();
        DigitalReading plug = plan.read(board.digitalInput("plug"));
        AnalogReading mains = plan.read(board.analogInput("mains_v"));
        PwmReading pilotIn = plan.read(board.pwmInput("pilot_in"));
        CounterReading pulses = plan.read(board.counterInput("pulses"));
        AnalogReading limitInForce = plan.read(board.analogOutput("limit_a"));
        DigitalSetpoint contactor = plan.write(board.digitalOutput("contactor"));
        AnalogSetpoint limit = plan.write(board.analogOutput("limit_a"));
        PwmSetpoint pilot = plan.write(board.pwmOutput("pilot"));
        CounterSetpoint steps = plan.write(board.counterOutput("steps"));
        Exchange exchange = plan.lifetime(Duration.ofMillis(5)).prepare();
        port.values[0] = 1;
        port.values[2] = Channels.bits(230);
        port.values[5] = Channels.bits(0.5);
        port.values[6] = -2;
        contactor.set(true);
        limit.set(16);
        pilot.set(0.25);
        steps.set(4_000_000_000L);

        assertThat(exchange.run()).isEqualTo(Exchange.OK);

        assertThat(plug.value()).isTrue();
        assertThat(mains.value()).isEqualTo(230);
        assertThat(pilotIn.value()).isEqualTo(0.5);
        assertThat(pulses.value()).isEqualTo(4_294_967_294L);
        assertThat(limitInForce.value()).isEqualTo(16);
        assertThat(port.values[1]).isEqualTo(1);
        assertThat(port.values[4]).isEqualTo(Channels.bits(0.25));
        assertThat(port.values[7]).isEqualTo((int) 4_000_000_000L);
        assertThat(port.plans.get(0).lifetimeNs()).isEqualTo(5_000_000);
    }

    @Test
    void shouldWriteSafeValuesUntilSetAndKeepWhatWasSetBeforePrepare() {
        ExchangePlan plan = board.exchange();
        Setpoint limit = plan.write(board.handle("limit_a"));
        Setpoint contactor = plan.write(board.handle("contactor"));
        contactor.setNumber(1);
        Exchange exchange = plan.prepare();
        exchange.runOrThrow();
        assertThat(port.values[3]).isEqualTo(Channels.bits(6));
        assertThat(limit.number()).isEqualTo(6);
        assertThat(port.values[1]).isEqualTo(1);
    }

    @Test
    void shouldKeepTheSetpointWhenAValueIsRefused() {
        ExchangePlan plan = board.exchange();
        AnalogSetpoint limit = plan.write(board.analogOutput("limit_a"));
        plan.prepare();
        limit.set(10);
        BoardException e = catchThrowableOfType(BoardException.class, () -> limit.set(Double.NaN));
        assertThat(e.kind()).isEqualTo(Kind.OUT_OF_RANGE);
        assertThat(e).hasMessage("fake: set limit_a: must be 0 to 32 A: NaN");
        assertThat(limit.number()).isEqualTo(10);
    }

    @Test
    void shouldRefuseHalfADigitalValue() {
        Setpoint contactor = board.exchange().write(board.handle("contactor"));
        assertThatThrownBy(() -> contactor.setNumber(0.5)).hasMessage("fake: set contactor: must be 0 or 1: 0.5");
    }

    @Test
    void shouldKeepReadingsWhenAnExchangeFails() {
        ExchangePlan plan = board.exchange();
        AnalogReading mains = plan.read(board.analogInput("mains_v"));
        Exchange exchange = plan.prepare();
        port.values[2] = Channels.bits(230);
        port.flags = ExchangeBuffer.FLAG_OUTPUTS_HAD_EXPIRED | ExchangeBuffer.FLAG_BOARD_FAULT;
        exchange.runOrThrow();
        assertThat(exchange.outputsHadExpired()).isTrue();
        assertThat(exchange.boardFault()).isTrue();
        port.values[2] = 0;
        port.outcome = number -> BoardPort.LINK_LOST;
        assertThat(exchange.run()).isEqualTo(Exchange.LINK_LOST);
        assertThat(mains.value()).isEqualTo(230);
        assertThatThrownBy(exchange::runOrThrow).hasMessageStartingWith("fake: exchange: the link is down");
    }

    @Test
    void shouldPutEveryStatusIntoWords() {
        ExchangePlan plan = board.exchange();
        plan.read(board.digitalInput("plug"));
        Exchange exchange = plan.prepare();
        assertThat(exchange.failure(Exchange.DEADLINE).kind()).isEqualTo(Kind.DEADLINE);
        assertThat(exchange.failure(Exchange.LINK_LOST).kind()).isEqualTo(Kind.LINK_LOST);
        assertThat(exchange.failure(Exchange.CLOSED).kind()).isEqualTo(Kind.CLOSED);
        assertThat(exchange.failure(Exchange.REFUSED).kind()).isEqualTo(Kind.BOARD_FAILURE);
        port.refuse = new BoardException(Kind.BUSY, "fake", "exchange", "later");
        assertThat(exchange.failure(Exchange.REFUSED)).isSameAs(port.refuse);
        assertThatThrownBy(() -> exchange.failure(Exchange.OK)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseWrongPlans() {
        Board other = Boards.over(new FakePort(), "other", OpenOptions.DEFAULT);
        ExchangePlan plan = board.exchange();
        plan.write(board.digitalOutput("contactor"));
        assertThatThrownBy(() -> plan.write(board.digitalOutput("contactor")))
                .hasMessage("must be written once in a plan: channel=contactor");
        assertThatThrownBy(() -> plan.read(other.digitalInput("plug")))
                .hasMessage("must be a channel of fake: other plug");
        assertThatThrownBy(() -> plan.read(board.handle("log")))
                .isInstanceOf(BoardException.class)
                .hasMessageContaining("text is never part");
        assertThatThrownBy(() -> plan.write(board.handle("plug"))).hasMessageContaining("is an input");
        assertThatThrownBy(() -> board.exchange().prepare()).isInstanceOf(IllegalStateException.class);
        plan.prepare();
        assertThatThrownBy(plan::prepare).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseMoreChannelsThanAPlanHolds() {
        ExchangePlan plan = board.exchange();
        for (int i = 0; i < 65; i++) {
            plan.read(board.digitalInput("plug"));
        }
        BoardException e = catchThrowableOfType(BoardException.class, plan::prepare);
        assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void shouldUseAPlansNumberAgainOnlyWhenTheBoardForgotIt() {
        Exchange first = plugOnly();
        Exchange second = plugOnly();
        assertThat(port.plans).containsOnlyKeys(0, 1);
        first.close();
        first.close();
        assertThat(first.run()).isEqualTo(Exchange.CLOSED);
        plugOnly();
        assertThat(port.plans).containsOnlyKeys(0, 1);
        port.refuse = new BoardException(Kind.DEADLINE, "fake", "drop", "no answer");
        second.close();
        port.refuse = null;
        plugOnly();
        assertThat(port.plans).containsOnlyKeys(0, 1, 2);
    }

    @Test
    void shouldFreeThePlansNumberWhenTheBoardRefusesIt() {
        port.refuse = new BoardException(Kind.TOO_LARGE, "fake", "register", "no room");
        assertThatThrownBy(this::plugOnly).isSameAs(port.refuse);
        port.refuse = null;
        plugOnly();
        assertThat(port.plans).containsOnlyKeys(0);
    }

    private Exchange plugOnly() {
        ExchangePlan plan = board.exchange();
        plan.read(board.digitalInput("plug"));
        return plan.prepare();
    }
}
