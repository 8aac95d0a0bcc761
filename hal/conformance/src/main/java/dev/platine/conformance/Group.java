package dev.platine.conformance;

/** What all groups of behaviours start from. */
interface Group {
    Subject subject();
}
