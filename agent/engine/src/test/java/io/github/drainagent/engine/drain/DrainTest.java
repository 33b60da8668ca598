package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.LogLines;
import io.github.drainagent.engine.Recorder;
import io.github.drainagent.engine.exchange.Connection;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainTest {

  private final Object request = new Object();
  private Recorder recorder;
  private LogLines log;

  @BeforeEach
  void open() {
    recorder = Recorder.start();
    log = new LogLines();
  }

  @AfterEach
  void close() {
    log.close();
    assertEquals(Collections.emptyList(), recorder.suppressedOnes());
  }

  /** Returns when the drain has said what it waits for: it asked for the exchange's description. */
  private static CountDownLatch whenWaiting(Rig rig) {
    CountDownLatch waiting = new CountDownLatch(1);
    rig.connector.whenDescribed = waiting::countDown;
    return waiting;
  }

  private void assertLast(String pattern) {
    assertTrue(Pattern.compile(pattern + "$").matcher(log.last()).find(), log.last());
  }

  @Test
  void anExchangeInFlightIsWaitedForAfterThePortIsClosed() throws Exception {
    try (Rig rig = new Rig("", false)) {
      int port = rig.port();
      Object server = new Object();
      Connection connection = rig.connection(server, false);
      rig.exchanges.began(request, connection);
      CountDownLatch waiting = whenWaiting(rig);
      rig.drain.getReady();
      rig.begin();
      assertTrue(waiting.await(10, TimeUnit.SECONDS));
      assertFalse(rig.drain.isReleased());
      assertTrue(DrainDispatcher.closing);
      rig.events.add("answered");
      rig.exchanges.ended(request);
      rig.connections.closed(connection.transport());
      rig.awaitRelease();
      assertEquals(
          Arrays.asList("stop " + port, "close " + port, "answered", "released"), rig.events);
      assertEquals(0, rig.suppressed.number());
      log.only(
          "TERM: draining port " + port + " (127.0.0.1), 1 exchange in flight on 1 connection");
      log.only("port " + port + " (127.0.0.1) closed (close=ttl, socket swapped) after ");
      assertTrue(log.only("waiting for 1 exchange").contains("(GET /slow for "), "what");
      assertLast(
          "drained in \\S+ s \\(closing \\S+ ms, draining \\S+ s\\); exchanges: 1 in flight \\+ 0"
              + " begun since = 1 completed \\+ 0 cut; connections: 1 open \\+ 0 accepted since = 1"
              + " closed \\+ 0 let go idle \\+ 0 cut");
    }
  }

  /** It looks at objects of a server that goes on meanwhile. */
  @Test
  void aConnectorThatThrowsCostsNobodyTheAnswer() throws Exception {
    try (Rig rig = new Rig("", false)) {
      rig.port();
      Connection connection = rig.connection(new Object(), false);
      rig.exchanges.began(request, connection);
      rig.connector.lost = true;
      CountDownLatch waiting = whenWaiting(rig);
      rig.drain.getReady();
      rig.begin();
      assertTrue(waiting.await(10, TimeUnit.SECONDS));
      assertFalse(rig.drain.isReleased());
      rig.exchanges.ended(request);
      rig.connections.closed(connection.transport());
      rig.awaitRelease();
      log.only("waiting for 1 exchange");
      assertLast("1 in flight \\+ 0 begun since = 1 completed \\+ 0 cut; .*");
      assertFalse(recorder.suppressedOnes().isEmpty(), "not told");
      Recorder.start();
    }
  }

  @Test
  void atTheTimeoutTheExitGoesOnAndWhatIsStuckIsNamedWithItsStack() throws Exception {
    try (Rig rig = new Rig("timeout=300ms", false)) {
      rig.port();
      rig.exchanges.began(request, rig.connection(new Object(), false));
      rig.drain.getReady();
      long began = System.nanoTime();
      rig.begin();
      rig.awaitRelease();
      assertTrue(System.nanoTime() - began >= TimeUnit.MILLISECONDS.toNanos(300));
      log.only("timeout=300ms is over with 1 exchange running and 1 connection open");
      String stuck = log.only("still running: GET /slow on Fake 1.0, for ");
      assertTrue(stuck.endsWith("last seen on thread " + Thread.currentThread().getName()), stuck);
      log.only(DrainTest.class.getName() + ".atTheTimeoutTheExitGoesOn");
      assertLast(
          "timed out in .* = 0 completed \\+ 1 cut; .* = 0 closed \\+ 0 let go idle \\+ 1 cut");
    }
  }

  @Test
  void atTheTimeoutConnectionsWithoutAnExchangeAreNamedToo() throws Exception {
    try (Rig rig = new Rig("timeout=300ms", false)) {
      rig.port();
      rig.connector.idle = false;
      Object transport = rig.connection(new Object(), false).transport();
      rig.drain.getReady();
      rig.begin();
      rig.awaitRelease();
      log.only("timeout=300ms is over with 0 exchanges running and 1 connection open");
      log.only("still open: " + transport + ", HTTP/1 on Fake 1.0");
    }
  }

  @Test
  void anotherSignalEndsTheWaitAtOnce() throws Exception {
    try (Rig rig = new Rig("timeout=1h", false)) {
      rig.exchanges.began(request, rig.connection(new Object(), false));
      CountDownLatch waiting = whenWaiting(rig);
      rig.drain.getReady();
      rig.begin();
      assertTrue(waiting.await(10, TimeUnit.SECONDS));
      rig.drain.cut("TERM again");
      rig.awaitRelease();
      log.only("TERM again: the exit goes on at once");
      assertLast("cut short in .* \\+ 1 cut; .* \\+ 1 cut");
    }
  }

  @Test
  void aSignalThatComesBeforeTheDrainsThreadIsReadyIsNotForgotten() throws Exception {
    try (Rig rig = new Rig("timeout=1h", false)) {
      rig.exchanges.began(request, rig.connection(new Object(), false));
      rig.begin();
      rig.drain.cut("TERM again");
      rig.drain.getReady();
      rig.awaitRelease();
      assertLast("cut short in .*");
    }
  }

  @Test
  void onlyTheFirstCauseCounts() throws Exception {
    try (Rig rig = new Rig("", false)) {
      rig.begin();
      assertFalse(rig.drain.begin(Cause.EXIT, () -> rig.events.add("second")));
      rig.drain.getReady();
      rig.awaitRelease();
      rig.drain.awaitRelease();
      assertTrue(rig.drain.isReleased());
      assertEquals("TERM", rig.drain.cause().toString());
      assertEquals(Collections.singletonList("released"), rig.events);
    }
  }

  @Test
  void withNothingOpenThereIsNothingToDrain() throws Exception {
    try (Rig rig = new Rig("", false)) {
      assertFalse(rig.drain.isNeeded());
      Object server = new Object();
      Connection connection = rig.connection(server, false);
      assertTrue(rig.drain.isNeeded(), "a connection");
      rig.connections.closed(connection.transport());
      assertFalse(rig.drain.isNeeded());
      rig.exchanges.began(request, null);
      assertTrue(rig.drain.isNeeded(), "an exchange");
      rig.exchanges.ended(request);
      rig.port();
      assertTrue(rig.drain.isNeeded(), "a port");
      rig.drain.getReady();
    }
  }

  @Test
  void aDrainThatFailsReleasesTheExit() throws Exception {
    try (Rig rig = new Rig("", false)) {
      rig.port();
      rig.somebodyWaits =
          listener -> {
            throw new IllegalStateException("broken closer");
          };
      rig.drain.getReady();
      rig.begin();
      rig.awaitRelease();
      assertEquals(1, rig.suppressed.number());
      log.only("the drain failed and the exit goes on: java.lang.IllegalStateException");
    }
  }

  @Test
  void anInterruptOfWhoWaitsIsKeptForLater() throws Exception {
    try (Rig rig = new Rig("", false)) {
      rig.drain.getReady();
      rig.begin();
      Thread.currentThread().interrupt();
      rig.drain.awaitRelease();
      assertTrue(Thread.interrupted());
      assertTrue(rig.drain.isReleased());
    }
  }
}
