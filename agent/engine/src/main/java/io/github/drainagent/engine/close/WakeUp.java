package io.github.drainagent.engine.close;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Connects to a listener once and hangs up, so that a thread asleep in it wakes. */
public final class WakeUp {

  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(1);

  /** {@code include/uapi/linux/in.h}, {@code in6.h}. */
  private static final int SOL_IP = 0;

  private static final int SOL_IPV6 = 41;
  private static final int IP_TTL = 2;
  private static final int IPV6_UNICAST_HOPS = 16;
  private static final int MOST = 255;

  private final JdkNatives natives;
  private final Descriptors descriptors;
  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

  public WakeUp(JdkNatives natives, Descriptors descriptors) {
    this.natives = natives;
    this.descriptors = descriptors;
  }

  /** Whether a connection from that port was ours. */
  public boolean isOurs(int remotePort) {
    return ports.contains(remotePort);
  }

  void connect(InetSocketAddress listener) {
    try (SocketChannel channel = SocketChannel.open()) {
      FileDescriptor fd = descriptors.of(channel);
      if (fd != null) {
        exempt(fd);
      }
      channel.bind(new InetSocketAddress(local(listener), 0));
      ports.add(((InetSocketAddress) channel.getLocalAddress()).getPort());
      channel.configureBlocking(false);
      long deadline = System.nanoTime() + PATIENCE;
      boolean connected =
          channel.connect(new InetSocketAddress(local(listener), listener.getPort()));
      while (!connected && System.nanoTime() < deadline) {
        LockSupport.parkNanos(STEP);
        connected = channel.finishConnect();
      }
      // the acceptor needs a moment to take it before it hangs up
      LockSupport.parkNanos(STEP);
    } catch (IOException | IllegalAccessException e) {
      // refused: the port is gone, which is what was wanted
    }
  }

  /** Lets it through: its packets leave with the highest time-to-live. */
  private void exempt(FileDescriptor client) {
    natives.setOption(client, SOL_IP, IP_TTL, MOST);
    natives.setOption(client, SOL_IPV6, IPV6_UNICAST_HOPS, MOST);
  }

  /** Whether a Unix-domain socket still takes connections; each one wakes an acceptor. */
  boolean isAccepted(@Nullable SocketAddress path) {
    if (path == null) {
      return false;
    }
    try (SocketChannel channel = SocketChannel.open(path)) {
      LockSupport.parkNanos(STEP);
      return channel.isConnected();
    } catch (IOException | RuntimeException refused) {
      return false;
    }
  }

  private static InetAddress local(InetSocketAddress listener) {
    InetAddress address = listener.getAddress();
    if (address == null || address.isAnyLocalAddress()) {
      return InetAddress.getLoopbackAddress();
    }
    return address;
  }
}
