package io.github.drainagent.prove.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every way in which an attempt can end gets its name. */
class ClassificationTest {

  private static final long ANSWER_NANOS = 2_000_000_000;

  /** Attempts a second. */
  private static final int OFTEN = 50;

  /** Between two attempts a FIN that follows an answer is there even on a machine that is busy. */
  private static final int SELDOM = 2;

  @Test
  void aWholeAnswerIsComplete() throws Exception {
    assertEquals(Outcome.COMPLETE, first(answering(FakeServer.OK)));
  }

  @Test
  void anAnswerThatEndsWithItsConnectionIsComplete() throws Exception {
    assertEquals(Outcome.COMPLETE, first(answering("HTTP/1.1 200 OK\r\n\r\nok\n")));
  }

  @Test
  void noListenerIsRefused() throws Exception {
    FakeServer gone = new FakeServer(socket -> {});
    gone.close();
    assertEquals(Outcome.REFUSED, first(gone));
  }

  @Test
  void aResetBeforeAnyByteIsReset() throws Exception {
    FakeServer server =
        new FakeServer(
            socket -> {
              FakeServer.request(socket);
              FakeServer.reset(socket);
            });
    assertEquals(Outcome.RESET, first(server));
  }

  @Test
  void aCloseBeforeAnyByteIsEmpty() throws Exception {
    assertEquals(Outcome.EMPTY, first(new FakeServer(FakeServer::request)));
  }

  @Test
  void halfAnAnswerIsPartial() throws Exception {
    assertEquals(Outcome.PARTIAL, first(answering(FakeServer.OK.substring(0, 20))));
    assertEquals(Outcome.PARTIAL, first(answering(FakeServer.OK.replace("ok\n", "o"))));
  }

  @Test
  void whatIsNoHttpIsPartial() throws Exception {
    assertEquals(Outcome.PARTIAL, first(answering("220 smtp.example ready\r\n")));
  }

  @Test
  void aStatusOf503IsAServerError() throws Exception {
    assertEquals(Outcome.SERVER_ERROR, first(answering(FakeServer.OK.replace("200", "503"))));
  }

  @Test
  void silenceIsTimedOut() throws Exception {
    FakeServer silent =
        new FakeServer(
            socket -> {
              while (FakeServer.request(socket)) {
                // never answers
              }
            });
    assertEquals(Outcome.TIMED_OUT, first(silent));
  }

  @Test
  void aKeptAliveConnectionThatBreaksBeforeTheNextAnswerIsStale() throws Exception {
    FakeServer server =
        new FakeServer(
            socket -> {
              FakeServer.request(socket);
              FakeServer.say(socket, FakeServer.OK);
              FakeServer.request(socket);
              FakeServer.reset(socket);
            });
    Attempts attempts = ask(server, Kind.KEPT_ALIVE, 2);
    assertEquals(Outcome.COMPLETE, attempts.outcome(0));
    assertEquals(Outcome.STALE, attempts.outcome(1));
  }

  @Test
  void aKeptAliveConnectionThatBreaksOffWithinAnAnswerIsPartial() throws Exception {
    FakeServer server =
        new FakeServer(
            socket -> {
              FakeServer.request(socket);
              FakeServer.say(socket, FakeServer.OK);
              FakeServer.request(socket);
              FakeServer.say(socket, "HTTP/1.1 2");
            });
    assertEquals(Outcome.PARTIAL, ask(server, Kind.KEPT_ALIVE, 2).outcome(1));
  }

  /** As the clients of most languages do: they see the FIN while they are idle. */
  @Test
  void aKeptAliveConnectionThatWasClosedWhileIdleIsNotUsedAgain() throws Exception {
    Attempts attempts = ask(answering(FakeServer.OK), Kind.KEPT_ALIVE, SELDOM, 3);
    for (int i = 0; i < 3; i++) {
      assertEquals(Outcome.COMPLETE, attempts.outcome(i));
    }
  }

  @Test
  void aStaleConnectionIsALossOnlyToWhoMayNotAskAgain() {
    assertTrue(Outcome.STALE.isLost(false));
    assertEquals(false, Outcome.STALE.isLost(true));
  }

  private static FakeServer answering(String text) throws IOException {
    return new FakeServer(
        socket -> {
          FakeServer.request(socket);
          FakeServer.say(socket, text);
        });
  }

  private static Outcome first(FakeServer server) throws Exception {
    return ask(server, Kind.NEW, 1).outcome(0);
  }

  private static Attempts ask(FakeServer running, Kind kind, int count) throws Exception {
    return ask(running, kind, OFTEN, count);
  }

  private static Attempts ask(FakeServer running, Kind kind, int perSecond, int count)
      throws Exception {
    Target target = Target.of(running.url(), "GET", List.of(), new byte[0]);
    try (FakeServer server = running;
        Load load =
            new Load().start(new Crowd(kind, 1, perSecond, ANSWER_NANOS), List.of(target))) {
      long deadline = System.nanoTime() + 20_000_000_000L;
      while (load.attempts() < count && System.nanoTime() - deadline < 0) {
        Thread.sleep(5);
      }
      load.finish(5_000);
      assertTrue(load.attempts() >= count, load.attempts() + " attempts");
      return load.results().get(0);
    }
  }
}
