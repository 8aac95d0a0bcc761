package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.engine.Region;

/** What stands at an address that regions call: a region, or one that cannot be entered. */
final class Link {
    /** Replaced when the target is translated or its code changes. Read by generated code. */
    Region region;

    Link(Region region) {
        this.region = region;
    }
}
