package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.Await;
import io.github.drainagent.engine.LogLines;
import io.github.drainagent.engine.Recorder;
import io.github.drainagent.engine.socket.Listener;
import java.util.Arrays;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a drain does with listeners: in which order, and when it waits. */
class DrainOfPortsTest {

  private LogLines log;

  @BeforeEach
  void open() {
    Recorder.start();
    log = new LogLines();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static Rig drained(Rig rig) throws Exception {
    rig.drain.getReady();
    rig.begin();
    rig.awaitRelease();
    return rig;
  }

  @Test
  void allPortsAreStoppedBeforeAnyIsClosed() throws Exception {
    try (Rig rig = new Rig("", false)) {
      int one = rig.port();
      int two = rig.port();
      drained(rig);
      assertEquals(
          new HashSet<>(Arrays.asList("stop " + one, "stop " + two)),
          new HashSet<>(rig.events.subList(0, 2)));
      assertEquals(
          new HashSet<>(Arrays.asList("close " + one, "close " + two)),
          new HashSet<>(rig.events.subList(2, 4)));
    }
  }

  @Test
  void aKeptPortIsClosedLastAndHoldsNothingUp() throws Exception {
    try (Rig rig = new Rig("timeout=1h", true)) {
      int kept = rig.listeners.all().get(0).inet().getPort();
      int port = rig.port();
      rig.exchanges.began(new Object(), rig.connection(new Object(), true));
      drained(rig);
      assertEquals(
          Arrays.asList(
              "stop " + port, "close " + port, "stop " + kept, "close " + kept, "released"),
          rig.events);
      log.only("(kept to the end: port " + kept);
      assertTrue(log.last().contains(" completed + 0 cut + 1 kept; "), log.last());
      assertTrue(log.last().endsWith(" let go idle + 0 cut + 1 kept"), log.last());
    }
  }

  @Test
  void withADelayThePortStaysOpenWhileResponsesSayClose() throws Exception {
    try (Rig rig = new Rig("delay=300ms", false)) {
      rig.port();
      boolean[] closingWhenStopped = new boolean[1];
      long[] asked = new long[1];
      rig.somebodyWaits =
          listener -> {
            asked[0] = System.nanoTime();
            closingWhenStopped[0] = DrainDispatcher.closing;
            return false;
          };
      long began = System.nanoTime();
      drained(rig);
      assertTrue(closingWhenStopped[0]);
      assertTrue(asked[0] - began >= TimeUnit.MILLISECONDS.toNanos(300));
      log.only("delay=300ms: still serving");
      assertTrue(log.last().contains("(lame duck 3"), log.last());
    }
  }

  @Test
  void aSecondSignalEndsTheDelayToo() throws Exception {
    try (Rig rig = new Rig("timeout=2h,delay=1h", false)) {
      int port = rig.port();
      rig.begin();
      rig.drain.cut("TERM again");
      rig.drain.getReady();
      rig.awaitRelease();
      assertEquals(Arrays.asList("stop " + port, "close " + port, "released"), rig.events);
    }
  }

  @Test
  void aPortIsClosedWhenNobodyIsLeftInItsQueue() throws Exception {
    try (Rig rig = new Rig("", false)) {
      rig.port();
      AtomicInteger queue = new AtomicInteger(3);
      rig.somebodyWaits = listener -> acceptsOne(rig, listener, queue);
      drained(rig);
      assertEquals(0, queue.get());
      log.only("3 queued connections still accepted");
    }
  }

  private static boolean acceptsOne(Rig rig, Listener listener, AtomicInteger queue) {
    if (queue.get() == 0) {
      return false;
    }
    try {
      rig.listeners.accepting(listener.socket());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    queue.decrementAndGet();
    return true;
  }

  @Test
  void aServerThatDoesNotAcceptItsQueueIsNotWaitedForEver() throws Exception {
    try (Rig rig = new Rig("timeout=1h", false)) {
      rig.port();
      rig.somebodyWaits = listener -> true;
      drained(rig);
      log.only("its server did not accept all of them, 3 connections left were reset");
    }
  }

  @Test
  void aPortThatIsNotGoneIsTold() throws Exception {
    try (Rig rig = new Rig("", false)) {
      int port = rig.port();
      rig.closes = false;
      drained(rig);
      log.only(
          "port "
              + port
              + " (127.0.0.1) is still open (close=ttl, socket swapped): another process or thread");
    }
  }

  @Test
  void handshakesThatLeaveNoTraceAreWaitedForBeforeAnythingIsStopped() throws Exception {
    try (Rig rig = new Rig("", false)) {
      int port = rig.port();
      long wait = TimeUnit.MILLISECONDS.toNanos(150);
      rig.onTheirWay = wait;
      long began = System.nanoTime();
      rig.drain.getReady();
      rig.begin();
      Await.until("stopped", () -> rig.events.contains("stop " + port));
      assertTrue(System.nanoTime() - began >= wait, "stopped at once");
      rig.awaitRelease();
    }
  }

  @Test
  void noWaitIsLongerThanTheLimit() throws Exception {
    try (Rig rig = new Rig("close-limit=50ms", false)) {
      rig.port();
      rig.onTheirWay = TimeUnit.HOURS.toNanos(1);
      rig.drain.getReady();
      rig.begin();
      rig.awaitRelease();
    }
  }

  /** With ten thousands of sockets on the machine a look takes seconds where the code is cold. */
  @Test
  void theRehearsalLooksForMomentsOnly() throws Exception {
    try (Rig rig = new Rig("", false)) {
      rig.rehearsalIsLong = true;
      rig.port();
      rig.drain.getReady();
      Await.until("rehearsed", () -> !rig.rehearsed.isEmpty());
      rig.begin();
      rig.awaitRelease();
      for (long nanos : rig.rehearsed) {
        assertTrue(nanos <= TimeUnit.MILLISECONDS.toNanos(50), nanos + " ns");
      }
    }
  }
}
