package io.github.drainagent.engine.kernel.libc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On whichever way the JDK of the build has; NativeAccessIT has all of them. */
class NativeAccessTest {

  private static final SocketCalls CALLS = Objects.requireNonNull(NativeAccess.find("auto"));

  // asm-generic/socket.h, linux/in.h, linux/tcp.h, net/tcp_states.h
  private static final int SOL_SOCKET = 1;
  private static final int SO_TYPE = 3;
  private static final int SOL_TCP = 6;
  private static final int TCP_INFO = 11;
  private static final byte ESTABLISHED = 1;

  // asm-generic/errno-base.h and errno.h
  private static final int EBADF = 9;
  private static final int EINVAL = 22;
  private static final int ENOTSOCK = 88;

  /** BPF_RET | BPF_K: 0 bytes of each packet are let in, or as many as there are. */
  private static final long[] NOTHING = {0x0006_00_00_00000000L};

  private static final long[] EVERYTHING = {0x0006_00_00_7fffffffL};

  private final JdkNatives natives;
  private final Descriptors descriptors;

  NativeAccessTest() throws ReflectiveOperationException {
    natives = new JdkNatives();
    descriptors = new Descriptors(natives);
  }

  private int number(Object channel) throws IllegalAccessException {
    return natives.number(Objects.requireNonNull(descriptors.of(channel)));
  }

  private static int typeOf(int descriptor) {
    byte[] value = new byte[4];
    assertEquals(4, CALLS.getOption(descriptor, SOL_SOCKET, SO_TYPE, value));
    return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
  }

  @Test
  void whatTheKernelSaysOfAConnectionIsRead() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (SocketChannel client = SocketChannel.open(listener.getLocalAddress())) {
        byte[] info = new byte[256];
        int length = CALLS.getOption(number(client), SOL_TCP, TCP_INFO, info);
        assertEquals(ESTABLISHED, info[0]);
        byte[] shorter = Arrays.copyOf(new byte[] {0, 7, 7}, 3);
        assertEquals(1, CALLS.getOption(number(client), SOL_TCP, TCP_INFO, new byte[1]));
        assertEquals(3, CALLS.getOption(number(client), SOL_TCP, TCP_INFO, shorter));
        assertArrayEquals(Arrays.copyOf(info, 3), shorter);
        assertEquals(length, CALLS.getOption(number(client), SOL_TCP, TCP_INFO, new byte[length]));
      }
    }
  }

  @Test
  void anArrayLargerThanTheAnswerKeepsItsEnd() throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      byte[] value = new byte[5000];
      Arrays.fill(value, (byte) 7);
      assertEquals(4, CALLS.getOption(number(channel), SOL_SOCKET, SO_TYPE, value));
      assertEquals(7, value[4]);
    }
  }

  @Test
  void aRefusalIsMinusErrno(@TempDir Path folder) throws Exception {
    byte[] value = new byte[4];
    assertEquals(-EBADF, CALLS.getOption(-1, SOL_SOCKET, SO_TYPE, value));
    assertEquals(-EBADF, CALLS.attachFilter(-1, EVERYTHING));
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("f"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertEquals(-ENOTSOCK, CALLS.getOption(number(file), SOL_SOCKET, SO_TYPE, value));
    }
  }

  @Test
  void aFilterLetsInWhatItsProgramSays() throws Exception {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertEquals(0, CALLS.attachFilter(number(channel), NOTHING));
      send("dropped", channel);
      assertEquals(0, CALLS.attachFilter(number(channel), EVERYTHING));
      send("let in", channel);
      ByteBuffer received = ByteBuffer.allocate(100);
      channel.receive(received);
      assertEquals("let in", new String(received.array(), 0, received.position(), "US-ASCII"));
    }
  }

  private static void send(String text, DatagramChannel to) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.send(ByteBuffer.wrap(text.getBytes("US-ASCII")), to.getLocalAddress());
    }
  }

  @Test
  void jumpsOfAProgramArriveAtTheKernel() throws Exception {
    // a load of the length, and a jump that takes one of two returns
    long load = 0x0080_00_00_00000000L; // BPF_LD | BPF_W | BPF_LEN
    long isLong = 0x0025_00_01_00000010L; // BPF_JMP | BPF_JGT | BPF_K: next if it is over 16
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      long[] program = {load, isLong, EVERYTHING[0], NOTHING[0]};
      assertEquals(0, CALLS.attachFilter(number(channel), program));
      send("short", channel);
      send("longer than sixteen bytes", channel);
      ByteBuffer received = ByteBuffer.allocate(100);
      channel.receive(received);
      assertEquals(25, received.position());
    }
  }

  @Test
  void aProgramThatTheKernelWouldNotTakeIsRefused() throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      assertEquals(-EINVAL, CALLS.attachFilter(number(channel), new long[0]));
      assertEquals(-EINVAL, CALLS.attachFilter(number(channel), new long[5000]));
      long[] jumpsOut = {0x0005_00_00_00000009L};
      assertEquals(-EINVAL, CALLS.attachFilter(number(channel), jumpsOut));
    }
  }

  @Test
  void severalThreadsGetEachTheirOwnAnswer() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (SocketChannel stream = SocketChannel.open();
        DatagramChannel datagram = DatagramChannel.open()) {
      int[] numbers = {number(stream), number(datagram)};
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int type = t % 2;
        tasks.add(
            () -> {
              for (int i = 0; i < 5_000; i++) {
                assertEquals(type + 1, typeOf(numbers[type])); // SOCK_STREAM, SOCK_DGRAM
                assertEquals(-EBADF, CALLS.getOption(-1, SOL_SOCKET, SO_TYPE, new byte[4]));
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void noneIsNone() {
    assertNull(NativeAccess.find("none"));
  }

  @Test
  void onlyTheWayThatIsAskedForIsTaken() {
    SocketCalls foreign = NativeAccess.find("foreign");
    SocketCalls jna = NativeAccess.find("jna");
    SocketCalls only = foreign == null ? jna : foreign;
    assertEquals(CALLS.name(), Objects.requireNonNull(only).name());
    assertNull(foreign == null ? foreign : jna, "both in one JVM");
  }
}
