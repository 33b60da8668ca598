package io.github.drainagent.it.app;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A thread for each connection, on sockets that no class of the JDK knows. With {@code --shared}
 * there are two listeners on the same port (SO_REUSEPORT).
 */
public final class NativeApp {
  private static final int AF_INET = 2;
  private static final int SOCK_STREAM = 1;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_REUSEPORT = 15;
  private static final int SHUT_WR = 1;
  private static final int BACKLOG = 128;
  private static final int ADDRESS_LENGTH = 16;

  static {
    Native.register("c");
  }

  private NativeApp() {}

  static native int socket(int domain, int type, int protocol);

  static native int setsockopt(int fd, int level, int option, int[] value, int length);

  static native int bind(int fd, byte[] address, int length);

  static native int listen(int fd, int backlog);

  static native int accept(int fd, byte[] address, int[] length);

  static native int recv(int fd, byte[] buffer, int length, int flags);

  static native int send(int fd, byte[] buffer, int length, int flags);

  static native int shutdown(int fd, int how);

  static native int close(int fd);

  public static void main(String[] args) throws IOException {
    Say.hook();
    Args options = new Args(args);
    for (String spec : options.listens) {
      int port = Args.address(spec).getPort();
      int bound = port == 0 ? free() : port;
      for (int i = 0; i < (options.has("--shared") ? 2 : 1); i++) {
        int listener = open(bound, options.has("--shared"));
        new Thread(() -> accept(listener), "acceptor-" + i).start();
      }
      Say.ready(bound);
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int open(int port, boolean shared) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    check(setsockopt(fd, SOL_SOCKET, shared ? SO_REUSEPORT : SO_REUSEADDR, new int[] {1}, 4));
    byte[] address = new byte[ADDRESS_LENGTH]; // every address of this machine
    address[0] = AF_INET;
    address[2] = (byte) (port >> 8);
    address[3] = (byte) port;
    check(bind(fd, address, address.length));
    check(listen(fd, BACKLOG));
    return fd;
  }

  private static int check(int result) {
    if (result < 0) {
      throw new IllegalStateException("errno " + Native.getLastError());
    }
    return result;
  }

  private static void accept(int listener) {
    while (true) {
      int fd = check(accept(listener, null, null));
      new Thread(new Conversation(new In(fd), new Out(fd), () -> hangUp(fd)), "connection").start();
    }
  }

  private static void hangUp(int fd) {
    shutdown(fd, SHUT_WR);
    byte[] rest = new byte[512];
    while (recv(fd, rest, rest.length, 0) > 0) {
      continue; // unread bytes would turn the close into a reset
    }
    close(fd);
  }

  private static final class In extends InputStream {
    private final int fd;

    In(int fd) {
      this.fd = fd;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
      int read = recv(fd, buffer, buffer.length, 0);
      if (read < 0) {
        throw new IOException("recv");
      }
      return read == 0 ? -1 : read;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Out extends OutputStream {
    private static final int MSG_NOSIGNAL = 0x4000;
    private final int fd;

    Out(int fd) {
      this.fd = fd;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      int sent = 0;
      while (sent < bytes.length) {
        byte[] rest = sent == 0 ? bytes : java.util.Arrays.copyOfRange(bytes, sent, bytes.length);
        int now = send(fd, rest, rest.length, MSG_NOSIGNAL);
        if (now < 0) {
          throw new IOException("send");
        }
        sent += now;
      }
    }

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException();
    }
  }
}
