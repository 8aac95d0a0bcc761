package dev.platine.mcu.peripheral.spi;

import static dev.platine.mcu.peripheral.spi.SpiLayout.*;

import dev.platine.mcu.peripheral.Clocks.Domain;
import dev.platine.mcu.peripheral.DmaRequest;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.PinInput;
import dev.platine.mcu.pin.PinOutput;
import dev.platine.mcu.pin.SpiFrame;

/**
 * SPI, with I2S where the chip has it (RM0090 section 28): registers, flags and lines. Frames are moved by {@link SpiMaster},
 * {@link SpiSlave} and {@link I2sLink}. A frame reaches the other side whole, at the end of its last bit; the clock and data lines
 * show their idle levels only.
 */
public final class Spi extends Peripheral {
    final PinOutput sck;
    final PinOutput miso;
    final PinOutput mosi;
    private final PinOutput nss;
    private final PinInput nssIn;
    private final Line line;
    private final DmaRequest txRequest;
    private final DmaRequest rxRequest;
    private final Domain domain;
    private final SpiMaster master;
    private final SpiSlave slave;
    private final I2sLink i2s;
    private int tx;
    private int rx;
    private boolean txFull;
    private boolean overrunRead;
    private boolean faultSeen;
    private boolean crcAfterThis;
    private long crcNextNs;

    /**
     * A block after reset.
     *
     * @param site where it stands
     * @param domain its bus
     * @param withI2s whether I2S is built in
     */
    public Spi(Site site, Domain domain, boolean withI2s) {
        super(site, withI2s ? SpiLayout.I2S : SpiLayout.SPI);
        storesAll(SR, DR);
        acceptsAll();
        this.domain = domain;
        String name = site.name();
        sck = site.output(name + "_SCK");
        miso = site.output(name + "_MISO");
        mosi = site.output(name + "_MOSI");
        nss = site.output(name + "_NSS");
        nssIn = site.input(name + "_NSS", true);
        line = site.interrupt(name);
        txRequest = site.dma(name + "_TX");
        rxRequest = site.dma(name + "_RX");
        txRequest.onLast(this::lastByDma);
        rxRequest.onLast(this::lastReceivedByDma);
        master = new SpiMaster(this, site);
        slave = new SpiSlave(this, site);
        i2s = new I2sLink(this, site);
        site.input(name + "_MISO", true);
        site.input(name + "_MOSI", true);
        site.input(name + "_SCK", false).attach(slave);
        sck.onRouting(this::pins);
        nssIn.listen(new PinInput.Listener() {
            @Override
            public void changed(boolean high) {
                checkFault();
                pins();
            }
        });
        wasReset();
    }

    @Override
    protected void wasReset() {
        tx = 0;
        rx = 0;
        txFull = false;
        overrunRead = false;
        faultSeen = false;
        crcAfterThis = false;
        master.reset();
        slave.reset();
        i2s.reset();
        pins();
        update();
    }

    @Override
    protected void gating(boolean on) {
        master.gate(on);
        i2s.gate(on);
        pins();
    }

    @Override
    protected int value(int offset) {
        return offset == DR ? rx : registers.get(offset);
    }

    @Override
    protected void wasRead(int offset) {
        if (offset == DR) {
            registers.put(SR, RXNE, false);
            overrunRead = registers.has(SR, OVR);
        } else if (offset == SR) {
            registers.put(SR, FRE | UDR, false);
            if (overrunRead) {
                registers.put(SR, OVR, false);
                overrunRead = false;
            }
            faultSeen = registers.has(SR, MODF);
        }
        update();
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        switch (offset) {
            case CR1 -> controlled(before);
            case DR -> loaded(written);
            case I2SCFGR, I2SPR -> i2s.configured();
            default -> {}
        }
        pins();
        checkFault();
        update();
    }

    private void loaded(int written) {
        tx = written & 0xFFFF;
        txFull = true;
        registers.put(SR, TXE, false);
        master.kick();
        i2s.kick();
    }

    private void controlled(int before) {
        if (faultSeen) {
            registers.put(SR, MODF, false);
            faultSeen = false;
        }
        int rising = registers.get(CR1) & ~before;
        if ((rising & CRCEN) != 0) {
            registers.set(RXCRCR, 0);
            registers.set(TXCRCR, 0);
            crcAfterThis = false;
        }
        if ((rising & CRCNEXT) != 0) {
            crcNextNs = site.nowNs();
        }
        checkFault();
        if ((rising & SPE) != 0) {
            slave.enabled();
        }
        master.configured();
    }

    /** Master mode fault: a master sees itself selected (RM0090 section 28.3.10). It stays until it is cleared. */
    private void checkFault() {
        int cr1 = registers.get(CR1);
        boolean isMaster = (cr1 & (MSTR | SPE)) == (MSTR | SPE);
        boolean selected = (cr1 & SSM) != 0 ? (cr1 & SSI) == 0 : !registers.has(CR2, SSOE) && !nssIn.isHigh();
        if (isMaster && selected && !registers.has(CR2, FRF) && !isI2s()) {
            registers.put(SR, MODF, true);
        }
        if (registers.has(SR, MODF) && (cr1 & (MSTR | SPE)) != 0) {
            registers.put(CR1, MSTR | SPE, false);
            master.configured();
            pins();
            update();
        }
    }

    /** Whether a slave is selected. */
    boolean selected() {
        return on(SSM) ? !on(SSI) : !nssIn.isHigh();
    }

    private void pins() {
        boolean drives = on(SPE) && on(MSTR) && !isI2s();
        sck.level(isI2s() ? registers.has(I2SCFGR, 1 << 3) : registers.has(CR1, 2));
        sck.enable(on(MSTR) || isI2s());
        boolean oneLine = on(BIDIMODE);
        boolean gives = on(MSTR) && (!oneLine || on(BIDIOE));
        mosi.enable(isI2s() ? i2s.gives() : gives);
        miso.enable(!on(MSTR) && on(SPE) && selected() && (oneLine ? on(BIDIOE) : !on(RXONLY)));
        sck.follow(clocked() && (isI2s() ? i2s.isSlave() : on(SPE) && !on(MSTR)));
        nss.level(false);
        nss.enable(drives && registers.has(CR2, SSOE) && !on(SSM));
    }

    boolean on(int cr1) {
        return registers.has(CR1, cr1);
    }

    boolean isI2s() {
        return registers.has(I2SCFGR, I2SMOD) && layout() == SpiLayout.I2S;
    }

    int get(int offset) {
        return registers.get(offset);
    }

    I2sLink i2s() {
        return i2s;
    }

    Domain domain() {
        return domain;
    }

    int width() {
        return on(DFF) ? 16 : 8;
    }

    /** The mode of frames: CPOL and CPHA, or TI's. */
    int mode() {
        return registers.has(CR2, FRF) ? SpiFrame.TI : registers.get(CR1) & 3;
    }

    int onWire(int data) {
        int bits = data & (1 << width()) - 1;
        return on(LSBFIRST) ? SpiCrc.reverse(bits, width()) : bits;
    }

    boolean txFull() {
        return txFull;
    }

    /** What was written last, whether or not it was taken before. */
    int tx() {
        return tx;
    }

    /** Takes what was written to the data register. */
    int take() {
        txFull = false;
        registers.put(SR, TXE, true);
        int data = tx;
        // The DMA controller may write the next one within update, and tell that it was the last.
        update();
        return data;
    }

    void busy(boolean now) {
        registers.put(SR, BSY, now);
    }

    void flag(int bits, boolean now) {
        registers.put(SR, bits, now);
        update();
    }

    /** A frame was received. */
    void received(int data) {
        if (registers.has(SR, RXNE)) {
            registers.put(SR, OVR, true);
            overrunRead = false;
        } else {
            rx = data;
            registers.put(SR, RXNE, true);
        }
        update();
    }

    private void lastByDma() {
        crcAfterThis = on(CRCEN);
    }

    private void lastReceivedByDma() {
        if (on(CRCEN) && receivesOnly()) {
            crcAfterThis = true;
            master.endsWithCrc();
        }
    }

    /** Whether no data goes out: what is in the data register does not matter. */
    boolean receivesOnly() {
        return on(BIDIMODE) ? !on(BIDIOE) : on(RXONLY);
    }

    /** Whether the next frame is the check sum, as CRCNEXT or the end of DMA says. */
    boolean crcIsNext() {
        return on(CRCEN) && (!txFull || receivesOnly()) && (on(CRCNEXT) || crcAfterThis);
    }

    /** When CRCNEXT was set. */
    long crcNextNs() {
        return on(CRCNEXT) ? crcNextNs : Long.MIN_VALUE;
    }

    void crcTaken() {
        crcAfterThis = false;
        registers.put(CR1, CRCNEXT, false);
    }

    /** A data frame goes into the check sum of what is sent. */
    void sum(int register, int data) {
        if (on(CRCEN)) {
            registers.set(register, SpiCrc.next(get(register), onWire(data), width(), get(CRCPR)));
        }
    }

    /** The received check sum against ours. */
    void check(int received) {
        if ((received & (1 << width()) - 1) != (get(RXCRCR) & (1 << width()) - 1)) {
            registers.put(SR, CRCERR, true);
        }
        received(received);
    }

    void update() {
        int sr = registers.get(SR);
        int cr2 = registers.get(CR2);
        boolean data = (sr & cr2 >> 6 & RXNE) != 0 || (sr & cr2 >> 6 & TXE) != 0;
        line.set(data || ((sr & ERRORS) != 0 && (cr2 & ERRIE) != 0));
        rxRequest.raise((sr & RXNE) != 0 && (cr2 & RXDMAEN) != 0);
        txRequest.raise((sr & TXE) != 0 && (cr2 & TXDMAEN) != 0);
    }
}
