package dev.platine.mcu.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What surrounds the instructions allocates nothing: ticks, handlers with floating-point contexts, calls, sleep, devices. */
class AllocationTest {
    @Test
    void shouldAllocateNothingWhileTicksInterruptFloatingPointAndSleep() {
        Machine machine = new Machine();
        machine.poke(0xE000ED88, 0xF << 20);
        // vadd.f32 s0, s0, s1; svc 0; wfi; b back
        machine.code(Machine.MAIN, 0xEE30, 0x0A20, Machine.SVC, Machine.WFI, 0xE7FA);
        machine.handlerCode(Exceptions.SYS_TICK, 0xEE30, 0x0A20, Machine.BX_LR);
        machine.handlerCode(Exceptions.SV_CALL, Machine.BX_LR);
        machine.poke(0xE000E014, 49);
        machine.poke(0xE000E018, 0);
        machine.poke(0xE000E010, 7);
        machine.run(1_000_000);
        assertThat(machine.processor.lockedUp()).isFalse();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5 && least > 0; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            machine.run(1_000_000);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isLessThan(1000);
        assertThat(machine.processor.awakeCycles()).isLessThan(machine.processor.cycles() / 3);
    }
}
