package io.github.drainagent.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.Connector;
import java.util.function.Consumer;

/** Asks about everything that is there, again and again, as the drain does on its own thread. */
final class Looks implements AutoCloseable {

  private final Woven woven;
  private final Thread thread = new Thread(this::run, "looks");
  private volatile boolean over;

  /** Written by the thread. */
  private volatile long answers;

  Looks(Woven woven) {
    this.woven = woven;
    thread.start();
  }

  private void run() {
    try {
      while (!over) {
        for (Object connection : woven.connections.toArray()) {
          look(connection);
        }
        for (Object exchange : woven.exchanges.keySet().toArray()) {
          ask(woven.connector::eventStream, exchange);
          ask(woven.connector::describe, exchange);
        }
      }
    } catch (RuntimeException e) {
      woven.suppressed.add(e);
    }
  }

  private void look(Object connection) {
    Connector connector = woven.connectors.apply(connection.getClass());
    ask(connector::idle, connection);
    ask(connector::protocol, connection);
    ask(connector::transport, connection);
  }

  private void ask(Consumer<Object> question, Object about) {
    int ended = woven.ended.get();
    try {
      question.accept(about);
      answers++;
    } catch (RuntimeException | LinkageError e) {
      // else the server was taking it down; most use an exchange's object again
      if (woven.connections.contains(about)
          || (woven.exchanges.containsKey(about) && woven.ended.get() == ended)) {
        woven.suppressed.add(e);
      }
    }
  }

  @Override
  public void close() {
    over = true;
    Woven.await("its last look", () -> !thread.isAlive());
    assertTrue(answers > 0, "looked at nothing");
  }
}
