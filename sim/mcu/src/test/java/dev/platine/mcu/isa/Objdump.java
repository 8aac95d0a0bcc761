package dev.platine.mcu.isa;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Binutils' disassembler for ARM. */
final class Objdump {
    private static final String PROGRAM = "arm-none-eabi-objdump";
    private static final Pattern LINE = Pattern.compile(" *([0-9a-f]+):\t([0-9a-f ]+?) *(?:\t(.*))?");

    private Objdump() {}

    /** Skips the test where binutils for ARM is not installed. */
    static void assumeInstalled() {
        boolean found = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
        assumeTrue(found, PROGRAM + " is not installed (Debian: binutils-arm-none-eabi)");
    }

    /** One line: where, and the text in our spelling. */
    record Line(int address, int size, String text) {}

    /** Disassembles halfwords as one program at address 0. */
    static List<Line> disassemble(short[] halfwords) throws IOException, InterruptedException {
        Path file = Files.createTempFile("platine-isa", ".bin");
        Path output = Files.createTempFile("platine-isa", ".txt");
        try {
            ByteBuffer bytes = ByteBuffer.allocate(halfwords.length * 2).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(halfwords);
            Files.write(file, bytes.array());
            Process process = new ProcessBuilder(
                            PROGRAM,
                            "-D",
                            "-z",
                            "-b",
                            "binary",
                            "-m",
                            "arm",
                            "-M",
                            "force-thumb,reg-names-std",
                            file.toString())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException(PROGRAM + " failed");
            }
            List<Line> lines = new ArrayList<>();
            for (String line : Files.readAllLines(output)) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    int size = matcher.group(2).length() > 4 ? 4 : 2;
                    lines.add(new Line(
                            Integer.parseUnsignedInt(matcher.group(1), 16), size, normalized(matcher.group(3))));
                }
            }
            return lines;
        } finally {
            Files.delete(file);
            Files.delete(output);
        }
    }

    private static String normalized(String text) {
        if (text == null
                || text.contains("<UNDEFINED>")
                || text.contains("<undefined>")
                || text.startsWith("undefined")) {
            return "<undefined>";
        }
        String plain = text.replaceAll("\\s*[@;].*", "").replaceAll("\\s+", " ").strip();
        if (plain.startsWith("vmov.f32") && plain.contains("#")) {
            int hex = text.indexOf("0x");
            int value = Integer.parseUnsignedInt(text.substring(hex + 2, hex + 10), 16);
            return plain.substring(0, plain.indexOf('#') + 1) + Float.intBitsToFloat(value);
        }
        return plain;
    }
}
