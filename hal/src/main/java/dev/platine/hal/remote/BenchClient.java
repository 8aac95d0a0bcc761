package dev.platine.hal.remote;

import dev.platine.core.protocol.proto.AdvanceTime;
import dev.platine.core.protocol.proto.BenchReply;
import dev.platine.core.protocol.proto.BenchReply.BodyCase;
import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.core.protocol.proto.DriveNet;
import dev.platine.core.protocol.proto.Fittings;
import dev.platine.core.protocol.proto.HoldTime;
import dev.platine.core.protocol.proto.LinkFaultStatus;
import dev.platine.core.protocol.proto.ListFittings;
import dev.platine.core.protocol.proto.Operate;
import dev.platine.core.protocol.proto.ProbeNet;
import dev.platine.core.protocol.proto.ReadPlant;
import dev.platine.core.protocol.proto.ReadTime;
import dev.platine.core.protocol.proto.ReleaseNet;
import dev.platine.core.protocol.proto.RunTime;
import dev.platine.core.protocol.proto.SetLinkFault;
import dev.platine.core.protocol.proto.SetPower;
import dev.platine.core.protocol.proto.SetWire;
import dev.platine.core.protocol.proto.WritePlant;
import dev.platine.hal.Bench;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.link.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The bench of a simulated board, over a connection of its own. Safe for any thread. Without a thread of its own: whoever
 * asks reads the answer. A lost connection is opened again by the next call.
 */
final class BenchClient implements Bench {
    private static final int MOST_FITTINGS = 65_536;
    private static final Duration LONGEST_ADVANCE = Duration.ofHours(1);
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(365);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(60);

    private final String board;
    private final LinkOpener opener;
    private final String boardName;
    private final OpenOptions options;
    private final Requests requests;
    private Connection connection;
    private boolean closed;

    private BenchClient(
            String board,
            LinkOpener opener,
            String boardName,
            OpenOptions options,
            Requests requests,
            Connection first) {
        this.board = board;
        this.opener = opener;
        this.boardName = boardName;
        this.options = options;
        this.requests = requests;
        this.connection = first;
    }

    static BenchClient open(String board, LinkOpener opener, String boardName, OpenOptions options, long deadlineNs) {
        Requests requests = new Requests(board);
        Connection first = connect(opener, boardName, options, requests, deadlineNs);
        return new BenchClient(board, opener, boardName, options, requests, first);
    }

    private static Connection connect(
            LinkOpener opener, String boardName, OpenOptions options, Requests requests, long deadlineNs) {
        Link link;
        try {
            link = opener.open(deadlineNs);
        } catch (BoardException e) {
            if (e.kind() == Kind.BUSY) {
                throw requests.error(
                        Kind.UNSUPPORTED,
                        "bench",
                        null,
                        "a bench needs a way of its own, and this line has room for one only");
            }
            throw e;
        }
        Connection connection = new Connection(link, Kinds.BENCH, (in, offset, length) -> true, () -> {});
        try {
            new Handshake(requests, connection, deadlineNs, Timing.DEFAULT.helloNs()).benchHello(boardName, options);
            return connection;
        } catch (BoardException e) {
            connection.close();
            if (e.kind() == Kind.DEADLINE) {
                throw requests.error(Kind.UNSUPPORTED, "bench", null, "no bench answered: the board may be a real one");
            }
            throw e;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private synchronized Connection connection(long deadlineNs) {
        if (closed) {
            throw requests.error(Kind.CLOSED, "bench", null, "used after close");
        }
        if (connection.loss() != null) {
            connection = connect(opener, boardName, options, requests, deadlineNs);
        }
        return connection;
    }

    private BenchReply ask(BenchRequest.Builder request, BodyCase expected, String operation, long deadlineNs) {
        Connection asked = connection(deadlineNs);
        BenchReply reply;
        try {
            reply = requests.ask(asked, request.build(), BenchReply.parser(), operation, null, deadlineNs);
        } finally {
            if (asked.loss() != null) {
                asked.close();
            }
        }
        if (reply.getBodyCase() != expected) {
            throw requests.protocol(operation, "the bench answered " + operation + " with " + Replies.bodyName(reply));
        }
        return reply;
    }

    private BenchReply ask(BenchRequest.Builder request, BodyCase expected, String operation) {
        return ask(
                request,
                expected,
                operation,
                System.nanoTime() + options.requestDeadline().toNanos());
    }

    private void order(BenchRequest.Builder request, String operation) {
        ask(request, BodyCase.DONE, operation);
    }

    private static BenchRequest.Builder request() {
        return BenchRequest.newBuilder();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static TimeStatus status(BenchReply reply) {
        var time = reply.getTime();
        return new TimeStatus(time.getNowNs(), time.getHeld(), time.getSpeed(), time.getEvents());
    }

    @Override
    public TimeStatus time() {
        return status(ask(request().setReadTime(ReadTime.getDefaultInstance()), BodyCase.TIME, "read time"));
    }

    @Override
    public void hold() {
        order(request().setHoldTime(HoldTime.getDefaultInstance()), "hold time");
    }

    @Override
    public void run(double speed) {
        require(speed >= 0 && Double.isFinite(speed), "must be >= 0 and finite: speed=" + speed);
        order(request().setRunTime(RunTime.newBuilder().setSpeed(speed)), "run time");
    }

    @Override
    public TimeStatus advance(Duration duration, Duration deadline) {
        boolean inside = !duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST_ADVANCE) <= 0;
        require(inside, "must be above 0 and at most 1 h: duration=" + duration);
        require(!deadline.isNegative() && !deadline.isZero(), "must be above 0: deadline=" + deadline);
        AdvanceTime.Builder advance = AdvanceTime.newBuilder().setDurationNs(duration.toNanos());
        Duration patience = deadline.compareTo(LONGEST_DEADLINE) < 0 ? deadline : LONGEST_DEADLINE;
        long deadlineNs = System.nanoTime() + patience.toNanos();
        return status(ask(request().setAdvanceTime(advance), BodyCase.TIME, "advance time", deadlineNs));
    }

    @Override
    public List<Fitting> list(What what) {
        ListFittings.What asked = switch (what) {
            case PARTS -> ListFittings.What.PARTS;
            case NETS -> ListFittings.What.NETS;
            case PLANT -> ListFittings.What.PLANT;
        };
        List<Fitting> all = new ArrayList<>();
        int total;
        do {
            ListFittings.Builder list = ListFittings.newBuilder().setWhat(asked).setFirst(all.size());
            Fittings page = ask(request().setListFittings(list), BodyCase.FITTINGS, "list")
                    .getFittings();
            total = page.getTotal();
            boolean sound = total >= 0 && total <= MOST_FITTINGS && all.size() + page.getFittingsCount() <= total;
            if (!sound || (page.getFittingsCount() == 0 && all.size() < total)) {
                throw requests.protocol(
                        "list",
                        "the bench listed " + page.getFittingsCount() + " from " + all.size() + " on, of "
                                + Integer.toUnsignedString(total));
            }
            page.getFittingsList()
                    .forEach(f -> all.add(new Fitting(f.getName(), f.getType(), f.getDetail(), f.getWritable())));
        } while (all.size() < total);
        return List.copyOf(all);
    }

    @Override
    public void operate(String part, String action) {
        order(request().setOperate(Operate.newBuilder().setPart(part).setAction(action)), "operate " + part);
    }

    @Override
    public void operate(String part, String action, double value) {
        Operate.Builder operate =
                Operate.newBuilder().setPart(part).setAction(action).setValue(value);
        order(request().setOperate(operate), "operate " + part);
    }

    @Override
    public NetReading probe(String net) {
        ProbeNet.Builder probe = ProbeNet.newBuilder().setNet(net);
        var reading =
                ask(request().setProbeNet(probe), BodyCase.NET, "probe " + net).getNet();
        return new NetReading(
                reading.getNowNs(),
                reading.getVolts(),
                reading.getDriven(),
                reading.getContention(),
                reading.getCurrentA(),
                reading.getChanges());
    }

    @Override
    public void drive(String net, double volts, double ohms) {
        require(volts >= -1_000 && volts <= 1_000, "must be -1,000 to 1,000: volts=" + volts);
        require(ohms >= 0.001 && Double.isFinite(ohms), "must be at least 0.001 and finite: ohms=" + ohms);
        DriveNet.Builder drive =
                DriveNet.newBuilder().setNet(net).setVolts(volts).setOhms(ohms);
        order(request().setDriveNet(drive), "drive " + net);
    }

    @Override
    public void release(String net) {
        order(request().setReleaseNet(ReleaseNet.newBuilder().setNet(net)), "release " + net);
    }

    @Override
    public void wire(String pin, boolean cut) {
        order(request().setSetWire(SetWire.newBuilder().setPin(pin).setCut(cut)), "wire " + pin);
    }

    @Override
    public void power(boolean on) {
        order(request().setSetPower(SetPower.newBuilder().setOn(on)), "power");
    }

    @Override
    public double plant(String quantity) {
        ReadPlant.Builder read = ReadPlant.newBuilder().setQuantity(quantity);
        return ask(request().setReadPlant(read), BodyCase.PLANT, "plant " + quantity)
                .getPlant()
                .getValue();
    }

    @Override
    public void setPlant(String quantity, double value) {
        require(Double.isFinite(value), "must be finite: value=" + value);
        WritePlant.Builder write = WritePlant.newBuilder().setQuantity(quantity).setValue(value);
        order(request().setWritePlant(write), "set plant " + quantity);
    }

    @Override
    public LinkFaultCounts linkFault(LinkFault fault) {
        SetLinkFault.Builder set = SetLinkFault.newBuilder()
                .setDelayUs(delayUs("delay", fault.delay()))
                .setJitterUs(delayUs("jitter", fault.jitter()))
                .setDrop(probability("drop", fault.drop()))
                .setCorrupt(probability("corrupt", fault.corrupt()))
                .setDuplicate(probability("duplicate", fault.duplicate()))
                .setDisconnect(fault.disconnect())
                .setSeed(fault.seed());
        LinkFaultStatus struck = ask(request().setSetLinkFault(set), BodyCase.LINK_FAULT, "link fault")
                .getLinkFault();
        return new LinkFaultCounts(
                struck.getDelayed(),
                struck.getDropped(),
                struck.getCorrupted(),
                struck.getDuplicated(),
                struck.getDisconnected());
    }

    private static int delayUs(String what, Duration delay) {
        require(!delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0, "must be 0 to 60 s: " + what + "=" + delay);
        return Registry.micros(delay.toNanos());
    }

    private static float probability(String what, double value) {
        require(value >= 0 && value <= 1, "must be 0 to 1: " + what + "=" + value);
        return (float) value;
    }

    @Override
    public synchronized void close() {
        closed = true;
        connection.close();
    }

    @Override
    public String toString() {
        return "bench of " + board;
    }
}
