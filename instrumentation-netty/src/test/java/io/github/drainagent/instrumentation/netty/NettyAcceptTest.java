package io.github.drainagent.instrumentation.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the JDK's channels, which have the same switch for their accepts. */
@Timeout(20)
class NettyAcceptTest {

  private final EventLoopGroup group = new NioEventLoopGroup(1);
  private final Semaphore begun = new Semaphore(0);
  private Channel listener;

  @BeforeEach
  void listen() throws InterruptedException {
    listener =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .handler(
                new ChannelOutboundHandlerAdapter() {
                  @Override
                  public void read(ChannelHandlerContext context) {
                    begun.release();
                    context.read();
                  }
                })
            .childHandler(new ChannelInboundHandlerAdapter())
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    begun.acquire();
  }

  @AfterEach
  void close() throws InterruptedException {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  @Test
  void anAcceptIsBegunAnewOnce() throws InterruptedException {
    group.submit(
        () -> {
          NettyAccept.renew(listener);
          NettyAccept.renew(listener); // comes while the first one's pause is on
        });
    begun.acquire();
    whatIsPlannedIsOver();
    assertTrue(listener.config().isAutoRead());
    assertEquals(0, begun.availablePermits());
  }

  @Test
  void aListenerThatWasPausedStaysPaused() throws InterruptedException {
    listener.config().setAutoRead(false);
    NettyAccept.renew(listener);
    whatIsPlannedIsOver();
    assertFalse(listener.config().isAutoRead());
    assertEquals(0, begun.availablePermits());
  }

  /** An event loop runs its tasks in the order of their deadlines. */
  private void whatIsPlannedIsOver() throws InterruptedException {
    group.submit(() -> {}).sync();
    group.schedule(() -> {}, 20, TimeUnit.MILLISECONDS).sync();
  }
}
