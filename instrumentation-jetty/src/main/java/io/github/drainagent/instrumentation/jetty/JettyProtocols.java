package io.github.drainagent.instrumentation.jetty;

import io.github.drainagent.engine.spi.Protocol;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a class of connections speaks, by the names of the classes above it. */
final class JettyProtocols extends ClassValue<Protocol> {

  @Override
  protected Protocol computeValue(Class<?> type) {
    for (@Nullable Class<?> t = type; t != null; t = t.getSuperclass()) {
      if (isWebSocket(t)) {
        return Protocol.WEBSOCKET;
      }
      if (t.getName().equals(JettyTypes.moved(JettyHttp2.CONNECTION)) && saysGoAwayGracefully(t)) {
        return Protocol.HTTP_2;
      }
    }
    return Protocol.HTTP_1;
  }

  /** Before 9.4.31 a session ends its output behind any GOAWAY, and has no method of that name. */
  private static boolean saysGoAwayGracefully(Class<?> connection) {
    try {
      Class<?> session =
          Class.forName(JettyTypes.moved(JettyHttp2.SESSION), false, connection.getClassLoader());
      return Arrays.stream(session.getMethods()).anyMatch(m -> m.getName().equals("goAway"));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static boolean isWebSocket(Class<?> type) {
    String name = type.getName();
    return name.equals(JettyFamily.WEBSOCKET_OF_9)
        || name.equals(JettyFamily.WEBSOCKET_OF_10)
        || name.equals(JettyFamily.WEBSOCKET_OF_12);
  }
}
