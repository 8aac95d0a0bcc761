package dev.platine.benchmarks.guard;

import com.sun.management.ThreadMXBean;
import dev.platine.benchmarks.contender.Contender;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts bytes allocated by exchanges, exactly, on every thread of the process.
 *
 * <p>What would make its number lie: a contender that is not warm (classes are still loaded, code still runs in the
 * interpreter, where nothing is optimised away); another user of the process. One-time events such as a deoptimisation
 * count too: of several rounds the smallest is therefore taken, which any allocation an operation still shows in.
 */
public final class Allocation {
    /**
     * What was counted.
     *
     * @param callerBytes bytes an exchange on the thread that exchanges
     * @param othersBytes bytes an exchange on all other threads of the process together, the server's event loop among them
     */
    public record Count(double callerBytes, double othersBytes) {}

    private final ThreadMXBean threads;

    /**
     * A counter.
     *
     * @throws IllegalStateException when this JVM cannot count allocation
     */
    public Allocation() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean)
                || !bean.isThreadAllocatedMemorySupported()) {
            throw new IllegalStateException("this JVM cannot count allocation by thread: run the guard on HotSpot");
        }
        bean.setThreadAllocatedMemoryEnabled(true);
        this.threads = bean;
    }

    /**
     * Counts, on the calling thread.
     *
     * @param contender warm
     * @param exchanges a round, above 0
     * @param rounds above 0; the smallest counts
     * @return bytes an exchange
     */
    public Count measure(Contender contender, int exchanges, int rounds) {
        double caller = Double.POSITIVE_INFINITY;
        double others = Double.POSITIVE_INFINITY;
        for (int round = 0; round < rounds; round++) {
            Map<Long, Long> before = others();
            long callerBefore = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < exchanges; i++) {
                contender.exchange();
            }
            long callerAfter = threads.getCurrentThreadAllocatedBytes();
            caller = Math.min(caller, (double) (callerAfter - callerBefore) / exchanges);
            others = Math.min(others, (double) grown(before, others()) / exchanges);
        }
        return new Count(caller, others);
    }

    private Map<Long, Long> others() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != Thread.currentThread().getId() && bytes[i] >= 0) {
                byThread.put(ids[i], bytes[i]);
            }
        }
        return byThread;
    }

    private static long grown(Map<Long, Long> before, Map<Long, Long> after) {
        long sum = 0;
        for (Map.Entry<Long, Long> thread : after.entrySet()) {
            sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return sum;
    }
}
