package io.github.drainagent.engine.close;

import io.github.drainagent.engine.kernel.JdkNatives;
import java.io.FileDescriptor;

/**
 * Stops new handshakes on a listening socket, without privileges and without touching those that
 * have begun: the socket is told to ignore packets whose time-to-live is below 255 (IP_MINTTL, RFC
 * 5082). A SYN is looked up to the listener and dropped; the ACK that ends a handshake is looked up
 * to its request and passes (net/ipv4/tcp_ipv4.c and net/ipv6/tcp_ipv6.c, tcp_v4_rcv and
 * tcp_v6_rcv). The client sends its SYN again a second later and is refused then.
 *
 * <p>A connection accepted meanwhile has inherited the option and needs {@link #lift}; what its
 * client sent before that comes again.
 */
public final class SynStop {

  /** {@code include/uapi/linux/in.h}, {@code in6.h}, {@code ipv6.h}. */
  private static final int SOL_IP = 0;

  private static final int SOL_IPV6 = 41;
  private static final int IP_TTL = 2;
  private static final int IP_MINTTL = 21;
  private static final int IPV6_UNICAST_HOPS = 16;
  private static final int IPV6_MINHOPCOUNT = 73;

  private static final int MOST = 255;

  private final JdkNatives natives;

  public SynStop(JdkNatives natives) {
    this.natives = natives;
  }

  /** Returns whether the kernel took it for IPv4, IPv6 or both, whichever the socket is for. */
  boolean apply(FileDescriptor listener) {
    return set(listener, MOST);
  }

  /** Takes it back, on a listener or on a connection. */
  public void lift(FileDescriptor fd) {
    set(fd, 0);
  }

  private boolean set(FileDescriptor fd, int least) {
    boolean four = natives.setOption(fd, SOL_IP, IP_MINTTL, least);
    boolean six = natives.setOption(fd, SOL_IPV6, IPV6_MINHOPCOUNT, least);
    return four || six;
  }

  /** Lets a socket of our own through: its packets leave with the highest time-to-live. */
  void exempt(FileDescriptor client) {
    natives.setOption(client, SOL_IP, IP_TTL, MOST);
    natives.setOption(client, SOL_IPV6, IPV6_UNICAST_HOPS, MOST);
  }
}
