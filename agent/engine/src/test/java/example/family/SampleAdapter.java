package example.family;

import example.server.Server;
import io.github.drainagent.engine.spi.Connector;

/** Typed code against a server: works only where it is defined beside that very copy of it. */
public final class SampleAdapter implements Connector {

  public SampleAdapter() {}

  @Override
  public String name() {
    return "Sample";
  }

  @Override
  public Object transport(Object connection) {
    return null;
  }

  @Override
  public boolean idle(Object connection) {
    return ((Server) connection).requests() == 0;
  }

  @Override
  public String describe(Object exchange) {
    return exchange.toString();
  }
}
