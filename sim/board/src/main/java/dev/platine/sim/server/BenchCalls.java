package dev.platine.sim.server;

import com.google.protobuf.CodedOutputStream;
import dev.platine.core.protocol.proto.AdvanceTime;
import dev.platine.core.protocol.proto.BenchReply;
import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.core.protocol.proto.Done;
import dev.platine.core.protocol.proto.Fitting;
import dev.platine.core.protocol.proto.Fittings;
import dev.platine.core.protocol.proto.LinkFaultStatus;
import dev.platine.core.protocol.proto.ListFittings;
import dev.platine.core.protocol.proto.NetReading;
import dev.platine.core.protocol.proto.Operate;
import dev.platine.core.protocol.proto.PlantReading;
import dev.platine.core.protocol.proto.SetLinkFault;
import dev.platine.core.protocol.proto.TimeStatus;
import dev.platine.hal.Bench;
import dev.platine.hal.BoardException.Kind;
import dev.platine.sim.service.ServiceException;
import java.time.Duration;
import java.util.List;

/** Answers the requests of a bench that are not Hello. Outside the rack; refusals are thrown. */
final class BenchCalls {
    /** Longest step of time in one request. */
    private static final long MAX_ADVANCE_NS = 3_600_000_000_000L;
    /** How long a step may take in real time: until somebody gives up on the other end and the connection closes. */
    private static final Duration NO_DEADLINE = Duration.ofDays(1);

    private static final BenchReply DONE =
            BenchReply.newBuilder().setDone(Done.getDefaultInstance()).build();

    private final Bench bench;
    private final int maxMessageBytes;

    BenchCalls(Bench bench, int maxMessageBytes) {
        this.bench = bench;
        this.maxMessageBytes = maxMessageBytes;
    }

    BenchReply answer(BenchRequest request) {
        return switch (request.getBodyCase()) {
            case READ_TIME -> time(bench.time());
            case HOLD_TIME -> {
                bench.hold();
                yield DONE;
            }
            case RUN_TIME -> {
                bench.run(request.getRunTime().getSpeed());
                yield DONE;
            }
            case LIST_FITTINGS -> list(request.getListFittings());
            case OPERATE -> operate(request.getOperate());
            case PROBE_NET -> probe(request.getProbeNet().getNet());
            case DRIVE_NET -> {
                var drive = request.getDriveNet();
                bench.drive(drive.getNet(), drive.getVolts(), drive.getOhms());
                yield DONE;
            }
            case RELEASE_NET -> {
                bench.release(request.getReleaseNet().getNet());
                yield DONE;
            }
            case SET_WIRE -> {
                bench.wire(request.getSetWire().getPin(), request.getSetWire().getCut());
                yield DONE;
            }
            case SET_POWER -> {
                bench.power(request.getSetPower().getOn());
                yield DONE;
            }
            case READ_PLANT -> plant(request.getReadPlant().getQuantity());
            case WRITE_PLANT -> {
                var write = request.getWritePlant();
                bench.setPlant(write.getQuantity(), write.getValue());
                yield DONE;
            }
            case SET_LINK_FAULT -> linkFault(request.getSetLinkFault());
            case HELLO, ADVANCE_TIME, BODY_NOT_SET ->
                throw new ServiceException(Kind.MALFORMED, "the request has no body that this bench knows");
        };
    }

    /** Runs time forward; may take long. */
    BenchReply advance(AdvanceTime request) {
        long ns = request.getDurationNs();
        if (ns <= 0 || ns > MAX_ADVANCE_NS) {
            throw new ServiceException(
                    Kind.OUT_OF_RANGE, "must be above 0 and at most 3600 s: duration_ns=" + Long.toUnsignedString(ns));
        }
        return time(bench.advance(Duration.ofNanos(ns), NO_DEADLINE));
    }

    /** Ends what is under way. Any thread. */
    void close() {
        bench.close();
    }

    private static BenchReply time(Bench.TimeStatus status) {
        return BenchReply.newBuilder()
                .setTime(TimeStatus.newBuilder()
                        .setNowNs(status.nowNs())
                        .setHeld(status.held())
                        .setSpeed(status.speed())
                        .setEvents(status.events()))
                .build();
    }

    private BenchReply list(ListFittings request) {
        Bench.What what = switch (request.getWhat()) {
            case PARTS -> Bench.What.PARTS;
            case NETS -> Bench.What.NETS;
            case PLANT -> Bench.What.PLANT;
            case WHAT_UNSPECIFIED, UNRECOGNIZED ->
                throw new ServiceException(
                        Kind.MALFORMED, "must be PARTS, NETS or PLANT: what=" + request.getWhatValue());
        };
        List<Bench.Fitting> all = bench.list(what);
        Fittings.Builder page = Fittings.newBuilder().setTotal(all.size());
        int room = maxMessageBytes - 16;
        for (int i = Math.max(0, request.getFirst()); i < all.size(); i++) {
            Fitting fitting = fitting(all.get(i));
            room -= CodedOutputStream.computeMessageSize(Fittings.FITTINGS_FIELD_NUMBER, fitting);
            if (room < 0) {
                break;
            }
            page.addFittings(fitting);
        }
        return BenchReply.newBuilder().setFittings(page).build();
    }

    private static Fitting fitting(Bench.Fitting fitting) {
        return Fitting.newBuilder()
                .setName(fitting.name())
                .setType(fitting.type())
                .setDetail(dev.platine.core.protocol.Descriptions.cut(fitting.detail(), 127))
                .setWritable(fitting.writable())
                .build();
    }

    private BenchReply operate(Operate operate) {
        if (operate.hasValue()) {
            bench.operate(operate.getPart(), operate.getAction(), operate.getValue());
        } else {
            bench.operate(operate.getPart(), operate.getAction());
        }
        return DONE;
    }

    private BenchReply probe(String net) {
        Bench.NetReading reading = bench.probe(net);
        return BenchReply.newBuilder()
                .setNet(NetReading.newBuilder()
                        .setNowNs(reading.nowNs())
                        .setVolts(reading.volts())
                        .setDriven(reading.driven())
                        .setContention(reading.contention())
                        .setCurrentA(reading.currentA())
                        .setChanges(reading.changes()))
                .build();
    }

    private BenchReply plant(String quantity) {
        String unit = "";
        for (Bench.Fitting fitting : bench.list(Bench.What.PLANT)) {
            unit = fitting.name().equals(quantity) ? fitting.type() : unit;
        }
        double value = bench.plant(quantity);
        return BenchReply.newBuilder()
                .setPlant(PlantReading.newBuilder()
                        .setNowNs(bench.time().nowNs())
                        .setValue(value)
                        .setUnit(unit))
                .build();
    }

    private BenchReply linkFault(SetLinkFault request) {
        Bench.LinkFaultCounts counts = bench.linkFault(new Bench.LinkFault(
                Duration.ofNanos(1_000L * Integer.toUnsignedLong(request.getDelayUs())),
                Duration.ofNanos(1_000L * Integer.toUnsignedLong(request.getJitterUs())),
                request.getDrop(),
                request.getCorrupt(),
                request.getDuplicate(),
                request.getDisconnect(),
                request.getSeed()));
        return BenchReply.newBuilder()
                .setLinkFault(LinkFaultStatus.newBuilder()
                        .setDelayed(counts.delayed())
                        .setDropped(counts.dropped())
                        .setCorrupted(counts.corrupted())
                        .setDuplicated(counts.duplicated())
                        .setDisconnected(counts.disconnected()))
                .build();
    }
}
