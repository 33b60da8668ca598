package io.github.drainagent.it.net;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The network device of a namespace: what the namespace sends is read here, packet by packet, and
 * what is written here it receives. One thread may read while one other writes; the device goes
 * with its descriptor.
 */
final class Tun implements AutoCloseable {
  static final String DEVICE = "tun0";

  /** That of the device, which is an Ethernet's unless told otherwise. */
  private static final int MTU = 1500;

  // include/uapi/linux/if_tun.h, if.h
  private static final long TUNSETIFF = 0x400454caL;
  private static final short IFF_TUN_WITHOUT_HEADER = 0x1001;
  private static final int IFREQ_SIZE = 40;
  private static final int IFREQ_FLAGS = 16;

  private final int fd;
  private final Pointer buffer = new Memory(MTU);
  private final Pointer pollFd = new Memory(8);

  private Tun(int fd) {
    this.fd = fd;
    pollFd.setInt(0, fd);
    pollFd.setInt(4, Libc.POLLIN);
  }

  /** A device in the namespace of the calling thread. Needs CAP_NET_ADMIN. */
  static Tun open() throws IOException {
    String path = "/dev/net/tun";
    int fd = Libc.check(path, Libc.open(path, Libc.O_RDWR | Libc.O_NONBLOCK | Libc.O_CLOEXEC));
    Memory request = new Memory(IFREQ_SIZE);
    request.clear();
    request.setString(0, DEVICE);
    request.setShort(IFREQ_FLAGS, IFF_TUN_WITHOUT_HEADER);
    try {
      Libc.check("TUNSETIFF", Libc.ioctl(fd, new NativeLong(TUNSETIFF), request));
    } catch (IOException e) {
      Libc.close(fd);
      throw e;
    }
    return new Tun(fd);
  }

  /** The next packet; null when none came for so long. */
  byte @Nullable [] read(int millis) throws IOException {
    int size = Libc.read(fd, buffer, new NativeLong(MTU)).intValue();
    if (size < 0 && Native.getLastError() == Libc.EAGAIN) {
      Libc.poll(pollFd, new NativeLong(1), millis);
      size = Libc.read(fd, buffer, new NativeLong(MTU)).intValue();
      if (size < 0 && Native.getLastError() == Libc.EAGAIN) {
        return null;
      }
    }
    return buffer.getByteArray(0, Libc.check("read " + DEVICE, size));
  }

  void write(byte[] packet) throws IOException {
    Libc.check("write " + DEVICE, Libc.write(fd, packet, new NativeLong(packet.length)).intValue());
  }

  @Override
  public void close() {
    Libc.close(fd);
  }
}
