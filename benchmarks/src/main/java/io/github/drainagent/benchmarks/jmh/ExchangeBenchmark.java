package io.github.drainagent.benchmarks.jmh;

import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchanges;
import io.github.drainagent.engine.spi.Connector;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The way of every request: its connection is looked up, it begins, it ends. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExchangeBenchmark {

  /** What all threads of a server share. */
  @State(Scope.Benchmark)
  public static class Server {
    final Exchanges exchanges = new Exchanges();
    final Connections connections = new Connections(exchanges);
  }

  /** A connection of its own for each thread, with one request after the other. */
  @State(Scope.Thread)
  public static class Client {
    final Object channel = new Object();
    final Object connection = new Object();

    public Client() {}

    /** Opens it at the first request. */
    void open(Server server) {
      if (server.connections.ofServer(connection) == null) {
        server.connections.claimed(new Nobody(), connection, null);
      }
    }
  }

  /** On one thread; most servers use one object for all exchanges of a connection. */
  @Benchmark
  @Threads(1)
  public void beginAndEnd(Server server, Client client) {
    exchange(server, client, client.channel);
  }

  /** On two at once. */
  @Benchmark
  @Threads(2)
  public void beginAndEndOnTwoThreads(Server server, Client client) {
    exchange(server, client, client.channel);
  }

  /** Undertow has a new object for each: nobody has asked for its identity hash before. */
  @Benchmark
  @Threads(1)
  public void beginAndEndOfANewObject(Server server, Client client) {
    exchange(server, client, new Object());
  }

  private static void exchange(Server server, Client client, Object exchange) {
    client.open(server);
    server.connections.began(exchange, client.connection);
    server.exchanges.ended(exchange);
  }

  /** A connection that is opened, claimed and closed. */
  @Benchmark
  @Threads(1)
  public void connection(Server server) {
    Object connection = new Object();
    Object transport = new Object();
    server.connections.accepted(transport, false);
    server.connections.claimed(new Nobody(), connection, transport);
    server.connections.closed(connection);
    server.connections.closed(transport);
  }

  private static final class Nobody implements Connector {
    @Override
    public String name() {
      return "nobody";
    }

    @Override
    public @Nullable Object transport(Object connection) {
      return null;
    }

    @Override
    public boolean idle(Object connection) {
      return true;
    }

    @Override
    public @Nullable String describe(Object exchange) {
      return null;
    }
  }
}
