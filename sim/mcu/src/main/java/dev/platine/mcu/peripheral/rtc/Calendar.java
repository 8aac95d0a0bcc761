package dev.platine.mcu.peripheral.rtc;

/** Date and time of day, as the registers TR and DR tell them in BCD. Years are 2000 to 2099. */
final class Calendar {
    static final int DAY_S = 86_400;
    static final int HOUR_S = 3_600;
    private static final int HALF_DAY_H = 12;

    int second;
    int day;
    int month;
    int year;
    int weekday;

    Calendar() {
        reset();
    }

    /** Saturday, the first of January 2000, which the hardware calls a Monday. */
    void reset() {
        second = 0;
        day = 1;
        month = 1;
        year = 0;
        weekday = 1;
    }

    void copy(Calendar other) {
        second = other.second;
        day = other.day;
        month = other.month;
        year = other.year;
        weekday = other.weekday;
    }

    void add(long seconds) {
        long sum = second + seconds;
        second = (int) (sum % DAY_S);
        for (long days = sum / DAY_S; days > 0; days--) {
            nextDay();
        }
    }

    /** An hour back, within the day. */
    void backAnHour() {
        if (second >= HOUR_S) {
            second -= HOUR_S;
        }
    }

    private void nextDay() {
        weekday = weekday % 7 + 1;
        day++;
        if (day > daysInMonth()) {
            day = 1;
            month++;
        }
        if (month > 12) {
            month = 1;
            year = (year + 1) % 100;
        }
    }

    private int daysInMonth() {
        return switch (month) {
            case 2 -> year % 4 == 0 ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    int time(boolean twelveHours) {
        int hour = second / HOUR_S;
        int shown = hour;
        int afternoon = 0;
        if (twelveHours) {
            shown = hour % HALF_DAY_H == 0 ? HALF_DAY_H : hour % HALF_DAY_H;
            afternoon = hour >= HALF_DAY_H ? 1 : 0;
        }
        return (afternoon << 22) | (bcd(shown) << 16) | (bcd(second / 60 % 60) << 8) | bcd(second % 60);
    }

    void time(int register, boolean twelveHours) {
        int hour = binary((register >> 16) & 0x3F);
        if (twelveHours) {
            hour = hour % HALF_DAY_H + (((register >> 22) & 1) != 0 ? HALF_DAY_H : 0);
        }
        second = (hour * HOUR_S + binary((register >> 8) & 0x7F) * 60 + binary(register & 0x7F)) % DAY_S;
    }

    int date() {
        return (bcd(year) << 16) | (weekday << 13) | (bcd(month) << 8) | bcd(day);
    }

    void date(int register) {
        year = binary((register >> 16) & 0xFF) % 100;
        weekday = (register >> 13) & 7;
        month = binary((register >> 8) & 0x1F);
        day = binary(register & 0x3F);
    }

    static int bcd(int value) {
        return ((value / 10) << 4) | (value % 10);
    }

    private static int binary(int bcd) {
        return (bcd >> 4) * 10 + (bcd & 0xF);
    }
}
