package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Netty's leak detector, whose reports a test can ask for. It must be installed before the first buffer of the JVM is made:
 * every class that tests the server calls {@link #install()} in a static initialiser.
 */
final class LeakWatch {
    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();
    private static final LeakWatch ONE = new LeakWatch();

    private LeakWatch() {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int samplingInterval, long maxActive) {
                return new Detector<>(resource, samplingInterval);
            }
        });
    }

    static void install() {
        assertThat(ONE).isNotNull();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    /** Collects garbage until leaks would have been reported, then fails when there are any. */
    static void assertNoLeak() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            io.netty.buffer.PooledByteBufAllocator.DEFAULT
                    .directBuffer(1)
                    .release(); // reports are made by the next allocation
        }
        assertThat(REPORTS).as("buffers that were never released").isEmpty();
    }

    private static final class Detector<T> extends ResourceLeakDetector<T> {
        Detector(Class<T> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            REPORTS.add(resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            REPORTS.add(resourceType);
        }
    }
}
