package io.github.drainagent.engine;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.Protocol;
import java.util.concurrent.atomic.AtomicInteger;

/** A server without a server: its connections are idle or not as the test says. */
public final class FakeConnector implements Connector {

  public volatile boolean idle = true;
  public volatile boolean announceFails;

  /** Whether it fails at every question about a connection. */
  public volatile boolean lost;

  /** The thread that all of its connections depend on, if there is one. */
  public volatile Thread loop;

  public volatile Protocol protocol = Protocol.HTTP_1;
  public volatile EventStream eventStream = EventStream.NO;
  public final AtomicInteger announced = new AtomicInteger();
  public final AtomicInteger streamEnds = new AtomicInteger();
  public volatile Runnable whenDescribed = () -> {};

  @Override
  public String name() {
    return "Fake 1.0";
  }

  @Override
  public Object transport(Object connection) {
    return null;
  }

  @Override
  public boolean idle(Object connection) {
    answer();
    return idle;
  }

  @Override
  public boolean dependsOn(Object connection, Thread thread) {
    answer();
    return loop == thread;
  }

  private void answer() {
    if (lost) {
      throw new IllegalStateException("its server was taking it down");
    }
  }

  @Override
  public Protocol protocol(Object connection) {
    answer();
    return protocol;
  }

  @Override
  public EventStream eventStream(Object exchange) {
    return eventStream;
  }

  @Override
  public void endStream(Object exchange) {
    streamEnds.incrementAndGet();
  }

  @Override
  public void announceEnd(Object connection) {
    announced.incrementAndGet();
    if (announceFails) {
      throw new IllegalStateException("no announcement");
    }
  }

  @Override
  public String describe(Object exchange) {
    whenDescribed.run();
    return "GET /slow";
  }
}
