package dev.platine.boards.conformance;

import dev.platine.boards.firmware.FirmwareProcess;
import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.conformance.RawConnection;
import dev.platine.conformance.SocketConnection;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.OpenOptions;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The charging station's firmware in C, in a process of its own. */
class FirmwareUnderTest implements BoardUnderTest {
    final FirmwareProcess process;
    private final Set<Ability> abilities;

    FirmwareUnderTest(List<String> options, Set<Ability> lacks) {
        process = new FirmwareProcess(options);
        abilities = EnumSet.complementOf(EnumSet.copyOf(lacks));
    }

    @Override
    public String kind() {
        return "firmware";
    }

    @Override
    public Set<Ability> abilities() {
        return abilities;
    }

    @Override
    public Board open(OpenOptions options) {
        return Boards.open(process.uri(), options);
    }

    @Override
    public Board openOther(String name, OpenOptions options) {
        String uri = process.uri();
        return Boards.open(uri + (uri.contains("?") ? "&" : "?") + "board=" + name, options);
    }

    @Override
    public void breakLinks() {
        present(false);
        present(true);
    }

    @Override
    public void freeze(boolean frozen) {
        process.freeze(frozen);
    }

    @Override
    public void present(boolean present) {
        process.line(present);
    }

    @Override
    public RawConnection openRaw() throws IOException {
        return SocketConnection.connect(UnixDomainSocketAddress.of(process.uri().substring("unix://".length())));
    }

    @Override
    public void close() {
        process.close();
    }
}
