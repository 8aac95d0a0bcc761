package dev.platine.boards.evcharger;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.sim.plant.Quantity;
import dev.platine.sim.rack.EventLog;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BodySpec;
import dev.platine.sim.spec.Catalogue;
import dev.platine.sim.spec.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** One charging station in held virtual time, with hands on vehicle, mains and host. */
final class Station implements AutoCloseable {
    static final long MS = 1_000_000;

    private static final BoardSpec SPEC = new Catalogue().load("ev-charger");

    private final Rack rack;
    private final RackBoard board;

    Station() {
        this(1, EventLog.NONE, SPEC);
    }

    Station(long seed, EventLog log) {
        this(seed, log, SPEC);
    }

    private Station(long seed, EventLog log, BoardSpec spec) {
        rack = Rack.builder().seed(seed).board("station", spec).log(log).build();
        rack.hold();
        board = rack.board("station");
        advanceMs(1_000);
    }

    /** A station whose firmware was built with another value. */
    static Station with(String parameter, Object value) {
        return of(SPEC.body().firmware(), Map.of(parameter, value));
    }

    /** A station with another firmware, or one that was built with other values. */
    static Station of(String firmware, Map<String, Object> parameters) {
        Map<String, Object> values = new HashMap<>(SPEC.body().parameters().values());
        values.putAll(parameters);
        BodySpec body = new BodySpec(SPEC.body().kind(), firmware, SPEC.body().pins(), Parameters.of(values));
        return new Station(
                1,
                EventLog.NONE,
                new BoardSpec(
                        SPEC.source(),
                        SPEC.info(),
                        SPEC.summary(),
                        SPEC.nets(),
                        SPEC.parts(),
                        SPEC.plant(),
                        SPEC.channels(),
                        body));
    }

    /** A station with a vehicle that charges with the limit, 10 s after plugging in. */
    static Station charging(double limitA) {
        Station station = new Station();
        station.plugIn();
        station.allow(limitA);
        station.advanceMs(10_000);
        return station;
    }

    Rack rack() {
        return rack;
    }

    RackBoard board() {
        return board;
    }

    void advanceMs(long ms) {
        rack.advance(ms * MS);
    }

    private void inside(Runnable work) {
        rack.enter();
        try {
            work.run();
        } finally {
            rack.exit();
        }
    }

    /** Advances until the condition holds; how long that took, in milliseconds, or -1 when it never did. */
    long msUntil(BooleanSupplier condition, long mostMs) {
        for (long ms = 0; ms <= mostMs; ms++) {
            if (condition.getAsBoolean()) {
                return ms;
            }
            advanceMs(1);
        }
        return -1;
    }

    void plugIn() {
        plant("vehicle.plugged", 1);
    }

    void unplug() {
        plant("vehicle.plugged", 0);
    }

    void allow(double limitA) {
        set("current_limit_a", limitA);
        set("charge_enable", 1);
    }

    void resetFaults() {
        set("fault_reset", 1);
        advanceMs(10);
        set("fault_reset", 0);
        advanceMs(10);
    }

    void set(String channel, double value) {
        ChannelSpec spec = Objects.requireNonNull(board.description().find(channel));
        inside(() -> board.channels().setpoint(spec.id(), spec.toBits(value)));
    }

    double get(String channel) {
        return board.channels().number(board.channels().id(channel));
    }

    boolean is(String channel) {
        return get(channel) != 0;
    }

    PilotState pilot() {
        return PilotState.values()[(int) get("pilot_state")];
    }

    ChargeStateMachine.Phase phase() {
        return ChargeStateMachine.Phase.values()[(int) get("phase")];
    }

    boolean has(Fault fault) {
        return ((long) get("fault_bits") & fault.bit()) != 0;
    }

    Quantity quantity(String name) {
        return Objects.requireNonNull(board.plant().get(name));
    }

    double plant(String name) {
        return quantity(name).value();
    }

    void plant(String name, double value) {
        inside(() -> quantity(name).set(value));
    }

    void operate(String part, String action) {
        inside(() -> Objects.requireNonNull(board.parts().get(part)).operate(action, null));
    }

    void operate(String part, String action, double value) {
        inside(() -> Objects.requireNonNull(board.parts().get(part)).operate(action, value));
    }

    void cut(String pin, boolean cut) {
        inside(() -> board.cut(pin, cut));
    }

    /** Whether the vehicle's side of a phase is live. */
    boolean live() {
        return plant("out.l1_v") > 50 || plant("out.l2_v") > 50 || plant("out.l3_v") > 50;
    }

    List<String> log() {
        return board.console();
    }

    @Override
    public void close() {
        rack.close();
    }
}
