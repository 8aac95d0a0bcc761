package dev.platine.mcu.rtos;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** FreeRTOS from version 7 on, on one core. */
public final class FreeRtos implements KernelType {
    static final String CURRENT = "pxCurrentTCB";
    static final String READY = "pxReadyTasksLists";
    static final String DELAYED_1 = "xDelayedTaskList1";
    static final String DELAYED_2 = "xDelayedTaskList2";
    static final String PENDING = "xPendingReadyList";
    static final String SUSPENDED = "xSuspendedTaskList";
    static final String DELETED = "xTasksWaitingTermination";
    static final String COUNT = "uxCurrentNumberOfTasks";
    static final String RUNNING = "xSchedulerRunning";
    static final String TOP_PRIORITY = "uxTopUsedPriority";

    /** The kind. */
    public FreeRtos() {}

    @Override
    public String name() {
        return "FreeRTOS";
    }

    @Override
    public List<String> symbols() {
        return List.of(CURRENT, READY, DELAYED_1, DELAYED_2, PENDING, SUSPENDED, DELETED, COUNT, RUNNING, TOP_PRIORITY);
    }

    @Override
    public @Nullable Kernel open(KernelSymbols symbols, Target target) {
        boolean there =
                symbols.address(CURRENT).isPresent() && symbols.address(READY).isPresent();
        return there ? new FreeRtosKernel(symbols, target) : null;
    }
}
