package dev.platine.sim.hosted;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a firmware's library says of itself, read from its file; nothing of it has run. Immutable.
 *
 * @param file the library
 * @param name the firmware's name
 * @param version its version
 * @param pins its pins, by number
 * @param addressSanitizer whether it was built with AddressSanitizer
 */
record FirmwareImage(Path file, String name, String version, List<PinSpec> pins, boolean addressSanitizer) {
    private static final String DESCRIPTION = "platine_firmware";
    private static final List<String> FUNCTIONS =
            List.of("platine_firmware_init", "platine_firmware_step", "platine_firmware_exit");

    FirmwareImage {
        pins = List.copyOf(pins);
    }

    /**
     * Reads and checks a library.
     *
     * @param file the file
     * @return what it says
     * @throws IllegalArgumentException with one line: what is wrong with it and what to do
     */
    static FirmwareImage read(Path file) {
        try (SharedLibrary library = SharedLibrary.open(file)) {
            List<String> missing = new ArrayList<>();
            FUNCTIONS.stream().filter(name -> !library.exports(name)).forEach(missing::add);
            if (!library.exports(DESCRIPTION)) {
                missing.add(0, DESCRIPTION);
            }
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("is no hosted firmware, it does not export "
                        + String.join(", ", missing) + "; see platine_firmware.h");
            }
            return describe(file, library);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("firmware " + file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static FirmwareImage describe(Path file, SharedLibrary library) {
        // The head first: a library of another version may have another size.
        ByteBuffer head = library.data(DESCRIPTION, BlockLayout.FIRMWARE_NAME).order(ByteOrder.LITTLE_ENDIAN);
        if (head.getInt(0) != BlockLayout.FIRMWARE_MAGIC) {
            throw new IllegalArgumentException(
                    "platine_firmware must begin with PLATINE_FIRMWARE_HEADER: magic=0x" + hex(head.getInt(0)));
        }
        number("version of platine_firmware.h", head.getInt(BlockLayout.FIRMWARE_ABI), BlockLayout.ABI);
        number("bytes of struct platine_firmware", head.getInt(BlockLayout.FIRMWARE_SIZE), BlockLayout.FIRMWARE_BYTES);
        number("bytes of struct platine_block", head.getInt(BlockLayout.FIRMWARE_BLOCK_SIZE), BlockLayout.BLOCK_BYTES);
        ByteBuffer all = library.data(DESCRIPTION, BlockLayout.FIRMWARE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return new FirmwareImage(
                file,
                FirmwareBlock.text(all, BlockLayout.FIRMWARE_NAME, BlockLayout.NAME_BYTES),
                FirmwareBlock.text(all, BlockLayout.FIRMWARE_VERSION, BlockLayout.NAME_BYTES),
                pins(all),
                library.mentions("__asan_init"));
    }

    private static void number(String what, int given, int wanted) {
        if (given != wanted) {
            throw new IllegalArgumentException(what + " must be " + wanted + ", this library has "
                    + Integer.toUnsignedString(given) + "; compile it anew with this Platine's header");
        }
    }

    private static String hex(int value) {
        return Integer.toHexString(value);
    }

    private static List<PinSpec> pins(ByteBuffer all) {
        List<PinSpec> pins = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < BlockLayout.PINS; i++) {
            PinSpec pin = PinSpec.read(all, BlockLayout.FIRMWARE_PINS + i * BlockLayout.SPEC_BYTES, i);
            if (pin == null) {
                break;
            }
            if (!names.add(pin.name())) {
                throw new IllegalArgumentException("pin " + pin.name() + " must be there only once");
            }
            pins.add(pin);
        }
        return pins;
    }
}
