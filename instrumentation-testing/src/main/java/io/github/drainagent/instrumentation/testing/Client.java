package io.github.drainagent.instrumentation.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** A socket that speaks HTTP by hand, so that it can also stop in the middle. */
public final class Client implements Closeable {

  public final Socket socket;
  private final InputStream in;

  /** What carries it: itself, or the socket below TLS. */
  private final Socket carrier;

  public Client(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port), null);
  }

  private Client(Socket socket, @Nullable Socket carrier) throws IOException {
    this.socket = socket;
    this.carrier = carrier == null ? socket : carrier;
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
  }

  /** The same connection from now on: the handshake begins with the first byte. */
  public Client under(SSLContext tls) throws IOException {
    return new Client(tls.getSocketFactory().createSocket(socket, "h", 443, true), carrier);
  }

  public Client send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Sends the first message of a handshake and reads the first byte of what it is answered. */
  public void beginHandshake(SSLContext tls) throws IOException {
    SSLEngine half = tls.createSSLEngine();
    half.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(half.getSession().getPacketBufferSize());
    half.wrap(ByteBuffer.allocate(0), hello);
    socket.getOutputStream().write(hello.array(), 0, hello.position());
    skip(1);
  }

  public Client get(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
  }

  /** Sends as much as the other side takes, up to {@code size} bytes. */
  public Thread sendInBackground(int size) {
    Thread sender =
        new Thread(
            () -> {
              try {
                socket.getOutputStream().write(new byte[size]);
              } catch (IOException refused) {
                // what counts is the answer
              }
            });
    sender.setDaemon(true);
    sender.start();
    return sender;
  }

  /** Reads up to and with {@code end}. */
  public String readTo(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("end of stream after: " + text);
      }
      text.append((char) b);
    }
    return text.toString();
  }

  /** Reads so many bytes. */
  public void skip(int size) throws IOException {
    byte[] part = new byte[65536];
    for (int left = size; left > 0; ) {
      int n = in.read(part, 0, Math.min(left, part.length));
      if (n < 0) {
        throw new IOException("end of stream, " + left + " bytes early");
      }
      left -= n;
    }
  }

  /** Reads what comes until the other side ends. A reset is an exception. */
  public String readAll() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] part = new byte[65536];
    for (int n = in.read(part); n >= 0; n = in.read(part)) {
      bytes.write(part, 0, n);
    }
    return bytes.toString("ISO-8859-1");
  }

  /** Ends with a reset, as a client does that dies; it has no last word under TLS either. */
  public void vanish() throws IOException {
    carrier.setSoLinger(true, 0);
    carrier.close();
  }

  @Override
  public void close() throws IOException {
    if (!socket.isClosed()) {
      socket.setSoTimeout(100); // in TLS the goodbye of the other side is waited for
    }
    socket.close();
  }
}
