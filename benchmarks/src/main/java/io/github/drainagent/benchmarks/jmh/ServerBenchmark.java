package io.github.drainagent.benchmarks.jmh;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An exchange of a real server over loopback. Requests are pipelined, so that the server always has
 * the next one: what is measured is its own work, and not how long a thread takes to be woken.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ServerBenchmark {
  private static final int PIPELINED = 64;
  private static final String REQUEST = "GET /fast HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String LAST_OF_RESPONSE = "ok\n";

  /** Lines of servers.csv. */
  @Param({
    "netty-4.2",
    "jetty-12.1",
    "undertow-2.3",
    "tomcat-11.0",
    "httpserver",
    "grizzly-4.0",
    "pekko-http-1.3",
    "helidon-4.5"
  })
  public String server = "";

  private final ByteBuffer requests = repeated(REQUEST);
  private ByteBuffer responses = ByteBuffer.allocate(0);
  private @Nullable SocketChannel client;

  /** A connection to a server that has answered once, in order to know the length of an answer. */
  @Setup
  public void connect() throws Exception {
    SocketChannel connected = new RunningServer(server).connect();
    connected.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.ISO_8859_1)));
    ByteBuffer one = ByteBuffer.allocate(4096);
    while (!text(one).endsWith(LAST_OF_RESPONSE)) {
      read(connected, one);
    }
    responses = ByteBuffer.allocateDirect(one.position() * PIPELINED);
    client = connected;
  }

  /** As many requests and their responses. */
  @Benchmark
  @OperationsPerInvocation(PIPELINED)
  public void exchange() throws IOException {
    SocketChannel connection = requireNonNull(client);
    requests.rewind();
    while (requests.hasRemaining()) {
      connection.write(requests);
    }
    responses.clear();
    while (responses.hasRemaining()) {
      read(connection, responses);
    }
  }

  /** The server goes with its JVM. */
  @TearDown
  public void disconnect() throws IOException {
    requireNonNull(client).close();
  }

  private static void read(SocketChannel from, ByteBuffer into) throws IOException {
    if (from.read(into) < 0) {
      throw new IOException("closed after " + into.position() + " bytes");
    }
  }

  private static String text(ByteBuffer read) {
    return new String(read.array(), 0, read.position(), StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer repeated(String request) {
    byte[] bytes = request.repeat(PIPELINED).getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes);
  }
}
