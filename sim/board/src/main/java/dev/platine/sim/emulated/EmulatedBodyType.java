package dev.platine.sim.emulated;

import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.image.Image;
import dev.platine.mcu.image.ImageException;
import dev.platine.sim.body.BoardBody;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.body.BodyType;
import dev.platine.sim.spec.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that run unmodified firmware on an emulated microcontroller: {@code body.emulated} with {@code chip}, and {@code firmware}, an ELF or Intel HEX
 * file, or {@code FILE@ADDRESS} for a raw binary.
 */
public final class EmulatedBodyType implements BodyType {
    /** The kind's name. */
    public static final String NAME = "emulated";

    private static final Pattern PIN = Pattern.compile("P[A-I](1[0-5]|[0-9])");

    /** An ELF with all its debug information, and no more. */
    private static final long MOST_BYTES = 256L << 20;

    /** A type without state. */
    public EmulatedBodyType() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BoardBody create(BodyContext context) {
        Parameters with = context.spec().parameters();
        ChipSpec chip = chip(with.text("chip", ""));
        for (String pin : context.pins().keySet()) {
            if (!Supplies.PINS.contains(pin)) {
                check(pin, chip);
            }
        }
        return new EmulatedBody(context, chip, image(context.spec().firmware()));
    }

    private static ChipSpec chip(String name) {
        ChipSpec chip = Stm32f4.of(name);
        if (chip == null) {
            throw new IllegalArgumentException("no chip '" + name + "'; there are "
                    + String.join(
                            ", ", Stm32f4.all().stream().map(ChipSpec::name).toList()));
        }
        return chip;
    }

    private static void check(String pin, ChipSpec chip) {
        if (!PIN.matcher(pin).matches() || PinWiring.number(pin) >= chip.pins()) {
            throw new IllegalArgumentException("chip " + chip.name() + " has no pin '" + pin
                    + "'; its pins are VDD, VBAT, PA0 to " + dev.platine.mcu.chip.Chip.pinName(chip.pins() - 1));
        }
    }

    /**
     * Reads a program.
     *
     * @param firmware a file, ELF or Intel HEX, or {@code FILE@0xADDRESS} for a raw binary; empty for none
     * @return the program, null for none
     * @throws IllegalArgumentException when it cannot be read or is no program; begins with {@code firmware} and the file
     */
    public static @Nullable Image image(String firmware) {
        if (firmware.isEmpty()) {
            return null;
        }
        int at = firmware.lastIndexOf("@0x");
        Path file = Path.of(at < 0 ? firmware : firmware.substring(0, at));
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) {
                throw new IllegalArgumentException("firmware " + file + " is a folder; name a file in it");
            }
            if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "firmware " + file + " must have at most " + MOST_BYTES + " bytes, has " + Files.size(file));
            }
            if (!Files.exists(file)) {
                throw new IllegalArgumentException("firmware " + file + ": no such file; check the path");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("firmware " + file + " cannot be read: " + e.getMessage(), e);
        }
        try {
            return at < 0
                    ? Image.read(file.toString(), bytes)
                    : Image.binary(file.toString(), bytes, Integer.parseUnsignedInt(firmware.substring(at + 3), 16));
        } catch (ImageException e) {
            throw new IllegalArgumentException("firmware " + e.getMessage(), e);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "firmware " + firmware + ": the address must be as in FILE@0x08000000", e);
        }
    }
}
