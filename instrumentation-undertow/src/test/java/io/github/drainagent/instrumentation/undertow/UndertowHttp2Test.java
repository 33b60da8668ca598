package io.github.drainagent.instrumentation.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSinkChannel;

/** A drain waits for frames: for none that will never be sent. */
class UndertowHttp2Test {

  private final AtomicInteger waitedFor = new AtomicInteger();

  /** Undertow's classes are loaded behind it. */
  @BeforeAll
  static void weave() {
    assertNotNull(UndertowServer.WOVEN);
  }

  @Test
  void nobodyWaitsForAFrameThatFailsAtOnce() {
    UndertowHttp2.send(
        frame(
            (self, method, arguments) -> {
              throw new IOException("on purpose");
            }),
        waitedFor::incrementAndGet);
    assertEquals(1, waitedFor.get());
  }

  @Test
  void nobodyWaitsForAFrameThatFailsLater() {
    AtomicInteger flushes = new AtomicInteger();
    Setter listener = new Setter();
    StreamSinkChannel frame =
        frame(
            (self, method, arguments) -> {
              if (method.getName().equals("getWriteSetter")) {
                return listener;
              }
              if (method.getName().equals("flush") && flushes.incrementAndGet() > 1) {
                throw new IOException("on purpose");
              }
              return method.getName().equals("flush") ? false : null;
            });
    UndertowHttp2.send(frame, waitedFor::incrementAndGet);
    assertEquals(0, waitedFor.get());
    listener.listener.handleEvent(frame);
    assertEquals(1, waitedFor.get());
  }

  private static StreamSinkChannel frame(InvocationHandler does) {
    return (StreamSinkChannel)
        Proxy.newProxyInstance(
            UndertowHttp2Test.class.getClassLoader(),
            new Class<?>[] {StreamSinkChannel.class},
            does);
  }

  private static final class Setter implements ChannelListener.Setter<StreamSinkChannel> {

    private ChannelListener<? super StreamSinkChannel> listener;

    @Override
    public void set(ChannelListener<? super StreamSinkChannel> listener) {
      this.listener = listener;
    }
  }
}
