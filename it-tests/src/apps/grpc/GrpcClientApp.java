package io.github.drainagent.it.app;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls both methods on one connection, says so once both have reached the server, and how each
 * ended; then calls once more.
 */
public final class GrpcClientApp {
  private GrpcClientApp() {}

  public static void main(String[] args) throws InterruptedException {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(args[0]))
            .usePlaintext()
            .build();
    String asLongAsTheTicks = Integer.toString(5 * Integer.parseInt(args[1]));
    Answer slow = call(channel, Calls.SLOW, asLongAsTheTicks, "SLOW");
    // its first message tells that what was sent before it, on the same connection, is there too
    Answer ticks = call(channel, Calls.TICKS, args[1], "TICKS");
    ticks.first.await();
    Say.line("IN FLIGHT");
    slow.end.await();
    ticks.end.await();
    call(channel, Calls.SLOW, "1", "AFTER").end.await();
    channel.shutdownNow();
  }

  private static Answer call(
      ManagedChannel channel, MethodDescriptor<String, String> method, String millis, String name) {
    Answer answer = new Answer(name);
    if (method.getType() == MethodDescriptor.MethodType.UNARY) {
      ClientCalls.asyncUnaryCall(channel.newCall(method, CallOptions.DEFAULT), millis, answer);
    } else {
      ClientCalls.asyncServerStreamingCall(
          channel.newCall(method, CallOptions.DEFAULT), millis, answer);
    }
    return answer;
  }

  private static final class Answer implements StreamObserver<String> {
    final CountDownLatch first = new CountDownLatch(1);
    final CountDownLatch end = new CountDownLatch(1);
    private final String name;
    private final AtomicInteger messages = new AtomicInteger();

    Answer(String name) {
      this.name = name;
    }

    @Override
    public void onNext(String message) {
      messages.incrementAndGet();
      first.countDown();
    }

    @Override
    public void onError(Throwable failure) {
      ended(Status.fromThrowable(failure).getCode());
    }

    @Override
    public void onCompleted() {
      ended(Status.Code.OK);
    }

    private void ended(Status.Code code) {
      Say.line(name + " " + code + " " + messages);
      first.countDown();
      end.countDown();
    }
  }
}
