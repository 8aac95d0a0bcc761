package dev.platine.sim.hosted;

import dev.platine.sim.body.BoardBody;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.body.HostLine;
import dev.platine.sim.clock.Guarded;
import dev.platine.sim.net.Pin;
import org.jspecify.annotations.Nullable;

/** A board whose firmware is a shared library. Each boot is a {@link FirmwareLife}; the line to the host outlives them. */
final class HostedBody implements BoardBody, HostLine {
    private final BodyContext context;
    private final FirmwareImage image;
    private final FirmwareEngine engine;
    private @Nullable FirmwareLife life;
    private HostLine.@Nullable Listener host;
    private boolean restartDue;

    HostedBody(BodyContext context, FirmwareImage image, FirmwareEngine engine) {
        this.context = context;
        this.image = image;
        this.engine = engine;
    }

    @Override
    public void boot() {
        halt();
        restartDue = false;
        FirmwareLife begun = new FirmwareLife(context, image, engine, this::restart);
        life = begun;
        begun.boot(host);
    }

    private void restart() {
        restartDue = true;
        context.reset().run();
    }

    @Override
    public void halt() {
        FirmwareLife ended = life;
        life = null;
        if (ended != null) {
            ended.end();
        }
        for (Pin pin : context.pins().values()) {
            pin.clear();
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    @Override
    public HostLine hostLine() {
        return this;
    }

    @Override
    public HostLine.@Nullable Listener connected() {
        return host;
    }

    @Override
    public boolean connect(HostLine.Listener listener) {
        if (host != null) {
            return false;
        }
        host = listener;
        FirmwareLife now = life;
        if (now != null) {
            guarded(() -> now.connect(listener));
        }
        return true;
    }

    @Override
    public void disconnect(HostLine.Listener listener) {
        if (host == listener) {
            host = null;
            FirmwareLife now = life;
            if (now != null) {
                guarded(() -> now.connect(null));
            }
        }
    }

    @Override
    public int give(byte[] bytes, int offset, int length) {
        FirmwareLife now = life;
        if (now == null) {
            return 0;
        }
        try {
            return now.give(bytes, offset, length);
        } catch (RuntimeException | Error cause) {
            context.faults().failed(Guarded.keepable(cause));
            return 0;
        }
    }

    @Override
    public void resume() {
        FirmwareLife now = life;
        if (now != null) {
            guarded(now::resume);
        }
    }

    @Override
    public boolean restartDue() {
        return restartDue;
    }

    private void guarded(Runnable work) {
        new Guarded(work, context.faults()).run();
    }

    @Override
    public String toString() {
        return "firmware " + image.file();
    }
}
