package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchanges;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private final Exchanges exchanges = new Exchanges();
  private final Connections connections = new Connections(exchanges);
  private final Ledger ledger = new Ledger(new InFlight(exchanges, connections));

  @BeforeEach
  @AfterEach
  void noDrain() {
    DrainDispatcher.closing = false;
  }

  private void begin() {
    DrainDispatcher.closing = true;
    ledger.open();
  }

  @Test
  void withoutTrafficAllIsZero() {
    begin();
    assertEquals(
        "exchanges: 0 in flight + 0 begun since = 0 completed + 0 cut; connections: 0 open + 0"
            + " accepted since = 0 closed + 0 let go idle + 0 cut",
        ledger.close(0));
  }

  @Test
  void eachExchangeAndConnectionIsOnOneOfTheLines() {
    Object completed = new Object();
    exchanges.began(completed, null);
    exchanges.began("cut", null);
    connections.accepted("closed", false);
    Connection letGo = connections.accepted("let go", false);
    connections.accepted("kept", true);
    begin();
    Object since = new Object();
    exchanges.began(since, null);
    Connection lingering = connections.accepted("let go and still open", false);
    connections.accepted("cut", false);
    letGo.setLetGo();
    lingering.setLetGo();
    exchanges.ended(completed);
    exchanges.ended(since);
    connections.closed("closed");
    connections.closed("let go");
    assertEquals(
        "exchanges: 2 in flight + 1 begun since = 2 completed + 1 cut; connections: 3 open + 2"
            + " accepted since = 1 closed + 1 let go idle + 2 cut + 1 kept",
        ledger.close(0));
    assertEquals(2, ledger.exchangesAtStart());
    assertEquals(3, ledger.connectionsAtStart());
  }

  @Test
  void itAddsUpWhileTheTrafficGoesOn() throws Exception {
    begin();
    AtomicBoolean over = new AtomicBoolean();
    Thread traffic =
        new Thread(
            () -> {
              while (!over.get()) {
                Object key = new Object();
                connections.accepted(key, false);
                exchanges.began(key, null);
                exchanges.ended(key);
                connections.closed(key);
                LockSupport.parkNanos(50_000); // some ten thousand requests a second
                LockSupport.parkNanos(20_000); // some ten thousand requests a second
              }
            });
    traffic.start();
    try {
      for (int i = 0; i < 2_000; i++) {
        String line = ledger.close(0);
        assertFalse(line.contains("does not add up"), line);
      }
    } finally {
      over.set(true);
      traffic.join();
    }
  }
}
