package dev.platine.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the library in C makes of many byte arrays, by one run of its {@code decode} program. */
final class Decoder {
    /** The answer for a message that is not taken. */
    static final String NO = "no";

    private Decoder() {}

    static List<String> decode(Path folder, List<byte[]> cases, String... what) {
        List<String> command =
                new ArrayList<>(List.of(DeviceBuild.program("decode").toString()));
        command.addAll(List.of(what));
        List<String> lines = cases.stream().map(HexFormat.of()::formatHex).toList();
        try {
            Path in = Files.createTempFile(folder, "cases", ".hex");
            Path out = Files.createTempFile(folder, "answers", ".hex");
            Files.write(in, lines, StandardCharsets.US_ASCII);
            Process process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("took longer than 60 s: " + command);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue());
            }
            return Files.readAllLines(out, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(command + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
