package dev.platine.sim.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.mcu.pin.I2cTarget;
import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.pin.SpiTarget;
import dev.platine.sim.bus.BusMember;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.rack.TestBoards.Sketch;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Parts on clocked buses, by what they answer. */
class BusPartsTest {
    private static final long MS = 1_000_000;

    private static void on(Sketch sketch, BiConsumer<Rack, RackBoard> work) {
        Sketch powered = sketch.part("earth", "supply", Map.of("voltageV", 0), "out=gnd")
                .part("v3", "supply", Map.of("voltageV", 3.3), "out=vcc");
        try (Rack rack =
                Rack.builder().board("b", powered.spec(), () -> context -> {}).build()) {
            rack.enter();
            try {
                work.accept(rack, rack.board("b"));
            } finally {
                rack.exit();
            }
        }
    }

    private static Sketch memory(Map<String, Object> with, String... more) {
        String[] pins = new String[more.length + 2];
        pins[0] = "scl=scl";
        pins[1] = "sda=sda";
        System.arraycopy(more, 0, pins, 2, more.length);
        return new Sketch().nets("vcc", "gnd", "scl", "sda").part("u1", "eeprom_24c", with, pins);
    }

    private static I2cTarget twoWire(RackBoard board) {
        return Objects.requireNonNull(((BusMember) board.parts().get("u1")).i2c(0));
    }

    private static String write(I2cTarget target, int... bytes) {
        StringBuilder answers = new StringBuilder();
        target.started();
        for (int each : bytes) {
            answers.append(target.written(each) == I2cTarget.ACK ? 'A' : 'N');
        }
        target.stopped();
        return answers.toString();
    }

    private static int[] read(I2cTarget target, int device, int count) {
        int[] got = new int[count];
        target.started();
        assertThat(target.written(device | 1)).isEqualTo(I2cTarget.ACK);
        for (int i = 0; i < count; i++) {
            got[i] = target.read(i < count - 1);
        }
        target.stopped();
        return got;
    }

    private static int[] readAt(I2cTarget target, int device, int count, int... address) {
        target.started();
        target.written(device);
        for (int each : address) {
            target.written(each);
        }
        return read(target, device, count);
    }

    @Test
    void shouldWriteAPageAndRefuseUntilItIsDone() {
        on(memory(Map.of()), (rack, board) -> {
            I2cTarget target = twoWire(board);
            assertThat(write(target, 0xA0, 0x06, 1, 2, 3)).isEqualTo("AAAAA");
            assertThat(board.parts().get("u1").look("busy")).isOne();
            assertThat(write(target, 0xA0)).isEqualTo("N");
            rack.exit();
            rack.advance(5 * MS);
            rack.enter();
            assertThat(board.parts().get("u1").look("busy")).isZero();
            // A page of 8: the third byte is written at its beginning.
            assertThat(readAt(target, 0xA0, 3, 0x06)).containsExactly(1, 2, 0xFF);
            assertThat(readAt(target, 0xA0, 2, 0x00)).containsExactly(3, 0xFF);
            assertThat(read(target, 0xA0, 1)).containsExactly(0xFF);
            assertThat(board.parts().get("u1").look("writes")).isOne();
        });
    }

    @Test
    void shouldReadOnFromItsEndAtItsBeginning() {
        on(memory(Map.of("writeMs", 0.0)), (rack, board) -> {
            I2cTarget target = twoWire(board);
            write(target, 0xA0, 0xFF, 7);
            write(target, 0xA0, 0x00, 8);
            assertThat(readAt(target, 0xA0, 2, 0xFF)).containsExactly(7, 8);
        });
    }

    @Test
    void shouldAnswerAtItsOwnAddressOnly() {
        on(memory(Map.of(), "a0=vcc", "a2=vcc"), (rack, board) -> {
            assertThat(write(twoWire(board), 0xAA)).isEqualTo("A");
            assertThat(write(twoWire(board), 0xA0)).isEqualTo("N");
            assertThat(write(twoWire(board), 0xA8)).isEqualTo("N");
            assertThat(write(twoWire(board), 0x90)).isEqualTo("N");
        });
    }

    @Test
    void shouldTakeAddressBitsFromTheDeviceByteWhereTheSizeNeedsThem() {
        on(memory(Map.of("sizeKbit", 16.0, "writeMs", 0.0)), (rack, board) -> {
            I2cTarget target = twoWire(board);
            write(target, 0xAE, 0x10, 9);
            assertThat(readAt(target, 0xAE, 1, 0x10)).containsExactly(9);
            assertThat(readAt(target, 0xA0, 1, 0x10)).containsExactly(0xFF);
        });
    }

    @Test
    void shouldTakeTwoAddressBytesWhenItIsLarge() {
        on(memory(Map.of("sizeKbit", 256.0, "writeMs", 0.0)), (rack, board) -> {
            I2cTarget target = twoWire(board);
            write(target, 0xA0, 0x12, 0x34, 5, 6);
            assertThat(readAt(target, 0xA0, 2, 0x12, 0x34)).containsExactly(5, 6);
            assertThat(readAt(target, 0xA0, 1, 0x92, 0x34)).containsExactly(5);
        });
    }

    @Test
    void shouldKeepWhatIsProtectedAndWhatIsNotEndedByAStop() {
        on(memory(Map.of("writeMs", 0.0), "wp=wp").nets("wp"), (rack, board) -> {
            I2cTarget target = twoWire(board);
            board.drive("wp", 3.3, 1);
            assertThat(write(target, 0xA0, 0, 1)).isEqualTo("AAN");
            board.drive("wp", 0, 1);
            target.started();
            target.written(0xA0);
            target.written(0);
            target.written(1);
            assertThat(readAt(target, 0xA0, 1, 0)).containsExactly(0xFF);
            write(target, 0xA0, 0, 1);
            board.power(false);
            assertThat(write(target, 0xA0)).isEqualTo("N");
            board.power(true);
            assertThat(readAt(target, 0xA0, 1, 0)).containsExactly(1);
            board.parts().get("u1").operate("erase", null);
            assertThat(readAt(target, 0xA0, 1, 0)).containsExactly(0xFF);
        });
    }

    @Test
    void shouldRefuseASizeThatIsNone() {
        assertThatThrownBy(() -> on(memory(Map.of("sizeKbit", 3.0)), (rack, board) -> {}))
                .hasMessageContaining("must be a power of two from 1 to 512: sizeKbit=3.0");
    }

    private static Sketch sensor() {
        return new Sketch()
                .nets("vcc", "gnd", "cs", "spc", "sdi", "sdo", "int1")
                .part("u1", "lis302dl", Map.of(), "cs=cs", "spc=spc", "sdi=sdi", "sdo=sdo", "int1=int1");
    }

    private static int[] exchange(RackBoard board, int mode, int... bytes) {
        SpiTarget target = Objects.requireNonNull(((BusMember) board.parts().get("u1")).spi(1));
        int[] got = new int[bytes.length];
        board.drive("cs", 0, 1);
        for (int i = 0; i < bytes.length; i++) {
            got[i] = target.clocked(new SpiFrame(0, 1, 2, bytes[i], 8, 1_000_000, mode)) & 0xFF;
        }
        board.drive("cs", 3.3, 1);
        return got;
    }

    @Test
    void shouldGiveItsNameAndTakeRegistersOneAfterTheOther() {
        on(sensor(), (rack, board) -> {
            assertThat(exchange(board, 3, 0x8F, 0)).endsWith(0x3B);
            assertThat(exchange(board, 0, 0x8F, 0)).endsWith(0x3B);
            assertThat(exchange(board, 1, 0x8F, 0)[1]).isNotEqualTo(0x3B);
            exchange(board, 3, 0x40 | 0x20, 0x47, 0x00, 0x04);
            assertThat(exchange(board, 3, 0xC0 | 0x20, 0, 0, 0)).endsWith(0x47, 0x00, 0x04);
            exchange(board, 3, 0x0F, 0x55);
            assertThat(exchange(board, 3, 0x8F, 0)).endsWith(0x3B);
            assertThat(((BusMember) board.parts().get("u1")).spi(0)).isNull();
        });
    }

    @Test
    void shouldMeasureAtItsRateAndTellThatThereIsData() {
        on(sensor(), (rack, board) -> {
            exchange(board, 3, 0x22, 4);
            exchange(board, 3, 0x20, 0x47);
            assertThat(board.nets().get("int1").volts()).isZero();
            board.parts().get("u1").operate("y", -0.5);
            rack.exit();
            rack.advance(10 * MS);
            rack.enter();
            assertThat(board.nets().get("int1").volts()).isGreaterThan(3);
            assertThat(exchange(board, 3, 0xA7, 0)).endsWith(0x0F);
            assertThat(exchange(board, 3, 0xE9, 0, 0, 0, 0, 0)).endsWith(0, 0, 0xE4, 0, 0x38);
            assertThat(board.nets().get("int1").volts()).isZero();
            assertThat(exchange(board, 3, 0xA7, 0)).endsWith(0);
            rack.exit();
            rack.advance(20 * MS);
            rack.enter();
            assertThat(exchange(board, 3, 0xA7, 0)).endsWith(0xFF);
            exchange(board, 3, 0x20, 0x67);
            rack.exit();
            rack.advance(10 * MS);
            rack.enter();
            // At 8 g a digit is 72 mg.
            assertThat(exchange(board, 3, 0xAD, 0)).endsWith(14);
        });
    }

    @Test
    void shouldKeepTheRegistersOfTheAudioConverterUntilItsReset() {
        Sketch sketch = new Sketch()
                .nets("vcc", "gnd", "scl", "sda", "reset")
                .part("u1", "cs43l22", Map.of(), "scl=scl", "sda=sda", "reset=reset");
        on(sketch, (rack, board) -> {
            I2cTarget target = twoWire(board);
            assertThat(write(target, 0x94)).isEqualTo("N");
            board.drive("reset", 3.3, 1);
            assertThat(write(target, 0x94, 0x01)).isEqualTo("AA");
            assertThat(read(target, 0x94, 1)).containsExactly(0xE3);
            write(target, 0x94, 0x82, 0x9E, 0xAF);
            write(target, 0x94, 0x82);
            assertThat(read(target, 0x94, 2)).containsExactly(0x9E, 0xAF);
            assertThat(write(target, 0x96)).isEqualTo("N");
            board.drive("reset", 0, 1);
            board.drive("reset", 3.3, 1);
            write(target, 0x94, 0x82);
            assertThat(read(target, 0x94, 2)).containsExactly(0x01, 0);
        });
    }
}
