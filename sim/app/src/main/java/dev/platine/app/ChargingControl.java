package dev.platine.app;

import dev.platine.hal.AnalogReading;
import dev.platine.hal.AnalogSetpoint;
import dev.platine.hal.Board;
import dev.platine.hal.CounterReading;
import dev.platine.hal.DigitalReading;
import dev.platine.hal.DigitalSetpoint;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.LoopCycle;
import dev.platine.hal.LoopStep;
import java.time.Duration;

/**
 * The demo's control law, an ordinary host program: follows the grid's signal with a ramp, stops charging on a fault, resets it
 * when its cause is gone, and keeps book of what it sees. The step runs on the loop's thread; {@link #now()} is for any.
 */
final class ChargingControl implements LoopStep, AutoCloseable {
    private static final double RAMP_A_PER_S = 1;
    private static final double LEAST_A = 6;
    private static final long RESET_EVERY_NS = 10_000_000_000L;

    private final AnalogReading pilotState;
    private final AnalogReading offered;
    private final AnalogReading current;
    private final AnalogReading power;
    private final AnalogReading residual;
    private final DigitalReading closed;
    private final DigitalReading charging;
    private final DigitalReading fault;
    private final CounterReading energy;
    private final CounterReading sessions;
    private final DigitalSetpoint enable;
    private final AnalogSetpoint limit;
    private final DigitalSetpoint reset;
    private final Exchange exchange;
    private final long endNs;
    private final SessionBook book = new SessionBook();

    private long beforeNs = -1;
    private double limitA;
    private long resetSinceNs;
    private boolean pulse;
    private volatile SessionView view = SessionView.NONE;

    ChargingControl(Board board, Duration lifetime, Duration session) {
        ExchangePlan plan = board.exchange();
        pilotState = plan.read(board.analogInput("pilot_state"));
        offered = plan.read(board.analogInput("offered_a"));
        current = plan.read(board.analogInput("current_l1_a"));
        power = plan.read(board.analogInput("power_w"));
        residual = plan.read(board.analogInput("residual_ac_ma"));
        closed = plan.read(board.digitalInput("contactor_closed"));
        charging = plan.read(board.digitalInput("charging"));
        fault = plan.read(board.digitalInput("fault"));
        energy = plan.read(board.counterInput("energy_wh"));
        sessions = plan.read(board.counterInput("sessions"));
        enable = plan.write(board.digitalOutput("charge_enable"));
        limit = plan.write(board.analogOutput("current_limit_a"));
        reset = plan.write(board.digitalOutput("fault_reset"));
        exchange = plan.lifetime(lifetime).prepare();
        endNs = session.toNanos();
    }

    Exchange exchange() {
        return exchange;
    }

    /** What was seen last. */
    SessionView now() {
        return view;
    }

    /** What was kept book of; after the loop has ended. */
    SessionBook book() {
        return book;
    }

    @Override
    public void step(LoopCycle cycle) {
        if (!cycle.ok()) {
            return;
        }
        long nowNs = cycle.boardTimeNs();
        double elapsedS = beforeNs < 0 ? 0 : Math.max(0, nowNs - beforeNs) / 1e9;
        beforeNs = nowNs;
        GridSignal.Stretch grid = GridSignal.at(nowNs / 1e9);
        follow(grid, elapsedS);
        handleFault(nowNs);
        SessionView seen = new SessionView(
                nowNs,
                (char) ('A' + (int) pilotState.value()),
                offered.value(),
                current.value(),
                power.value(),
                residual.value(),
                closed.value(),
                charging.value(),
                fault.value(),
                energy.value(),
                sessions.value(),
                grid);
        book.note(seen, elapsedS);
        view = seen;
        if (nowNs >= endNs) {
            cycle.stop();
        }
    }

    /** Moves the limit toward what the grid allows, no faster than the ramp; below the least current is a pause. */
    private void follow(GridSignal.Stretch grid, double elapsedS) {
        double wanted = fault.value() ? 0 : grid.limitA();
        double most = RAMP_A_PER_S * elapsedS;
        limitA += Math.max(-most, Math.min(most, wanted - limitA));
        if (wanted > 0) {
            limitA = Math.max(LEAST_A, limitA);
        }
        limit.set(wanted > 0 ? limitA : 0);
        enable.set(wanted > 0);
    }

    /** A fault latches on the board: every ten seconds a rising edge tries to reset it. */
    private void handleFault(long nowNs) {
        if (!fault.value()) {
            pulse = false;
            reset.set(false);
            resetSinceNs = nowNs;
        } else if (pulse || nowNs - resetSinceNs >= RESET_EVERY_NS) {
            pulse = !pulse;
            reset.set(pulse);
            resetSinceNs = nowNs;
        }
    }

    @Override
    public void close() {
        exchange.close();
    }
}
