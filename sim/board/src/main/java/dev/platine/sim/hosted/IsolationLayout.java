package dev.platine.sim.hosted;

/** Numbers of {@code platine_isolation.h}; a test compares each with a compiled probe. */
final class IsolationLayout {
    static final int CONTROL = 81_920;
    static final int SHARED_BYTES = 86_016;

    static final int COMMAND_INIT = 1;
    static final int COMMAND_STEP = 2;
    static final int COMMAND_EXIT = 3;
    static final int COMMAND_DROP = 4;

    static final int END_EXITED = 1;
    static final int END_SIGNAL = 2;
    static final int END_WATCHDOG = 3;
    static final int END_LOAD = 4;

    // struct platine_control, from the beginning of the shared memory
    static final int REQUEST = CONTROL;
    static final int COMMAND = CONTROL + 8;
    static final int ARGUMENT = CONTROL + 16;
    static final int REPLY = CONTROL + 64;
    static final int RESULT = CONTROL + 72;
    static final int CHILD_WAITS = CONTROL + 128;
    static final int HOST_WAITS = CONTROL + 132;
    static final int ENDED = CONTROL + 192;
    static final int HOW = CONTROL + 196;
    static final int CODE = CONTROL + 200;
    static final int PID = CONTROL + 204;
    static final int LIVES = CONTROL + 208;
    static final int MESSAGE = CONTROL + 216;
    static final int MESSAGE_BYTES = 1_024;

    private IsolationLayout() {}
}
