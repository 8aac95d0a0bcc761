package dev.platine.sim.net;

// A listener on a net, and what the net was when the listener was called last.
final class Tap {
    final NetListener listener;
    final int order;
    private final double stepV;
    private final boolean everything;
    private double highV;
    private double lowV;
    private double duty;
    private long periodNs;
    private boolean driven;

    // everything: also when only a resistance changed, for those who pass a net's state on to another.
    Tap(NetListener listener, double stepV, boolean everything, int order) {
        this.listener = listener;
        this.stepV = stepV;
        this.everything = everything;
        this.order = order;
    }

    boolean concerned(Net net) {
        return everything
                || driven != net.driven()
                || periodNs != net.wavePeriodNs()
                || duty != net.waveDuty()
                || moved(highV, net.highVolts())
                || moved(lowV, net.lowVolts());
    }

    private boolean moved(double before, double now) {
        return before != now && Math.abs(before - now) >= stepV;
    }

    void take(Net net) {
        highV = net.highVolts();
        lowV = net.lowVolts();
        duty = net.waveDuty();
        periodNs = net.wavePeriodNs();
        driven = net.driven();
    }
}
