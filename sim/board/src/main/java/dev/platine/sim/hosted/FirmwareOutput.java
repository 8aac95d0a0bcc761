package dev.platine.sim.hosted;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What isolated firmware prints, line by line into the log, and where each of its lives ended. A thread of its own reads. */
final class FirmwareOutput implements Runnable {
    /** Begins the line that the watching process writes after a life's last output. */
    private static final char MARK = 0x1e;

    private static final int MOST_CHARS = 1_000;
    private static final String SUMMARY = "SUMMARY: ";
    private static final Logger LOG = LoggerFactory.getLogger("firmware");

    private final String board;
    private final InputStream in;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private long livesEnded;
    private boolean over;
    private @Nullable String summary;

    private FirmwareOutput(String board, InputStream in) {
        this.board = board;
        this.in = in;
    }

    static FirmwareOutput read(String board, InputStream in) {
        FirmwareOutput output = new FirmwareOutput(board, in);
        Thread thread = new Thread(output, "platine-firmware-output-" + board);
        thread.setDaemon(true);
        thread.start();
        return output;
    }

    @Override
    public void run() {
        byte[] bytes = new byte[4_096];
        StringBuilder line = new StringBuilder();
        try (in) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                for (int i = 0; i < count; i++) {
                    take((char) (bytes[i] & 0xff), line);
                }
            }
        } catch (IOException ignored) {
            // the process was closed
        }
        note(() -> over = true);
    }

    private void take(char octet, StringBuilder line) {
        if (octet == '\n' || line.length() == MOST_CHARS) {
            line(line.toString());
            line.setLength(0);
        }
        boolean mark = octet == MARK && line.isEmpty();
        if (octet == '\t') {
            line.append(' ');
        } else if (octet != '\n' && octet != '\r') {
            line.append(mark || (octet >= ' ' && octet != 0x7f) ? octet : '?');
        }
    }

    private void line(String line) {
        if (line.isEmpty()) {
            return;
        }
        if (line.charAt(0) == MARK) {
            note(() -> livesEnded++);
            return;
        }
        if (line.startsWith(SUMMARY)) {
            note(() -> summary = line.substring(SUMMARY.length()));
        }
        LOG.warn("{}: {}", board, line);
    }

    private void note(Runnable change) {
        lock.lock();
        try {
            change.run();
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all that a life has printed is in the log.
     *
     * @param life its number, from 1
     * @param waitNs how long at most
     * @return the summary line of a sanitizer's report in it, or null
     */
    @Nullable
    String lastWords(long life, long waitNs) {
        lock.lock();
        try {
            long left = waitNs;
            while (livesEnded < life && !over && left > 0) {
                left = told.awaitNanos(left);
            }
            String words = summary;
            summary = null;
            return words;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** How long the log may lag behind a death. */
    static long patienceNs() {
        return TimeUnit.MILLISECONDS.toNanos(500);
    }
}
