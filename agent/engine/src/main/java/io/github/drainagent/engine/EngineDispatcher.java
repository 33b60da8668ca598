package io.github.drainagent.engine;

import io.github.drainagent.engine.close.Ladder;
import io.github.drainagent.engine.close.WakeUp;
import io.github.drainagent.engine.drain.Linger;
import io.github.drainagent.engine.drain.Suppressed;
import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchanges;
import io.github.drainagent.engine.exit.ExitGate;
import io.github.drainagent.engine.exit.SignalTrap;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.weave.Adapters;
import io.github.drainagent.engine.weave.NoConnector;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Where the calls of woven code arrive. */
class EngineDispatcher extends DrainDispatcher {

  private final Adapters[] adapters;
  private final Exchanges exchanges;
  private final Connections connections;
  private final Listeners listeners;
  private final JdkNatives natives;
  private final Descriptors descriptors;
  private final Ladder ladder;
  private final WakeUp wakeUp;
  private final Linger linger;
  private final SignalTrap trap;
  private final ExitGate gate;
  private final Suppressed suppressed;

  EngineDispatcher(Engine engine, Adapters[] adapters) {
    this.adapters = adapters;
    this.exchanges = engine.exchanges;
    this.connections = engine.connections;
    this.listeners = engine.listeners;
    this.natives = engine.natives;
    this.descriptors = engine.descriptors;
    this.ladder = engine.ladder;
    this.wakeUp = engine.wakeUp;
    this.linger = engine.linger;
    this.trap = engine.trap;
    this.gate = engine.gate;
    this.suppressed = engine.suppressed;
  }

  @Override
  protected void onOpened(int family, Object connection) {
    Connector connector = adapters[family].get(connection.getClass());
    if (connector == NoConnector.INSTANCE) {
      return;
    }
    Object transport = connector.transport(connection);
    try {
      if (closing && transport instanceof Integer) {
        lift(descriptors.of(transport)); // native code accepted it
      }
      connections.claimed(
          connector, connection, transport == null ? null : descriptors.transport(transport));
    } catch (IllegalAccessException e) {
      suppressed.count(e);
    }
  }

  @Override
  protected void onClosed(Object connection) {
    if (closing) {
      try {
        linger.closing(connection);
      } catch (Exception e) {
        suppressed.count(e);
      }
    }
    connections.closed(connection);
  }

  @Override
  protected void onBegan(Object exchange, Object connection) {
    connections.began(exchange, connection);
  }

  @Override
  protected void onWorksOn(Object exchange) {
    exchanges.worksOn(exchange);
  }

  @Override
  protected void onEnded(Object exchange) {
    exchanges.ended(exchange);
  }

  @Override
  protected boolean onOutputEnds(Object serverObject) throws Exception {
    Connection connection = connections.ofServer(serverObject);
    Object transport = connection == null ? null : connection.transport();
    FileDescriptor fd = transport == null ? null : descriptors.of(transport);
    return connection != null && fd != null && connection.unlessGone(() -> natives.endOutput(fd));
  }

  @Override
  protected void onEvent(int family, int point, Object self, @Nullable Object argument) {
    adapters[family].get(self.getClass()).event(point, self, argument);
  }

  @Override
  protected void onBound(Object listener) {
    try {
      listeners.bound(listener);
    } catch (IllegalAccessException e) {
      suppressed.count(e);
    }
  }

  @Override
  protected void onUnbound(Object listener) {
    listeners.unbound(listener);
  }

  @Override
  protected void onAccepted(Object socket, Object connection) {
    try {
      Object transport = descriptors.transport(connection);
      FileDescriptor fd = closing ? descriptors.of(transport) : null;
      if (fd != null) {
        ladder.lift(fd);
        if (wakeUp.isOurs(remotePort(connection))) {
          connections.acceptedOwn(transport);
          return;
        }
      }
      Listener listener = listeners.accepting(socket);
      connections.accepted(transport, listener != null && listener.isKept());
    } catch (IllegalAccessException e) {
      suppressed.count(e);
    }
  }

  private void lift(@Nullable FileDescriptor fd) {
    if (fd != null) {
      ladder.lift(fd);
    }
  }

  private static int remotePort(Object connection) {
    try {
      SocketAddress address = null;
      if (connection instanceof Socket) {
        return ((Socket) connection).getPort();
      } else if (connection instanceof SocketChannel) {
        address = ((SocketChannel) connection).getRemoteAddress();
      } else if (connection instanceof AsynchronousSocketChannel) {
        address = ((AsynchronousSocketChannel) connection).getRemoteAddress();
      }
      return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getPort() : -1;
    } catch (java.io.IOException closedAlready) {
      return -1;
    }
  }

  @Override
  protected void onBytesIn(Object transport) {
    connections.in(transport);
  }

  @Override
  protected void onBytesOut(Object transport) {
    connections.out(transport);
  }

  @Override
  protected boolean onSignal(int signal) {
    return trap.keepsBack(signal);
  }

  @Override
  protected int onExit(int status) {
    return gate.exit(status);
  }

  @Override
  protected void onEnd() {
    gate.end();
  }

  @Override
  protected void onSuppressed(Throwable failure) {
    suppressed.count(failure);
  }
}
