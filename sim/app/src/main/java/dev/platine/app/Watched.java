package dev.platine.app;

import dev.platine.hal.Sample;

/** Shows samples. Used by one thread. */
interface Watched {
    void sample(Sample sample);

    /** Called often: draws what has come since the call before, where it draws at all. */
    void look();

    /** Something else was printed below what is drawn. */
    void interrupted();
}
