package io.github.drainagent.engine.close;

import io.github.drainagent.engine.kernel.JdkNatives;
import java.io.FileDescriptor;

/**
 * The socket is told to ignore packets whose time-to-live is below 255 (IP_MINTTL, RFC 5082), which
 * needs no privilege. A SYN is looked up to the listener and dropped; the ACK that ends a handshake
 * is looked up to its request and passes (net/ipv4/tcp_ipv4.c and net/ipv6/tcp_ipv6.c, tcp_v4_rcv
 * and tcp_v6_rcv). The client sends its SYN again a second later and is refused then.
 *
 * <p>A connection whose handshake ends meanwhile inherits the option and needs {@link #lift}; what
 * its client sent before that comes again.
 */
final class MinTtl implements SynStop {

  /** {@code include/uapi/linux/in.h}, {@code in6.h}, {@code ipv6.h}. */
  private static final int SOL_IP = 0;

  private static final int SOL_IPV6 = 41;
  private static final int IP_MINTTL = 21;
  private static final int IPV6_MINHOPCOUNT = 73;

  private static final int MOST = 255;

  private final JdkNatives natives;

  MinTtl(JdkNatives natives) {
    this.natives = natives;
  }

  @Override
  public String name() {
    return "ttl";
  }

  @Override
  public boolean apply(FileDescriptor listener) {
    return set(listener, MOST);
  }

  /** Takes back what a connection has inherited from its listener, or the listener's own. */
  void lift(FileDescriptor fd) {
    set(fd, 0);
  }

  /** Whether it is in force on a socket. */
  boolean isOn(FileDescriptor fd) {
    return natives.getOption(fd, SOL_IP, IP_MINTTL) == MOST
        || natives.getOption(fd, SOL_IPV6, IPV6_MINHOPCOUNT) == MOST;
  }

  private boolean set(FileDescriptor fd, int least) {
    boolean four = natives.setOption(fd, SOL_IP, IP_MINTTL, least);
    boolean six = natives.setOption(fd, SOL_IPV6, IPV6_MINHOPCOUNT, least);
    return four || six;
  }
}
