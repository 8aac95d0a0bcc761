package dev.platine.boards.conformance;

import dev.platine.boards.firmware.CFirmware;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.Catalogue;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The boards that the suite is run on. */
final class Specs {
    private Specs() {}

    /** A board with every kind of channel. */
    static BoardSpec trial() {
        URL file = Objects.requireNonNull(Specs.class.getResource("/conformance/board.yaml"));
        try {
            return BoardSpec.load(Path.of(file.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The charger of the catalogue as it is, with its firmware and its plant running. */
    static BoardSpec evCharger() {
        return new Catalogue().load("ev-charger");
    }

    /** The charger with its firmware in C, in this process or in one of its own. */
    static BoardSpec hostedCharger(boolean isolated) {
        BoardSpec charger = evCharger();
        return charger.withBody(charger.body().hosted(CFirmware.library(), isolated));
    }

    /** The charger with its firmware in C, watched by AddressSanitizer and UndefinedBehaviorSanitizer in a process of its own. */
    static BoardSpec sanitizedCharger() {
        BoardSpec charger = evCharger();
        return charger.withBody(charger.body().hosted(CFirmware.sanitizedLibrary(), true));
    }

    /** The charger with the firmware of its chip, emulated: the ELF that would be flashed, without its symbols. */
    static BoardSpec emulatedCharger() {
        URL file = Objects.requireNonNull(Specs.class.getResource("/firmware/ev-charger-stm32f4.elf"));
        try {
            BoardSpec charger = evCharger();
            return charger.withBody(Objects.requireNonNull(charger.otherBodies().get("emulated"))
                    .emulated(Path.of(file.toURI()).toString()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
