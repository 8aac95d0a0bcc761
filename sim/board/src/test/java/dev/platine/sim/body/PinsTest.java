package dev.platine.sim.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.platine.sim.clock.Timer;
import dev.platine.sim.net.Driver;
import dev.platine.sim.net.Net;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.rack.TestBoards.Sketch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PinsTest {
    private static final long MS = 1_000_000;

    private final AtomicReference<FirmwareContext> booted = new AtomicReference<>();
    private final Rack rack = Rack.builder()
            .board("b", new Sketch().nets("net").mcu("pin=net", "other=net").spec(), () -> booted::set)
            .build();
    private final RackBoard board = rack.board("b");
    private final Net net = board.nets().get("net");
    private final Driver outside = net.driver("outside");
    private final Pins pins = booted.get().pins();

    private void inside(Consumer<Pins> work) {
        rack.enter();
        try {
            work.accept(pins);
        } finally {
            rack.exit();
        }
    }

    @Test
    void shouldReadDigitalLevelsWithHysteresis() {
        inside(in -> {
            DigitalPin pin = in.digitalIn("pin");
            boolean[] expected = {false, false, true, true, false, false};
            double[] volts = {0.5, 2.0, 2.5, 1.2, 0.9, 2.2};
            for (int i = 0; i < volts.length; i++) {
                outside.drive(volts[i], 10);
                assertThat(pin.read()).as("%s V", volts[i]).isEqualTo(expected[i]);
            }
        });
    }

    @Test
    void shouldRoundAnalogVoltagesToSteps() {
        inside(in -> {
            AnalogPin pin = in.analogIn("pin", 3.3, 12);
            double step = 3.3 / 4096;
            outside.drive(1.0, 10);
            assertThat(pin.readCounts()).isEqualTo((int) Math.round(1.0 / step));
            assertThat(pin.readV()).isCloseTo(1.0, within(step / 2));
            assertThat(pin.readV() / step).isCloseTo(Math.rint(pin.readV() / step), within(1e-9));
            outside.drive(7, 10);
            assertThat(pin.readCounts()).isEqualTo(4095);
            outside.drive(-7, 10);
            assertThat(pin.readCounts()).isZero();
            outside.wave(1_000, 0.25, 3, 1, 10);
            assertThat(pin.readAverageV()).isCloseTo(1.5, within(step));
            assertThat(pin.readHighV()).isCloseTo(3, within(step));
            assertThat(pin.readLowV()).isCloseTo(1, within(step));
            assertThatThrownBy(() -> in.analogIn("pin", 0, 12)).hasMessageContaining("fullScaleV=0.0");
            assertThatThrownBy(() -> in.analogIn("pin", 1, 25)).hasMessageContaining("bits=25");
        });
    }

    @Test
    void shouldDrivePushPullAndOpenDrain() {
        inside(in -> {
            DrivePin pin = in.out("pin");
            assertThat(net.driven()).isFalse();
            pin.set(true);
            assertThat(net.volts()).isEqualTo(3.3);
            pin.set(false);
            assertThat(net.volts()).isZero();
            Driver pull = net.load("pull");
            pull.drive(5, 10_000);
            pin.pullLow(false);
            assertThat(net.volts()).isEqualTo(5);
            pin.pullLow(true);
            assertThat(net.volts()).isCloseTo(0, within(0.02));
            pin.release();
            in.digitalIn("pin").pullDown();
            pull.release();
            assertThat(net.volts()).isZero();
        });
    }

    @Test
    void shouldSetAgainAfterAnythingElse() {
        inside(in -> {
            DrivePin pin = in.out("pin");
            List<Consumer<DrivePin>> elses = List.of(
                    out -> out.set(false), out -> out.pullLow(true), out -> out.pwm(1_000, 0.5), DrivePin::release);
            for (Consumer<DrivePin> otherwise : elses) {
                pin.set(true);
                assertThat(net.volts()).isEqualTo(3.3);
                assertThat(net.driven()).isTrue();
                assertThat(net.waveHz()).isZero();
                otherwise.accept(pin);
            }
            pin.set(false);
            assertThat(net.volts()).isZero();
        });
    }

    @Test
    void shouldKeepWhatAListenerHasSetMeanwhile() {
        inside(in -> {
            DrivePin pin = in.out("pin");
            pin.set(false);
            net.onChange(now -> pin.set(false));
            pin.set(true);
            assertThat(net.volts()).isZero();
            pin.set(true);
            assertThat(net.volts()).isZero();
        });
    }

    @Test
    void shouldCaptureAWaveAndTheSameWaveDrivenEdgeByEdge() {
        inside(in -> {
            PwmCapture capture = in.pwmIn("pin");
            outside.drive(3.3, 10);
            assertThat(capture.hz()).isZero();
            assertThat(capture.duty()).isEqualTo(1);
            outside.wave(1_000, 0.3, 3.3, 0, 10);
            assertThat(capture.hz()).isEqualTo(1_000);
            assertThat(capture.duty()).isEqualTo(0.3);
            outside.drive(0, 10);
            boolean[] high = {false};
            Timer[] edge = new Timer[1];
            edge[0] = rack.clock().timer("edge", () -> {
                high[0] = !high[0];
                outside.drive(high[0] ? 3.3 : 0, 10);
                edge[0].after(high[0] ? 300_000 : 700_000);
            });
            edge[0].after(0);
            rack.advance(5 * MS);
            assertThat(capture.hz()).isEqualTo(1_000);
            assertThat(capture.duty()).isEqualTo(0.3);
            edge[0].cancel();
            rack.advance(200 * MS);
            assertThat(capture.hz()).isZero();
            assertThat(capture.duty()).isEqualTo(high[0] ? 1 : 0);
        });
    }

    @Test
    void shouldInterruptOnEveryEdgeOfAWave() {
        inside(in -> {
            List<Long> edges = new ArrayList<>();
            in.digitalIn("pin").onEdge(() -> edges.add(rack.clock().nowNs()));
            outside.wave(2_000, 0.5, 3.3, 0, 10);
            rack.advance(MS);
            assertThat(edges).containsExactly(0L, 250_000L, 500_000L, 750_000L, 1_000_000L);
            board.reset(); // the old life's edges end with it
            rack.advance(MS);
            assertThat(edges).hasSize(5);
            assertThat(board.failure()).isNull();
        });
    }

    @Test
    void shouldStepWithoutDriftAndEndWithItsLife() {
        inside(in -> {
            FirmwareContext old = booted.get();
            List<Long> steps = new ArrayList<>();
            rack.advance(123);
            old.every(333_333, () -> steps.add(old.clock().nowNs()));
            rack.advance(MS);
            assertThat(steps).containsExactly(333_456L, 666_789L, 1_000_122L);
            board.reset();
            rack.advance(MS);
            assertThat(steps).hasSize(3);
            assertThat(booted.get()).isNotSameAs(old);
            assertThatThrownBy(() -> old.every(1, () -> {})).hasMessageContaining("has ended");
            assertThatThrownBy(() -> booted.get().every(0, () -> {})).hasMessageContaining("periodNs=0");
        });
    }

    @Test
    void shouldReportContentionOfAPinWithNames() {
        inside(in -> {
            in.out("pin").set(true);
            outside.drive(0, 10);
            assertThat(board.diagnostics())
                    .singleElement()
                    .asString()
                    .contains("mcu.pin drives 3.300 V, outside drives 0.000 V, 0.082 A");
        });
    }
}
