package io.github.drainagent.instrumentation.tomcat;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.Semaphore;
import org.apache.tomcat.util.net.Nio2Channel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SecureNio2Channel;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** What Tomcat's connections are carried by, and whether they wait for a first byte. */
final class TomcatSockets {

  private static final String NIO2 = "org.apache.tomcat.util.net.Nio2Endpoint$Nio2SocketWrapper";

  private final Field interestOps =
      TomcatAdapter.field(NioEndpoint.NioSocketWrapper.class, "interestOps");
  private final Field readPending;
  private final Field buffers = TomcatAdapter.field(SocketWrapperBase.class, "socketBufferHandler");
  private final Field nioEncrypted = TomcatAdapter.field(SecureNioChannel.class, "netInBuffer");
  private final Field nioHello = TomcatAdapter.field(SecureNioChannel.class, "sniComplete");
  private final Field nio2Encrypted = TomcatAdapter.field(SecureNio2Channel.class, "netInBuffer");
  private final Field nio2Hello = TomcatAdapter.field(SecureNio2Channel.class, "sniComplete");

  TomcatSockets() throws ReflectiveOperationException {
    Class<?> nio2 = Class.forName(NIO2, false, SocketWrapperBase.class.getClassLoader());
    readPending = TomcatAdapter.field(nio2, "readPending");
  }

  /** {@code null} where it is none of the JDK's. */
  static @Nullable Object channel(SocketWrapperBase<?> connection) {
    Object channel = connection.getSocket();
    if (channel instanceof NioChannel) {
      return ((NioChannel) channel).getIOChannel();
    }
    return channel instanceof Nio2Channel ? ((Nio2Channel) channel).getIOChannel() : null;
  }

  boolean isIdle(SocketWrapperBase<?> connection) {
    try {
      Object channel = connection.getSocket();
      if (channel instanceof NioChannel) {
        return isIdle(connection, (NioChannel) channel);
      }
      return channel instanceof Nio2Channel && isIdle(connection, (Nio2Channel) channel);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The poller takes its interest back before anybody reads; a file is sent without it. */
  private boolean isIdle(Object connection, NioChannel channel) throws IllegalAccessException {
    boolean waiting = (interestOps.getInt(connection) & SelectionKey.OP_READ) != 0;
    return waiting
        && (!(channel instanceof SecureNioChannel)
            || nothingCame(channel, channel.isHandshakeComplete(), nioHello, nioEncrypted));
  }

  private boolean isIdle(Object connection, Nio2Channel channel) throws IllegalAccessException {
    boolean secure = channel instanceof SecureNio2Channel;
    boolean shaken = channel.isHandshakeComplete();
    if (secure && !nothingCame(channel, shaken, nio2Hello, nio2Encrypted)) {
      return false;
    }
    if (!shaken) {
      return true; // the first read is the handshake's own
    }
    SocketBufferHandler buffer = (SocketBufferHandler) buffers.get(connection);
    return ((Semaphore) readPending.get(connection)).availablePermits() == 0
        && buffer != null
        && buffer.isReadBufferEmpty();
  }

  /** Neither part of a record nor, in a new connection, the first message of the handshake. */
  private static boolean nothingCame(Object channel, boolean shaken, Field hello, Field encrypted)
      throws IllegalAccessException {
    ByteBuffer bytes = (ByteBuffer) encrypted.get(channel);
    return (shaken || !hello.getBoolean(channel)) && (bytes == null || bytes.position() == 0);
  }
}
