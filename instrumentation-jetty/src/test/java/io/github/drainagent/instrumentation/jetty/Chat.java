package io.github.drainagent.instrumentation.jetty;

import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/** What a connection may be upgraded to: it says nothing and reads nothing. */
final class Chat extends AbstractConnection {

  /** In the place of the one connection that there is. */
  static Chat instead() {
    return new Chat(((Connection) JettyServer.WOVEN.onlyConnection()).getEndPoint());
  }

  private Chat(EndPoint endPoint) {
    super(endPoint, Runnable::run);
  }

  @Override
  public void onFillable() {}
}
