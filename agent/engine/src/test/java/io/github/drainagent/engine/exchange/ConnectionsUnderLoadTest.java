package io.github.drainagent.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.drainagent.engine.FakeConnector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsUnderLoadTest {

  private static final int THREADS = 8;

  private final FakeConnector connector = new FakeConnector();

  /** Somebody has to hold a transport, or its connection goes with it. */
  private final Set<Object> leftOpen = ConcurrentHashMap.newKeySet();

  @AfterEach
  void noDrain() {
    DrainDispatcher.closing = false;
  }

  @Test
  void bothAccountsAddUpWhereverInTheTrafficTheDrainBegins() throws Exception {
    for (int round = 0; round < 200; round++) {
      DrainDispatcher.closing = false;
      Exchanges exchanges = new Exchanges();
      Connections connections = new Connections(exchanges);
      long[] atStart = new long[2];
      Together.run(
          THREADS,
          halfway -> traffic(exchanges, connections, halfway),
          () -> {
            DrainDispatcher.closing = true;
            atStart[0] = connections.countAtStart();
            atStart[1] = exchanges.countAtStart();
          });
      int[] inFlight = new int[1];
      exchanges.each(exchange -> inFlight[0]++);
      assertEquals(0, inFlight[0], "a connection takes its exchanges with it");
      assertEquals(THREADS, connections.size());
      assertEquals(
          atStart[0] + connections.acceptedSince(),
          connections.closedSince() + connections.letGoSince() + THREADS);
      assertEquals(atStart[1] + exchanges.begunSince(), exchanges.endedSince());
    }
  }

  /** One event loop: several connections, each way to claim and to close; one stays open. */
  private void traffic(Exchanges exchanges, Connections connections, Runnable halfway) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int most = 600;
    for (int i = 0; i < most; i++) {
      if (i == most / 2) {
        halfway.run();
      }
      Object transport = new Object();
      Object server = new Object();
      boolean accepted = random.nextInt(4) > 0;
      Connection connection = accepted ? connections.accepted(transport, false) : null;
      if (!accepted || random.nextBoolean()) {
        connections.claimed(connector, server, random.nextBoolean() || accepted ? transport : null);
        connection = connections.ofServer(server);
      }
      for (int n = random.nextInt(3); n > 0; n--) {
        Object key = new Object();
        exchanges.began(key, connection);
        if (random.nextBoolean()) {
          exchanges.ended(key);
        }
      }
      if (random.nextInt(3) == 0) {
        connection.setLetGo();
      }
      if (i == most - 1) {
        leftOpen.add(transport);
        connection.endAll(exchanges);
        return;
      }
      if (!accepted || random.nextBoolean()) {
        connections.closed(server);
      }
      connections.closed(transport);
    }
  }

  @Test
  void aConnectionClosedFromTwoSidesAtOnceIsCountedOnce() throws Exception {
    DrainDispatcher.closing = true;
    for (int round = 0; round < 2_000; round++) {
      Exchanges exchanges = new Exchanges();
      Connections connections = new Connections(exchanges);
      Object transport = new Object();
      Object server = new Object();
      connections.accepted(transport, false);
      connections.claimed(connector, server, transport);
      exchanges.began(new Object(), connections.ofServer(server));
      together(() -> connections.closed(transport), () -> connections.closed(server));
      assertTrue(connections.isEmpty());
      assertEquals(1, connections.closedSince());
      assertEquals(1, exchanges.endedSince());
    }
  }

  @Test
  void anExchangeThatBeginsWhileItsConnectionClosesIsOver() throws Exception {
    Exchanges exchanges = new Exchanges();
    Connections connections = new Connections(exchanges);
    for (int round = 0; round < 5_000; round++) {
      Object server = new Object();
      connections.claimed(connector, server, null);
      together(() -> connections.began(new Object(), server), () -> connections.closed(server));
      exchanges.each(left -> fail("left behind"));
    }
  }

  private static void together(Runnable one, Runnable other) throws Exception {
    Iterator<Runnable> sides = Arrays.asList(one, other).iterator();
    Together.run(
        2,
        middle -> {
          Runnable side;
          synchronized (sides) {
            side = sides.next();
          }
          middle.run();
          side.run();
        },
        () -> {});
  }

  /** HTTP/2: streams of one connection are begun by several threads. */
  @Test
  void exchangesThatBeginTogetherKeepTheirConnectionBusyToTheLast() throws Exception {
    int rounds = 20_000;
    Exchanges exchanges = new Exchanges();
    Connection[] connection = new Connection[1];
    Object[] keys = {new Object(), new Object()};
    List<Integer> idle = new ArrayList<>();
    AtomicInteger number = new AtomicInteger();
    CyclicBarrier after =
        new CyclicBarrier(
            2,
            () -> {
              if (connection[0] != null) {
                int round = number.get() / 2;
                exchanges.ended(keys[round % 2]);
                if (!connection[0].isBusy(exchanges)) {
                  idle.add(round);
                }
                exchanges.ended(keys[1 - round % 2]);
              }
              connection[0] = Connection.unseen(null);
            });
    AtomicInteger names = new AtomicInteger();
    Together.run(
        2,
        middle -> {
          Object key = keys[names.getAndIncrement()];
          middle.run();
          for (int round = 0; round <= rounds; round++) {
            await(after);
            // a barrier wakes its threads one after the other: meet once more, awake
            number.incrementAndGet();
            while (number.get() < 2 * (round + 1)) {
              Thread.yield();
            }
            exchanges.began(key, connection[0]);
          }
        },
        () -> {});
    assertEquals(Collections.emptyList(), idle, "rounds in which a busy connection looked idle");
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
