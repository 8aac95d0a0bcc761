package dev.platine.app;

import dev.platine.sim.emulated.EmulatedBodyType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a firmware for a microcontroller from one compiled for this computer. Pure functions. */
final class FirmwareFile {
    private static final int MACHINE_AT = 18;
    private static final int ARM = 40;

    private FirmwareFile() {}

    /**
     * Sees to it that the file can be read.
     *
     * @throws Failure when it is not there, is a folder or may not be read
     */
    static void check(Path firmware) {
        String name = firmware.toString();
        int at = name.lastIndexOf("@0x");
        Path file = at < 0 ? firmware : Path.of(name.substring(0, at));
        if (Files.isDirectory(file)) {
            throw new Failure(Exit.COMPUTER, "--firmware " + file + " is a folder; name a file in it");
        }
        if (!Files.exists(file)) {
            throw new Failure(Exit.COMPUTER, "--firmware " + file + ": no such file; check the path");
        }
        if (!Files.isReadable(file)) {
            throw new Failure(Exit.COMPUTER, "--firmware " + file + ": may not be read; check its permissions");
        }
    }

    /**
     * Sees to it that the file is a program for a microcontroller.
     *
     * @throws Failure when it is none, or damaged
     */
    static void program(Path firmware) {
        try {
            EmulatedBodyType.image(firmware.toString());
        } catch (IllegalArgumentException e) {
            throw new Failure(Exit.USAGE, "--" + e.getMessage(), e);
        }
    }

    /** Whether the file is an ELF for ARM of 32 bits, Intel HEX, or has an address behind it; false for one that cannot be read. */
    static boolean isForAChip(Path file) {
        String name = file.toString();
        if (name.contains("@0x") || name.endsWith(".hex")) {
            return true;
        }
        byte[] head = new byte[MACHINE_AT + 2];
        try (InputStream in = Files.newInputStream(file)) {
            int count = in.readNBytes(head, 0, head.length);
            boolean elf = count == head.length && head[0] == 0x7F && head[1] == 'E' && head[2] == 'L' && head[3] == 'F';
            return elf && head[4] == 1 && head[MACHINE_AT] == ARM;
        } catch (IOException e) {
            return false;
        }
    }
}
