package dev.platine.hal.local;

/** Something that a device noticed by itself. Reused; the device's thread only. */
public final class LocalEvent {
    /** What happened. */
    public enum Type {
        /** An input changed. */
        CHANGE,
        /** A text input got a line. */
        LINE,
        /** A remark for people. */
        NOTICE
    }

    /** What happened. */
    public Type type = Type.NOTICE;
    /** Whose event it is; of a notice, nothing. */
    public int channel;
    /** The input's value since then. */
    public int bits;
    /** Events of this channel that were lost just before this one. */
    public int lost;
    /** When, in the board's time, nanoseconds. */
    public long timeNs;
    /** The line or the remark. */
    public String text = "";

    /** An event to be filled. */
    public LocalEvent() {}
}
