package io.github.drainagent.engine.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.woven.Shapes;
import io.github.drainagent.engine.CodeSizes;
import io.github.drainagent.engine.Recorder;
import io.github.drainagent.engine.spi.Advice;
import io.github.drainagent.engine.spi.Weave;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verifier of this JVM has a look at each of them. */
class WeaverTest {

  private static final String SHAPES = Shapes.class.getName();

  private Recorder recorder;

  @BeforeEach
  void open() {
    recorder = Recorder.start();
  }

  /** A class with that advice, a copy of its own. */
  private static Class<?> woven(String method, Class<?>... advice) throws Exception {
    Weave[] weaves = new Weave[advice.length];
    for (int i = 0; i < weaves.length; i++) {
      weaves[i] = Weave.into(SHAPES, method, advice[i]);
    }
    byte[] bytes = Host.bytes(Shapes.class);
    byte[] woven = Weaver.weave(null, SHAPES, bytes, null, Arrays.asList(weaves));
    return new Host(WeaverTest.class.getClassLoader(), null).with(SHAPES, woven).loadClass(SHAPES);
  }

  private static Object create(Class<?> type) throws Exception {
    return type.getConstructor(String.class, long.class).newInstance("text", 7L);
  }

  private static Object call(Object object, String method, Object... arguments) throws Exception {
    for (java.lang.reflect.Method each : object.getClass().getMethods()) {
      if (each.getName().equals(method)) {
        return each.invoke(object, arguments);
      }
    }
    throw new AssertionError(method);
  }

  static final class Arguments {
    @Advice.OnMethodEnter
    static long enter(@Advice.Argument(0) long number) {
      return number * 10;
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter long entered,
        @Advice.Argument(0) long number,
        @Advice.Argument(1) Object object,
        @Advice.Return(readOnly = false) long result) {
      result = entered + number + (object.equals("as it was") ? 1000 : 0) + 10_000 * result;
    }
  }

  @Test
  void argumentsAreOnExitAsTheyWereAndTheResultCanBeAnother() throws Exception {
    Object shapes = create(woven("reused", Arguments.class));
    assertEquals(81_055L, call(shapes, "reused", 5L, "as it was"));
  }

  @Test
  void twoPiecesOfAdviceInOneMethodDoNotDisturbEachOther() throws Exception {
    Object shapes = create(woven("reused", Arguments.class, Arguments.class));
    assertEquals(1055L + 10_000L * 81_055L, call(shapes, "reused", 5L, "as it was"));
  }

  static final class Tells {
    @Advice.OnMethodEnter
    static void enter(@Advice.This Object self) {
      DrainDispatcher.ended(self);
    }
  }

  @Test
  void adviceThatCanNotThrowIsACallAndNothingElse() throws Exception {
    byte[] plain = Host.bytes(Shapes.class);
    Weave weave = Weave.into(SHAPES, "text", Tells.class);
    byte[] woven = Weaver.weave(null, SHAPES, plain, null, Collections.singletonList(weave));
    String method = "text()Ljava/lang/String;";
    assertEquals(CodeSizes.of(plain).get(method) + 4, CodeSizes.of(woven).get(method));
    Object shapes = create(woven("text", Tells.class));
    assertEquals("text", call(shapes, "text"));
    assertEquals(Collections.singletonList("ended " + shapes), recorder.calls());
  }

  static final class TellsOnce {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) boolean once) {
      if (once) {
        DrainDispatcher.ended("once");
      }
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Argument(0) boolean once, @Advice.Return int count) {
      if (once) {
        return;
      }
      if (count > 0) {
        DrainDispatcher.ended("counted");
      }
    }
  }

  @Test
  void adviceThatEndsInABranchStandsBeforeACodeThatBeginsWithOne() throws Exception {
    Object shapes = create(woven("counted", TellsOnce.class, TellsOnce.class));
    assertEquals(3, call(shapes, "counted", false));
    assertEquals(Arrays.asList("ended counted", "ended counted"), recorder.calls());
    assertEquals(3, call(shapes, "counted", true));
    assertEquals(
        Arrays.asList("ended counted", "ended counted", "ended once", "ended once"),
        recorder.calls());
  }

  static final class Thrown {
    @Advice.OnMethodExit(onThrowable = true)
    static void exit(@Advice.Thrown Throwable thrown, @Advice.Return int result) {
      DrainDispatcher.ended(thrown == null ? "returns " + result : "throws " + result);
    }
  }

  @Test
  void whatIsThrownIsSeenAndThrownAgainAndTheMethodsOwnHandlersComeFirst() throws Exception {
    Class<?> type = woven("quotient", Thrown.class);
    java.lang.reflect.Method quotient = type.getMethod("quotient", int.class, int.class);
    assertEquals(3, quotient.invoke(null, 6, 2));
    assertEquals(0, quotient.invoke(null, 6, 0));
    InvocationTargetException thrown =
        assertThrows(InvocationTargetException.class, () -> quotient.invoke(null, -6, 0));
    assertTrue(thrown.getCause() instanceof ArithmeticException);
    assertEquals(
        Arrays.asList("ended returns 3", "ended returns 0", "ended throws 0"), recorder.calls());
  }

  static final class Constructed {
    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(value = 0, readOnly = false) Object text, @Advice.Argument(1) long n) {
      if (n == 7) {
        text = "changed";
      }
    }

    @Advice.OnMethodExit
    static void exit(@Advice.FieldValue("text") Object text) {
      DrainDispatcher.ended(text);
    }
  }

  @Test
  void aConstructorsArgumentsCanBeOthersBeforeItsSuperclassIsCalled() throws Exception {
    assertEquals("changed", call(create(woven("<init>", Constructed.class)), "text"));
    assertEquals(Collections.singletonList("ended changed"), recorder.calls());
  }

  static final class Skips {
    @Advice.OnMethodEnter(skips = true)
    static boolean enter(
        @Advice.Argument(0) int count,
        @Advice.FieldValue(value = "count", readOnly = false) int field) {
      if (count > 1) {
        field = 100;
        return true;
      }
      return false;
    }
  }

  @Test
  void aMethodIsSkippedWhereTheAdviceSaysSoAndItsFieldsAreWritten() throws Exception {
    Class<?> type = woven("skipped", Skips.class);
    Object shapes = create(type);
    assertEquals(1.5, call(shapes, "skipped", 1));
    assertEquals(1, type.getField("count").get(shapes));
    assertEquals(0.0, call(shapes, "skipped", 2));
    assertEquals(100, type.getField("count").get(shapes));
  }

  static final class Assigns {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) int count) {
      count = 5;
      DrainDispatcher.ended(count);
    }
  }

  @Test
  void adviceThatAssignsToWhatIsReadOnlyIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> woven("skipped", Assigns.class));
  }

  @Test
  void aClassFileOfAVersionThatIsNotKnownYetKeepsIt() throws Exception {
    byte[] bytes = Host.bytes(Shapes.class);
    ClassFile.setVersion(bytes, 99);
    byte[] woven =
        Weaver.weave(
            null,
            SHAPES,
            bytes,
            null,
            Collections.singletonList(Weave.into(SHAPES, "text", Ended.class)));
    assertEquals(99, ClassFile.version(woven));
  }

  static final class Ended {
    @Advice.OnMethodEnter
    static void enter(@Advice.This Object self) {
      DrainDispatcher.ended(self);
    }
  }
}
