package dev.platine.hal;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A board's own daemon thread for listeners, started with the first task. Bounded: of more than {@value #MAX_EVENTS} events
 * the oldest is dropped; a subscription has at most one delivery waiting. Safe for any thread; never blocks who submits.
 */
final class Dispatcher implements AutoCloseable {
    /** Most events that wait for listeners. */
    static final int MAX_EVENTS = 1024;

    private final String name;
    private final ArrayDeque<Runnable> events = new ArrayDeque<>();
    private final ArrayDeque<Runnable> deliveries = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean closed;

    Dispatcher(String name) {
        this.name = name;
    }

    /** Runs an event on the dispatcher's thread, after the events before it. Nothing happens once closed. */
    void event(Runnable task) {
        add(events, task, MAX_EVENTS);
    }

    /** Runs a subscription's delivery, which is not dropped. Nothing happens once closed. */
    void deliver(Runnable task) {
        add(deliveries, task, Integer.MAX_VALUE);
    }

    private void add(ArrayDeque<Runnable> tasks, Runnable task, int most) {
        Thread wake;
        synchronized (events) {
            if (closed) {
                return;
            }
            if (tasks.size() >= most) {
                tasks.removeFirst();
            }
            tasks.addLast(task);
            if (thread == null) {
                thread = new Thread(this::work, "platine-listeners-" + name);
                thread.setDaemon(true);
                thread.start();
            }
            wake = thread;
        }
        LockSupport.unpark(wake);
    }

    private void work() {
        while (true) {
            Runnable event;
            Runnable delivery;
            synchronized (events) {
                if (closed) {
                    return;
                }
                event = events.pollFirst();
                delivery = deliveries.pollFirst();
            }
            if (event == null && delivery == null) {
                LockSupport.park(this);
                Thread.interrupted(); // a listener's interrupt is not ours; it must not make park spin
            }
            runSafely(event);
            runSafely(delivery);
        }
    }

    private static void runSafely(@Nullable Runnable task) {
        try {
            if (task != null) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, e);
        }
    }

    /** Stops the thread after the task under way, waiting up to a second for it; what waits is dropped. */
    @Override
    public void close() {
        Thread ending;
        synchronized (events) {
            closed = true;
            events.clear();
            deliveries.clear();
            ending = thread;
        }
        if (ending == null || ending == Thread.currentThread()) {
            return;
        }
        LockSupport.unpark(ending);
        try {
            ending.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
