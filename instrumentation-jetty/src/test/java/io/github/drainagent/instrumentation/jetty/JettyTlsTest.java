package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Certificate;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import java.lang.reflect.Constructor;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same under TLS, whose handshake is not idleness. */
class JettyTlsTest extends JettyTest {

  private static SSLContext tls;

  @BeforeAll
  static void certificate(@TempDir Path folder) throws Exception {
    Assumptions.assumeFalse(Server.getVersion().startsWith("9.4.0."), "has another context");
    tls = new Certificate(folder).context;
  }

  /** The constructor's first type changed in 10. */
  @Override
  ConnectionFactory[] before() throws Exception {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setSslContext(tls);
    for (Constructor<?> constructor : SslConnectionFactory.class.getConstructors()) {
      if (constructor.getParameterCount() == 2) {
        return new ConnectionFactory[] {
          (ConnectionFactory) constructor.newInstance(context, "http/1.1")
        };
      }
    }
    throw new NoSuchMethodException("a context and a protocol");
  }

  @Test
  void aConnectionIsIdleBeforeItsHandshakeAndBetweenRequests() throws Exception {
    try (Client plain = new Client(server.port)) {
      woven.idle("before the handshake");
      Client client = plain.under(tls);
      client.get("/ok").readTo("fine");
      woven.idle("after the first");
      client.get("/ok").readTo("fine");
      woven.idle("after the second");
      exchanges(2);
      assertTrue(woven.connector.transport(woven.onlyConnection()) instanceof SocketChannel);
    }
  }

  @Test
  void aConnectionInItsHandshakeIsNotIdle() throws Exception {
    try (Client client = new Client(server.port)) {
      woven.idle("before the handshake");
      Object connection = woven.onlyConnection();
      client.beginHandshake(tls);
      EndPoint below = (EndPoint) ((Connection) connection).getEndPoint().getTransport();
      Woven.await("the server waits for the last word", below::isFillInterested);
      assertFalse(woven.connector.idle(connection));
    }
  }

  @Test
  void aConnectionInItsFirstRecordIsNotIdle() throws Exception {
    Assumptions.assumeFalse(
        Server.getVersion().matches("9\\.4\\.(\\d|[1-3]\\d|4[0-3])\\..*|1[01]\\.0\\.[0-6]"),
        "counts no bytes below TLS");
    try (Client client = new Client(server.port)) {
      woven.idle("before the handshake");
      Object connection = woven.onlyConnection();
      client.send("\26\3\1");
      Woven.await("busy", () -> !woven.connector.idle(connection));
    }
  }

  @Test
  void aRequestThatIsWorkedOnIsNotIdle() throws Exception {
    try (Client plain = new Client(server.port)) {
      Client client = plain.under(tls).get("/async");
      JettyCall call = parked();
      assertFalse(woven.connector.idle(woven.onlyConnection()));
      call.complete();
      client.readTo("\r\n\r\n");
      woven.idle("after it");
    }
  }

  @Test
  void theLastResponseIsWholeAndTheConnectionHoldsNothingUp() throws Exception {
    try (Client plain = new Client(server.port)) {
      Client client = plain.under(tls);
      client.get("/ok").readTo("fine");
      DrainDispatcher.closing = true;
      String answer = client.get("/ok").readAll();
      assertTrue(answer.contains("Connection: close") && answer.endsWith("fine"), answer);
      Woven.await("closed or idle after its last response", woven::nobodyIsBusy);
      assertEquals(2, woven.ended.get());
    }
  }
}
