package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.instrumentation.testing.Woven;

/** For tests that share a JVM: what is woven stays woven. */
final class WovenNetty {

  static final Woven WOVEN = new Woven(new NettyFamily());

  private WovenNetty() {}
}
