package io.github.drainagent.instrumentation.tomcat;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import java.nio.channels.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a connection that waits for the first byte of a request is idle. */
@ParameterizedClass
@ValueSource(strings = {"Nio", "Nio2"})
class TomcatIdleTest {

  private static final Woven woven = TomcatServer.WOVEN;

  @Parameter String protocol;

  private TomcatServer server;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  @BeforeEach
  void fresh() {
    server = new TomcatServer(protocol);
    server.on(
        "/parked",
        (request, response) -> {
          arrived.countDown();
          go.await();
          response.getWriter().write("fine");
        });
    woven.reset();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    server.close();
    woven.nothingIsLeft();
  }

  @Test
  void aConnectionBetweenRequestsIsIdle() throws Exception {
    try (Client client = server.client()) {
      woven.idle("before the first");
      client.get("/ok").readTo("fine");
      woven.idle("after the first");
      client.get("/parked");
      arrived.await();
      assertFalse(woven.connector.idle(woven.onlyConnection()), "worked on");
      go.countDown();
      client.readTo("fine");
      woven.idle("after the second");
      Object transport = woven.connector.transport(woven.onlyConnection());
      assertTrue(transport instanceof Channel && ((Channel) transport).isOpen(), "" + transport);
      assertTrue(
          woven.connector.name().matches("Tomcat \\d+\\.\\d+\\.\\d+"), woven.connector.name());
    }
  }

  @Test
  void aFileThatTheKernelSendsIsNotIdleBeforeItsEnd(@TempDir Path folder) throws Exception {
    int size = 20 << 20;
    Path file = Files.write(folder.resolve("large"), new byte[size]);
    server.on(
        "/file",
        (request, response) -> {
          assertTrue(
              Boolean.TRUE.equals(request.getAttribute("org.apache.tomcat.sendfile.support")));
          response.setContentLength(size);
          request.setAttribute("org.apache.tomcat.sendfile.filename", file.toString());
          request.setAttribute("org.apache.tomcat.sendfile.start", 0L);
          request.setAttribute("org.apache.tomcat.sendfile.end", (long) size);
        });
    try (Client client = server.client()) {
      client.get("/file").readTo("\r\n\r\n");
      Woven.await("over for its processor", () -> woven.ended.get() == 1);
      assertFalse(woven.isFree(woven.onlyConnection()));
      client.skip(size);
      woven.idle("after the file");
      client.get("/ok").readTo("fine");
    }
  }

  @Test
  void aConnectionOfHttp2IsBusyAsLongAsItHasStreams() throws Exception {
    Assumptions.assumeFalse(TomcatServer.isBefore("8.5.14"), "HTTP/2 by an upgrade only");
    try (Client client = server.client()) {
      Object connection = woven.onlyConnection();
      // SETTINGS; then HEADERS of stream 1: GET, http, /parked and authority h, as in RFC 7541
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
      client.send("\0\0\16\1\5\0\0\0\1" + "\u0082\u0086\4\7/parked\1\1h");
      arrived.await();
      woven.onlyExchange();
      assertFalse(woven.connector.idle(connection));
      go.countDown();
      client.readTo("fine");
      Woven.await("over", () -> woven.ended.get() == 1);
    }
  }
}
