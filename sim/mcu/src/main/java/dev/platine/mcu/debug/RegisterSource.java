package dev.platine.mcu.debug;

import dev.platine.mcu.core.CoreRegisters;
import dev.platine.mcu.core.DebugPort;
import dev.platine.mcu.rtos.TaskFrame;

/** Where a thread's registers are: in the processor, or on the stack of a task that does not run. Numbers are those of {@link CoreRegisters}. */
interface RegisterSource {
    boolean has(int number);

    int get(int number);

    /** Writes; false if that cannot be. */
    boolean set(int number, int value);

    /** The processor's own. */
    record Live(CoreRegisters registers) implements RegisterSource {
        @Override
        public boolean has(int number) {
            return true;
        }

        @Override
        public int get(int number) {
            return registers.get(number);
        }

        @Override
        public boolean set(int number, int value) {
            registers.set(number, value);
            return true;
        }
    }

    /** A task's. It goes on without masks, with its own stack. */
    record Stacked(DebugPort debug, TaskFrame frame) implements RegisterSource {
        private static final int PROCESS_STACK = 2;
        private static final int FLOATS = 4;

        @Override
        public boolean has(int number) {
            return frame.isKnown() && (frame.place(number) != 0 || isDerived(number));
        }

        private static boolean isDerived(int number) {
            return number == CoreRegisters.SP || (number >= CoreRegisters.MSP && number <= CoreRegisters.CONTROL);
        }

        @Override
        public int get(int number) {
            int place = frame.place(number);
            if (place != 0) {
                return (int) debug.peek(place, 4);
            }
            return switch (number) {
                case CoreRegisters.SP, CoreRegisters.PSP -> frame.stackPointer();
                case CoreRegisters.MSP -> debug.registers().get(number);
                case CoreRegisters.CONTROL ->
                    (debug.registers().get(number) & 1)
                            | PROCESS_STACK
                            | (frame.place(CoreRegisters.S0) != 0 ? FLOATS : 0);
                default -> 0;
            };
        }

        @Override
        public boolean set(int number, int value) {
            int place = frame.place(number);
            return place != 0 && debug.poke(place, 4, value);
        }
    }
}
