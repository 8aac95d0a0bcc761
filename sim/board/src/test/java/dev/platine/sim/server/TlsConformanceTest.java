package dev.platine.sim.server;

import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TlsConformanceTest extends BoardConformance {
    @TempDir
    static Path directory;

    @Override
    protected BoardUnderTest start() throws java.io.IOException {
        TlsFiles files = new TlsFiles(directory);
        return new RackUnderTest("tls", "tls://127.0.0.1:0" + files.query("server"), files.query("client"));
    }
}
