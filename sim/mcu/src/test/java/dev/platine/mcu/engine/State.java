package dev.platine.mcu.engine;

import java.util.Arrays;
import java.util.Locale;

/** What two implementations are compared by. */
public final class State {
    /** N, Z, C, V, Q and GE. */
    static final int STATUS = 0xF80F0000;

    public final int[] r = new int[15];
    public final int[] s = new int[32];
    public int pc;
    public int status;
    public int fpscr;

    boolean same(State other) {
        return Arrays.equals(r, other.r) && Arrays.equals(s, other.s) && status == other.status && fpscr == other.fpscr;
    }

    void copy(State other) {
        System.arraycopy(other.r, 0, r, 0, r.length);
        System.arraycopy(other.s, 0, s, 0, s.length);
        status = other.status;
        fpscr = other.fpscr;
    }

    /** What differs, here first. */
    String difference(State other) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < r.length; i++) {
            note(out, "r" + i, r[i], other.r[i]);
        }
        note(out, "status", status, other.status);
        for (int i = 0; i < s.length; i++) {
            note(out, "s" + i, s[i], other.s[i]);
        }
        note(out, "fpscr", fpscr, other.fpscr);
        return out.toString();
    }

    private static void note(StringBuilder out, String name, int here, int there) {
        if (here != there) {
            out.append(String.format(Locale.ROOT, " %s=%08x|%08x", name, here, there));
        }
    }
}
