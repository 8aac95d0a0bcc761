package dev.platine.mcu.peripheral.adc;

import static dev.platine.mcu.peripheral.adc.AdcRegisters.*;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Externals;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * What the converters of a chip have in common: the prescaler, the internal sources, and how they work together (dual and triple modes with
 * their data register). It answers while any of them is clocked.
 */
public final class AdcCommon extends Peripheral implements Clocks.Listener {
    private static final int REGULAR_AND_INJECTED = 1;
    private static final int REGULAR_AND_ALTERNATE = 2;
    private static final int INJECTED = 5;
    private static final int REGULAR = 6;
    private static final int INTERLEAVED = 7;
    private static final int ALTERNATE = 9;
    private static final int TRIPLE = 1 << 4;
    private static final int MODE = 0x1F;
    private static final int ONE_BY_ONE = 1;
    private static final int BYTES = 3;

    private final AnalogSupply supply;
    private final List<Adc> converters = new ArrayList<>();
    private final PclkAlarm pace;
    private final SharedData queue = new SharedData();
    private int turn;
    private int alternate;
    private boolean ended;

    /**
     * No converter yet; they join.
     *
     * @param site where it stands
     * @param externals the board's supplies
     * @param several whether the chip has more than one
     */
    public AdcCommon(Site site, Externals externals, boolean several) {
        super(site, several ? COMMON_OF_THREE : COMMON_OF_ONE);
        supply = new AnalogSupply(externals);
        pace = new PclkAlarm(site, this::paced);
        site.clocks().listen(this);
    }

    /** A converter is built. */
    int join(Adc converter) {
        converters.add(converter);
        return converters.size() - 1;
    }

    /**
     * Supplies and temperature, for the board.
     *
     * @return the live object
     */
    public AnalogSupply supply() {
        return supply;
    }

    /** The reset line of RCC is one for all of them. */
    @Override
    protected void wasReset() {
        modeChanged();
        for (Adc converter : converters) {
            converter.reset();
        }
    }

    private void modeChanged() {
        pace.cancel();
        queue.clear();
        turn = 0;
        alternate = 0;
        ended = false;
    }

    private boolean answers() {
        boolean any = false;
        for (int i = 0; i < converters.size(); i++) {
            any |= converters.get(i).clocked();
        }
        return any;
    }

    @Override
    protected boolean accepts(int offset, int written) {
        boolean answers = answers();
        if (!answers) {
            site.clockOff(offset);
        }
        return answers;
    }

    @Override
    protected int value(int offset) {
        if (offset == CSR) {
            int flags = 0;
            for (int i = 0; i < converters.size(); i++) {
                flags |= converters.get(i).flags() << (8 * i);
            }
            return flags;
        }
        return offset == CDR ? data() : registers.get(offset);
    }

    private int data() {
        if (dmaMode() == 0) {
            return converters.get(0).data() | (converters.get(1).data() << 16);
        }
        return queue.value(dmaMode() != ONE_BY_ONE, dmaMode() == BYTES);
    }

    @Override
    protected void wasRead(int offset) {
        if (!answers()) {
            site.clockOff(offset);
        } else if (offset == CDR && dmaMode() == 0) {
            converters.get(0).dataRead();
            converters.get(1).dataRead();
        } else if (offset == CDR) {
            int taken = dmaMode() == ONE_BY_ONE ? 1 : 2;
            for (int i = 0; i < taken && queue.size() > 0; i++) {
                converters.get(queue.take()).dataRead();
            }
        }
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        int now = registers.get(CCR);
        if (offset == CCR && ((before ^ now) & MODE) != 0) {
            modeChanged();
        }
        if (offset == CCR && ((now >> 14) & 3) == 0) {
            ended = false;
            queue.clear();
            if (((before >> 14) & 3) != 0) {
                converters.get(0).request().raise(false);
            }
        }
    }

    boolean several() {
        return converters.size() > 1 && (registers.get(CCR) & MODE) != 0;
    }

    int prescaler() {
        return 2 * (((registers.get(CCR) >> 16) & 3) + 1);
    }

    boolean batteryOn() {
        return registers.has(CCR, CCR_VBATE);
    }

    boolean sensorOn() {
        return registers.has(CCR, CCR_TSVREFE);
    }

    private int dmaMode() {
        return (registers.get(CCR) >> 14) & 3;
    }

    private int mode() {
        return registers.get(CCR) & 0xF;
    }

    private int members() {
        return several() ? Math.min((registers.get(CCR) & TRIPLE) != 0 ? 3 : 2, converters.size()) : 1;
    }

    private boolean regularTogether() {
        int mode = mode();
        return mode == REGULAR_AND_INJECTED || mode == REGULAR_AND_ALTERNATE || mode == REGULAR;
    }

    void regularTrigger(long at) {
        if (mode() == INTERLEAVED) {
            if (!pace.isSet() && !converters.get(0).busy()) {
                turn = 0;
                startTurn(at);
            }
        } else if (regularTogether()) {
            for (int i = 0; i < members(); i++) {
                converters.get(i).startRegular(at, false);
            }
        } else {
            converters.get(0).startRegular(at, false);
        }
    }

    void injectedTrigger(long at) {
        int mode = mode();
        if (mode == REGULAR_AND_INJECTED || mode == INJECTED) {
            for (int i = 0; i < members(); i++) {
                converters.get(i).startInjected(at);
            }
        } else if (mode == REGULAR_AND_ALTERNATE || mode == ALTERNATE) {
            converters.get(alternate).startInjected(at);
            alternate = (alternate + 1) % members();
        } else {
            converters.get(0).startInjected(at);
        }
    }

    /** RM0090 13.9.3: the next converter begins DELAY later, but not before the one before it has sampled and two cycles have passed. */
    private void startTurn(long at) {
        Adc now = converters.get(turn);
        if (!now.startRegular(at, true)) {
            return;
        }
        int delay = ((registers.get(CCR) >> 8) & 0xF) + 5;
        turn = (turn + 1) % members();
        if (turn != 0 || converters.get(0).continuous()) {
            pace.at(at + (long) Math.max(delay, now.firstSampling() + 2) * now.clockCycles());
        }
    }

    private void paced() {
        Adc next = converters.get(turn);
        if (next.busy() && next.due() > pace.due()) {
            pace.at(next.due());
        } else if (next.busy()) {
            pace.at(pace.due() + 1);
        } else if (several() && mode() == INTERLEAVED) {
            startTurn(pace.due());
        }
    }

    /** Whether a converter's data goes to the common data register. */
    boolean takesData(int index) {
        return several() && dmaMode() != 0 && index < members() && (regularTogether() || mode() == INTERLEAVED);
    }

    boolean wouldLose(int index) {
        return !ended && queue.holds(index);
    }

    /** Data of one was lost: all of them end. */
    void lost(int index) {
        if (takesData(index)) {
            pace.cancel();
            queue.clear();
            for (int i = 0; i < members(); i++) {
                converters.get(i).abort();
            }
            converters.get(0).request().raise(false);
        }
    }

    void data(int index, int data) {
        if (!ended) {
            queue.put(index, data);
            request();
        }
    }

    private void request() {
        converters.get(0).request().raise(!ended && queue.size() >= (dmaMode() == ONE_BY_ONE ? 1 : 2));
    }

    void served() {
        request();
    }

    void lastServed() {
        if (!registers.has(CCR, CCR_DDS)) {
            ended = true;
            queue.clear();
            request();
        }
    }

    @Override
    public void clocksChanging() {
        pace.freeze();
    }

    @Override
    public void clocksChanged() {
        pace.thaw();
    }
}
