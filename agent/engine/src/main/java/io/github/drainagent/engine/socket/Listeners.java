package io.github.drainagent.engine.socket;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.log.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The listeners that the JVM has now. */
public final class Listeners {

  /** Who opens a JMX connector's sockets, on 8 and later. */
  private static final List<String> REMOTE_MANAGEMENT =
      Arrays.asList(
          "sun.management.",
          "jdk.internal.agent.",
          "javax.management.remote.",
          "com.sun.jmx.remote.");

  private final ConcurrentHashMap<Object, Listener> bySocket = new ConcurrentHashMap<>();

  /** Closed by the application. */
  private final Set<Object> closed =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final Descriptors descriptors;
  private final Set<Integer> keep;
  private final List<String> operators = new ArrayList<>(REMOTE_MANAGEMENT);
  private final NativeListeners nativeOnes;
  private volatile @Nullable Thread ownBinder;

  /**
   * @param keep ports that the setting {@code keep} names
   */
  public Listeners(JdkNatives natives, Descriptors descriptors, Set<Integer> keep) {
    this.descriptors = descriptors;
    this.keep = keep;
    this.nativeOnes = new NativeListeners(natives, descriptors, keep);
  }

  /**
   * @param classes prefixes of the names of classes that open listeners for operators
   */
  public void addOperators(Collection<String> classes) {
    operators.addAll(classes);
  }

  /** Opens a listener of the agent's own, on a loopback port that nobody knows. */
  public synchronized ServerSocketChannel bindOwn() throws IOException {
    ownBinder = Thread.currentThread();
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      return channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    } finally {
      ownBinder = null;
    }
  }

  /** A listener of the agent's own; it is none of those that a drain closes. */
  public Listener own(ServerSocketChannel channel) {
    return new Listener(channel, channel, false);
  }

  /** Enters a listener; again for one that is known changes nothing. */
  public @Nullable Listener bound(Object socket) throws IllegalAccessException {
    if (Thread.currentThread() == ownBinder || isAdaptor(socket)) {
      return null;
    }
    Listener known = bySocket.get(socket);
    if (known != null) {
      return known;
    }
    boolean forOperators = socket instanceof ServerSocket && isForOperators();
    Listener listener =
        new Listener(socket, descriptors.transport(socket), isKept(socket), forOperators);
    bySocket.put(socket, listener);
    if (Log.isDebug()) {
      Log.debug(listener.name() + " is bound" + (listener.isKept() ? " and kept" : ""));
    }
    return listener;
  }

  /** A channel's socket view is the channel's business. */
  private static boolean isAdaptor(Object socket) {
    return socket instanceof ServerSocket && ((ServerSocket) socket).getChannel() != null;
  }

  private boolean isKept(Object socket) {
    SocketAddress address = Listener.addressOf(socket);
    return address instanceof InetSocketAddress
        && keep.contains(((InetSocketAddress) address).getPort());
  }

  private boolean isForOperators() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      for (String prefix : operators) {
        if (frame.getClassName().startsWith(prefix)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The application closes it. */
  public void unbound(Object socket) {
    closed.add(socket);
    Listener listener = bySocket.remove(socket);
    if (listener != null) {
      listener.setGone();
    }
  }

  /**
   * The listener that accepted something; one bound before the agent came is entered now. A thread
   * may come back from its accept with a connection while another closes the listener: that one is
   * gone for good, though the JDK's object may still name a descriptor, by then somebody else's.
   */
  public @Nullable Listener accepting(Object socket) throws IllegalAccessException {
    Listener listener = bySocket.get(socket);
    if (listener == null && !closed.contains(socket)) {
      listener = bound(socket);
    }
    if (listener != null && DrainDispatcher.closing) {
      listener.countAccepted();
    }
    return listener;
  }

  /** Those of the JDK. */
  public List<Listener> all() {
    return new ArrayList<>(bySocket.values());
  }

  /** Tells listeners of other processes from those to come of native code in this one. */
  public void noteOthers() {
    nativeOnes.noteOthers();
  }

  /** Those of the JDK and those that native code has opened. */
  public List<Listener> everywhere() {
    List<Listener> all = all();
    all.addAll(nativeOnes.find(all));
    return all;
  }

  public boolean isEmpty() {
    return bySocket.isEmpty() && everywhere().isEmpty();
  }
}
