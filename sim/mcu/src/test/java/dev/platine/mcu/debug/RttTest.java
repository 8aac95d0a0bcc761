package dev.platine.mcu.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A control block as firmware lays it out, and what a probe makes of it. */
class RttTest {
    private static final int BLOCK = Hosted.RAM + 0x5678;
    private static final int UP = BLOCK + 24;
    private static final int DOWN = UP + 24;
    private static final int UP_BUFFER = Hosted.RAM + 0x100;
    private static final int DOWN_BUFFER = Hosted.RAM + 0x200;
    private static final int SIZE = 16;

    private final Hosted machine = new Hosted();
    private final StringBuilder heard = new StringBuilder();
    private final Rtt rtt = new Rtt(
            machine.processor.debug(),
            List.of(machine.ram),
            (channel, bytes, length) -> heard.append(channel)
                    .append(new String(Arrays.copyOf(bytes, length), StandardCharsets.US_ASCII))
                    .append('|'));

    private void word(int address, int value) {
        machine.ram.program(address, 4, value);
    }

    private int word(int address) {
        return (int) machine.ram.read(address, 4);
    }

    private void setUp() {
        word(BLOCK + 16, 1);
        word(BLOCK + 20, 1);
        machine.text(Hosted.RAM, "Terminal\0");
        word(UP, Hosted.RAM);
        word(UP + 4, UP_BUFFER);
        word(UP + 8, SIZE);
        word(DOWN, Hosted.RAM);
        word(DOWN + 4, DOWN_BUFFER);
        word(DOWN + 8, SIZE);
        machine.text(BLOCK, "SEGGER RTT");
    }

    private void print(String text) {
        int at = word(UP + 12);
        for (char c : text.toCharArray()) {
            machine.ram.program(UP_BUFFER + at, 1, c);
            at = (at + 1) % SIZE;
        }
        word(UP + 12, at);
    }

    private void pollAll() {
        for (int i = 0; i < 8; i++) {
            rtt.poll();
        }
    }

    @Test
    void shouldFindTheBlockOnceFirmwareHasMadeIt() {
        pollAll();
        assertThat(rtt.found()).isFalse();
        setUp();
        print("hello");
        pollAll();
        assertThat(rtt.found()).isTrue();
        assertThat(heard).hasToString("0hello|");
        assertThat(word(UP + 16)).as("read to the end").isEqualTo(5);
        assertThat(rtt.name(0, true)).isEqualTo("Terminal");
        assertThat(rtt.name(1, true)).isEmpty();
    }

    @Test
    void shouldTakeTheSymbolsWordAndWaitForTheId() {
        rtt.at(BLOCK);
        assertThat(rtt.poll()).isZero();
        setUp();
        print("a");
        assertThat(rtt.poll()).isEqualTo(1);
    }

    @Test
    void shouldFollowTheRingAroundItsEnd() {
        setUp();
        pollAll();
        print("0123456789");
        rtt.poll();
        print("abcdefghijklmno");
        rtt.poll();
        assertThat(heard).hasToString("00123456789|0abcdefghijklmno|");
        assertThat(rtt.poll()).as("nothing more").isZero();
    }

    @Test
    void shouldFeedFirmwareAsItsBufferEmpties() {
        setUp();
        pollAll();
        rtt.send(0, "0123456789abcdefghij".getBytes(StandardCharsets.US_ASCII));
        assertThat(rtt.poll()).as("one place stays free").isEqualTo(SIZE - 1);
        assertThat(machine.text(DOWN_BUFFER, SIZE - 1)).isEqualTo("0123456789abcde");
        assertThat(rtt.poll()).isZero();
        word(DOWN + 16, 10);
        assertThat(rtt.poll()).isEqualTo(5);
        assertThat(word(DOWN + 12)).isEqualTo(4);
        assertThat(machine.text(DOWN_BUFFER, 4)).isEqualTo("ghij");
    }

    @Test
    void shouldLeaveNonsenseAlone() {
        setUp();
        pollAll();
        word(UP + 12, 99);
        assertThat(rtt.poll()).isZero();
        word(UP + 12, 3);
        word(UP + 8, 0);
        assertThat(rtt.poll()).isZero();
        word(BLOCK + 16, 1000);
        assertThat(rtt.found()).isFalse();
        assertThat(rtt.poll()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> rtt.send(16, new byte[1]));
    }
}
