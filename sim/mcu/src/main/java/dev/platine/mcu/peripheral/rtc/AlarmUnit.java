package dev.platine.mcu.peripheral.rtc;

/** What an alarm compares: the registers ALRMxR and ALRMxSSR. */
final class AlarmUnit {
    private static final int MSK1 = 1 << 7;
    private static final int MSK2 = 1 << 15;
    private static final int MSK3 = 1 << 23;
    private static final int MSK4 = 1 << 31;
    private static final int WDSEL = 1 << 30;
    private static final long FARTHEST_S = 70L * Calendar.DAY_S;

    private final Calendar probe = new Calendar();

    /**
     * When the alarm's second comes.
     *
     * @return seconds from {@code from}, at least {@code earliest}; -1 if the alarm names no time that exists
     */
    long secondsUntil(Calendar from, int earliest, int alarm, boolean twelveHours) {
        probe.copy(from);
        long seconds = earliest;
        probe.add(earliest);
        while (seconds <= FARTHEST_S) {
            int step = stepTo(alarm, probe.time(twelveHours) ^ alarm);
            if (step == 0) {
                return seconds;
            }
            probe.add(step);
            seconds += step;
        }
        return -1;
    }

    /** Seconds to the next time that may match, 0 if this one does. */
    private int stepTo(int alarm, int difference) {
        if ((alarm & MSK4) == 0 && !dateMatches(alarm)) {
            return Calendar.DAY_S - probe.second;
        }
        if ((alarm & MSK3) == 0 && (difference & 0x7F0000) != 0) {
            return Calendar.HOUR_S - probe.second % Calendar.HOUR_S;
        }
        if ((alarm & MSK2) == 0 && (difference & 0x7F00) != 0) {
            return 60 - probe.second % 60;
        }
        return (alarm & MSK1) == 0 && (difference & 0x7F) != 0 ? 1 : 0;
    }

    private boolean dateMatches(int alarm) {
        return (alarm & WDSEL) != 0
                ? ((alarm >> 24) & 0xF) == probe.weekday
                : ((alarm >> 24) & 0x3F) == Calendar.bcd(probe.day);
    }

    /**
     * The next value of the subsecond counter that matches.
     *
     * @return at most {@code highest} and at least 0; -1 if none
     */
    static int subsecond(int highest, int prescaler, int register) {
        int compared = (register >> 24) & 0xF;
        if (compared == 0) {
            return highest >= prescaler ? prescaler : -1;
        }
        int mask = (1 << compared) - 1;
        int want = register & mask;
        return highest < want ? -1 : want + ((highest - want) & ~mask);
    }
}
