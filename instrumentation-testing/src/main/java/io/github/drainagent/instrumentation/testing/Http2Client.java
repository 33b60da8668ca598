package io.github.drainagent.instrumentation.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2 with prior knowledge, frame by frame (RFC 9113, 4.1), so that it can keep back what any
 * library would answer at once.
 */
public final class Http2Client implements Closeable {

  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int RESET = 3;
  public static final int SETTINGS = 4;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int END_STREAM_AND_HEADERS = 5;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /** A frame as it came. */
  public static final class Frame {
    public final int type;
    public final int flags;
    public final int stream;
    public final byte[] payload;

    Frame(int type, int flags, int stream, byte[] payload) {
      this.type = type;
      this.flags = flags;
      this.stream = stream;
      this.payload = payload;
    }

    public boolean endsStream() {
      return (type == DATA || type == HEADERS) && (flags & 1) != 0;
    }

    public int lastStream() {
      return ByteBuffer.wrap(payload).getInt();
    }

    @Override
    public String toString() {
      return type + "/" + stream;
    }
  }

  public Http2Client(int port) throws IOException {
    this(new Client(port));
  }

  /** On a connection that has spoken HTTP/1.1 so far. */
  public Http2Client(Client upgraded) throws IOException {
    socket = upgraded.socket;
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    out.write(preface());
  }

  /**
   * In one piece, as most clients send it: where SETTINGS come a moment later, Tomcat now and then
   * forgets the request behind them (4 to 6 of 20,000 connections, without any agent).
   */
  private static byte[] preface() throws IOException {
    ByteArrayOutputStream preface = new ByteArrayOutputStream();
    preface.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    preface.write(frame(SETTINGS, 0, 0, new byte[0]));
    return preface.toByteArray();
  }

  public void send(int type, int flags, int stream, byte[] payload) throws IOException {
    out.write(frame(type, flags, stream, payload));
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
    return frame.array();
  }

  /** A GET without a body. */
  public void get(int stream, String path) throws IOException {
    send(HEADERS, END_STREAM_AND_HEADERS, stream, head(path));
  }

  /** The same, whose body is still to come. */
  public void begin(int stream, String path) throws IOException {
    send(HEADERS, END_HEADERS, stream, head(path));
  }

  /** The indexes are those of RFC 7541, appendix A. */
  private static byte[] head(String path) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x82); // :method GET
    block.write(0x86); // :scheme http
    block.write(new byte[] {0x01, 1, 'h'}); // :authority, not indexed
    block.write(0x04); // :path, not indexed
    block.write(path.length());
    block.write(path.getBytes(StandardCharsets.US_ASCII));
    return block.toByteArray();
  }

  /** Returns once the other side has read all that was sent before. */
  public void roundTrip() throws IOException {
    send(PING, 0, 0, new byte[8]);
    for (Frame frame = next(); frame != null; frame = next()) {
      if (frame.type == PING && (frame.flags & ACK) != 0) {
        return;
      }
    }
    throw new IOException("no answer to a PING");
  }

  /** Answers a PING, if it is one and no answer itself. */
  public void pong(Frame frame) throws IOException {
    if (frame.type == PING && (frame.flags & ACK) == 0) {
      send(PING, ACK, 0, frame.payload);
    }
  }

  /** Lets so many more bytes come, on the stream and on the connection. */
  public void allow(int stream, int bytes) throws IOException {
    byte[] increment = ByteBuffer.allocate(4).putInt(bytes).array();
    send(WINDOW_UPDATE, 0, 0, increment);
    send(WINDOW_UPDATE, 0, stream, increment);
  }

  /** Whether a frame has come. */
  public boolean isReadable() throws IOException {
    return in.available() > 0;
  }

  /** The next frame, or {@code null} at the end. */
  public @Nullable Frame next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    int length = first << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(type, flags, stream, payload);
  }

  /** Reads up to and with the next frame of that type. */
  public Frame next(int type) throws IOException {
    for (Frame frame = next(); frame != null; frame = next()) {
      if (frame.type == type && (type == GOAWAY || (frame.flags & ACK) == 0)) {
        return frame;
      }
    }
    throw new IOException("no further frame of type " + type);
  }

  /** Reads up to the end of a stream. */
  public String answer(int stream) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Frame frame = next(); frame != null; frame = next()) {
      if (frame.stream == stream && frame.type == DATA) {
        body.write(frame.payload);
      }
      if (frame.stream == stream && frame.endsStream()) {
        return body.toString("ISO-8859-1");
      }
    }
    throw new IOException("no end of stream " + stream);
  }

  /** What comes until the other side ends. */
  public List<Frame> rest() throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (Frame frame = next(); frame != null; frame = next()) {
      frames.add(frame);
    }
    return frames;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
