package io.github.drainagent.instrumentation.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Certificate;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import java.nio.channels.Channel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Under TLS, too, only a connection on which nothing has begun is idle. */
@ParameterizedClass
@ValueSource(strings = {"Nio", "Nio2"})
class TomcatTlsTest {

  private static final Woven woven = TomcatServer.WOVEN;

  @TempDir static Path folder;
  private static Certificate certificate;

  @Parameter String protocol;

  private TomcatServer server;

  @BeforeAll
  static void certificate() throws Exception {
    certificate = new Certificate(folder);
  }

  @BeforeEach
  void fresh() {
    server = new TomcatServer(protocol, certificate);
    server.on("/ok", (request, response) -> response.getWriter().write("fine"));
    woven.reset();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    server.close();
    woven.nothingIsLeft();
  }

  @Test
  void aConnectionIsIdleBeforeItsHandshakeAndBetweenRequests() throws Exception {
    try (Client plain = new Client(server.port())) {
      woven.idle("before the handshake");
      Client client = plain.under(certificate.context);
      client.get("/ok").readTo("fine");
      woven.idle("after the first");
      client.get("/ok").readTo("fine");
      woven.idle("after the second");
      assertEquals(2, woven.ended.get());
      assertTrue(woven.connector.transport(woven.onlyConnection()) instanceof Channel);
      DrainDispatcher.closing = true;
      String answer = client.get("/ok").readAll();
      assertTrue(answer.contains("Connection: close") && answer.contains("fine"), answer);
    }
  }

  @Test
  void aConnectionIsNotIdleInItsHandshake() throws Exception {
    try (Client client = new Client(server.port())) {
      woven.idle("before the handshake");
      client.send("\26\3\1"); // the beginning of a record of the handshake
      Object connection = woven.onlyConnection();
      Woven.await("busy", () -> !woven.connector.idle(connection));
      assertFalse(woven.connector.idle(connection));
    }
  }

  @Test
  void aConnectionIsNotIdleBeforeTheClientsLastWord() throws Exception {
    try (Client client = new Client(server.port())) {
      client.beginHandshake(certificate.context);
      woven.neverFree("the client has not had its last word");
    }
  }
}
