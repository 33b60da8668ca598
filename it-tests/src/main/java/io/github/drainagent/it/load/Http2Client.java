package io.github.drainagent.it.load;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * One connection of HTTP/2 with prior knowledge that has some streams open at any time: it opens
 * the next as soon as one has ended, until it is told to go away, and then waits for those the
 * server says it has taken (RFC 9113, 6.8).
 */
public final class Http2Client implements Runnable, AutoCloseable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_STREAM_AND_HEADERS = 5;
  private static final int PATIENCE_MILLIS = 30_000;

  /** Octets of which the server is told at a time: one that is told often suspects a flood. */
  private static final int TAKEN = 1 << 14;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final int atOnce;
  private final Set<Integer> open = new HashSet<>();
  private int nextStream = 1;
  private int slow;
  private long last = Long.MAX_VALUE;
  private int failed;
  private int taken;
  private volatile int complete;
  private volatile int goAways;
  private volatile long firstGoAwayNanos;
  private volatile String end = "";

  public Http2Client(int port, int atOnce) throws IOException {
    this.atOnce = atOnce;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  /** Returns when the server has ended the connection. */
  @Override
  public void run() {
    try {
      do {
        while (goAways == 0 && open.size() < atOnce) {
          open();
        }
      } while (read());
      end = "FIN";
    } catch (IOException e) {
      end = e.toString();
    }
    open.removeIf(stream -> stream > last); // not taken, so to be asked again elsewhere
  }

  /** Streams that ended with their answer. */
  public int complete() {
    return complete;
  }

  /** How often it was told to go away. */
  public int goAways() {
    return goAways;
  }

  /** When it was told first, in the time of {@link System#nanoTime}. */
  public long firstGoAwayNanos() {
    return firstGoAwayNanos;
  }

  /** Once it has run: streams that the server had taken and that came to nothing. */
  public int lost() {
    return failed + open.size();
  }

  /** Once it has run: FIN, or what else ended it. */
  public String end() {
    return end;
  }

  /** One frame; returns whether there was one. */
  private boolean read() throws IOException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    int length = first << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = new byte[length];
    in.readFully(payload);
    take(type, flags, stream, payload);
    return true;
  }

  private void take(int type, int flags, int stream, byte[] payload) throws IOException {
    if (type == DATA) {
      taken(payload.length);
    } else if (type == SETTINGS && (flags & ACK) == 0) {
      send(SETTINGS, ACK, 0, new byte[0]);
    } else if (type == PING && (flags & ACK) == 0) {
      send(PING, ACK, 0, payload);
    } else if (type == GOAWAY) {
      last = ByteBuffer.wrap(payload).getInt();
      firstGoAwayNanos = goAways == 0 ? System.nanoTime() : firstGoAwayNanos;
      goAways++;
    } else if (type == RST_STREAM && open.remove(stream)) {
      failed++;
    }
    if ((type == DATA || type == HEADERS)
        && (flags & END_STREAM) != 0
        && open.remove((Integer) stream)) {
      complete++;
    }
  }

  private void taken(int octets) throws IOException {
    taken += octets;
    if (taken >= TAKEN) {
      send(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(taken).array());
      taken = 0;
    }
  }

  /** One of them takes long at any time, and the others go on meanwhile. */
  private void open() throws IOException {
    if (open.contains(slow)) {
      get("/fast");
    } else {
      slow = nextStream;
      get("/slow?ms=300");
    }
  }

  /** The indexes are those of RFC 7541, appendix A. */
  private void get(String path) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x82); // :method GET
    block.write(0x86); // :scheme http
    literal(block, 0x04, path); // :path
    literal(block, 0x01, "localhost"); // :authority
    open.add(nextStream);
    send(HEADERS, END_STREAM_AND_HEADERS, nextStream, block.toByteArray());
    nextStream += 2;
  }

  /** Not indexed, no Huffman code. */
  private static void literal(ByteArrayOutputStream block, int name, String value) {
    block.write(name);
    block.write(value.length());
    block.write(value.getBytes(StandardCharsets.US_ASCII), 0, value.length());
  }

  private void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
