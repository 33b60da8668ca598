package io.github.drainagent.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.EventStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server for each test, the same paths on all of them, and nothing in flight at the end. */
public abstract class ServerContract {

  protected static final String REST = " HTTP/1.1\r\nHost: h\r\n\r\n";

  /** Bytes of the answer at /large: more than the sockets on its way take. */
  protected static final int LARGE = 8 << 20;

  protected TestServer server;
  protected Woven woven;

  /** Somebody is at /parked. */
  private final CountDownLatch arrived = new CountDownLatch(1);

  /** Who that is. */
  protected volatile @Nullable Thread parked;

  /** Who waits at /parked or behind a first byte goes on. */
  protected final CountDownLatch go = new CountDownLatch(1);

  protected abstract TestServer serve(Call.Answer answer) throws Exception;

  @BeforeEach
  void startServer() throws Exception {
    server = serve(this::answer);
    woven = server.woven();
    woven.reset();
  }

  /** Before the server stops, which would end everything. */
  @AfterEach
  protected void nothingIsLeftBehind() {
    go.countDown();
    try {
      if (server.noticesEveryEnd()) {
        woven.nothingIsLeft();
      } else {
        woven.nothingIsLeftThatADrainWouldWaitFor();
      }
      thatWasAll();
    } finally {
      server.close();
    }
  }

  /** For what a family has to say about a test whose server still runs. */
  protected void thatWasAll() {}

  /** Works on a request, in whatever thread the server has for it. */
  protected void answer(Call call) throws Exception {
    switch (call.path()) {
      case "/parked":
        parked = Thread.currentThread();
        arrived.countDown();
        go.await();
        call.end("fine");
        break;
      case "/events":
        call.type(EventStream.TYPE);
      // fall through
      case "/stream":
        call.write("first");
        go.await();
        call.end("last");
        break;
      case "/endless":
        for (call.write("first"), go.await(); true; call.write(new String(new char[1 << 16]))) {}
      case "/large":
        call.end(new String(new char[LARGE]));
        break;
      case "/throws":
        throw new IOException("on purpose");
      case "/half":
        call.write("first");
        go.await();
        throw new IOException("on purpose");
      case "/echo":
        call.end(call.body());
        break;
      case "/nothing":
        call.nothing();
        break;
      case "/upgrade":
        call.upgrade();
        break;
      default:
        call.end("fine");
    }
  }

  protected final String upgrade() {
    return "GET /upgrade HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: "
        + server.upgradesTo()
        + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  protected final void somebodyIsParked() throws InterruptedException {
    assertTrue(arrived.await(10, TimeUnit.SECONDS), "nobody came to /parked");
  }

  /** Who has been answered once: some servers know what a connection speaks by its first bytes. */
  protected final Client known() throws IOException {
    Client client = server.client().get("/ok");
    client.readTo("fine");
    woven.idle("between requests");
    return client;
  }

  /** So many have begun and ended, and none is left. */
  protected final void exchanges(int n) {
    Woven.await(n + " ended, is " + woven.ended, () -> woven.ended.get() == n);
    assertEquals(n, woven.begun.get());
    assertTrue(woven.exchanges.isEmpty());
  }

  /** One has begun and is over; where its connection was closed first, that was its end. */
  protected final void onlyExchangeIsOver() {
    Woven.await("over", () -> woven.begun.get() == 1 && isEveryExchangeOver());
  }

  private boolean isEveryExchangeOver() {
    return server.noticesEveryEnd() ? woven.exchanges.isEmpty() : woven.isEveryExchangeOver();
  }

  /** The connection was handed over: what becomes of it is told by its bytes, or its protocol. */
  protected final void isNoLongerHttp() {
    Woven.await("exchange over", () -> woven.exchanges.isEmpty());
    Woven.await("handed over", woven::nobodySpeaksHttp);
  }

  protected static boolean saysClose(String answer) {
    return answer.toLowerCase(Locale.ROOT).contains("connection: close");
  }

  /** Reads an answer which promises that there will be more. */
  protected static void keptAlive(Client client, String end) throws IOException {
    String answer = client.readTo(end);
    assertFalse(answer.toLowerCase(Locale.ROOT).contains("close"), answer);
  }

  /** Reads an answer which says that it is the last, and so it is. */
  protected final String last(Client client, String end) throws IOException {
    String answer = client.readTo(end);
    assertTrue(saysClose(answer), answer);
    nothingFollows(client);
    return answer;
  }

  protected final void nothingFollows(Client client) throws IOException {
    if (server.closesByItself()) {
      assertEquals("", client.readAll());
    }
    Woven.await("closed, or idle after its last answer", woven::nobodyIsBusy);
  }
}
