package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.FakeConnector;
import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchanges;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.Libc;
import io.github.drainagent.engine.options.OptionsReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A connection with both its ends, and a farewell. The drain's clock is an argument, so no time
 * passes here.
 */
abstract class FarewellRig {

  static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  final Exchanges exchanges = new Exchanges();
  final Connections connections = new Connections(exchanges);
  final InFlight inFlight = new InFlight(exchanges, connections);
  final FakeConnector connector = new FakeConnector();
  final Object serverObject = new Object();
  final Libc libc;
  final Farewell farewell;

  /** Whose transport is collected counts as closed. */
  private final List<Object> transports = new ArrayList<>();

  SocketChannel client;
  SocketChannel server;
  Connection connection;

  FarewellRig() throws ReflectiveOperationException {
    this(new Libc("none"));
  }

  FarewellRig(Libc libc) throws ReflectiveOperationException {
    this.libc = libc;
    farewell = farewell("idle=1s");
  }

  final Farewell farewell(String settings) throws ReflectiveOperationException {
    JdkNatives natives = new JdkNatives();
    return new Farewell(
        new OptionsReader(settings, new Properties(), Collections.emptyMap()).options(),
        new Fin(natives, new Descriptors(natives), libc));
  }

  @BeforeEach
  void connect() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client = SocketChannel.open(listener.getLocalAddress());
      server = listener.accept();
    }
    client.configureBlocking(false);
    server.configureBlocking(false);
    connection = connections.accepted(server, false);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  void claim() {
    connections.claimed(connector, serverObject, server);
  }

  /** Connections that no socket carries. */
  void claimMore(int number) {
    for (int i = 0; i < number; i++) {
      Object transport = new Object();
      transports.add(transport);
      connections.accepted(transport, false);
      connections.claimed(connector, new Object(), transport);
    }
  }

  boolean isLetGoAt(long age) {
    farewell.look(inFlight, age, age, age);
    return connection.isLetGo();
  }

  /** -1 for the end, 0 for nothing. */
  static int read(SocketChannel channel) throws Exception {
    return channel.read(ByteBuffer.allocate(10));
  }
}
