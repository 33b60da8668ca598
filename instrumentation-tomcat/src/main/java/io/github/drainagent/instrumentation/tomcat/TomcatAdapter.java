package io.github.drainagent.instrumentation.tomcat;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.Protocol;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.catalina.util.ServerInfo;
import org.apache.coyote.Request;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.upgrade.UpgradeProcessorBase;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Tomcat, seen from outside its threads and their locks. */
public final class TomcatAdapter implements Connector {

  private final TomcatSockets sockets = new TomcatSockets();
  private final Field handlers = field(UpgradeToken.class, "httpUpgradeHandler");
  private final TomcatEventStreams streams = new TomcatEventStreams();
  private final TomcatUpgrade webSocket = new TomcatWebSocket();

  private final Map<Object, TomcatUpgrade> upgraded =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Of use only where there is HTTP/2. */
  private volatile @Nullable TomcatHttp2Members http2;

  public TomcatAdapter() throws ReflectiveOperationException {}

  @Override
  public String name() {
    String number = ServerInfo.getServerNumber(); // 10.1.34.0
    return "Tomcat " + number.replaceFirst("\\.0$", "");
  }

  @Override
  public @Nullable Object transport(Object connection) {
    return TomcatSockets.channel((SocketWrapperBase<?>) connection);
  }

  /** A request of which a part is there is an exchange already, and the engine asks for those. */
  @Override
  public boolean idle(Object connection) {
    TomcatUpgrade upgrade = upgraded.get(connection);
    if (upgrade != null) {
      return upgrade.idle((SocketWrapperBase<?>) connection);
    }
    return sockets.isIdle((SocketWrapperBase<?>) connection);
  }

  @Override
  public Protocol protocol(Object connection) {
    TomcatUpgrade upgrade = upgraded.get(connection);
    return upgrade == null ? Protocol.HTTP_1 : upgrade.protocol();
  }

  @Override
  public void announceEnd(Object connection) {
    TomcatUpgrade upgrade = upgraded.get(connection);
    if (upgrade != null) {
      upgrade.announceEnd((SocketWrapperBase<?>) connection);
    }
  }

  @Override
  public EventStream eventStream(Object exchange) {
    try {
      return streams.kind((Request) exchange, http2);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void endStream(Object exchange) {
    try {
      streams.end((Request) exchange, upgraded);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void event(int point, Object self, @Nullable Object argument) {
    if (point == TomcatAdvice.UPGRADED && argument != null) {
      upgraded(argument, ((UpgradeProcessorBase) self).getUpgradeToken());
    } else if (point == TomcatAdvice.PONG && argument != null) {
      TomcatUpgrade upgrade = upgraded.get(self);
      if (upgrade instanceof TomcatHttp2) {
        ((TomcatHttp2) upgrade).ponged((byte[]) argument);
      }
    }
  }

  private void upgraded(Object connection, UpgradeToken token) {
    try {
      TomcatUpgrade upgrade = upgrade(handlers.get(token));
      if (upgrade == null) {
        DrainDispatcher.closed(connection); // of other protocols nothing is known but their bytes
      } else {
        upgraded.put(connection, upgrade);
        DrainDispatcher.opened(TomcatFamily.ID, connection); // once more: its end was not announced
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable TomcatUpgrade upgrade(Object handler) throws ReflectiveOperationException {
    if (TomcatWebSocket.isHandledBy(handler)) {
      return webSocket;
    }
    TomcatHttp2Members members = http2;
    if (members == null) {
      members = TomcatHttp2Members.of(handler);
      http2 = members;
    }
    return members != null && members.isOf(handler) ? new TomcatHttp2(members, handler) : null;
  }

  @Override
  public @Nullable String describe(Object exchange) {
    Request request = (Request) exchange;
    String method = text(request.method());
    String path = text(request.requestURI());
    return method.isEmpty() || path.isEmpty() ? null : method + " " + path;
  }

  /** Not {@code toString()}: that keeps its result, which may by then be another request's. */
  private static String text(MessageBytes message) {
    ByteChunk bytes = message.getByteChunk();
    byte[] buffer = bytes.getBuffer();
    int start = bytes.getStart();
    int length = bytes.getLength();
    if (buffer != null && length > 0 && start + length <= buffer.length) {
      return new String(buffer, start, length, StandardCharsets.ISO_8859_1);
    }
    String string = message.getString();
    return string == null ? "" : string;
  }

  /** Its own or inherited: some moved up between versions. */
  static Field field(Class<?> type, String name) throws NoSuchFieldException {
    for (Class<?> t = type; t != null; t = t.getSuperclass()) {
      for (Field field : t.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new NoSuchFieldException(type.getName() + "." + name);
  }
}
