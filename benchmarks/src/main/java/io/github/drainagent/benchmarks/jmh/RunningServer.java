package io.github.drainagent.benchmarks.jmh;

import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerSpec;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One of the matrix's servers in this JVM, in a class loader of its own. */
final class RunningServer {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final long STEP_MILLIS = 20;

  private final InetSocketAddress address;

  RunningServer(String line) throws Exception {
    ServerSpec row = ServerSpec.named(line);
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    URLClassLoader loader = new URLClassLoader(jars(row), ClassLoader.getPlatformClassLoader());
    Class<?> application = loader.loadClass(row.main());
    Thread thread = new Thread(() -> run(application), row.name());
    thread.setContextClassLoader(loader);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Class<?> application) {
    try {
      String[] arguments = {Integer.toString(address.getPort())};
      application.getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for it to listen. */
  SocketChannel connect() throws Exception {
    for (long until = System.nanoTime() + PATIENCE; ; Thread.sleep(STEP_MILLIS)) {
      try {
        return SocketChannel.open(address);
      } catch (IOException notYet) {
        if (System.nanoTime() - until > 0) {
          throw notYet;
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** What the launcher makes of a class path, in which a folder's star is all of its jars. */
  private static URL[] jars(ServerSpec row) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String each : Place.classPath(row).split(File.pathSeparator)) {
      if (each.endsWith("*")) {
        try (Stream<Path> files = Files.list(Path.of(each.substring(0, each.length() - 1)))) {
          for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
            urls.add(jar.toUri().toURL());
          }
        }
      } else {
        urls.add(Path.of(each).toUri().toURL());
      }
    }
    return urls.toArray(new URL[0]);
  }
}
