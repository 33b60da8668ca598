package io.github.drainagent.instrumentation.tomcat;

import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.coyote.Request;

/** The end of one stream of HTTP/2, on a thread of the server's. */
final class TomcatStreamEnd implements Runnable {

  private final TomcatStreams streams;
  private final Object processor;
  private final Request request;
  private final Set<Object> pending;

  /**
   * @param pending processors, of which this one's is taken out in the end
   */
  TomcatStreamEnd(TomcatStreams streams, Object processor, Request request, Set<Object> pending) {
    this.streams = streams;
    this.processor = processor;
    this.request = request;
    this.pending = pending;
  }

  @Override
  public void run() {
    try {
      streams.end(processor, request);
    } catch (UncheckedIOException broken) {
      // Tomcat is about to see it too
    } catch (RuntimeException e) {
      DrainDispatcher.suppressed(e);
    } finally {
      pending.remove(processor);
    }
  }
}
