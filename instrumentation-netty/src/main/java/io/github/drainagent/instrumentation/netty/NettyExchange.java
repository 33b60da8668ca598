package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.engine.spi.EventStream;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response: the key by which the engine knows it. A class of our own, since
 * Netty's requests are equal where their contents are.
 */
abstract class NettyExchange extends NettySending {

  /** Method and path, or what else is known of it. */
  abstract @Nullable String describe();

  /** Whether its response is a stream of events, and what ends it. */
  abstract EventStream eventStream();
}
