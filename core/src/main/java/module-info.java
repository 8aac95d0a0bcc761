/** What a board is and says: channels, protocol, frames, time. No input or output. */
module dev.platine.core {
    requires transitive com.google.protobuf;
    requires static transitive org.jspecify;
    requires org.snakeyaml.engine;

    exports dev.platine.core.channel;
    exports dev.platine.core.frame;
    exports dev.platine.core.protocol;
    exports dev.platine.core.protocol.proto;
    exports dev.platine.core.time;
    exports dev.platine.core.yaml;
}
