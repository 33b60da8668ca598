package io.github.drainagent.instrumentation.helidon;

import static io.github.drainagent.instrumentation.helidon.ByName.call;
import static io.github.drainagent.instrumentation.helidon.ByName.create;
import static io.github.drainagent.instrumentation.helidon.ByName.implement;
import static io.github.drainagent.instrumentation.helidon.ByName.type;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Certificate;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.github.drainagent.instrumentation.testing.Woven;
import java.lang.reflect.Array;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A Helidon, with or without TLS. */
final class HelidonServer implements TestServer {

  static final Woven WOVEN = new Woven(new HelidonFamily());

  /** It tells of every handler that throws; held, or it would be collected. */
  private static final Logger LOG = Logger.getLogger("io.helidon");

  private final Object server;
  private final @Nullable Certificate certificate;

  /** Connections that were upgraded stay until the end. */
  private final CountDownLatch stopped = new CountDownLatch(1);

  HelidonServer(Call.Answer answer, @Nullable Certificate certificate) {
    LOG.setLevel(Level.OFF);
    this.certificate = certificate;
    Object builder = create("webserver.WebServer");
    call(builder, "port", int.class, 0);
    call(builder, "host", String.class, "127.0.0.1");
    Consumer<Object> routes = routing -> route(routing, answer);
    call(builder, "routing", Consumer.class, routes);
    call(builder, "addConnectionSelector", type("webserver.spi.ServerConnectionSelector"), http1());
    if (certificate != null) {
      Object tls = create("common.tls.Tls");
      call(tls, "sslContext", SSLContext.class, certificate.context);
      call(builder, "tls", type("common.tls.Tls"), call(tls, "build"));
    }
    server = call(call(builder, "build"), "start");
  }

  private static void route(Object routing, Call.Answer answer) {
    Class<?> handler = type("webserver.http.Handler");
    Object handlers = Array.newInstance(handler, 1);
    Object one =
        implement(
            handler,
            (method, arguments) -> {
              if (method.equals("handle")) {
                answer.to(new HelidonCall(arguments[0], arguments[1]));
              }
              return null;
            });
    Array.set(handlers, 0, one);
    call(routing, type("webserver.http.HttpRouting$Builder"), "any", handlers.getClass(), handlers);
  }

  /** HTTP/1.1 that can be upgraded to a protocol in which nothing is ever said. */
  private Object http1() {
    Class<?> upgrader = type("webserver.http1.spi.Http1Upgrader");
    Object builder = create("webserver.http1.Http1ConnectionSelector");
    Object chat =
        implement(
            upgrader,
            (method, arguments) ->
                method.equals("supportedProtocol") ? "chat" : upgraded(arguments[0]));
    call(builder, "addUpgrader", upgrader, chat);
    Object http1 = create("webserver.http1.Http1Config");
    call(builder, "config", type("webserver.http1.Http1Config"), call(http1, "build"));
    return call(builder, "build");
  }

  private Object upgraded(Object context) {
    Class<?> bytes = type("common.buffers.BufferData");
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n";
    Object data = ByName.callStatic(bytes, "create", String.class, head);
    call(call(context, "dataWriter"), "writeNow", bytes, data);
    return implement(
        type("webserver.spi.ServerConnection"),
        (method, arguments) ->
            method.equals("handle") ? stopped.await(20, TimeUnit.SECONDS) : null);
  }

  @Override
  public Woven woven() {
    return WOVEN;
  }

  @Override
  public int port() {
    return (Integer) call(server, "port");
  }

  @Override
  public @Nullable SSLContext tls() {
    return certificate == null ? null : certificate.context;
  }

  @Override
  public boolean closesByItself() {
    return false;
  }

  @Override
  public int answersHttp10With() {
    return 0;
  }

  @Override
  public int readsOfABodyThatNobodyReads() {
    return 1 << 20;
  }

  @Override
  public void close() {
    stopped.countDown();
    call(server, "stop");
  }
}
