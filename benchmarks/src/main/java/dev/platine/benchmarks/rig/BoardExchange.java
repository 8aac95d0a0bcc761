package dev.platine.benchmarks.rig;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.hal.AnalogReading;
import dev.platine.hal.AnalogSetpoint;
import dev.platine.hal.Board;
import dev.platine.hal.DigitalReading;
import dev.platine.hal.DigitalSetpoint;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;

/**
 * Our exchange, as a control loop does it: sets 4 set-points through their typed handles, runs the prepared exchange, reads 16
 * readings. The board behind it is a {@link RigBoard} that lives in virtual time as fast as real time.
 */
public final class BoardExchange implements Contender {
    private final String name;
    private final Board board;
    private final AnalogReading[] analog = new AnalogReading[RigBoard.INPUTS];
    private final DigitalReading[] digital = new DigitalReading[RigBoard.INPUTS];
    private final AnalogSetpoint[] analogOut = new AnalogSetpoint[RigBoard.ANALOG_OUTPUTS];
    private final DigitalSetpoint[] digitalOut = new DigitalSetpoint[RigBoard.OUTPUTS - RigBoard.ANALOG_OUTPUTS];
    private final Exchange exchange;
    private int step;
    private double sum;

    private BoardExchange(String name, Board board, ExchangePlan plan) {
        this.name = name;
        this.board = board;
        for (int i = 0; i < RigBoard.INPUTS; i++) {
            analog[i] = plan.read(board.analogInput("ai" + i));
            digital[i] = plan.read(board.digitalInput("di" + i));
        }
        for (int i = 0; i < analogOut.length; i++) {
            analogOut[i] = plan.write(board.analogOutput("ao" + i));
        }
        for (int i = 0; i < digitalOut.length; i++) {
            digitalOut[i] = plan.write(board.digitalOutput("do" + i));
        }
        this.exchange = plan.prepare();
    }

    /**
     * Prepares the exchange.
     *
     * @param name what people call it
     * @param board an open {@link RigBoard}; closed together with this
     * @return the exchange
     */
    public static BoardExchange prepare(String name, Board board) {
        return new BoardExchange(name, board, board.exchange());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void exchange() {
        step++;
        analogOut[0].set((step & 31) * 0.1);
        analogOut[1].set(1.65);
        digitalOut[0].set((step & 1) != 0);
        digitalOut[1].set((step & 2) != 0);
        int status = exchange.run();
        if (status != Exchange.OK) {
            throw new IllegalStateException(name + " did not answer", exchange.failure(status));
        }
        for (int i = 0; i < RigBoard.INPUTS; i++) {
            sum += analog[i].value() + (digital[i].value() ? 1 : 0);
        }
    }

    /**
     * Depends on every value read, so that nothing is optimised away.
     *
     * @return above 0 once the board's loop-back works
     */
    public double sum() {
        return sum;
    }

    /**
     * When the board took the last sample.
     *
     * @return nanoseconds of its own time
     */
    public long boardTimeNs() {
        return exchange.boardTimeNs();
    }

    @Override
    public void close() {
        exchange.close();
        board.close();
    }
}
