package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.Connector;
import org.jspecify.annotations.Nullable;

/** In the place of an adapter that could not be made: claims nothing. */
public final class NoConnector implements Connector {

  public static final NoConnector INSTANCE = new NoConnector();

  private NoConnector() {}

  @Override
  public String name() {
    return "a server";
  }

  @Override
  public @Nullable Object transport(Object connection) {
    return null;
  }

  @Override
  public boolean idle(Object connection) {
    return false;
  }

  @Override
  public @Nullable String describe(Object exchange) {
    return null;
  }
}
