package dev.platine.mcu.peripheral.i2c;

import dev.platine.mcu.pin.I2cTarget;
import java.util.ArrayList;
import java.util.List;

/** A part at address 0x50 that gives 1, 2, 3 ... and notes what it sees. */
final class I2cPart implements I2cTarget {
    final List<String> seen = new ArrayList<>();
    private boolean first;
    private boolean addressed;
    int gives = 1;
    int result = ACK;
    int refuseFrom = Integer.MAX_VALUE;
    boolean holds;

    @Override
    public void started() {
        seen.add("S");
        first = true;
    }

    @Override
    public int written(int bits) {
        addressed = first ? bits >> 1 == 0x50 : addressed;
        int answer = addressed && seen.size() < refuseFrom ? result : NACK;
        first = false;
        seen.add(Integer.toHexString(bits) + (answer == ACK ? "+" : "-"));
        return answer;
    }

    @Override
    public int read(boolean ack) {
        seen.add("r" + gives + (ack ? "+" : "-"));
        return gives++;
    }

    @Override
    public void stopped() {
        seen.add("P");
    }

    @Override
    public boolean holds() {
        return holds;
    }
}
