package io.github.drainagent.instrumentation.helidon;

import static io.github.drainagent.instrumentation.helidon.ByName.call;
import static io.github.drainagent.instrumentation.helidon.ByName.create;
import static io.github.drainagent.instrumentation.helidon.ByName.implement;
import static io.github.drainagent.instrumentation.helidon.ByName.type;

import io.github.drainagent.instrumentation.testing.Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A Helidon with WebSockets at {@code /ws}. */
final class HelidonWebSocketServer {

  /** What becomes of a message. */
  interface Listener {
    void heard(Object session, String text) throws Exception;
  }

  private final Object server;
  final int port;
  volatile Listener listener = (session, text) -> {};

  /** Of the last WebSocket that was opened. */
  volatile Object session = this;

  HelidonWebSocketServer(@Nullable Certificate certificate) {
    Object builder = create("webserver.WebServer");
    call(builder, "port", int.class, 0);
    call(builder, "host", String.class, "127.0.0.1");
    Class<?> listens = type("websocket.WsListener");
    Object routing = create("webserver.websocket.WsRouting");
    Class<?>[] types = {String.class, listens};
    call(routing, "endpoint", types, "/ws", implement(listens, this::on));
    call(builder, "addRouting", type("common.Builder"), routing);
    if (certificate != null) {
      Object tls = create("common.tls.Tls");
      call(tls, "sslContext", SSLContext.class, certificate.context);
      call(builder, "tls", type("common.tls.Tls"), call(tls, "build"));
    }
    server = call(call(builder, "build"), "start");
    port = (Integer) call(server, "port");
  }

  private @Nullable Object on(String method, Object[] arguments) throws Exception {
    if (method.equals("onOpen")) {
      session = arguments[0];
    }
    if (method.equals("onMessage")) {
      listener.heard(arguments[0], (String) arguments[1]);
    }
    return method.equals("onHttpUpgrade") ? Optional.empty() : null;
  }

  static void send(Object session, String text) {
    call(session, "send", new Class<?>[] {String.class, boolean.class}, text, true);
  }

  void close() {
    call(server, "stop");
  }
}
