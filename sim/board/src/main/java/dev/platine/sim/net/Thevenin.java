package dev.platine.sim.net;

// A net as seen from a driver that is left out: at both levels a voltage behind a conductance, 0 when nobody drives.
final class Thevenin {
    double highV;
    double highS;
    double lowV;
    double lowS;
    long periodNs;
    long startNs;
    double duty;
    int distance;
}
