package dev.platine.mcu.rtos;

import dev.platine.mcu.core.CoreRegisters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** FreeRTOS's lists of tasks. */
final class FreeRtosKernel implements Kernel {
    private static final int MOST_TASKS = 512;
    private static final int MOST_PRIORITIES = 256;
    private static final int LONGEST_NAME = 32;
    private static final int PEND_SV = 14;
    private static final int EXCEPTION = 0x1FF;

    /** One look at the lists. */
    private final class Look {
        final int current;
        final FreeRtosLayout layout;
        final Map<Integer, String> found = new LinkedHashMap<>();
        final List<String> doubts = new ArrayList<>();

        Look(int current, FreeRtosLayout layout) {
            this.current = current;
            this.layout = layout;
        }

        /** A task that is in a list; one that is in several counts for the first. */
        void add(int block, String state) {
            found.putIfAbsent(block, state);
        }

        long field(int item, int offset) {
            return target.word(item + layout.guardBytes() + offset);
        }
    }

    private final KernelSymbols symbols;
    private final Target target;

    FreeRtosKernel(KernelSymbols symbols, Target target) {
        this.symbols = symbols;
        this.target = target;
    }

    @Override
    public TaskList tasks() {
        long current = variable(FreeRtos.CURRENT);
        if (current <= 0 || !runs()) {
            return TaskList.NONE;
        }
        FreeRtosLayout layout = FreeRtosLayout.of(target, (int) current);
        if (layout == null) {
            return new TaskList(
                    List.of(),
                    List.of(text("%s is 0x%08x, where no control block of a task is", FreeRtos.CURRENT, current)));
        }
        Look look = new Look((int) current, layout);
        look.add((int) current, "running");
        ready(look);
        list(look, FreeRtos.PENDING, "ready");
        list(look, FreeRtos.DELAYED_1, "blocked until tick ");
        list(look, FreeRtos.DELAYED_2, "blocked until tick ");
        list(look, FreeRtos.SUSPENDED, "suspended");
        list(look, FreeRtos.DELETED, "deleted");
        long count = variable(FreeRtos.COUNT);
        if (count != Target.NONE && count != look.found.size()) {
            look.doubts.add(text("%s is %d, the lists have %d tasks", FreeRtos.COUNT, count, look.found.size()));
        }
        return tasks(look);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private long variable(String name) {
        OptionalInt address = symbols.address(name);
        return address.isPresent() ? target.word(address.getAsInt()) : Target.NONE;
    }

    /** Behind a reset memory still says that it runs, until the program clears it; but no task has run then. */
    private boolean runs() {
        return variable(FreeRtos.RUNNING) != 0 && target.register(CoreRegisters.PSP) != 0;
    }

    private void list(Look look, String name, String state) {
        symbols.address(name).ifPresent(list -> list(look, name, list, state));
    }

    private void ready(Look look) {
        int first = symbols.address(FreeRtos.READY).orElse(0);
        int bytes = strideBytes(look, first);
        int count = priorities(look, first, bytes);
        for (int i = count - 1; i >= 0; i--) {
            list(look, FreeRtos.READY + "[" + i + "]", first + i * bytes, "ready");
        }
    }

    /** How far apart the lists of an array are. */
    private int strideBytes(Look look, int first) {
        int plain = look.layout.listBytes(false);
        int whole = look.layout.listBytes(true);
        int said = symbols.sizeBytes(FreeRtos.DELAYED_1);
        if (said == plain || said == whole) {
            return said;
        }
        return isList(look, first + plain) || !isList(look, first + whole) ? plain : whole;
    }

    private int priorities(Look look, int first, int bytes) {
        int said = symbols.sizeBytes(FreeRtos.READY) / bytes;
        long top = variable(FreeRtos.TOP_PRIORITY);
        if (said > 0) {
            return Math.min(said, MOST_PRIORITIES);
        } else if (top >= 0 && top < MOST_PRIORITIES) {
            return (int) top + 1;
        }
        int count = 0;
        while (count < MOST_PRIORITIES && isList(look, first + count * bytes) && !isOther(first + count * bytes)) {
            count++;
        }
        return count;
    }

    /** Whether another variable is there, which ends an array of unknown length. */
    private boolean isOther(int address) {
        return List.of(FreeRtos.DELAYED_1, FreeRtos.DELAYED_2, FreeRtos.PENDING, FreeRtos.SUSPENDED, FreeRtos.DELETED)
                .stream()
                .anyMatch(name -> symbols.address(name).equals(OptionalInt.of(address)));
    }

    /** Whether the end's neighbours link back to it. */
    private boolean isList(Look look, int list) {
        int end = look.layout.endOf(list);
        long next = look.field(end, 4);
        long previous = look.field(end, 8);
        return next > 0
                && previous > 0
                && look.field((int) next, 8) == (end & 0xFFFFFFFFL)
                && look.field((int) previous, 4) == (end & 0xFFFFFFFFL);
    }

    private void list(Look look, String name, int list, String state) {
        int end = look.layout.endOf(list);
        long count = target.word(list + look.layout.guardBytes());
        long item = look.field(end, 4);
        for (int i = 0; i < Math.min(count, MOST_TASKS) && (int) item != end; i++) {
            int block = blockOf(look, list, (int) item);
            if (block == 0) {
                look.doubts.add(text(
                        "list %s at 0x%08x is damaged, or just being changed, at 0x%08x behind %d of %d items",
                        name, list, item, i, count));
                return;
            }
            look.add(block, state(look, block, (int) item, state));
            item = look.field((int) item, 4);
        }
        if (count < 0 || count > MOST_TASKS || (int) item != end) {
            look.doubts.add(
                    text("list %s at 0x%08x is damaged, or just being changed: it counts %d items", name, list, count));
        }
    }

    /** The control block that an item is in; 0 if it is none, or belongs to another list. */
    private int blockOf(Look look, int list, int item) {
        int block = (int) look.field(item, FreeRtosLayout.OWNER);
        boolean within = item == block + look.layout.stateItem() || item == block + look.layout.eventItem();
        boolean listed = look.field(item, FreeRtosLayout.CONTAINER) == (list & 0xFFFFFFFFL);
        return within && listed ? block : 0;
    }

    private static String state(Look look, int block, int item, String state) {
        if (state.endsWith(" ")) {
            return state + look.field(item, 0);
        }
        boolean waits = look.field(block + look.layout.eventItem(), FreeRtosLayout.CONTAINER) > 0;
        return state.equals("suspended") ? waits ? "blocked" : "suspended or waiting for a notification" : state;
    }

    private TaskList tasks(Look look) {
        int running = running(look);
        List<Task> tasks = new ArrayList<>();
        for (Map.Entry<Integer, String> each : look.found.entrySet()) {
            int block = each.getKey();
            boolean runs = block == running;
            Task task = task(look, block, runs ? "running" : block == look.current ? "ready" : each.getValue(), runs);
            tasks.add(runs ? 0 : tasks.size(), task);
        }
        return new TaskList(tasks, look.doubts);
    }

    /**
     * Whose registers the processor has: while tasks are switched it is not yet the current one's, but those of the task whose stack PSP is in.
     */
    private int running(Look look) {
        if ((target.register(CoreRegisters.XPSR) & EXCEPTION) != PEND_SV) {
            return look.current;
        }
        return nearest(look, look.found.keySet(), target.register(CoreRegisters.PSP));
    }

    private int nearest(Look look, Collection<Integer> blocks, int stackPointer) {
        int best = look.current;
        int base = 0;
        for (int block : blocks) {
            int stack = (int) target.word(block + look.layout.stack());
            boolean below = Integer.compareUnsigned(stack, stackPointer) <= 0;
            if (below && Integer.compareUnsigned(stack, base) > 0) {
                best = block;
                base = stack;
            }
        }
        return best;
    }

    private Task task(Look look, int block, String state, boolean runs) {
        long priority = target.word(block + look.layout.priority());
        long stack = target.word(block + look.layout.stack());
        int top = (int) target.word(block);
        if (priority >= MOST_PRIORITIES) {
            look.doubts.add(text("the task at 0x%08x has priority %d", block, priority));
        }
        TaskFrame frame = runs ? null : TaskFrame.of(target, top);
        if (frame != null && !frame.isKnown()) {
            look.doubts.add(text("the task at 0x%08x has no registers on its stack at 0x%08x", block, top));
        }
        return new Task(
                block, name(block, block + look.layout.name()), state, priority, (int) Math.max(stack, 0), frame);
    }

    private String name(int block, int at) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < LONGEST_NAME; i++) {
            long next = target.octet(at + i);
            if (next <= 0) {
                break;
            }
            name.append(next >= 0x20 && next < 0x7F ? (char) next : '?');
        }
        return name.isEmpty() ? text("task 0x%08x", block) : name.toString();
    }

    @Override
    public @Nullable String toString() {
        return "FreeRTOS at " + symbols.address(FreeRtos.CURRENT);
    }
}
