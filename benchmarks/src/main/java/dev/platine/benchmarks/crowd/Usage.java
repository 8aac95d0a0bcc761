package dev.platine.benchmarks.crowd;

import dev.platine.benchmarks.guard.Machine;
import dev.platine.core.time.Durations;
import java.io.IOException;
import java.util.Locale;

/** Who used the processors during a measurement, and how long the measuring process itself stood still at most. One thread. */
final class Usage implements AutoCloseable {
    private final long serverPid;
    private final long clientPid = ProcessHandle.current().pid();
    private final PauseWatch pauses = PauseWatch.start();
    private final long startNs = System.nanoTime();
    private double serverS;
    private double clientS;
    private double allS;
    private double wallS;
    private long pauseNs;

    private Usage(long serverPid) throws IOException {
        this.serverPid = serverPid;
        serverS = -Machine.cpuSeconds(serverPid);
        clientS = -Machine.cpuSeconds(clientPid);
        allS = -Machine.busySeconds();
    }

    static Usage begin(long serverPid) throws IOException {
        return new Usage(serverPid);
    }

    void end() throws IOException {
        serverS += Machine.cpuSeconds(serverPid);
        clientS += Machine.cpuSeconds(clientPid);
        allS += Machine.busySeconds();
        wallS = (System.nanoTime() - startNs) / 1e9;
        pauseNs = pauses.takeLongestNs();
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "of one CPU: server %.0f %%, client %.0f %%, the rest of the computer %.0f %%; longest pause of the client %s",
                100 * serverS / wallS,
                100 * clientS / wallS,
                Math.max(0, 100 * (allS - serverS - clientS) / wallS),
                Durations.format(pauseNs));
    }

    @Override
    public void close() {
        pauses.close();
    }
}
