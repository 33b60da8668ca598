package io.github.drainagent.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExchangesUnderLoadTest {

  private static final int THREADS = 8;

  @AfterEach
  void noDrain() {
    DrainDispatcher.closing = false;
  }

  @Test
  void theLedgerAddsUpWhereverInTheTrafficTheDrainBegins() throws Exception {
    for (int round = 0; round < 300; round++) {
      round(2_000, 16, 2);
    }
  }

  @Test
  void itAddsUpWhenTheTableOverflows() throws Exception {
    for (int round = 0; round < 20; round++) {
      round(6_000, 1_000, 500);
    }
  }

  @Test
  void noTwoThreadsGetTheSameSlot() throws Exception {
    List<Object> rivals = rivals(THREADS * 4);
    Exchanges exchanges = new Exchanges();
    AtomicInteger next = new AtomicInteger();
    Together.run(
        THREADS,
        halfway -> {
          halfway.run();
          int from = next.getAndAdd(4);
          for (int i = 0; i < 100_000; i++) {
            Object key = rivals.get(from + i % 4);
            exchanges.began(key, null);
            exchanges.ended(key);
          }
        },
        () -> {});
    exchanges.each(exchange -> fail("lost: one of two in the same slot"));
    DrainDispatcher.closing = true;
    rivals.forEach(key -> exchanges.began(key, null));
    rivals.forEach(exchanges::ended);
    assertEquals(rivals.size(), exchanges.begunSince());
    assertEquals(rivals.size(), exchanges.endedSince());
  }

  /** Keys that all want the same eight slots; the hash is the one of {@link Exchanges}. */
  private static List<Object> rivals(int number) {
    List<Object> rivals = new ArrayList<>();
    while (rivals.size() < number) {
      Object key = new Object();
      if ((System.identityHashCode(key) * 0x9E3779B9) >>> 20 == 1_000) {
        rivals.add(key);
      }
    }
    return rivals;
  }

  /**
   * @param live how many exchanges a thread has in flight at most
   * @param left how many of them are never ended
   */
  private static void round(int steps, int live, int left) throws Exception {
    DrainDispatcher.closing = false;
    Exchanges exchanges = new Exchanges();
    long[] atStart = new long[1];
    Together.run(
        THREADS,
        halfway -> traffic(exchanges, steps, live, left, halfway),
        () -> {
          DrainDispatcher.closing = true;
          atStart[0] = exchanges.countAtStart();
        });
    int[] still = new int[1];
    exchanges.each(exchange -> still[0]++);
    assertEquals(THREADS * left, still[0], "live at the end");
    assertEquals(
        atStart[0] + exchanges.begunSince(),
        exchanges.endedSince() + still[0],
        atStart[0] + " at start + " + exchanges.begunSince() + " since");
  }

  /** One server thread: begins and ends out of order, often twice; keys are used again. */
  private static void traffic(
      Exchanges exchanges, int steps, int most, int left, Runnable halfway) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    List<Object> idle = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      idle.add(new Object());
    }
    List<Object> live = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      if (step == steps / 2) {
        halfway.run();
      }
      boolean begins = live.isEmpty() || (!idle.isEmpty() && random.nextInt(3) > 0);
      List<Object> from = begins ? idle : live;
      Object key = from.remove(random.nextInt(from.size()));
      (begins ? live : idle).add(key);
      for (int times = random.nextInt(1, 3); times > 0; times--) {
        if (begins) {
          exchanges.began(key, null);
        } else {
          exchanges.ended(key);
        }
      }
    }
    while (live.size() < left) {
      live.add(idle.remove(0));
      exchanges.began(live.get(live.size() - 1), null);
    }
    while (live.size() > left) {
      exchanges.ended(live.remove(0));
    }
  }
}
