package io.github.drainagent.it.app;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;

/**
 * A server of gRPC as its own examples have it, without the shutdown hook that some of them add.
 */
public final class GrpcApp {
  private GrpcApp() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Say.hook();
    Server server =
        ServerBuilder.forPort(0)
            .addService(
                ServerServiceDefinition.builder(Calls.SERVICE)
                    .addMethod(Calls.SLOW, ServerCalls.asyncUnaryCall(GrpcApp::slow))
                    .addMethod(Calls.TICKS, ServerCalls.asyncServerStreamingCall(GrpcApp::ticks))
                    .build())
            .build()
            .start();
    Say.ready(server.getPort());
    server.awaitTermination();
  }

  private static void slow(String millis, StreamObserver<String> answer) {
    pause(millis);
    answer.onNext("done");
    answer.onCompleted();
  }

  private static void ticks(String millis, StreamObserver<String> answer) {
    for (int i = 0; i < 5; i++) {
      answer.onNext("tick");
      pause(millis);
    }
    answer.onCompleted();
  }

  private static void pause(String millis) {
    try {
      Thread.sleep(Long.parseLong(millis));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
