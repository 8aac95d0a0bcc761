package dev.platine.sim.bus;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what hangs on a net: it travels as a frame does, and everybody who may be on a bus adds himself. So what counts is the wires as they are at
 * this moment.
 *
 * <p>Inside the rack only.
 */
public final class BusProbe {
    private static final int USUAL = 4;

    private @Nullable BusMember[] members = new BusMember[USUAL];
    private int[] pins = new int[USUAL];
    private int count;

    /** Nobody yet. */
    public BusProbe() {}

    /**
     * Adds who hears it.
     *
     * @param member who
     * @param pin at which of its pins
     */
    public void add(BusMember member, int pin) {
        if (count == pins.length) {
            members = Arrays.copyOf(members, count * 2);
            pins = Arrays.copyOf(pins, count * 2);
        }
        members[count] = member;
        pins[count++] = pin;
    }

    /**
     * How many were found.
     *
     * @return the count
     */
    public int count() {
        return count;
    }

    /**
     * Who was found.
     *
     * @param index from 0, in the order of the wires
     * @return the member
     */
    public BusMember member(int index) {
        BusMember member = members[index];
        if (member == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return member;
    }

    /**
     * At which of its pins.
     *
     * @param index from 0
     * @return the pin's number
     */
    public int pin(int index) {
        return pins[index];
    }

    /**
     * Whether a pin was found.
     *
     * @param member whose
     * @param pin which; -1 is never found
     * @return whether it is on the net
     */
    public boolean has(BusMember member, int pin) {
        for (int i = 0; i < count; i++) {
            if (pins[i] == pin && members[i] == member) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether anybody was found who goes on by himself.
     *
     * @param but not this one
     * @return whether there is another one
     */
    public boolean hasTime(BusMember but) {
        for (int i = 0; i < count; i++) {
            BusMember member = members[i];
            if (member != null && member != but && member.hasTime()) {
                return true;
            }
        }
        return false;
    }
}
