package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.engine.spi.EventStream;

/** An exchange of HTTP/2. */
final class NettyStream extends NettyExchange {

  private final NettyHttp2 connection;
  private final int id;

  /** The head of its response says that it is a stream of events. */
  volatile boolean ofEvents;

  NettyStream(NettyHttp2 connection, int id) {
    this.connection = connection;
    this.id = id;
  }

  @Override
  String describe() {
    return "stream " + id;
  }

  @Override
  EventStream eventStream() {
    return ofEvents ? EventStream.END_STREAM : EventStream.NO;
  }

  /** From any thread. */
  void end() {
    connection.endStream(id);
  }

  @Override
  void sent() {
    connection.sent(this);
  }
}
