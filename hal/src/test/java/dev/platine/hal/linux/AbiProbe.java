package dev.platine.hal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Compares numbers that Java holds with what this system's C headers say: compiles a program that prints them, and runs it. Every
 * constant of a class that is given takes part, so none can be forgotten: by its own name, or by the expression that a table
 * says, such as {@code sizeof(struct pollfd)}.
 */
public final class AbiProbe {
    private final List<String> headers = new ArrayList<>();
    private final Map<String, String> expressions = new TreeMap<>();
    private final Map<String, Long> ours = new TreeMap<>();

    private AbiProbe() {}

    /** Headers, such as {@code linux/gpio.h}, in their order. */
    public static AbiProbe of(String... headers) {
        AbiProbe probe = new AbiProbe();
        probe.headers.addAll(List.of(headers));
        return probe;
    }

    /** All constants of a class that are int or long and not private; those in the table by its expression, the others by their names. */
    public AbiProbe constants(Class<?> holder, Map<String, String> table) throws IllegalAccessException {
        Map<String, String> unused = new LinkedHashMap<>(table);
        for (Field field : holder.getDeclaredFields()) {
            boolean number = field.getType() == int.class || field.getType() == long.class;
            int modifiers = field.getModifiers();
            if (number
                    && Modifier.isStatic(modifiers)
                    && Modifier.isFinal(modifiers)
                    && !Modifier.isPrivate(modifiers)) {
                field.setAccessible(true);
                long value = field.getLong(null);
                String expression = unused.remove(field.getName());
                put(
                        holder.getSimpleName() + "." + field.getName(),
                        expression == null ? field.getName() : expression,
                        field.getType() == int.class ? value & 0xffff_ffffL : value);
            }
        }
        assertThat(unused).as("in the table, and no constant of " + holder).isEmpty();
        return this;
    }

    /** One number that is no constant. */
    public AbiProbe number(String what, String expression, long java) {
        put(what, expression, java);
        return this;
    }

    private void put(String what, String expression, long java) {
        assertThat(ours.put(what, java)).as("twice: " + what).isNull();
        expressions.put(what, expression);
    }

    /** Compiles, runs, compares; skips where there is no compiler. Gives how many numbers agreed. */
    public int check(Path folder) throws IOException, InterruptedException {
        assumeTrue(LinuxHere.supported(), "not 64-bit Linux");
        assumeTrue(CTools.onPath("gcc"), "no C compiler (Debian: gcc libc6-dev)");
        StringBuilder program = new StringBuilder("#define _GNU_SOURCE\n#include <stddef.h>\n#include <stdio.h>\n");
        headers.forEach(header -> program.append("#include <").append(header).append(">\n"));
        program.append("int main(void) {\n");
        expressions.forEach((what, expression) -> program.append("  printf(\"%s\\t%llu\\n\", \"")
                .append(what)
                .append("\", (unsigned long long)(")
                .append(expression)
                .append("));\n"));
        Path source = Files.writeString(folder.resolve("probe.c"), program.append("  return 0;\n}\n"));
        Path binary = folder.resolve("probe");
        run("gcc", "-o", binary.toString(), source.toString());
        Map<String, Long> theirs = new TreeMap<>();
        run(binary.toString()).lines().forEach(line -> {
            String[] words = line.split("\t", -1);
            theirs.put(words[0], Long.parseUnsignedLong(words[1]));
        });
        assertThat(ours).isEqualTo(theirs);
        return ours.size();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
