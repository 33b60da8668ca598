package io.github.drainagent.engine.socket;

import static io.github.drainagent.engine.spi.Weave.into;

import io.github.drainagent.engine.jdk.JavaRelease;
import io.github.drainagent.engine.spi.Weave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the JDK binds, accepts, reads, writes and closes. Every server socket passes through these,
 * also {@code SSLServerSocket} (it accepts through {@code implAccept}), adaptors and subclasses of
 * applications. Members that only some JDKs have are marked.
 */
public final class SocketWeaves {

  private static final String CHANNEL = "sun.nio.ch.SocketChannelImpl";
  private static final String LISTENER = "sun.nio.ch.ServerSocketChannelImpl";
  private static final String ASYNC_LISTENER = "sun.nio.ch.AsynchronousServerSocketChannelImpl";
  private static final String ASYNC = "sun.nio.ch.AsynchronousSocketChannelImpl";

  private static final List<Weave> OF_ALL_JDKS =
      Arrays.asList(
          // listeners
          into(
              "java.net.ServerSocket",
              "bind",
              "(Ljava/net/SocketAddress;I)V",
              SocketAdvice.Bound.class),
          into(
              "java.net.ServerSocket",
              "implAccept",
              "(Ljava/net/Socket;)V",
              SocketAdvice.AcceptedInto.class),
          into("java.net.ServerSocket", "close", "()V", SocketAdvice.Unbound.class),
          into(
              LISTENER,
              "bind",
              "(Ljava/net/SocketAddress;I)Ljava/nio/channels/ServerSocketChannel;",
              SocketAdvice.Bound.class),
          into(
              LISTENER,
              "accept",
              "()Ljava/nio/channels/SocketChannel;",
              SocketAdvice.Accepted.class),
          into(LISTENER, "blockingAccept", SocketAdvice.Accepted.class).whereItExists(),
          into(LISTENER, "implCloseSelectableChannel", "()V", SocketAdvice.Unbound.class),
          into(
              ASYNC_LISTENER,
              "bind",
              "(Ljava/net/SocketAddress;I)Ljava/nio/channels/AsynchronousServerSocketChannel;",
              SocketAdvice.Bound.class),
          into(ASYNC_LISTENER, "close", "()V", SocketAdvice.Unbound.class),
          into(
              "sun.nio.ch.UnixAsynchronousServerSocketChannelImpl",
              "finishAccept",
              SocketAdvice.Accepted.class),
          // channels
          into(CHANNEL, "implCloseSelectableChannel", "()V", SocketAdvice.Closed.class),
          into(ASYNC, "enableReading", "()V", SocketAdvice.ReadDone.class),
          into(ASYNC, "enableWriting", "()V", SocketAdvice.WrittenFully.class),
          into(
              "sun.nio.ch.UnixAsynchronousSocketChannelImpl",
              "implClose",
              "()V",
              SocketAdvice.Closed.class),
          // sockets: JDK 13 and later, then the ones before
          into("sun.nio.ch.NioSocketImpl", "read", "([BII)I", SocketAdvice.Read.class),
          into("sun.nio.ch.NioSocketImpl", "write", "([BII)V", SocketAdvice.WrittenFully.class),
          into("sun.nio.ch.NioSocketImpl", "close", "()V", SocketAdvice.Closed.class),
          into("java.net.SocketInputStream", "read", "([BIII)I", SocketAdvice.StreamRead.class),
          into(
              "java.net.SocketOutputStream",
              "socketWrite",
              "([BII)V",
              SocketAdvice.StreamWritten.class),
          into("java.net.AbstractPlainSocketImpl", "close", "()V", SocketAdvice.Closed.class));

  private static final List<Weave> READ_AND_WRITE =
      Arrays.asList(
          into(CHANNEL, "read", "(Ljava/nio/ByteBuffer;)I", SocketAdvice.Read.class),
          into(CHANNEL, "read", "([Ljava/nio/ByteBuffer;II)J", SocketAdvice.ReadMany.class),
          into(CHANNEL, "blockingRead", SocketAdvice.Read.class).whereItExists(),
          into(CHANNEL, "write", "(Ljava/nio/ByteBuffer;)I", SocketAdvice.Written.class),
          into(CHANNEL, "write", "([Ljava/nio/ByteBuffer;II)J", SocketAdvice.WrittenMany.class),
          into(CHANNEL, "blockingWriteFully", SocketAdvice.WrittenFully.class).whereItExists());

  /** What all of these end with. */
  private static final List<Weave> ENDS =
      Arrays.asList(
          into(CHANNEL, "endRead", "(ZZ)V", SocketAdvice.ReadEnds.class),
          into(CHANNEL, "endWrite", "(ZZ)V", SocketAdvice.WriteEnds.class));

  private static final int FIRST_WITHOUT_POLLS = 13;
  private static final int FIRST_WITH_SHORT_READ = 25;

  private SocketWeaves() {}

  /** Into a class of the agent's own, of each kind one: to be woven for nothing, and never run. */
  public static List<Weave> ofOurs() {
    String type = Listeners.class.getName();
    return Arrays.asList(
        into(type, "unbound", SocketAdvice.Unbound.class),
        into(type, "accepting", SocketAdvice.Accepted.class));
  }

  /** All that this JDK has. */
  public static List<Weave> all() {
    List<Weave> all = new ArrayList<>(OF_ALL_JDKS);
    all.addAll(isReadLong(JavaRelease.current()) ? ENDS : READ_AND_WRITE);
    return all;
  }

  /**
   * Whether {@code read} would get too long for HotSpot to inline, and what it ends with sees reads
   * alone: before 13 also polls, which say yes at the end of the input too.
   */
  static boolean isReadLong(int release) {
    return release >= FIRST_WITHOUT_POLLS && release < FIRST_WITH_SHORT_READ;
  }
}
