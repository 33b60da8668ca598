package io.github.drainagent.instrumentation.helidon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Certificate;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.RequiredMembers;
import io.github.drainagent.instrumentation.testing.Woven;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** A response of server-sent events is known by its head, once that is out. */
@EnabledForJreRange(min = JRE.JAVA_21)
class HelidonEventStreamTest {

  private static final String SINK = "io.helidon.webserver.sse.DataWriterSseSink";

  private static final Woven woven = HelidonServer.WOVEN;

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeEach
  void fresh() {
    woven.reset();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    woven.nothingIsLeft();
  }

  private interface Events {
    void write(HelidonCall call) throws Exception;
  }

  /** What the response is taken for once its first event has come. */
  private EventStream whileStreaming(Events events, Certificate certificate) throws Exception {
    Call.Answer answer =
        call -> {
          arrived.countDown();
          go.await();
          events.write((HelidonCall) call);
          end.await();
        };
    try (HelidonServer server = new HelidonServer(answer, certificate);
        Client client = server.client()) {
      // no client of events says less, and Helidon's sink asks for it
      client.send("GET /events HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\n\r\n");
      assertTrue(arrived.await(10, TimeUnit.SECONDS));
      Object exchange = woven.onlyExchange();
      assertEquals(EventStream.NO, woven.connector.eventStream(exchange), "no head yet");
      go.countDown();
      client.readTo("tick");
      EventStream kind = woven.connector.eventStream(exchange);
      end.countDown();
      return kind;
    }
  }

  private static Events of(String type) {
    return call -> {
      call.type(type);
      call.write("data: tick\n\n");
    };
  }

  @Test
  void aStreamOfEventsIsKnownByItsType() throws Exception {
    assertEquals(EventStream.CHUNKED, whileStreaming(of("text/event-stream;charset=UTF-8"), null));
  }

  @Test
  void insideOfTlsItEndsWithItsConnection(@TempDir Path folder) throws Exception {
    assertEquals(
        EventStream.UNTIL_CLOSE, whileStreaming(of("text/event-stream"), new Certificate(folder)));
  }

  @Test
  void anyOtherStreamIsLeftAlone() throws Exception {
    assertEquals(EventStream.NO, whileStreaming(of("text/plain"), null));
  }

  @Test
  void theSinkOfHelidonsOwnIsKnownToo() throws Exception {
    assumeTrue(RequiredMembers.isThere(SINK), "none at hand");
    assertEquals(
        writesItsOwnHead() ? EventStream.UNTIL_CLOSE : EventStream.CHUNKED,
        whileStreaming(call -> call.event("tick"), null));
  }

  /** As it did up to 4.4.0, without chunks. */
  private static boolean writesItsOwnHead() throws ClassNotFoundException {
    return Arrays.stream(Class.forName(SINK).getDeclaredMethods())
        .anyMatch(method -> method.getName().equals("writeStatusAndHeaders"));
  }
}
