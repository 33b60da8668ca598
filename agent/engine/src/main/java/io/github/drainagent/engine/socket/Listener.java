package io.github.drainagent.engine.socket;

import io.github.drainagent.engine.exchange.DescriptorGuard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A listening socket, whatever opened it. */
public final class Listener extends DescriptorGuard {

  private final Object socket;
  private final Object transport;
  private final @Nullable SocketAddress address;
  private final @Nullable String path;
  private final boolean kept;
  private final boolean forOperators;
  private final AtomicInteger acceptedWhileClosing = new AtomicInteger();

  /**
   * @param socket the JDK's object that the application holds
   * @param transport what has the descriptor
   * @param kept whether it stays open until everything else is drained and holds nothing up
   */
  Listener(Object socket, Object transport, boolean kept) {
    this(socket, transport, kept, false);
  }

  /**
   * @param forOperators whether it is no concern of a drain: it stays open
   */
  Listener(Object socket, Object transport, boolean kept, boolean forOperators) {
    this(socket, transport, addressOf(socket), null, kept, forOperators);
  }

  /**
   * One that native code has opened.
   *
   * @param address {@code null} for a Unix-domain socket
   * @param path {@code null} for all others
   */
  Listener(
      Integer descriptor,
      @Nullable InetSocketAddress address,
      @Nullable String path,
      boolean kept) {
    this(descriptor, descriptor, address, path, kept, false);
  }

  private Listener(
      Object socket,
      Object transport,
      @Nullable SocketAddress address,
      @Nullable String path,
      boolean kept,
      boolean forOperators) {
    this.socket = socket;
    this.transport = transport;
    this.address = address;
    this.path = path;
    this.kept = kept;
    this.forOperators = forOperators;
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

  /** The JDK's object that the application holds, or the number of a descriptor. */
  public Object socket() {
    return socket;
  }

  public Object transport() {
    return transport;
  }

  /** Whether what it accepts holds nothing up. */
  public boolean isKept() {
    return kept || forOperators;
  }

  /** Whether it stays open: a JMX connector's, a shutdown port. */
  public boolean isForOperators() {
    return forOperators;
  }

  /**
   * Whether another process passed the socket on ({@code System.inheritedChannel}): it has the
   * socket too and goes on listening, so nothing may be changed on the socket itself.
   */
  public boolean isInherited() {
    return socket.getClass().getName().startsWith("sun.nio.ch.InheritedChannel");
  }

  /** Whether no object of the JDK stands for it: its accepts and its close are not seen. */
  public boolean isNative() {
    return socket instanceof Integer;
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
      return "socket " + (path == null ? address : path);
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
