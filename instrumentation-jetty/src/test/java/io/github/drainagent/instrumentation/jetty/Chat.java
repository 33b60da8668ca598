package io.github.drainagent.instrumentation.jetty;

import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;

/** What a connection may be upgraded to: it says nothing and reads nothing. */
final class Chat extends AbstractConnection {

  Chat(EndPoint endPoint) {
    super(endPoint, Runnable::run);
  }

  @Override
  public void onFillable() {}
}
