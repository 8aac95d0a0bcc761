package dev.platine.sim.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every number of the seam that Java knows, against what the C compiler makes of the header. */
@Tag("native")
class LayoutTest {
    private final Map<String, Number> java = new LinkedHashMap<>();

    @Test
    void shouldAgreeWithTheHeadersByteForByte(@TempDir Path folder) throws IOException {
        numbers();
        firmware();
        block();
        isolation();
        StringBuilder source =
                new StringBuilder("#include \"platine_isolation.h\"\n#include <stdio.h>\nint main(void) {\n");
        java.keySet()
                .forEach(expression -> source.append("printf(\"%lld\\n\", (long long) (")
                        .append(expression)
                        .append("));\n"));
        String[] lines =
                CCompiler.output(folder, "probe", source + "return 0;\n}\n").split("\n");
        Map<String, Long> c = new LinkedHashMap<>();
        Map<String, Long> wanted = new LinkedHashMap<>();
        java.forEach((expression, number) -> {
            wanted.put(expression, number.longValue());
            c.put(expression, Long.parseLong(lines[c.size()]));
        });
        assertThat(wanted).isEqualTo(c).hasSizeGreaterThan(70);
    }

    private void numbers() {
        java.put("PLATINE_FIRMWARE_ABI", BlockLayout.ABI);
        java.put("PLATINE_FIRMWARE_MAGIC", BlockLayout.FIRMWARE_MAGIC);
        java.put("PLATINE_BLOCK_MAGIC", BlockLayout.BLOCK_MAGIC);
        java.put("PLATINE_FIRMWARE_PINS", BlockLayout.PINS);
        java.put("PLATINE_FIRMWARE_STREAMS", BlockLayout.STREAMS);
        java.put("PLATINE_RING_BYTES", BlockLayout.RING_BYTES);
        java.put("PLATINE_STREAM_HOST", BlockLayout.HOST_STREAM);
        java.put("PLATINE_STREAM_CONSOLE", BlockLayout.CONSOLE_STREAM);
        java.put("PLATINE_FIRMWARE_SLEEP", BlockLayout.SLEEP);
        java.put("PLATINE_FIRMWARE_RESET", BlockLayout.RESET);
        for (PinSpec.Kind kind : PinSpec.Kind.values()) {
            java.put("PLATINE_PIN_" + kind, kind.ordinal() + 1);
        }
        java.put("PLATINE_PIN_PULL_UP", PinSpec.PULL_UP);
        java.put("PLATINE_PIN_PULL_DOWN", PinSpec.PULL_DOWN);
        java.put("PLATINE_PIN_EDGES", PinSpec.EDGES);
        java.put("PLATINE_PIN_WAKE", PinSpec.WAKE);
        java.put("PLATINE_DRIVE_OFF", PinDrive.OFF);
        java.put("PLATINE_DRIVE_PUSH_PULL", PinDrive.PUSH_PULL);
        java.put("PLATINE_DRIVE_OPEN_DRAIN", PinDrive.OPEN_DRAIN);
        java.put("PLATINE_DRIVE_PWM", PinDrive.PWM);
        java.put("PLATINE_DRIVE_ANALOG", PinDrive.ANALOG);
    }

    private void offset(String struct, String field, int number) {
        java.put("offsetof(struct " + struct + ", " + field + ")", number);
    }

    private void size(String struct, int number) {
        java.put("sizeof(struct " + struct + ")", number);
    }

    private void firmware() {
        size("platine_firmware", BlockLayout.FIRMWARE_BYTES);
        offset("platine_firmware", "abi", BlockLayout.FIRMWARE_ABI);
        offset("platine_firmware", "bytes", BlockLayout.FIRMWARE_SIZE);
        offset("platine_firmware", "block_bytes", BlockLayout.FIRMWARE_BLOCK_SIZE);
        offset("platine_firmware", "name", BlockLayout.FIRMWARE_NAME);
        offset("platine_firmware", "version", BlockLayout.FIRMWARE_VERSION);
        offset("platine_firmware", "pins", BlockLayout.FIRMWARE_PINS);
        size("platine_pin_spec", BlockLayout.SPEC_BYTES);
        offset("platine_pin_spec", "kind", BlockLayout.SPEC_KIND);
        offset("platine_pin_spec", "flags", BlockLayout.SPEC_FLAGS);
        offset("platine_pin_spec", "bits", BlockLayout.SPEC_BITS);
        offset("platine_pin_spec", "low_v", BlockLayout.SPEC_LOW_V);
        offset("platine_pin_spec", "high_v", BlockLayout.SPEC_HIGH_V);
        offset("platine_pin_spec", "ohms", BlockLayout.SPEC_OHMS);
        java.put("sizeof(((struct platine_pin_spec *) 0)->name)", BlockLayout.NAME_BYTES);
    }

    private void block() {
        size("platine_block", BlockLayout.BLOCK_BYTES);
        offset("platine_block", "abi", BlockLayout.BLOCK_ABI);
        offset("platine_block", "bytes", BlockLayout.BLOCK_SIZE);
        offset("platine_block", "boot_id", BlockLayout.BOOT_ID);
        offset("platine_block", "now_ns", BlockLayout.NOW_NS);
        offset("platine_block", "seed", BlockLayout.SEED);
        offset("platine_block", "steps", BlockLayout.STEPS);
        offset("platine_block", "board", BlockLayout.BOARD);
        offset("platine_block", "serial", BlockLayout.SERIAL);
        offset("platine_block", "error", BlockLayout.ERROR);
        offset("platine_block", "parameters", BlockLayout.PARAMETERS);
        java.put("sizeof(((struct platine_block *) 0)->error)", BlockLayout.ERROR_BYTES);
        java.put("sizeof(((struct platine_block *) 0)->parameters)", BlockLayout.PARAMETERS_BYTES);
        offset("platine_block", "in", BlockLayout.IN);
        offset("platine_block", "out", BlockLayout.OUT);
        offset("platine_block", "streams", BlockLayout.STREAM);
        size("platine_pin_in", BlockLayout.IN_BYTES);
        offset("platine_pin_in", "volts", BlockLayout.IN_VOLTS);
        offset("platine_pin_in", "average_v", BlockLayout.IN_AVERAGE_V);
        offset("platine_pin_in", "high_v", BlockLayout.IN_HIGH_V);
        offset("platine_pin_in", "low_v", BlockLayout.IN_LOW_V);
        offset("platine_pin_in", "hz", BlockLayout.IN_HZ);
        offset("platine_pin_in", "duty", BlockLayout.IN_DUTY);
        offset("platine_pin_in", "level", BlockLayout.IN_LEVEL);
        offset("platine_pin_in", "edges", BlockLayout.IN_EDGES);
        offset("platine_pin_in", "edge_ns", BlockLayout.IN_EDGE_NS);
        size("platine_pin_out", BlockLayout.OUT_BYTES);
        offset("platine_pin_out", "mode", BlockLayout.OUT_MODE);
        offset("platine_pin_out", "level", BlockLayout.OUT_LEVEL);
        offset("platine_pin_out", "volts", BlockLayout.OUT_VOLTS);
        offset("platine_pin_out", "hz", BlockLayout.OUT_HZ);
        offset("platine_pin_out", "duty", BlockLayout.OUT_DUTY);
        size("platine_stream", BlockLayout.STREAM_BYTES);
        offset("platine_stream", "connected", BlockLayout.CONNECTED);
        offset("platine_stream", "connections", BlockLayout.CONNECTIONS);
        offset("platine_stream", "in", BlockLayout.RING_IN);
        offset("platine_stream", "out", BlockLayout.RING_OUT);
        offset("platine_ring", "written", BlockLayout.RING_WRITTEN);
        offset("platine_ring", "read", BlockLayout.RING_READ);
        offset("platine_ring", "bytes", BlockLayout.RING_DATA);
    }

    private void control(String field, int number) {
        java.put("PLATINE_CONTROL_OFFSET + offsetof(struct platine_control, " + field + ")", number);
    }

    private void isolation() {
        java.put("PLATINE_CONTROL_OFFSET", IsolationLayout.CONTROL);
        java.put("PLATINE_SHARED_BYTES", IsolationLayout.SHARED_BYTES);
        java.put("PLATINE_COMMAND_INIT", IsolationLayout.COMMAND_INIT);
        java.put("PLATINE_COMMAND_STEP", IsolationLayout.COMMAND_STEP);
        java.put("PLATINE_COMMAND_EXIT", IsolationLayout.COMMAND_EXIT);
        java.put("PLATINE_COMMAND_DROP", IsolationLayout.COMMAND_DROP);
        java.put("PLATINE_END_EXITED", IsolationLayout.END_EXITED);
        java.put("PLATINE_END_SIGNAL", IsolationLayout.END_SIGNAL);
        java.put("PLATINE_END_WATCHDOG", IsolationLayout.END_WATCHDOG);
        java.put("PLATINE_END_LOAD", IsolationLayout.END_LOAD);
        control("request", IsolationLayout.REQUEST);
        control("command", IsolationLayout.COMMAND);
        control("argument", IsolationLayout.ARGUMENT);
        control("reply", IsolationLayout.REPLY);
        control("result", IsolationLayout.RESULT);
        control("child_waits", IsolationLayout.CHILD_WAITS);
        control("host_waits", IsolationLayout.HOST_WAITS);
        control("ended", IsolationLayout.ENDED);
        control("how", IsolationLayout.HOW);
        control("code", IsolationLayout.CODE);
        control("pid", IsolationLayout.PID);
        control("lives", IsolationLayout.LIVES);
        control("message", IsolationLayout.MESSAGE);
        java.put("sizeof(((struct platine_control *) 0)->message)", IsolationLayout.MESSAGE_BYTES);
    }
}
