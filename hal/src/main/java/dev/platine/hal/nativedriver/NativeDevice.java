package dev.platine.hal.nativedriver;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalEvent;
import dev.platine.hal.local.LocalException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A device behind a maker's driver: words are copied to and from its blocks, and checked. One thread at a time. */
final class NativeDevice implements LocalDevice {
    private static final int WORD = 4;
    private static final int INSTANT = 8;

    private final DriverLibrary calls;
    private final DriverErrors errors;
    private final long driver;
    private final DriverTable table;
    private final DriverEvents events;
    private final GuardedBlock step = new GuardedBlock(DriverCalls.STEP_BYTES);
    private final GuardedBlock inputs;
    private final GuardedBlock outputs;
    private final GuardedBlock until;
    private final GuardedBlock text = new GuardedBlock(DriverCalls.MAX_TEXT + 1);
    private final boolean[] tellsChanges;
    private final ChannelSpec[] inputSpecs;
    private final ChannelSpec[] outputSpecs;
    private long timeNs;
    private boolean fault;
    private boolean broken;
    private LocalException failure = new LocalException(Kind.BOARD_FAILURE, "nothing has failed");

    private NativeDevice(DriverLibrary calls, long driver, DriverErrors errors, DriverTable table) {
        this.calls = calls;
        this.driver = driver;
        this.errors = errors;
        this.table = table;
        this.inputSpecs = words(table.description(), Direction.INPUT);
        this.outputSpecs = words(table.description(), Direction.OUTPUT);
        this.inputs = new GuardedBlock(inputSpecs.length * WORD);
        this.outputs = new GuardedBlock(outputSpecs.length * WORD);
        this.until = new GuardedBlock(outputSpecs.length * INSTANT);
        this.tellsChanges = new boolean[table.description().channels().size()];
        table.tellsChanges().forEach(id -> tellsChanges[id] = true);
        this.events =
                new DriverEvents(calls, driver, errors, table.description().channels());
    }

    /** Loads the library and opens a device. */
    static NativeDevice open(Path file, String config) {
        return open(DriverFile.load(file), config);
    }

    /** Opens a device: open, describe, bind. */
    static NativeDevice open(DriverLibrary calls, String config) {
        Opened opened = Opened.of(calls, config);
        try {
            return opened.described();
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * A driver that was opened and has not described itself yet.
     *
     * @param calls its library
     * @param driver its address
     * @param errors where it says why it fails
     */
    record Opened(DriverLibrary calls, long driver, DriverErrors errors) {
        static Opened of(DriverLibrary calls, String config) {
            DriverErrors errors = new DriverErrors();
            return new Opened(calls, openDriver(calls, config, errors), errors);
        }

        NativeDevice described() {
            NativeDevice device = new NativeDevice(calls, driver, errors, DriverTable.read(calls, driver, errors));
            device.bind();
            return device;
        }

        void close() {
            calls.close(driver);
            errors.block().release();
        }
    }

    private static long openDriver(DriverLibrary calls, String config, DriverErrors errors) {
        byte[] text = config.getBytes(StandardCharsets.UTF_8);
        GuardedBlock words = new GuardedBlock(text.length + 1);
        GuardedBlock result = new GuardedBlock(INSTANT);
        try {
            GuardedBlock.put(words.bytes(), 0, text);
            int status = calls.open(words.address(), errors.address(), result.address());
            long driver = result.bytes().getLong(0);
            if (status == DriverCalls.OK && driver == 0) {
                throw new LocalException(Kind.PROTOCOL, "open returned OK and no driver: tell the driver's maker");
            }
            errors.check("open", status);
            return driver;
        } finally {
            words.release();
            result.release();
        }
    }

    private void bind() {
        GuardedBlock blocks = new GuardedBlock(DriverCalls.BLOCKS_BYTES);
        try {
            ByteBuffer bytes = blocks.bytes();
            bytes.putLong(DriverCalls.BLOCKS_STEP, step.address());
            bytes.putLong(DriverCalls.BLOCKS_INPUTS, inputs.address());
            bytes.putLong(DriverCalls.BLOCKS_OUTPUTS, outputs.address());
            bytes.putLong(DriverCalls.BLOCKS_UNTIL_NS, until.address());
            bytes.putInt(DriverCalls.BLOCKS_INPUT_COUNT, inputSpecs.length);
            bytes.putInt(DriverCalls.BLOCKS_OUTPUT_COUNT, outputSpecs.length);
            errors.check("bind", calls.bind(driver, blocks.address()));
        } finally {
            blocks.release();
        }
    }

    private static ChannelSpec[] words(BoardDescription description, Direction direction) {
        return description.channels().stream()
                .filter(c -> c.direction() == direction && c.kind() != ChannelKind.TEXT)
                .toArray(ChannelSpec[]::new);
    }

    @Override
    public BoardDescription description() {
        return table.description();
    }

    @Override
    public boolean keepsLifetimes() {
        return table.keepsLifetimes();
    }

    @Override
    public boolean tellsChanges(int channel) {
        return tellsChanges[channel];
    }

    @Override
    public long scanNs() {
        return table.scanNs();
    }

    boolean resets() {
        return table.resets();
    }

    /** The blocks that are bound, for who looks at their guards. */
    List<GuardedBlock> blocks() {
        return List.of(step, inputs, outputs, until, events.block(), text, errors.block());
    }

    @Override
    public int exchange(int[] values, long[] untilNs) {
        if (broken) {
            return FAILED;
        }
        ByteBuffer out = outputs.bytes();
        ByteBuffer untilBytes = until.bytes();
        for (int i = 0; i < outputSpecs.length; i++) {
            int id = outputSpecs[i].id();
            out.putInt(i * WORD, values[id]);
            untilBytes.putLong(i * INSTANT, untilNs[id]);
        }
        step.bytes().putLong(DriverCalls.STEP_NOW_NS, System.nanoTime());
        int status = calls.exchange(driver);
        if (!areIntact()) {
            return breakDown();
        }
        if (status != DriverCalls.OK) {
            failure = errors.failure("exchange", status);
            return status == DriverCalls.LOST ? LOST : FAILED;
        }
        return take(values);
    }

    private boolean areIntact() {
        return step.isIntact() && inputs.isIntact() && outputs.isIntact() && until.isIntact();
    }

    private int breakDown() {
        broken = true;
        failure = new LocalException(
                Kind.BOARD_FAILURE,
                "the driver wrote beside its blocks, so nothing of it can be trusted; close the board and tell the maker");
        return FAILED;
    }

    private int take(int[] values) {
        ByteBuffer in = inputs.bytes();
        for (int i = 0; i < inputSpecs.length; i++) {
            int bits = in.getInt(i * WORD);
            if (!DriverEvents.isValue(inputSpecs[i].kind(), bits)) {
                return wrong(inputSpecs[i], bits);
            }
            values[inputSpecs[i].id()] = bits;
        }
        ByteBuffer out = outputs.bytes();
        for (int i = 0; i < outputSpecs.length; i++) {
            int bits = out.getInt(i * WORD);
            if (!outputSpecs[i].accepts(bits)) {
                return wrong(outputSpecs[i], bits);
            }
            values[outputSpecs[i].id()] = bits;
        }
        long nowNs = step.bytes().getLong(DriverCalls.STEP_TIME_NS);
        if (nowNs < timeNs) {
            failure = new LocalException(
                    Kind.PROTOCOL, "the driver's time stepped back: " + nowNs + " ns after " + timeNs + " ns");
            return FAILED;
        }
        timeNs = nowNs;
        fault = (step.bytes().getInt(DriverCalls.STEP_FLAGS) & DriverCalls.FAULT) != 0;
        return OK;
    }

    private int wrong(ChannelSpec channel, int bits) {
        String value =
                channel.kind().isReal() ? Float.toString(Float.intBitsToFloat(bits)) : Integer.toUnsignedString(bits);
        failure = new LocalException(
                Kind.PROTOCOL,
                0,
                channel.name(),
                "the driver gave " + value + ", which is no value of this channel: tell the driver's maker");
        return FAILED;
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public boolean fault() {
        return fault;
    }

    @Override
    public LocalException failure() {
        return failure;
    }

    @Override
    public boolean nextEvent(LocalEvent into) {
        return !broken && events.next(into);
    }

    @Override
    public void writeText(ChannelSpec channel, String line) {
        GuardedBlock.put(text.bytes(), 0, line.getBytes(StandardCharsets.UTF_8));
        errors.check("write_text", calls.writeText(driver, channel.id(), text.address()));
    }

    @Override
    public void reset() {
        if (!table.resets()) {
            throw new LocalException(Kind.UNSUPPORTED, "this driver cannot restart its device");
        }
        errors.check("reset", calls.reset(driver));
        timeNs = 0;
    }

    /** Closes the driver and keeps its blocks, to see whether it leaves them alone. */
    void closeDriver() {
        calls.close(driver);
    }

    @Override
    public void close() {
        closeDriver();
        blocks().forEach(GuardedBlock::release);
    }
}
