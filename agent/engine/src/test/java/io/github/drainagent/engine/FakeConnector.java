package io.github.drainagent.engine;

import io.github.drainagent.engine.spi.Connector;

/** A server without a server: its connections are idle or not as the test says. */
public final class FakeConnector implements Connector {

  public volatile boolean idle = true;
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
    return idle;
  }

  @Override
  public String describe(Object exchange) {
    whenDescribed.run();
    return "GET /slow";
  }
}
