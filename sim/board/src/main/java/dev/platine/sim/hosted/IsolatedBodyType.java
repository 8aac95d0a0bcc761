package dev.platine.sim.hosted;

import dev.platine.sim.body.BoardBody;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.body.BodyType;
import java.nio.file.Path;

/**
 * Bodies as {@link HostedBodyType} makes them, in a process of their own: a crash, an endless loop or an exit is that board's crash, and
 * a reset starts the firmware anew. The first one on a computer compiles a small program with its C compiler.
 */
public final class IsolatedBodyType implements BodyType {
    /** The kind's name. */
    public static final String NAME = "isolated";

    /** A sanitizer reads debug information before it reports: then a call may take so many times its watchdog. */
    private static final int SANITIZER_TAKES = 10;

    /** A type without state. */
    public IsolatedBodyType() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BoardBody create(BodyContext context) {
        FirmwareImage image = HostedBodyType.image(context);
        Path program = new HostProgram(System.getenv()).executable(image.addressSanitizer());
        int watchdogMs = context.spec().watchdogMs();
        long patienceMs = image.addressSanitizer() ? SANITIZER_TAKES * watchdogMs : watchdogMs;
        return new HostedBody(context, image, new IsolatedEngine(context.board(), image, program, patienceMs));
    }
}
