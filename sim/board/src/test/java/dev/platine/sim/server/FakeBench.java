package dev.platine.sim.server;

import dev.platine.hal.Bench;
import dev.platine.hal.BoardException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes down what is asked of it; an advance lasts until the test lets it go or it is closed. */
final class FakeBench implements Bench {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch advancing = new CountDownLatch(1);
    final CountDownLatch letGo = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    private final LinkFaults faults;

    FakeBench(LinkFaults faults) {
        this.faults = faults;
    }

    @Override
    public TimeStatus time() {
        return new TimeStatus(7, true, 0, 9);
    }

    @Override
    public void hold() {
        calls.add("hold");
    }

    @Override
    public void run(double speed) {
        calls.add("run " + speed);
    }

    @Override
    public TimeStatus advance(Duration duration, Duration deadline) {
        calls.add("advance " + duration);
        advancing.countDown();
        try {
            if (!letGo.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test did not let go");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new TimeStatus(7 + duration.toNanos(), true, 0, 10);
    }

    @Override
    public List<Fitting> list(What what) {
        List<Fitting> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(new Fitting("fitting_" + i, what.name(), "detail", i % 2 == 0));
        }
        return all;
    }

    @Override
    public void operate(String part, String action) {
        calls.add("operate " + part + " " + action);
    }

    @Override
    public void operate(String part, String action, double value) {
        calls.add("operate " + part + " " + action + " " + value);
    }

    @Override
    public NetReading probe(String net) {
        return new NetReading(7, 1.5, true, false, 0.25, 3);
    }

    @Override
    public void drive(String net, double volts, double ohms) {
        calls.add("drive " + net + " " + volts + " " + ohms);
    }

    @Override
    public void release(String net) {
        calls.add("release " + net);
    }

    @Override
    public void wire(String pin, boolean cut) {
        throw new BoardException(BoardException.Kind.NOT_FOUND, "fake", "wire", "no pin " + pin);
    }

    @Override
    public void power(boolean on) {
        calls.add("power " + on);
    }

    @Override
    public double plant(String quantity) {
        return 42;
    }

    @Override
    public void setPlant(String quantity, double value) {
        calls.add("set " + quantity + " " + value);
    }

    @Override
    public LinkFaultCounts linkFault(LinkFault fault) {
        faults.set(fault);
        return faults.counts();
    }

    @Override
    public void close() {
        closed.countDown();
        letGo.countDown();
    }
}
