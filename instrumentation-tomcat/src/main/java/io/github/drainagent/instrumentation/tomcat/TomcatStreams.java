package io.github.drainagent.instrumentation.tomcat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.OutputBuffer;
import org.apache.catalina.connector.Response;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.WriteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat keeps for itself of streams of HTTP/2, and the end of one. Whoever sends data of a
 * stream holds its lock, from asking whether the stream is open until the frame is with the kernel.
 * So under that lock, and while nothing waits to be sent, the end is Tomcat's own: what is written
 * later is refused, and what was written before was sent.
 */
final class TomcatStreams {

  /** Of a response: the processor whose stream the drain has ended. Catalina's own note is 1. */
  static final int ENDED = 31;

  private static final int CATALINA = 1;

  /** An application that writes all the time lets go of the lock often, but never for long. */
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(10);

  /** Who waits for the lock in its queue is overtaken each time; who looks now and then is not. */
  private static final long BETWEEN_LOOKS = TimeUnit.MICROSECONDS.toNanos(50);

  private static final String HTTP2 = "org.apache.coyote.http2.";

  private final Class<?> processor;
  private final Field hook = TomcatAdapter.field(Request.class, "hook");
  private final Field catalina = TomcatAdapter.field(Response.class, "outputBuffer");
  private final Field headIsToCome = TomcatAdapter.field(OutputBuffer.class, "initial");
  private final Field stream;
  private final Field output;
  private final Field lock;
  private final Field closed;
  private final Field isEndSent;
  private final Field written;
  private final Field buffer;
  private final Field overflow;
  private final Method end;
  private final Method canWrite;
  private final Method isInputFinished;

  private TomcatStreams(ClassLoader loader) throws ReflectiveOperationException {
    processor = Class.forName(HTTP2 + "StreamProcessor", false, loader);
    stream = TomcatAdapter.field(processor, "stream");
    Class<?> type = stream.getType();
    output = TomcatAdapter.field(type, "streamOutputBuffer");
    canWrite = TomcatHttp2Members.method(type, "canWrite");
    isInputFinished = TomcatHttp2Members.method(type, "isInputFinished");
    Class<?> buffers = output.getType();
    lock = TomcatAdapter.field(buffers, "writeLock");
    closed = TomcatAdapter.field(buffers, "closed");
    isEndSent = TomcatAdapter.field(buffers, "endOfStreamSent");
    written = TomcatAdapter.field(buffers, "written");
    buffer = TomcatAdapter.field(buffers, "buffer");
    overflow = TomcatAdapter.field(buffers, "writeBuffer");
    end = TomcatHttp2Members.method(buffers, "end");
  }

  /**
   * {@code null} where something is missing, as before 8.5.92, 9.0.79 and 10.1.12: they hold a
   * monitor while they wait for the client's window, and would have us wait there too.
   */
  static @Nullable TomcatStreams find(ClassLoader loader) {
    try {
      return new TomcatStreams(loader);
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  boolean isOf(Object processor) {
    return this.processor.isInstance(processor);
  }

  /** Whether that one still works on the request: requests are used again. */
  private boolean worksOn(Object processor, Request request) {
    return TomcatHttp2Members.get(hook, request) == processor;
  }

  /**
   * Ends the stream, unless something of it is on its way, and returns once the end is with the
   * kernel. The exchange is over by then: its application may be asleep until its next event.
   *
   * @throws java.io.UncheckedIOException where the connection has broken
   */
  void end(Object processor, Request request) {
    Object stream = TomcatHttp2Members.get(this.stream, processor);
    Object out = TomcatHttp2Members.get(output, stream);
    Lock held = (Lock) TomcatHttp2Members.get(lock, out);
    boolean ended = false;
    long since = System.nanoTime();
    while (!ended && isOpen(stream, out) && System.nanoTime() - since < PATIENCE) {
      if (held.tryLock()) {
        try {
          ended = endHere(processor, request, stream, out);
        } finally {
          held.unlock();
        }
      }
      if (!ended) {
        LockSupport.parkNanos(BETWEEN_LOOKS); // or it waits for the client's window
      }
    }
  }

  private boolean endHere(Object processor, Request request, Object stream, Object out) {
    if (!isOpen(stream, out) || !worksOn(processor, request) || !isSent(request, out)) {
      return false;
    }
    request.getResponse().setNote(ENDED, processor);
    TomcatHttp2Members.call(end, out);
    boolean ended = is(TomcatHttp2Members.get(isEndSent, out)); // or the application was faster
    if (ended && worksOn(processor, request)) {
      DrainDispatcher.ended(request);
    }
    return ended;
  }

  /** Whether nothing but its end is still to come, in either direction. */
  private boolean isOpen(Object stream, Object out) {
    return is(TomcatHttp2Members.call(canWrite, stream))
        && is(TomcatHttp2Members.call(isInputFinished, stream))
        && !is(TomcatHttp2Members.get(closed, out));
  }

  /** Head included: a response is called committed before that is sent. */
  private boolean isSent(Request request, Object out) {
    return ((ByteBuffer) TomcatHttp2Members.get(buffer, out)).position() == 0
        && ((WriteBuffer) TomcatHttp2Members.get(overflow, out)).isEmpty()
        && ((Long) TomcatHttp2Members.get(written, out) > 0 || isFlushed(request));
  }

  private boolean isFlushed(Request request) {
    Object of = request.getNote(CATALINA);
    return of instanceof org.apache.catalina.connector.Request
        && !is(
            TomcatHttp2Members.get(
                headIsToCome,
                TomcatHttp2Members.get(
                    catalina, ((org.apache.catalina.connector.Request) of).getResponse())));
  }

  private static boolean is(Object value) {
    return Boolean.TRUE.equals(value);
  }
}
