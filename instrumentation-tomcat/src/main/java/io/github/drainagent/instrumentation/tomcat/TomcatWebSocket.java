package io.github.drainagent.instrumentation.tomcat;

import io.github.drainagent.engine.spi.Protocol;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's own WebSocket, below which every framework on Tomcat has its own. Its classes may be
 * missing, and its API is {@code javax} or {@code jakarta}, so none of them is touched.
 */
final class TomcatWebSocket implements TomcatUpgrade {

  private static final String HANDLER = "org.apache.tomcat.websocket.server.WsHttpUpgradeHandler";

  static boolean isHandledBy(Object handler) {
    for (Class<?> type = handler.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(HANDLER)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Protocol protocol() {
    return Protocol.WEBSOCKET;
  }

  @Override
  public boolean idle(SocketWrapperBase<?> connection) {
    return false;
  }

  /**
   * What Tomcat's poller says to a WebSocket when it stops: close with 1001, said by a thread of
   * the server's, after the message that is being worked on.
   */
  @Override
  public void announceEnd(SocketWrapperBase<?> connection) {
    connection.processSocket(SocketEvent.STOP, true);
  }
}
