package io.github.drainagent.it.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Listens, and passes its socket on as descriptor 0 to one server after the other, as systemd does;
 * {@code serve} is such a server. Says what each of them answered and how it ended. The first
 * argument is an option for their JVMs.
 */
public final class PassOnApp {
  private static final int GENERATIONS = 2;

  private PassOnApp() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("serve")) {
      serve();
      return;
    }
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      toDescriptorZero(listener);
      for (int i = 0; i < GENERATIONS; i++) {
        Process server = start(args[0]);
        String answer = ask((InetSocketAddress) listener.getLocalAddress());
        server.destroy();
        Say.line("CLOSED " + answer + " " + server.waitFor());
      }
    }
  }

  private static void serve() throws IOException {
    ServerSocketChannel listener = (ServerSocketChannel) System.inheritedChannel();
    while (true) {
      try (SocketChannel client = listener.accept()) {
        client.write(ByteBuffer.wrap("hello\n".getBytes(StandardCharsets.US_ASCII)));
      }
    }
  }

  private static void toDescriptorZero(ServerSocketChannel listener) throws Exception {
    Field fd = listener.getClass().getDeclaredField("fd");
    fd.setAccessible(true);
    Field number = FileDescriptor.class.getDeclaredField("fd");
    number.setAccessible(true);
    Class<?> inherited = Class.forName("sun.nio.ch.InheritedChannel");
    Method dup2 = inherited.getDeclaredMethod("dup2", int.class, int.class);
    dup2.setAccessible(true);
    dup2.invoke(null, number.getInt(fd.get(listener)), 0);
  }

  private static Process start(String option) throws IOException {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    String classPath = System.getProperty("java.class.path");
    return new ProcessBuilder(java, option, "-cp", classPath, PassOnApp.class.getName(), "serve")
        .inheritIO()
        .start();
  }

  private static String ask(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, 5_000);
      socket.setSoTimeout(5_000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return in.readLine();
    }
  }
}
