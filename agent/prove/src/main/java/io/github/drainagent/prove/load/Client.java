package io.github.drainagent.prove.load;

import java.io.IOException;
import java.net.BindException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One client with at most one connection. What returns an {@link Outcome} has ended the attempt;
 * {@code null} means that it goes on.
 */
final class Client {

  private final Selector selector;
  private final boolean keepsAlive;
  private final Response response = new Response();
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable ByteBuffer request;
  private boolean connected;
  private boolean busy;
  private boolean reused;
  private long begun;

  Client(Selector selector, boolean keepsAlive) {
    this.selector = selector;
    this.keepsAlive = keepsAlive;
  }

  boolean isBusy() {
    return busy;
  }

  long begun() {
    return begun;
  }

  int status() {
    return response.status();
  }

  /**
   * Begins an attempt, on the open connection if there is one.
   *
   * @throws BindException where this machine has no port or descriptor left: nothing was attempted
   */
  @Nullable Outcome begin(Target target, long now) throws BindException {
    begun = now;
    busy = true;
    request = target.request();
    response.clear();
    reused = channel != null;
    return reused ? send() : connect(target);
  }

  private @Nullable Outcome connect(Target target) throws BindException {
    connected = false;
    SocketChannel opened = open();
    channel = opened;
    try {
      boolean atOnce = opened.connect(target.address());
      key =
          opened.register(selector, atOnce ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
      return atOnce ? isConnected() : null;
    } catch (BindException e) {
      end(Outcome.REFUSED);
      throw e;
    } catch (IOException e) {
      return end(Ending.unconnected(e));
    }
  }

  private SocketChannel open() throws BindException {
    try {
      SocketChannel opened = SocketChannel.open();
      opened.configureBlocking(false);
      opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return opened;
    } catch (IOException e) {
      busy = false;
      throw (BindException) new BindException(e.getMessage()).initCause(e);
    }
  }

  /** The selector has something for it. A client that is idle may find itself left. */
  @Nullable Outcome ready(ByteBuffer buffer) {
    SocketChannel open = channel;
    SelectionKey selected = key;
    if (open == null || selected == null || !selected.isValid()) {
      return null;
    }
    if (!connected) {
      return finishConnect(open);
    }
    if (request != null && selected.isWritable()) {
      Outcome outcome = send();
      if (outcome != null) {
        return outcome;
      }
    }
    return receive(open, buffer);
  }

  private @Nullable Outcome finishConnect(SocketChannel open) {
    try {
      return open.finishConnect() ? isConnected() : null;
    } catch (IOException e) {
      return end(Ending.unconnected(e));
    }
  }

  private @Nullable Outcome isConnected() {
    connected = true;
    return send();
  }

  private @Nullable Outcome send() {
    ByteBuffer left = request;
    SocketChannel open = channel;
    if (left == null || open == null) {
      return null;
    }
    try {
      open.write(left);
      await(
          left.hasRemaining()
              ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
              : SelectionKey.OP_READ);
      request = left.hasRemaining() ? left : null;
    } catch (IOException e) {
      // the answer may be there all the same, or say better than EPIPE how this ended: read on
      request = null;
      await(SelectionKey.OP_READ);
    }
    return null;
  }

  private void await(int operations) {
    SelectionKey registered = key;
    if (registered != null && registered.isValid() && registered.interestOps() != operations) {
      registered.interestOps(operations);
    }
  }

  private @Nullable Outcome receive(SocketChannel open, ByteBuffer buffer) {
    try {
      int count = read(open, buffer);
      while (count > 0 && !response.isComplete() && !response.isNotHttp()) {
        count = read(open, buffer);
      }
      if (!busy) {
        // nothing was asked: the server has closed an idle connection, or says why it will
        close();
        return null;
      }
      if (response.isComplete()) {
        return end(Ending.answered(response));
      }
      if (response.isNotHttp()) {
        return end(Outcome.PARTIAL);
      }
      return count < 0 ? end(Ending.closed(response, reused)) : null;
    } catch (IOException e) {
      return busy ? end(Ending.broken(response, reused)) : end(null);
    }
  }

  private int read(SocketChannel open, ByteBuffer buffer) throws IOException {
    buffer.clear();
    int count = open.read(buffer);
    buffer.flip();
    if (busy) {
      response.take(buffer);
    }
    return count;
  }

  /** Gives an attempt up that has taken too long. */
  Outcome giveUp() {
    close();
    busy = false;
    return Outcome.TIMED_OUT;
  }

  private @Nullable Outcome end(@Nullable Outcome how) {
    boolean goesOn = keepsAlive && how == Outcome.COMPLETE && response.isPersistent();
    // a 5xx may leave the connection in order, but that is not what is measured
    if (!goesOn) {
      close();
    }
    busy = false;
    request = null;
    return how;
  }

  void close() {
    SocketChannel open = channel;
    channel = null;
    key = null;
    connected = false;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // closed either way
      }
    }
  }
}
