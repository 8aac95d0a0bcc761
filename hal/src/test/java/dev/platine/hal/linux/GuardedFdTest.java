package dev.platine.hal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardedFdTest {
    @Test
    void shouldReleaseWhenTheLastUserLeaves() {
        List<String> events = new ArrayList<>();
        GuardedFd fd = new GuardedFd(7, () -> events.add("wake"), () -> events.add("release"));
        assertThat(fd.enter()).isTrue();
        assertThat(fd.enter()).isTrue();
        fd.close();
        assertThat(events).containsExactly("wake");
        assertThat(fd.isClosed()).isTrue();
        assertThat(fd.enter()).isFalse();
        fd.exit();
        assertThat(events).containsExactly("wake");
        fd.exit();
        assertThat(events).containsExactly("wake", "release");
        fd.close();
        assertThat(fd.enter()).isFalse();
        assertThat(events).containsExactly("wake", "release");
    }

    @Test
    void shouldNeverReleaseUnderAUserNorTwice() throws InterruptedException {
        for (int round = 0; round < 300; round++) {
            AtomicInteger released = new AtomicInteger();
            AtomicBoolean usedAfterRelease = new AtomicBoolean();
            GuardedFd fd = new GuardedFd(7, () -> {}, released::incrementAndGet);
            CountDownLatch start = new CountDownLatch(3);
            Runnable user = () -> {
                start.countDown();
                for (int i = 0; i < 200_000 && fd.enter(); i++) {
                    if (released.get() != 0) {
                        usedAfterRelease.set(true);
                    }
                    fd.exit();
                }
            };
            List<Thread> threads = List.of(new Thread(user), new Thread(user), new Thread(() -> {
                start.countDown();
                fd.close();
            }));
            threads.forEach(Thread::start);
            assertThat(start.await(10, TimeUnit.SECONDS)).isTrue();
            for (Thread thread : threads) {
                thread.join(10_000);
            }
            assertThat(released).hasValue(1);
            assertThat(usedAfterRelease).isFalse();
        }
    }
}
