package io.github.drainagent.it.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** One TCP connection to the server, and the only place where an ending gets its name. */
final class Connection {
  /**
   * Longer than the kernel's second SYN (1 s) and third (3 s): a dropped SYN is asked again and
   * then refused.
   */
  private static final int CONNECT_MILLIS = 5_000;

  private final Socket socket;
  private final Bytes in;

  private Connection(Socket socket, Bytes in) {
    this.socket = socket;
    this.in = in;
  }

  static Connection open(InetSocketAddress server) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(server, CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      return new Connection(socket, new Bytes(socket));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  Ending exchange(Ask ask, boolean reused, long deadline) {
    in.nextAnswer(deadline);
    try {
      send(ask);
    } catch (IOException e) {
      // the answer may be there all the same, or say better than EPIPE how this ended: read on
    }
    try {
      return Ending.answered(ask, Answer.read(in));
    } catch (SocketTimeoutException e) {
      return Ending.failed(Outcome.TIMED_OUT, e);
    } catch (EOFException e) {
      return Ending.failed(broken(reused, Outcome.EMPTY), e);
    } catch (IOException | NumberFormatException e) {
      return Ending.failed(broken(reused, Outcome.RESET), e);
    }
  }

  /** Reads on, until the server ends the connection; false when the deadline came first. */
  boolean awaitEnd(long deadline) {
    in.nextAnswer(deadline);
    try {
      while (true) {
        in.line();
      }
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private Outcome broken(boolean reused, Outcome ofNew) {
    if (in.sawAny()) {
      return Outcome.PARTIAL;
    }
    return reused ? Outcome.STALE : ofNew;
  }

  private void send(Ask ask) throws IOException {
    write(ask.head());
    for (int i = 0; i < ask.bodyChunks(); i++) {
      Pause.millis(ask.millisBetweenChunks());
      write(Integer.toHexString(Ask.CHUNK.length()) + "\r\n" + Ask.CHUNK + "\r\n");
    }
    if (ask.bodyChunks() > 0) {
      write("0\r\n\r\n");
    }
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // closed either way
    }
  }
}
