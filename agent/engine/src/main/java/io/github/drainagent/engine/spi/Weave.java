package io.github.drainagent.engine.spi;

import org.jspecify.annotations.Nullable;

/** One piece of advice and the method that it goes into. */
public final class Weave {

  /** Binary name of the class. */
  public final String type;

  /** Name of the method; {@code <init>} for constructors. */
  public final String method;

  /** Its descriptor, or {@code null} for every method of that name. */
  public final @Nullable String descriptor;

  /** A class with {@link Advice} methods. Only its bytes are used. */
  public final Class<?> advice;

  /** Whether the server is left alone where the method is missing. */
  public final boolean required;

  private Weave(
      String type, String method, @Nullable String descriptor, Class<?> advice, boolean required) {
    this.type = type;
    this.method = method;
    this.descriptor = descriptor;
    this.advice = advice;
    this.required = required;
  }

  /** Advice for every method of that name. */
  public static Weave into(String type, String method, Class<?> advice) {
    return new Weave(type, method, null, advice, true);
  }

  /** Advice for the method of that name and descriptor, {@code (I)V} for example. */
  public static Weave into(String type, String method, String descriptor, Class<?> advice) {
    return new Weave(type, method, descriptor, advice, true);
  }

  /** The same advice, for the same method where type and descriptor go by other names. */
  public Weave renamed(String newType, @Nullable String newDescriptor) {
    return new Weave(newType, method, newDescriptor, advice, required);
  }

  /** The same advice, for a method that only some versions have. */
  public Weave whereItExists() {
    return new Weave(type, method, descriptor, advice, false);
  }
}
