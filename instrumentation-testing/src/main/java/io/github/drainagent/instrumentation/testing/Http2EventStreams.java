package io.github.drainagent.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.drainagent.engine.spi.EventStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An application that writes streams of events, and a drain that has them ended. */
abstract class Http2EventStreams extends Http2Contract {

  static final String EVENT = "data: 1\n\n";

  /** Of which each may take a thread of the server's. */
  static final int STREAMS = 8;

  /** The drain asks as often in a fifth of a second. */
  private static final long BETWEEN_ASKS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long ENOUGH = TimeUnit.SECONDS.toNanos(20);

  /** Streams that the application has found to be over. */
  private final BlockingQueue<Exception> refused = new LinkedBlockingQueue<>();

  Complaints complaints;

  /** Their handlers are at work. */
  final CountDownLatch flowing = new CountDownLatch(STREAMS);

  @BeforeEach
  void listenToItsLog() {
    complaints = new Complaints();
  }

  @AfterEach
  @Override
  protected void nothingIsLeftBehind() {
    try {
      super.nothingIsLeftBehind();
    } finally {
      complaints.close();
    }
  }

  @Override
  protected void thatWasAll() {
    complaints.assertNone();
  }

  @Override
  protected void answer(Call call) throws Exception {
    switch (call.path()) {
      case "/events":
        begin(call, "Text/Event-Stream;charset=UTF-8");
        go.await();
        untilItIsRefused(call);
        break;
      case "/silent":
        call.type("text/event-stream");
        call.write("");
        go.await();
        untilItIsRefused(call);
        break;
      case "/fails":
        begin(call, "text/event-stream");
        go.await();
        untilItIsRefused(call);
        throw new IllegalStateException("on purpose");
      case "/flood":
        begin(call, "text/event-stream");
        flowing.countDown();
        untilItIsRefused(call);
        break;
      case "/measured":
        call.header("Content-Length", String.valueOf(2 * EVENT.length()));
        begin(call, "text/event-stream");
        go.await();
        call.end(EVENT);
        break;
      case "/encoded":
        call.header("Content-Encoding", "br");
        begin(call, "text/event-stream");
        go.await();
        call.end(EVENT);
        break;
      case "/other":
        begin(call, "application/grpc");
        go.await();
        call.end(EVENT);
        break;
      default:
        super.answer(call);
    }
  }

  private static void begin(Call call, String type) throws Exception {
    call.type(type);
    call.write(EVENT);
  }

  private void untilItIsRefused(Call call) {
    try {
      while (true) {
        call.write(EVENT);
      }
    } catch (Exception e) {
      refused.add(e);
    }
  }

  /** The application goes on. */
  protected final void isRefused() throws InterruptedException {
    go.countDown();
    assertNotNull(refused.poll(10, TimeUnit.SECONDS), "the application writes into the void");
  }

  /**
   * Stream 1 has got its first event, and the drain has begun.
   *
   * @return the connection
   */
  protected final Object listening(Http2Client client) throws IOException {
    client.get(1, "/events");
    client.next(Http2Client.DATA);
    return announced();
  }

  /** As the drain does, until they are over. */
  void end(List<Object> exchanges) {
    long deadline = System.nanoTime() + ENOUGH;
    while (areInFlight(exchanges) && System.nanoTime() < deadline) {
      for (Object exchange : exchanges) {
        if (woven.exchanges.containsKey(exchange)
            && woven.connector.eventStream(exchange) == EventStream.END_STREAM) {
          woven.connector.endStream(exchange);
        }
      }
      long again = System.nanoTime() + BETWEEN_ASKS;
      while (areInFlight(exchanges) && System.nanoTime() < again) {
        Thread.yield();
      }
    }
    assertFalse(areInFlight(exchanges), "in flight, after many an ask");
  }

  private boolean areInFlight(List<Object> exchanges) {
    return exchanges.stream().anyMatch(woven.exchanges::containsKey);
  }

  List<Object> inFlight() {
    synchronized (woven.exchanges) {
      return new ArrayList<>(woven.exchanges.keySet());
    }
  }
}
