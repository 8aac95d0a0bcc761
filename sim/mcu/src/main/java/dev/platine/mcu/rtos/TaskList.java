package dev.platine.mcu.rtos;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a kernel at one time.
 *
 * @param tasks all that were found, the running one first, each once
 * @param doubts what is not as it should be, a line each; empty for a list that can be relied upon
 */
public record TaskList(List<Task> tasks, List<String> doubts) {
    /** No tasks, as before a kernel runs. */
    public static final TaskList NONE = new TaskList(List.of(), List.of());

    /** Tasks. */
    public TaskList {
        tasks = List.copyOf(tasks);
        doubts = List.copyOf(doubts);
    }

    /**
     * The task that the processor's registers are those of.
     *
     * @return the task, null if there is none
     */
    public @Nullable Task running() {
        return tasks.stream().filter(Task::runs).findFirst().orElse(null);
    }

    /**
     * Looks a task up.
     *
     * @param id its {@link Task#id}
     * @return the task, null if there is none
     */
    public @Nullable Task find(int id) {
        return tasks.stream().filter(task -> task.id() == id).findFirst().orElse(null);
    }
}
