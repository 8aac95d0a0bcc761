package dev.platine.mcu.rtos;

/** An operating system of a program, read from its memory at the time of the call, whatever stands there. Used on the simulation's thread only. */
public interface Kernel {
    /**
     * Its tasks.
     *
     * @return those that could be read, none before it runs; with what is doubtful about them. Of a damaged memory it is what could be read before
     *     the damage, after a bounded number of steps; nothing is thrown
     */
    TaskList tasks();
}
