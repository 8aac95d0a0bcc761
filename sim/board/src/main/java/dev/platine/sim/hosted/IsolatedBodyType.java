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

    /** How long one call of the firmware may take on the computer's clock, in milliseconds; ten times that with a sanitizer. */
    public static final long WATCHDOG_MS = 2_000;

    /** A sanitizer reads debug information before it reports. */
    private static final long SANITIZER_TAKES = 10;

    private final String name;
    private final long watchdogMs;

    /** A type without state. */
    public IsolatedBodyType() {
        this(NAME, WATCHDOG_MS);
    }

    IsolatedBodyType(String name, long watchdogMs) {
        this.name = name;
        this.watchdogMs = watchdogMs;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BoardBody create(BodyContext context) {
        FirmwareImage image = HostedBodyType.image(context);
        Path program = new HostProgram(System.getenv()).executable(image.addressSanitizer());
        long patienceMs = image.addressSanitizer() ? SANITIZER_TAKES * watchdogMs : watchdogMs;
        return new HostedBody(context, image, new IsolatedEngine(context.board(), image, program, patienceMs));
    }
}
