package io.github.drainagent.it.app;

import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.xnio.ChannelListeners;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** Undertow's handlers on listeners of XNIO's, without the class Undertow: as WildFly does it. */
public final class XnioApp {
  private static final int BUFFER = 16 * 1024;

  private XnioApp() {}

  public static void main(String[] args) throws IOException {
    Logger.getLogger("").setLevel(Level.WARNING);
    Say.hook();
    OptionMap.Builder options = OptionMap.builder();
    options.set(Options.WORKER_IO_THREADS, 2).set(Options.WORKER_TASK_CORE_THREADS, 16);
    XnioWorker worker =
        Xnio.getInstance(Xnio.class.getClassLoader()).createWorker(options.getMap());
    for (String spec : new Args(args).listens) {
      HttpOpenListener http =
          new HttpOpenListener(new DefaultByteBufferPool(true, BUFFER), OptionMap.EMPTY);
      http.setRootHandler(new BlockingHandler(UndertowApp::handle));
      AcceptingChannel<? extends StreamConnection> listener =
          worker.createStreamConnectionServer(
              Args.address(spec), ChannelListeners.openListenerAdapter(http), OptionMap.EMPTY);
      listener.resumeAccepts();
      Say.ready(listener.getLocalAddress(InetSocketAddress.class).getPort());
    }
  }
}
