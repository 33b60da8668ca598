package io.github.drainagent.engine.socket;

import io.github.drainagent.engine.exchange.DescriptorGuard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A bound server socket, whatever opened it. */
public final class Listener extends DescriptorGuard {

  private final Object socket;
  private final Object transport;
  private final @Nullable SocketAddress address;
  private final boolean kept;
  private final AtomicInteger acceptedWhileClosing = new AtomicInteger();

  /**
   * @param socket the JDK's object that the application holds
   * @param transport what has the descriptor
   * @param kept whether it stays open until everything else is drained and holds nothing up
   */
  Listener(Object socket, Object transport, boolean kept) {
    this.socket = socket;
    this.transport = transport;
    this.address = addressOf(socket);
    this.kept = kept;
  }

  static @Nullable SocketAddress addressOf(Object socket) {
    try {
      return socket instanceof ServerSocket
          ? ((ServerSocket) socket).getLocalSocketAddress()
          : ((NetworkChannel) socket).getLocalAddress();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** The JDK's object that the application holds. */
  public Object socket() {
    return socket;
  }

  public Object transport() {
    return transport;
  }

  public boolean isKept() {
    return kept;
  }

  /**
   * Whether another process passed the socket on ({@code System.inheritedChannel}): it has the
   * socket too and goes on listening, so nothing may be changed on the socket itself.
   */
  public boolean isInherited() {
    return socket.getClass().getName().startsWith("sun.nio.ch.InheritedChannel");
  }

  /** The address it is bound to, whatever its family; {@code null} where it can't be told. */
  public @Nullable SocketAddress address() {
    return address;
  }

  /** The address it is bound to, or {@code null} for a Unix-domain socket. */
  public @Nullable InetSocketAddress inet() {
    return address instanceof InetSocketAddress ? (InetSocketAddress) address : null;
  }

  /** {@code port 8080}, or the path of a Unix-domain socket. */
  public String name() {
    InetSocketAddress inet = inet();
    if (inet == null) {
      return "socket " + address;
    }
    boolean everywhere = inet.getAddress() == null || inet.getAddress().isAnyLocalAddress();
    return "port "
        + inet.getPort()
        + (everywhere ? "" : " (" + inet.getAddress().getHostAddress() + ")");
  }

  void countAccepted() {
    acceptedWhileClosing.incrementAndGet();
  }

  /** How many connections it accepted after new ones had been stopped: they had been queued. */
  public int acceptedWhileClosing() {
    return acceptedWhileClosing.get();
  }

  public void startCounting() {
    acceptedWhileClosing.set(0);
  }
}
