package dev.platine.hal.nativedriver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every number of {@link DriverCalls} is asked of the header. */
@Tag("native")
class DriverHeaderTest {
    private static final Map<String, String> FIELDS = Map.of(
            "BOARD_TEXT_BYTES", "sizeof(((struct platine_driver_board *)0)->vendor)",
            "CHANNEL_NAME_BYTES", "sizeof(((struct platine_driver_channel *)0)->name)",
            "CHANNEL_UNIT_BYTES", "sizeof(((struct platine_driver_channel *)0)->unit)",
            "CHANNEL_LABEL_BYTES", "sizeof(((struct platine_driver_channel *)0)->label)",
            "EVENT_TEXT_BYTES", "sizeof(((struct platine_driver_event *)0)->text)",
            "HELLO_BOARD_BYTES", "offsetof(struct platine_driver_hello, board_bytes)",
            "HELLO_CHANNEL_BYTES", "offsetof(struct platine_driver_hello, channel_bytes)",
            "HELLO_STEP_BYTES", "offsetof(struct platine_driver_hello, step_bytes)",
            "HELLO_EVENT_BYTES", "offsetof(struct platine_driver_hello, event_bytes)");

    private static final List<String> STRUCTURES =
            List.of("HELLO", "ERROR", "BOARD", "CHANNEL", "STEP", "BLOCKS", "EVENT");

    private static String inC(String name) {
        String special = FIELDS.get(name);
        if (special != null) {
            return special;
        }
        String structure = name.contains("_") ? name.substring(0, name.indexOf('_')) : "";
        boolean isConstant = name.equals("EVENT_CHANGE") || name.equals("EVENT_LINE") || name.equals("EVENT_NOTICE");
        if (!STRUCTURES.contains(structure) || isConstant) {
            return "PLATINE_DRIVER_" + name;
        }
        String type = "struct platine_driver_" + structure.toLowerCase(Locale.ROOT);
        String rest = name.substring(name.indexOf('_') + 1).toLowerCase(Locale.ROOT);
        return rest.equals("bytes") ? "sizeof(" + type + ")" : "offsetof(" + type + ", " + rest + ")";
    }

    @Test
    void shouldHaveTheHeadersNumbers(@TempDir Path folder) throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        List<Integer> ours = new ArrayList<>();
        StringBuilder source = new StringBuilder(
                "#include <stddef.h>\n#include \"platine_driver.h\"\n" + "int number(int i) { switch (i) {\n");
        for (Field field : DriverCalls.class.getDeclaredFields()) {
            if (field.getType() == int.class && !field.isSynthetic()) {
                source.append("case ")
                        .append(names.size())
                        .append(": return (int)")
                        .append(inC(field.getName()))
                        .append(";\n");
                names.add(field.getName());
                ours.add(field.getInt(null));
            }
        }
        source.append("default: return -12345; } }\n");
        Path library =
                CDriver.compile(folder, "numbers", source.toString(), "-Wall", "-Wextra", "-Wconversion", "-Werror");
        Function number = NativeLibrary.getInstance(library.toString()).getFunction("number");

        assertThat(names).hasSizeGreaterThan(60);
        for (int i = 0; i < names.size(); i++) {
            assertThat(ours.get(i)).as(names.get(i)).isEqualTo(number.invokeInt(new Object[] {i}));
        }
    }
}
