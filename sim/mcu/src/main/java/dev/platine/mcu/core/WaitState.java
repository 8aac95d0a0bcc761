package dev.platine.mcu.core;

/** WFI, WFE and the event register. */
final class WaitState {
    boolean sleeping;

    private final Processor processor;
    private boolean waitsForEvent;
    private boolean event;

    WaitState(Processor processor) {
        this.processor = processor;
    }

    void reset() {
        sleeping = false;
        event = false;
    }

    void sleep(boolean forEvent) {
        processor.look();
        if (forEvent && event) {
            event = false;
        } else {
            sleeping = true;
            waitsForEvent = forEvent;
            if (processor.sleepsDeeply()) {
                processor.stop();
            }
            processor.recorder().slept(processor.sleepsDeeply());
            processor.observer().slept(processor.sleepsDeeply());
        }
    }

    void wake() {
        if (sleeping) {
            sleeping = false;
            processor.recorder().woke();
            processor.observer().woke();
        }
    }

    /** An exception was entered or left: an event, and the end of a sleep. */
    void eventful() {
        event = true;
        wake();
    }

    void sendEvent() {
        if (sleeping && waitsForEvent) {
            wake();
        } else {
            event = true;
        }
    }
}
