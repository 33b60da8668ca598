package io.github.drainagent.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExchangesTest {

  /** More than all slots of the table together: some have to go to the overflow. */
  private static final int MANY = 10_000;

  private final Exchanges exchanges = new Exchanges();

  @BeforeEach
  @AfterEach
  void noDrain() {
    DrainDispatcher.closing = false;
  }

  private Set<Object> live() {
    Set<Object> keys = Collections.newSetFromMap(new IdentityHashMap<>());
    exchanges.each(exchange -> assertTrue(keys.add(exchange.key()), "the same exchange twice"));
    return keys;
  }

  private Exchange only() {
    List<Exchange> all = new ArrayList<>();
    exchanges.each(all::add);
    assertEquals(1, all.size());
    return all.get(0);
  }

  @Test
  void anExchangeIsInFlightFromItsBeginToItsEnd() {
    Object key = new Object();
    long before = System.nanoTime();
    exchanges.began(key, null);
    assertSame(key, only().key());
    assertTrue(only().age(System.nanoTime()) <= System.nanoTime() - before);
    exchanges.ended(key);
    assertEquals(0, live().size());
  }

  @Test
  void workingOnWhatIsOverBeginsNothing() {
    Object key = new Object();
    exchanges.worksOn(key);
    assertEquals(0, live().size());
    exchanges.began(key, null);
    exchanges.ended(key);
    exchanges.worksOn(key);
    assertEquals(0, live().size());
    assertNull(exchanges.latestHere());
  }

  @Test
  void beginningAgainIsTheSameExchangeWithAnotherThread() throws InterruptedException {
    Object key = new Object();
    exchanges.began(key, null);
    assertSame(Thread.currentThread(), only().thread());
    Thread other = new Thread(() -> exchanges.began(key, null));
    other.start();
    other.join();
    assertSame(other, only().thread());
    exchanges.ended(key);
    assertEquals(0, live().size());
  }

  @Test
  void endingTwiceOrWhatNeverBeganIsNothing() {
    DrainDispatcher.closing = true;
    Object key = new Object();
    exchanges.began(key, null);
    exchanges.ended(new Object());
    exchanges.ended(key);
    exchanges.ended(key);
    assertEquals(1, exchanges.begunSince());
    assertEquals(1, exchanges.endedSince());
  }

  @Test
  void anExchangeThatIsOverHoldsNothingOfTheServer() {
    Object key = new Object();
    Connection owner = Connection.unseen(null);
    exchanges.began(key, owner);
    Exchange slot = only();
    assertNotNull(slot.owner());
    exchanges.ended(key);
    assertNull(slot.key());
    assertNull(slot.owner());
    assertNull(slot.thread());
  }

  @Test
  void moreThanTheTableHoldsGoToTheOverflowAndBack() {
    for (int round = 0; round < 3; round++) {
      List<Object> keys = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        keys.add(new Object());
        exchanges.began(keys.get(i), null);
      }
      assertEquals(MANY, live().size());
      for (Object key : keys) {
        exchanges.began(key, null); // idempotent there too
      }
      assertEquals(MANY, live().size());
      // from the front, so that slots become free while others are still in the overflow
      for (Object key : keys) {
        exchanges.ended(key);
      }
      assertEquals(0, live().size());
    }
  }

  @Test
  void keysThatAreEqualAreDifferentExchanges() {
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      keys.add(new String("GET /"));
      exchanges.began(keys.get(i), null);
    }
    assertEquals(MANY, live().size());
    keys.forEach(exchanges::ended);
    assertEquals(0, live().size());
  }

  /** Its thread has taken the key back and not seen the flag: it will not count the end. */
  @Test
  void whatIsJustEndingIsNotCountedAtTheStart() {
    exchanges.began(new Object(), null);
    exchanges.each(exchange -> exchange.key = Exchange.CLAIMED);
    DrainDispatcher.closing = true;
    assertEquals(0, exchanges.countAtStart());
  }

  @Test
  void whatEndedBeforeTheDrainCountsForNothing() {
    Object before = new Object();
    Object across = new Object();
    exchanges.began(before, null);
    exchanges.ended(before);
    exchanges.began(across, null);
    DrainDispatcher.closing = true;
    assertEquals(1, exchanges.countAtStart());
    assertEquals(0, exchanges.countAtStart(), "counted twice");
    Object since = new Object();
    exchanges.began(since, null);
    assertEquals(1, exchanges.begunSince());
    exchanges.ended(across);
    exchanges.ended(since);
    assertEquals(2, exchanges.endedSince());
  }

  @Test
  void aSlotThatIsUsedAgainIsCountedAgain() {
    DrainDispatcher.closing = true;
    Object key = new Object();
    for (int i = 1; i <= 10; i++) {
      exchanges.began(key, null);
      assertEquals(i, exchanges.begunSince());
      exchanges.ended(key);
      assertEquals(i, exchanges.endedSince());
    }
  }
}
