package io.github.drainagent.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands where the engine stands, behind {@code DrainDispatcher}, for tests of what calls it. The
 * dispatcher keeps the first engine that it is given, so there is one of these in the test JVM.
 */
public final class Recorder extends DrainDispatcher {

  private static final Recorder THE = new Recorder();

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<Throwable> suppressed = new CopyOnWriteArrayList<>();

  private Recorder() {}

  /** The one recorder, empty, and no drain has begun. */
  public static Recorder start() {
    DrainDispatcher.install(THE);
    DrainDispatcher.closing = false;
    THE.calls.clear();
    THE.suppressed.clear();
    return THE;
  }

  /** What woven code said, in order. */
  public List<String> calls() {
    return calls;
  }

  public List<Throwable> suppressedOnes() {
    return suppressed;
  }

  @Override
  protected void onOpened(int family, Object connection) {
    calls.add("opened " + family + " " + connection);
  }

  @Override
  protected void onClosed(Object connection) {
    calls.add("closed " + connection);
  }

  @Override
  protected void onBegan(Object exchange, Object connection) {
    calls.add("began " + exchange);
  }

  @Override
  protected void onWorksOn(Object exchange) {
    calls.add("works on " + exchange);
  }

  @Override
  protected void onEnded(Object exchange) {
    calls.add("ended " + exchange);
  }

  @Override
  protected boolean onOutputEnds(Object connection) {
    calls.add("output ends " + connection);
    return true;
  }

  @Override
  protected void onEvent(int family, int point, Object self, Object argument) {
    calls.add("event " + point + " " + argument);
  }

  @Override
  protected void onBound(Object listener) {
    calls.add("bound");
  }

  @Override
  protected void onUnbound(Object listener) {
    calls.add("unbound");
  }

  @Override
  protected void onAccepted(Object listener, Object connection) {
    calls.add("accepted");
  }

  @Override
  protected void onBytesIn(Object transport) {
    calls.add("in");
  }

  @Override
  protected void onBytesOut(Object transport) {
    calls.add("out");
  }

  @Override
  protected boolean onSignal(int signal) {
    throw new IllegalStateException("no engine");
  }

  @Override
  protected int onExit(int status) {
    throw new IllegalStateException("no engine");
  }

  @Override
  protected void onEnd() {
    calls.add("end");
  }

  @Override
  protected void onSuppressed(Throwable failure) {
    suppressed.add(failure);
  }
}
