package io.github.drainagent.it.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A POST with a large body that the server answers without reading it. The client is of the simple
 * sort that looks for no answer before it has sent everything.
 */
public final class UnreadPost implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 20_000;
  private static final int PIECE = 64 * 1024;
  private static final String ANSWER = "unread\n";

  private final Socket socket = new Socket();
  private final Bytes in;
  private int left;
  private boolean saidClose;

  /**
   * Sends the head and a first piece.
   *
   * @param status of the answer
   * @param millis what the server takes for it
   */
  public UnreadPost(int port, int status, int millis, int bytes) throws IOException {
    left = bytes;
    socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
    in = new Bytes(socket);
    write(
        ("POST /unread?ms="
                + millis
                + "&status="
                + status
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + bytes
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    writePiece();
  }

  /**
   * Sends the rest, reads the answer and sees the connection's end.
   *
   * @return what was not as it should be; empty if the answer came whole and no reset did
   */
  public String finish() {
    String sent = "";
    try {
      while (left > 0) {
        writePiece();
      }
    } catch (IOException e) {
      sent = "after " + left + " bytes unsent: " + e + "; ";
    }
    in.nextAnswer(System.nanoTime() + ANSWER_MILLIS * 1_000_000L);
    try {
      Answer answer = Answer.read(in);
      if (!answer.body().equals(ANSWER)) {
        return "lost: " + sent + answer.status() + " " + answer.body();
      }
      saidClose = answer.saidClose();
      return saidClose && sent.isEmpty() ? awaitEnd() : sent;
    } catch (IOException | NumberFormatException e) {
      return "lost: " + sent + e;
    }
  }

  /** Whether the answer said {@code Connection: close}, as those of a drain do. */
  public boolean saidClose() {
    return saidClose;
  }

  private String awaitEnd() throws IOException {
    int next = socket.getInputStream().read();
    return next < 0 ? "" : "a byte after the answer: " + next;
  }

  private void writePiece() throws IOException {
    byte[] piece = new byte[Math.min(left, PIECE)];
    write(piece);
    left -= piece.length;
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
