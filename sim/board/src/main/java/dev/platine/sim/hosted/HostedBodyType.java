package dev.platine.sim.hosted;

import dev.platine.core.yaml.Nearest;
import dev.platine.sim.body.BoardBody;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.body.BodyType;
import dev.platine.sim.spec.Parameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Bodies whose firmware is a shared library of {@code platine_firmware.h}, named in {@code body.firmware}, in this process: fast,
 * and what kills the firmware kills this process. {@link IsolatedBodyType} is the other way.
 */
public final class HostedBodyType implements BodyType {
    /** The kind's name. */
    public static final String NAME = "hosted";

    /** A type without state. */
    public HostedBodyType() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BoardBody create(BodyContext context) {
        FirmwareImage image = image(context);
        return new HostedBody(context, image, new InProcessEngine(image));
    }

    static FirmwareImage image(BodyContext context) {
        FirmwareImage image = FirmwareImage.read(Path.of(context.spec().firmware()));
        checkPins(image, context.pins().keySet());
        parameters(context.spec().parameters());
        return image;
    }

    private static void checkPins(FirmwareImage image, Set<String> wired) {
        List<String> missing = new ArrayList<>();
        boolean near = true;
        for (PinSpec pin : image.pins()) {
            if (!wired.contains(pin.name())) {
                String meant = Nearest.find(pin.name(), wired);
                missing.add("'" + pin.name() + "'" + (meant.isEmpty() ? "" : " (did you mean '" + meant + "'?)"));
                near &= !meant.isEmpty();
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("firmware " + image.file() + ": the board does not wire its "
                    + (missing.size() == 1 ? "pin " : missing.size() + " pins ") + String.join(", ", missing)
                    + (near ? "" : "; it wires " + String.join(", ", wired)));
        }
    }

    static String parameters(Parameters parameters) {
        StringBuilder text = new StringBuilder();
        parameters.values().forEach((name, value) -> {
            String line = name + "=" + value;
            if (line.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("must be one line: parameter " + name);
            }
            text.append(line).append('\n');
        });
        if (text.toString().getBytes(StandardCharsets.UTF_8).length >= BlockLayout.PARAMETERS_BYTES) {
            throw new IllegalArgumentException(
                    "must be less than " + BlockLayout.PARAMETERS_BYTES + " bytes in all: parameters of the body");
        }
        return text.toString();
    }
}
