package dev.platine.sim.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final long MS = 1_000_000;

    private final FakeBoard board = new FakeBoard();
    private final BoardService service = new BoardService(board);
    private final Recorder recorder = new Recorder();
    private final Session session = service.open(recorder, "test");
    private final int[] reads = new int[8];

    private static ServiceException refused(ThrowingCallable call) {
        ServiceException refusal = catchThrowableOfType(ServiceException.class, call);
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static int[] ids(int... channels) {
        return channels;
    }

    @Test
    void shouldApplyWritesThenTakeOneSample() {
        SessionPlan plan =
                session.register(3, ids(FakeBoard.VOLTS, FakeBoard.LIMIT), ids(FakeBoard.LIMIT, FakeBoard.RELAY), 0);
        board.bank.publish(FakeBoard.VOLTS, 2.5);
        board.run(7);
        assertThat(session.exchange(plan, ids(FakeBoard.bits(16), 1), reads)).isEqualTo(BoardPort.OK);
        assertThat(reads).startsWith(FakeBoard.bits(2.5), FakeBoard.bits(16));
        assertThat(board.bank.get(FakeBoard.RELAY)).isOne();
        assertThat(plan.boardTimeNs()).isEqualTo(7);
        assertThat(plan.flags()).isZero();
        assertThat(session.plan(3)).isSameAs(plan);
    }

    @Test
    void shouldApplyNothingWhenOneValueIsBad() {
        SessionPlan plan = session.register(0, ids(FakeBoard.RELAY), ids(FakeBoard.RELAY, FakeBoard.LIMIT), 0);
        for (double bad : new double[] {32.5, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            reads[0] = 77;
            assertThat(session.exchange(plan, ids(1, FakeBoard.bits(bad)), reads))
                    .isEqualTo(BoardPort.REFUSED);
            ServiceException refusal = plan.refusal();
            assertThat(refusal).isNotNull();
            assertThat(refusal.kind()).isEqualTo(Kind.OUT_OF_RANGE);
            assertThat(refusal.channel()).isEqualTo(FakeBoard.LIMIT);
            assertThat(refusal.reason())
                    .isEqualTo("must be 0.0 to 32.0 A: limit=" + (float) bad + "; nothing was written");
            assertThat(board.bank.get(FakeBoard.RELAY)).isZero();
            assertThat(reads[0]).isEqualTo(77);
        }
        assertThat(session.exchange(plan, ids(2, FakeBoard.bits(1)), reads)).isEqualTo(BoardPort.REFUSED);
        assertThat(board.bank.get(FakeBoard.LIMIT)).isEqualTo(FakeBoard.bits(6));
    }

    @Test
    void shouldRefusePlansThatBreakARule() {
        assertThat(refused(() -> session.register(0, ids(7), ids(), 0)).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(refused(() -> session.register(0, ids(-1), ids(), 0)).kind()).isEqualTo(Kind.NOT_FOUND);
        ServiceException direction = refused(() -> session.register(0, ids(), ids(FakeBoard.VOLTS), 0));
        assertThat(direction.kind()).isEqualTo(Kind.WRONG_DIRECTION);
        assertThat(direction.channel()).isEqualTo(FakeBoard.VOLTS);
        assertThat(refused(() -> session.register(0, ids(FakeBoard.LOG), ids(), 0))
                        .kind())
                .isEqualTo(Kind.UNSUPPORTED);
        assertThat(refused(() -> session.register(0, ids(1, 0, 1), ids(), 0)).kind())
                .isEqualTo(Kind.MALFORMED);
        int[] many = IntStream.range(0, 65).toArray();
        assertThat(refused(() -> session.register(0, many, ids(), 0)).kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(refused(() -> session.register(Session.MAX_PLANS, ids(), ids(), 0))
                        .kind())
                .isEqualTo(Kind.TOO_LARGE);
        assertThat(refused(() -> session.register(0, ids(), ids(), -1)).kind()).isEqualTo(Kind.OUT_OF_RANGE);
        assertThat(session.plan(0)).isNull();
    }

    @Test
    void shouldNotExchangeWithAReplacedOrDroppedPlan() {
        SessionPlan first = session.register(0, ids(), ids(FakeBoard.RELAY), 0);
        SessionPlan second = session.register(0, ids(), ids(FakeBoard.RELAY), 0);
        assertThat(session.exchange(first, ids(1), reads)).isEqualTo(BoardPort.REFUSED);
        assertThat(first.refusal()).extracting(ServiceException::kind).isEqualTo(Kind.NOT_FOUND);
        assertThat(session.exchange(second, ids(1), reads)).isEqualTo(BoardPort.OK);
        session.drop(0);
        assertThat(session.exchange(second, ids(1), reads)).isEqualTo(BoardPort.REFUSED);
        assertThat(refused(() -> session.drop(0)).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void shouldGoSafeWhenALifetimeRunsOut() {
        Session other = service.open(new Recorder(), "other");
        SessionPlan plan = session.register(0, ids(), ids(FakeBoard.LIMIT), 10 * MS);
        SessionPlan unused = session.register(1, ids(), ids(FakeBoard.LIMIT), 10 * MS);
        for (int i = 0; i < 5; i++) {
            session.exchange(plan, ids(FakeBoard.bits(16)), reads);
            board.run(9 * MS);
            assertThat(board.bank.get(FakeBoard.LIMIT)).isEqualTo(FakeBoard.bits(16));
        }
        board.run(MS);
        assertThat(board.bank.get(FakeBoard.LIMIT)).isEqualTo(FakeBoard.bits(6));
        assertThat(Recorder.drain(session)).containsExactly("safe LIFETIME_EXPIRED [3]");
        assertThat(Recorder.drain(other)).containsExactly("safe LIFETIME_EXPIRED [3]");

        session.exchange(plan, ids(FakeBoard.bits(16)), reads);
        assertThat(plan.flags()).isEqualTo(SessionPlan.FLAG_OUTPUTS_HAD_EXPIRED);
        session.exchange(plan, ids(FakeBoard.bits(16)), reads);
        assertThat(plan.flags()).isZero();
        session.exchange(unused, ids(FakeBoard.bits(16)), reads);
        assertThat(unused.flags()).as("its own set-points never ran out").isZero();
    }

    @Test
    void shouldLetTheLastWriterOfAChannelDecideItsLifetime() {
        SessionPlan shortLived = session.register(0, ids(), ids(FakeBoard.LIMIT, FakeBoard.RELAY), 10 * MS);
        session.exchange(shortLived, ids(FakeBoard.bits(16), 1), reads);
        session.write(FakeBoard.LIMIT, FakeBoard.bits(20), 0);
        board.run(100 * MS);
        assertThat(board.bank.get(FakeBoard.LIMIT)).isEqualTo(FakeBoard.bits(20));
        assertThat(board.bank.get(FakeBoard.RELAY)).isZero();
        session.write(FakeBoard.LIMIT, FakeBoard.bits(30), 3 * MS);
        board.run(3 * MS - 1);
        assertThat(board.bank.get(FakeBoard.LIMIT)).isEqualTo(FakeBoard.bits(30));
        board.run(1);
        assertThat(board.bank.get(FakeBoard.LIMIT)).isEqualTo(FakeBoard.bits(6));
    }

    @Test
    void shouldHoldAnEndlessLifetimeNearTheEndOfTime() {
        session.write(FakeBoard.RELAY, 1, Long.MAX_VALUE);
        board.run(100 * MS);
        assertThat(board.bank.get(FakeBoard.RELAY)).isOne();
    }

    @Test
    void shouldTellTheOthersWhenSomebodyMakesSafe() {
        Session other = service.open(new Recorder(), "other");
        session.write(FakeBoard.RELAY, 1, 10 * MS);
        session.makeSafe();
        assertThat(board.bank.get(FakeBoard.RELAY)).isZero();
        assertThat(Recorder.drain(other)).containsExactly("safe MADE_SAFE [2]");
        assertThat(Recorder.drain(session)).isEmpty();
        board.run(20 * MS);
        assertThat(Recorder.drain(other))
                .as("the lifetime went with the set-point")
                .isEmpty();
    }

    @Test
    void shouldRefuseWhileTheBoardHasNoPowerAndGoOnAfterwards() {
        SessionPlan plan = session.register(0, ids(FakeBoard.VOLTS), ids(), 0);
        board.failure = "no power";
        assertThat(session.exchange(plan, ids(), reads)).isEqualTo(BoardPort.REFUSED);
        assertThat(plan.refusal()).extracting(ServiceException::kind).isEqualTo(Kind.BOARD_FAILURE);
        assertThat(refused(() -> session.read(FakeBoard.VOLTS)).kind()).isEqualTo(Kind.BOARD_FAILURE);
        assertThat(refused(() -> service.open(recorder, "late")).kind()).isEqualTo(Kind.BOARD_FAILURE);
        board.failure = null;
        assertThat(session.exchange(plan, ids(), reads)).isEqualTo(BoardPort.OK);
    }

    @Test
    void shouldForgetEverythingWhenTheBoardRestarts() {
        SessionPlan plan = session.register(0, ids(), ids(FakeBoard.RELAY), 10 * MS);
        session.subscribe(0, ids(FakeBoard.VOLTS), MS, 0);
        session.exchange(plan, ids(1), reads);
        board.run(5 * MS);
        session.reset();
        assertThat(recorder.reboots).isOne();
        assertThat(board.bank.get(FakeBoard.RELAY)).isZero();
        assertThat(session.exchange(plan, ids(1), reads)).isEqualTo(BoardPort.REFUSED);
        assertThat(plan.refusal()).extracting(ServiceException::kind).isEqualTo(Kind.NOT_READY);
        Session again = service.open(new Recorder(), "again");
        assertThat(again.clockNs()).as("time since this boot").isZero();
        board.run(100 * MS);
        assertThat(again.clockNs()).isEqualTo(100 * MS);
        assertThat(Recorder.drain(again)).isEmpty();
        assertThat(board.clock.nextDueNs()).as("no timer is left").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldReadAndWriteSingleChannels() {
        session.write(FakeBoard.LIMIT, FakeBoard.bits(8), 0);
        assertThat(session.read(FakeBoard.LIMIT)).isEqualTo(FakeBoard.bits(8));
        board.bank.text(FakeBoard.LOG, "hello");
        assertThat(session.readText(FakeBoard.LOG)).isEqualTo("hello");
        session.writeText(FakeBoard.SAY, "what");
        assertThat(board.bank.text(FakeBoard.SAY)).isEqualTo("what");
        assertThat(refused(() -> session.write(FakeBoard.VOLTS, 0, 0)).kind()).isEqualTo(Kind.WRONG_DIRECTION);
        assertThat(refused(() -> session.writeText(FakeBoard.LOG, "x")).kind()).isEqualTo(Kind.WRONG_DIRECTION);
        assertThat(refused(() -> session.read(FakeBoard.LOG)).kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(refused(() -> session.readText(FakeBoard.VOLTS)).kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(refused(() -> session.writeText(FakeBoard.SAY, "ä".repeat(96)))
                        .kind())
                .isEqualTo(Kind.TOO_LARGE);
        assertThat(refused(() -> session.write(FakeBoard.RELAY, 1, -1)).kind()).isEqualTo(Kind.OUT_OF_RANGE);
    }

    @Test
    void shouldReportTheBoardsOwnFault() {
        SessionPlan plan = session.register(0, ids(FakeBoard.VOLTS), ids(), 0);
        board.bank.fault(true);
        session.exchange(plan, ids(), reads);
        assertThat(plan.flags()).isEqualTo(SessionPlan.FLAG_BOARD_FAULT);
    }

    @Test
    void shouldLeaveTheOthersAloneWhenASessionCloses() {
        Session other = service.open(new Recorder(), "other");
        SessionPlan plan = other.register(0, ids(FakeBoard.RELAY), ids(FakeBoard.RELAY), 5 * MS);
        other.exchange(plan, ids(1), reads);
        session.subscribe(0, ids(FakeBoard.RELAY), 0, 0);
        session.close();
        session.close();
        assertThat(service.sessionCount()).isOne();
        assertThat(refused(() -> session.clockNs()).kind()).isEqualTo(Kind.CLOSED);
        assertThat(other.exchange(plan, ids(1), reads)).isEqualTo(BoardPort.OK);
        other.close();
        board.run(5 * MS);
        assertThat(board.bank.get(FakeBoard.RELAY))
                .as("lifetimes outlive their session")
                .isZero();
    }
}
