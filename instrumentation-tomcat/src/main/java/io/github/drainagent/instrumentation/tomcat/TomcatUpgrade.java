package io.github.drainagent.instrumentation.tomcat;

import io.github.drainagent.engine.spi.Protocol;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** What a connection speaks after an upgrade, and how it says that it ends. */
interface TomcatUpgrade {

  Protocol protocol();

  boolean idle(SocketWrapperBase<?> connection);

  /** On the drain's thread. */
  void announceEnd(SocketWrapperBase<?> connection);
}
