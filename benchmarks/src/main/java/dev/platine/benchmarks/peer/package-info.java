/** What a user would pick instead: gRPC, Modbus-TCP, a Netty client with protobuf-java and a future. */
@NullMarked
package dev.platine.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
