/** One suite of behaviours that every kind of board passes. */
module dev.platine.conformance {
    requires transitive dev.platine.hal;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires org.junit.platform.launcher;

    exports dev.platine.conformance;

    opens dev.platine.conformance to
            org.junit.platform.commons;
}
