package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.Await;
import io.github.drainagent.engine.LogLines;
import io.github.drainagent.engine.Recorder;
import io.github.drainagent.engine.exchange.Connection;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code System.exit} in a handler: what its thread alone could finish is not waited for. */
class ExitsTest {

  private final Object former = new Object();
  private final Object latter = new Object();
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

  private static Connection begin(Rig rig, Object exchange) throws Exception {
    Connection connection = rig.connection(new Object(), false);
    rig.exchanges.began(exchange, connection);
    return connection;
  }

  private void drained(Rig rig) throws Exception {
    rig.drain.getReady();
    rig.begin();
    rig.awaitRelease();
    assertTrue(log.last().contains("drained in "), log.last());
  }

  private void waitsForOneExchange(Rig rig) throws Exception {
    rig.drain.getReady();
    rig.begin();
    Await.until("waiting", () -> log.all().stream().anyMatch(l -> l.contains("waiting for 1 ex")));
    assertFalse(rig.drain.isReleased());
  }

  @Test
  void theExchangeThatCallsItIsNotWaitedFor() throws Exception {
    try (Rig rig = new Rig("timeout=1h", false)) {
      begin(rig, former);
      rig.inFlight.exitsHere();
      drained(rig);
    }
  }

  @Test
  void oneThatItsThreadLeftBehindIsWaitedFor() throws Exception {
    try (Rig rig = new Rig("timeout=1h", false)) {
      Connection left = begin(rig, former);
      begin(rig, latter);
      rig.inFlight.exitsHere();
      waitsForOneExchange(rig);
      rig.connections.closed(left.transport());
      rig.awaitRelease();
    }
  }

  @Test
  void oneThatItsThreadCameBackToIsNotWaitedFor() throws Exception {
    try (Rig rig = new Rig("timeout=1h", false)) {
      begin(rig, former);
      Connection left = begin(rig, latter);
      rig.exchanges.worksOn(former);
      rig.inFlight.exitsHere();
      waitsForOneExchange(rig);
      rig.connections.closed(left.transport());
      rig.awaitRelease();
    }
  }

  @Test
  void whatAnEventLoopWouldHaveToAnswerIsNotWaitedForAndSaid() throws Exception {
    try (Rig rig = new Rig("timeout=1h", false)) {
      rig.connector.loop = Thread.currentThread();
      begin(rig, former);
      begin(rig, latter);
      rig.connection(new Object(), false);
      rig.inFlight.exitsHere();
      drained(rig);
      String said = log.only("System.exit was called on thread " + rig.connector.loop.getName());
      assertTrue(said.contains("1 exchange (GET /slow for "), said);
    }
  }

  /** Its server's acceptor has it, and the loop that would take it over is held. */
  @Test
  void whatAnEventLoopHasNotTakenOverIsNotWaitedFor() throws Exception {
    try (Rig rig = new Rig("timeout=1h", false);
        ServerSocketChannel listener = ServerSocketChannel.open().bind(null);
        SocketChannel client = SocketChannel.open(listener.getLocalAddress());
        SocketChannel accepted = listener.accept()) {
      client.write(ByteBuffer.wrap(new byte[1]));
      rig.connections.accepted(accepted, false);
      rig.connector.loop = Thread.currentThread();
      begin(rig, former);
      rig.inFlight.exitsHere();
      drained(rig);
    }
  }

  @Test
  void whatAnEventLoopThatIsNotInItHasToAnswerIsWaitedFor() throws Exception {
    try (Rig rig = new Rig("timeout=1h", false)) {
      begin(rig, former);
      rig.connector.loop = new Thread(rig.inFlight::exitsHere);
      begin(rig, latter);
      rig.inFlight.exitsHere();
      waitsForOneExchange(rig);
      rig.connector.loop.start(); // while it drains
      rig.awaitRelease();
      assertTrue(log.last().contains(" 2 cut"), log.last());
    }
  }
}
