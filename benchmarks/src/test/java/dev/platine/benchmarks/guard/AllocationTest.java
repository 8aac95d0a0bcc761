package dev.platine.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.benchmarks.contender.Contender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("counts what every thread of the process allocates")
class AllocationTest {
    private static final int EXCHANGES = 10_000;

    @Test
    void shouldCountNothingWhereNothingIsAllocated() {
        Allocation.Count count = new Allocation().measure(new Allocating(0), EXCHANGES, 3);

        assertThat(count.callerBytes()).isZero();
    }

    @Test
    void shouldCountEachByteOfTheCaller() {
        Allocation.Count count = new Allocation().measure(new Allocating(48), EXCHANGES, 2);

        assertThat(count.callerBytes()).isEqualTo(64); // 48 bytes and an array's header of 16
    }

    @Test
    void shouldSeeOneSmallObjectInAHundredExchanges() {
        Allocation.Count count = new Allocation().measure(new Rarely(), EXCHANGES, 2);

        assertThat(count.callerBytes()).isGreaterThan(0).isLessThan(1);
    }

    private static final class Allocating implements Contender {
        private final int bytes;
        private volatile byte[] last = new byte[0];

        Allocating(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public String name() {
            return "allocates " + bytes;
        }

        @Override
        public void exchange() {
            if (bytes > 0) {
                last = new byte[bytes];
            }
        }

        @Override
        public void close() {
            last = new byte[0];
        }
    }

    private static final class Rarely implements Contender {
        private int calls;
        private volatile Object last = "";

        @Override
        public String name() {
            return "allocates rarely";
        }

        @Override
        public void exchange() {
            if (++calls % 100 == 0) {
                last = new Object();
            }
        }

        @Override
        public void close() {
            last = "";
        }
    }
}
