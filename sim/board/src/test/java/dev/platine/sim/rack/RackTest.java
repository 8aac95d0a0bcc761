package dev.platine.sim.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.rack.TestBoards.PanelFirmware;
import dev.platine.sim.spec.BoardSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RackTest {
    private static final long MS = 1_000_000;

    private static Rack rack(ModelledFirmware firmware) {
        return Rack.builder()
                .board("bad", TestBoards.panel(), () -> firmware)
                .board("good", TestBoards.panel())
                .build();
    }

    private static void inside(Rack rack, Consumer<Rack> work) {
        rack.enter();
        try {
            work.accept(rack);
        } finally {
            rack.exit();
        }
    }

    @Test
    void shouldReadAndDriveThroughFirmware() {
        try (Rack rack = Rack.builder().board("panel", TestBoards.panel()).build()) {
            RackBoard board = rack.board("panel");
            rack.advance(10 * MS);
            inside(rack, in -> {
                assertThat(board.channels().number(TestBoards.KNOB)).isCloseTo(3.3 * 0.25, within(0.002));
                assertThat(board.channels().get(TestBoards.STEPS)).isEqualTo(10);
                assertThat(board.channels().flag(TestBoards.BUTTON)).isFalse();
                assertThat(board.boardTimeNs()).isEqualTo(10 * MS);
                assertThat(board.diagnostics()).isEmpty();
                board.parts().get("button").operate("press", null);
                board.parts().get("knob").operate("turn", 0.75);
                board.channels().setpoint(TestBoards.LAMP, 1);
                assertThat(board.parts().get("lamp").look("lit")).isEqualTo(1);
            });
            rack.advance(10 * MS);
            inside(rack, in -> {
                assertThat(board.channels().flag(TestBoards.BUTTON)).isTrue();
                assertThat(board.channels().number(TestBoards.KNOB)).isCloseTo(3.3 * 0.75, within(0.002));
            });
        }
    }

    @Test
    void shouldLoseOneBoardOnlyWhenItsFirmwareThrows() {
        ModelledFirmware bad = context -> {
            context.pins().out("lamp").set(true);
            context.timer("bomb", () -> {
                        throw new IllegalStateException("boom");
                    })
                    .after(5 * MS);
        };
        try (Rack rack = rack(bad)) {
            RackBoard board = rack.board("bad");
            inside(rack, in -> assertThat(board.parts().get("lamp").look("lit")).isEqualTo(1));
            rack.advance(10 * MS);
            inside(rack, in -> {
                assertThat(board.failure()).isEqualTo("board bad has crashed: java.lang.IllegalStateException: boom");
                assertThat(board.crash()).hasMessage("boom");
                assertThat(board.parts().get("lamp").look("lit")).isZero();
                assertThat(board.circuit().pin("mcu.lamp").net().driven()).isFalse();
                assertThat(rack.board("good").failure()).isNull();
                assertThat(rack.board("good").channels().get(TestBoards.STEPS)).isEqualTo(10);
                board.reset();
                assertThat(board.failure()).isNull();
                assertThat(board.parts().get("lamp").look("lit")).isEqualTo(1);
            });
        }
    }

    @Test
    void shouldCrashWhenBootOrASetpointListenerThrows() {
        ModelledFirmware bad = context -> {
            context.channels().onSetpoint((channel, bits) -> {
                throw new ArithmeticException("in listener");
            });
        };
        try (Rack rack = rack(bad)) {
            inside(rack, in -> {
                rack.board("bad").channels().setpoint(TestBoards.LAMP, 1);
                assertThat(rack.board("bad").failure()).contains("in listener");
            });
        }
        try (Rack rack = rack(context -> context.pins().digitalIn("nowhere"))) {
            inside(
                    rack,
                    in -> assertThat(rack.board("bad").failure())
                            .contains("no pin nowhere on board bad; there are [button, knob, lamp]"));
        }
        try (Rack rack = rack(context -> forever())) {
            inside(rack, in -> assertThat(rack.board("bad").crash()).isInstanceOf(StackOverflowError.class));
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static void forever() {
        forever();
    }

    @Test
    void shouldCrashABoardThatStopsTime() {
        ModelledFirmware storm = context -> {
            var timer = new dev.platine.sim.clock.Timer[1];
            timer[0] = context.timer("storm", () -> timer[0].after(0));
            timer[0].after(0);
        };
        try (Rack rack = rack(storm)) {
            rack.advance(3 * MS);
            inside(rack, in -> {
                assertThat(rack.board("bad").failure()).contains("bad: storm fired 10000 times at 0 ns");
                assertThat(rack.board("good").channels().get(TestBoards.STEPS)).isEqualTo(3);
            });
        }
        try (Rack rack = rack(context -> context.reset())) {
            rack.advance(3 * MS);
            inside(rack, in -> assertThat(rack.board("bad").failure()).contains("bad: reset fired 10000 times"));
        }
    }

    @Test
    void shouldForgetEverythingAtAResetButWhatHandsDid() {
        try (Rack rack = Rack.builder().board("panel", TestBoards.panel()).build()) {
            RackBoard board = rack.board("panel");
            List<Integer> boots = new ArrayList<>();
            inside(rack, in -> {
                board.onReboot(() -> boots.add(board.bootId()));
                board.parts().get("knob").operate("turn", 0.5);
                board.channels().setpoint(TestBoards.LAMP, 1);
            });
            rack.advance(5 * MS);
            inside(rack, in -> {
                int before = board.bootId();
                board.reset();
                assertThat(board.bootId()).isNotEqualTo(before);
                assertThat(boots).containsExactly(board.bootId());
                assertThat(board.channels().get(TestBoards.STEPS)).isZero();
                assertThat(board.channels().flag(TestBoards.LAMP)).isFalse();
                assertThat(board.parts().get("lamp").look("lit")).isZero();
            });
            rack.advance(5 * MS);
            inside(rack, in -> {
                assertThat(board.channels().get(TestBoards.STEPS)).isEqualTo(5);
                assertThat(board.channels().number(TestBoards.KNOB)).isCloseTo(1.65, within(0.002));
                assertThat(board.diagnostics()).isEmpty();
            });
        }
    }

    @Test
    void shouldDieWithoutPowerAndBootWithIt() {
        try (Rack rack = Rack.builder().board("panel", TestBoards.panel()).build()) {
            RackBoard board = rack.board("panel");
            inside(rack, in -> {
                board.power(false);
                assertThat(board.failure()).isEqualTo("board panel has no power");
                assertThat(board.nets().get("vcc").volts()).isCloseTo(0, within(1e-6)); // through the knob to earth
            });
            rack.advance(5 * MS);
            inside(rack, in -> {
                assertThat(board.channels().get(TestBoards.STEPS)).isZero();
                board.power(true);
                assertThat(board.failure()).isNull();
            });
            rack.advance(5 * MS);
            inside(
                    rack,
                    in -> assertThat(board.channels().get(TestBoards.STEPS)).isEqualTo(5));
        }
    }

    @Test
    void shouldCutAndMendWires() {
        try (Rack rack = Rack.builder().board("panel", TestBoards.panel()).build()) {
            RackBoard board = rack.board("panel");
            inside(rack, in -> {
                board.cut("mcu.lamp", true);
                board.channels().setpoint(TestBoards.LAMP, 1);
                assertThat(board.parts().get("lamp").look("lit")).isZero();
                board.cut("mcu.lamp", false);
                assertThat(board.parts().get("lamp").look("lit")).isEqualTo(1);
                board.cut("lamp.cathode", true);
                assertThat(board.parts().get("lamp").look("lit")).isZero();
                assertThatThrownBy(() -> board.cut("lamp.third", true))
                        .hasMessageStartingWith("no pin lamp.third; there are [");
            });
        }
    }

    @Test
    void shouldLetTheBenchDriveNets() {
        try (Rack rack = Rack.builder().board("panel", TestBoards.panel()).build()) {
            RackBoard board = rack.board("panel");
            inside(rack, in -> board.drive("knob", 3, 10));
            rack.advance(2 * MS);
            inside(rack, in -> {
                assertThat(board.channels().number(TestBoards.KNOB)).isCloseTo(3, within(0.02));
                board.release("knob");
                assertThatThrownBy(() -> board.drive("nix", 1, 1)).hasMessageStartingWith("no net nix");
                assertThatThrownBy(() -> board.drive("knob", 1, 0)).hasMessageContaining("ohms=0.0");
            });
            rack.advance(2 * MS);
            inside(
                    rack,
                    in -> assertThat(board.channels().number(TestBoards.KNOB)).isCloseTo(0.825, within(0.002)));
        }
    }

    @Test
    void shouldSayWhatIsWrongWithADescription() {
        var sketch = new TestBoards.Sketch().nets("a");
        BoardSpec unknownType = sketch.part("x", "teapot", Map.of()).spec(PanelFirmware.class.getName());
        assertThatThrownBy(() -> Rack.builder().board("b", unknownType).build())
                .hasMessageStartingWith("board b (test), part x: no part type teapot; there are [led");
        BoardSpec unwired = new TestBoards.Sketch()
                .nets("a")
                .part("r", "resistor", Map.of(), "a=a")
                .spec();
        assertThatThrownBy(() -> Rack.builder().board("b", unwired).build())
                .hasMessage("board b (test), part r: pin b must be wired to a net");
        assertThatThrownBy(() -> Rack.builder()
                        .board("b", new TestBoards.Sketch().spec("no.such.Firmware"))
                        .build())
                .hasMessage("board b (test), body: must be a class on the class path: firmware=no.such.Firmware");
        assertThatThrownBy(() -> Rack.builder()
                        .board("b", new TestBoards.Sketch().spec(String.class.getName()))
                        .build())
                .hasMessageContaining("must implement ModelledFirmware");
        assertThatThrownBy(() -> Rack.builder().board("b", TestBoards.panel()).board("b", TestBoards.panel()))
                .hasMessageContaining("must be unique");
    }

    @Test
    void shouldBringPacedTimeUpToNowOnEntry() {
        AtomicLong realNs = new AtomicLong();
        try (Rack rack = Rack.builder()
                .board("panel", TestBoards.panel())
                .realTime(realNs::get)
                .withoutThread()
                .build()) {
            rack.run(1);
            realNs.set(50 * MS);
            inside(
                    rack,
                    in -> assertThat(rack.board("panel").channels().get(TestBoards.STEPS))
                            .isEqualTo(50));
            assertThat(rack.time().speed()).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseEntryOnceClosed() {
        Rack rack = Rack.builder().board("panel", TestBoards.panel()).build();
        rack.run(1);
        rack.close();
        rack.close();
        assertThatThrownBy(rack::enter).hasMessage("the rack is closed");
    }

    @Test
    void shouldEndALongAdvanceWhenItIsClosed() throws Exception {
        Rack rack = Rack.builder().board("panel", TestBoards.panel()).build();
        var thrown = new java.util.concurrent.CompletableFuture<Throwable>();
        var begun = new java.util.concurrent.CountDownLatch(1);
        inside(rack, in -> rack.clock().timer("begun", begun::countDown).after(MS));
        Thread advancing = new Thread(() -> {
            try {
                rack.advance(Long.MAX_VALUE / 2);
            } catch (RuntimeException e) {
                thrown.complete(e);
            }
        });
        advancing.start();
        assertThat(begun.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        rack.close();
        assertThat(thrown.get(30, java.util.concurrent.TimeUnit.SECONDS))
                .hasMessage("the rack was closed while time was being advanced");
    }
}
