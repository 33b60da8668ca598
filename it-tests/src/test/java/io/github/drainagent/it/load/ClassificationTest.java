package io.github.drainagent.it.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ClassificationTest {
  private static final int ANSWER_MILLIS = 1_000;

  @Test
  void aWholeAnswerIsComplete() throws IOException {
    assertEquals(Outcome.COMPLETE, first(answering(FakeServer.OK)));
  }

  @Test
  void aChunkedAnswerIsCompleteAtItsLastChunk() throws IOException {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nok\n\r\n";
    assertEquals(Outcome.COMPLETE, first(answering(head + "0\r\n\r\n")));
    assertEquals(Outcome.PARTIAL, first(answering(head)));
  }

  @Test
  void noListenerIsRefused() throws IOException, InterruptedException {
    FakeServer gone = new FakeServer(socket -> {});
    gone.closeForGood();
    assertEquals(Outcome.REFUSED, first(gone));
  }

  @Test
  void aResetBeforeAnyByteIsReset() throws IOException {
    assertEquals(
        Outcome.RESET,
        first(
            new FakeServer(
                socket -> {
                  FakeServer.request(socket);
                  FakeServer.reset(socket);
                })));
  }

  @Test
  void aCloseBeforeAnyByteIsEmpty() throws IOException {
    assertEquals(Outcome.EMPTY, first(new FakeServer(FakeServer::request)));
  }

  @Test
  void halfAnAnswerIsPartial() throws IOException {
    assertEquals(Outcome.PARTIAL, first(answering(FakeServer.OK.substring(0, 20))));
    assertEquals(Outcome.PARTIAL, first(answering(FakeServer.OK.replace("ok\n", "o"))));
  }

  @Test
  void anAnswerToSomethingElseIsPartial() throws IOException {
    assertEquals(Outcome.PARTIAL, first(answering(FakeServer.OK.replace("ok\n", "no\n"))));
  }

  @Test
  void aStatusOf503IsAServerError() throws IOException {
    assertEquals(Outcome.SERVER_ERROR, first(answering(FakeServer.OK.replace("200", "503"))));
  }

  @Test
  void silenceIsTimedOut() throws IOException {
    assertEquals(
        Outcome.TIMED_OUT,
        first(
            new FakeServer(
                socket -> {
                  while (FakeServer.request(socket)) {
                    // never answers
                  }
                })));
  }

  @Test
  void aKeptAliveConnectionThatWentIsStale() throws IOException {
    assertEquals(Outcome.STALE, second(false));
    assertEquals(Outcome.STALE, second(true));
  }

  @Test
  void aKeptAliveConnectionThatBreaksOffWithinAnAnswerIsPartial() throws IOException {
    try (FakeServer server =
            new FakeServer(
                socket -> {
                  FakeServer.request(socket);
                  FakeServer.say(socket, FakeServer.OK);
                  FakeServer.request(socket);
                  FakeServer.say(socket, "HTTP/1.1 2");
                });
        Client client = new Client(server.port(), Kind.KEPT_ALIVE, ANSWER_MILLIS)) {
      assertEquals(Outcome.COMPLETE, client.ask(Ask.fast()).outcome());
      assertEquals(Outcome.PARTIAL, client.ask(Ask.fast()).outcome());
    }
  }

  @Test
  void aClientThatIsToldToCloseOpensANewConnection() throws IOException {
    String close = FakeServer.OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    try (FakeServer server = answering(close);
        Client client = new Client(server.port(), Kind.KEPT_ALIVE, ANSWER_MILLIS)) {
      Attempt first = client.ask(Ask.fast());
      assertTrue(first.saidClose());
      Attempt second = client.ask(Ask.fast());
      assertEquals(Outcome.COMPLETE, second.outcome());
      assertFalse(second.reused());
    }
  }

  @Test
  void anAttemptBelongsToThePhaseOfItsTimes() {
    Ending ending = Ending.failed(Outcome.RESET, "");
    assertEquals(Phase.BEFORE, Phase.of(new Attempt(Kind.NEW, ending, false, 1, 9), 10));
    assertEquals(Phase.ACROSS, Phase.of(new Attempt(Kind.NEW, ending, false, 9, 11), 10));
    assertEquals(Phase.AFTER, Phase.of(new Attempt(Kind.NEW, ending, false, 10, 11), 10));
  }

  private static FakeServer answering(String text) throws IOException {
    return new FakeServer(
        socket -> {
          FakeServer.request(socket);
          FakeServer.say(socket, text);
        });
  }

  private static Outcome first(FakeServer running) throws IOException {
    try (FakeServer server = running;
        Client client = new Client(server.port(), Kind.NEW, ANSWER_MILLIS)) {
      return client.ask(Ask.fast()).outcome();
    }
  }

  /** How the second request ends on a connection that the server leaves after the first. */
  private static Outcome second(boolean reset) throws IOException {
    try (FakeServer server =
            new FakeServer(
                socket -> {
                  FakeServer.request(socket);
                  FakeServer.say(socket, FakeServer.OK);
                  if (reset) {
                    FakeServer.request(socket);
                    FakeServer.reset(socket);
                  }
                });
        Client client = new Client(server.port(), Kind.KEPT_ALIVE, ANSWER_MILLIS)) {
      assertEquals(Outcome.COMPLETE, client.ask(Ask.fast()).outcome());
      return client.ask(Ask.fast()).outcome();
    }
  }
}
