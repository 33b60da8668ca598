package io.github.drainagent.engine.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what is copied into methods of the host: static methods without lambdas, which call the
 * JDK, {@code DrainDispatcher} and the host's own classes. Whatever advice throws goes to {@code
 * DrainDispatcher.suppressed}, and the method goes on as if there were no advice.
 */
public final class Advice {

  private Advice() {}

  /** Runs before the method. What it returns is there for the other half as {@link Enter}. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  public @interface OnMethodEnter {
    /** Whether the method returns at once, with zero or null, where the advice returns true. */
    boolean skips() default false;
  }

  /** Runs where the method returns. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  public @interface OnMethodExit {
    /** Whether it runs where the method throws, too. Not for constructors. */
    boolean onThrowable() default false;
  }

  /** The object; on entry of a constructor there is none yet. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.CLASS)
  public @interface This {}

  /** An argument of the method, on exit as it was on entry. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.CLASS)
  public @interface Argument {
    /** Which one, from 0. */
    int value();

    /** Whether it stays as it is. On exit it does. */
    boolean readOnly() default true;
  }

  /** A field of the object, its class's own or inherited. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.CLASS)
  public @interface FieldValue {
    /** Its name. */
    String value();

    /** Whether it stays as it is. */
    boolean readOnly() default true;
  }

  /** What the advice on entry returned. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.CLASS)
  public @interface Enter {}

  /** What the method returns; zero or null where it throws. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.CLASS)
  public @interface Return {
    /** Whether it stays as it is. */
    boolean readOnly() default true;
  }

  /** What the method throws, or {@code null}. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.CLASS)
  public @interface Thrown {}
}
