package io.github.drainagent.instrumentation.undertow;

import io.github.drainagent.engine.spi.Connector;
import io.undertow.Version;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.lang.reflect.Field;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/** Undertow, seen from outside its IO threads. */
public final class UndertowAdapter implements Connector {

  /**
   * From a connection down to its socket: TLS and the proxy protocol wrap a connection, XNIO's own
   * has a conduit, and that has the channel.
   */
  private static final String[] INNER = {"delegate", "conduit", "socketChannel"};

  private static final int DEPTH = 8;

  private final ClassValue<InnerField> inner = new InnerFields();
  private final Field readListener;
  private final Field current;
  private final Field read;
  private final Field requestState;

  public UndertowAdapter() throws ReflectiveOperationException {
    readListener = field(HttpServerConnection.class, "readListener");
    current = field(AbstractServerConnection.class, "current");
    read = field(readListener.getType(), "read");
    requestState = field(readListener.getType(), "requestState");
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  @Override
  public String name() {
    return "Undertow " + Version.getVersionString();
  }

  @Override
  public @Nullable Object transport(Object connection) {
    Object carrier = ((AbstractServerConnection) connection).getChannel();
    try {
      for (int i = 0; i < DEPTH && carrier != null; i++) {
        if (carrier instanceof SelectableChannel) {
          return carrier;
        }
        Field next = inner.get(carrier.getClass()).field;
        carrier = next == null ? null : next.get(carrier);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    return null;
  }

  @Override
  public boolean idle(Object connection) {
    try {
      HttpServerConnection http = (HttpServerConnection) connection;
      Object reader = readListener.get(http);
      // volatile and read first: the other fields are at least as new
      boolean waiting = reader != null && requestState.getInt(reader) == 0;
      if (current.get(http) != null) {
        return false;
      }
      if (http.getOriginalSinkConduit().isWriteShutdown()) {
        // The last response is out; all that is missing is the client's FIN.
        return true;
      }
      return waiting && read.getInt(reader) == 0 && http.getExtraBytes() == null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String describe(Object exchange) {
    HttpServerExchange http = (HttpServerExchange) exchange;
    return http.getRequestMethod() + " " + http.getRequestPath();
  }

  private static final class InnerField {
    final @Nullable Field field;

    InnerField(@Nullable Field field) {
      this.field = field;
    }
  }

  private static final class InnerFields extends ClassValue<InnerField> {
    @Override
    protected InnerField computeValue(Class<?> type) {
      for (Class<?> t = type; t != null; t = t.getSuperclass()) {
        for (String name : INNER) {
          try {
            return new InnerField(field(t, name));
          } catch (NoSuchFieldException e) {
            // the next one
          }
        }
      }
      return new InnerField(null);
    }
  }
}
