package io.github.drainagent.engine.kernel.libc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * libc through {@code java.lang.foreign}, which this class must not mention: it runs on 8 too.
 *
 * <p>{@code Linker.downcallHandle} warns of a caller that was not given native access. It is called
 * through a lookup of {@code DrainDispatcher}, which is in {@code java.base}, and that has it.
 */
final class ForeignCalls extends LibcCalls {

  private final long address;

  /** (int, int, int)int: memory and errno are bound to it. */
  private final MethodHandle getsockopt;

  /** (int)int. */
  private final MethodHandle setsockopt;

  /**
   * @throws Throwable where this JVM has it in another form
   */
  ForeignCalls() throws Throwable {
    Object segment = call("MemorySegment", null, "ofBuffer", (Buffer) memory);
    address = (Long) call("MemorySegment", segment, "address");
    Object value = at(segment, VALUE);
    Object length = at(segment, LENGTH);
    Object errno = at(segment, ERRNO);
    Object fprog = at(segment, FPROG);
    Object pointer = constant("ADDRESS");
    Object integer = constant("JAVA_INT");
    MethodHandle get = link("getsockopt", integer, integer, integer, pointer, pointer);
    MethodHandle set = link("setsockopt", integer, integer, integer, pointer, integer);
    getsockopt =
        MethodHandles.insertArguments(
            MethodHandles.insertArguments(get, 4, value, length), 0, errno);
    setsockopt =
        MethodHandles.insertArguments(
            MethodHandles.insertArguments(set, 2, SOL_SOCKET, SO_ATTACH_FILTER, fprog, FPROG_SIZE),
            0,
            errno);
  }

  @Override
  public String name() {
    return "java.lang.foreign";
  }

  @Override
  long address() {
    return address;
  }

  @Override
  int get(int descriptor, int level, int option) throws Throwable {
    int result = (int) getsockopt.invokeExact(descriptor, level, option);
    return result < 0 ? -memory.getInt(ERRNO) : result;
  }

  @Override
  int attach(int descriptor) throws Throwable {
    int result = (int) setsockopt.invokeExact(descriptor);
    return result < 0 ? -memory.getInt(ERRNO) : result;
  }

  /**
   * A handle for a function of libc that returns an int; where errno goes is its first argument.
   */
  private static MethodHandle link(String function, Object... arguments) throws Throwable {
    Object linker = call("Linker", null, "nativeLinker");
    Object symbols = call("Linker", linker, "defaultLookup");
    Object symbol = ((Optional<?>) call("SymbolLookup", symbols, "find", function)).get();
    Object layouts = array("MemoryLayout", arguments);
    Object descriptor = call("FunctionDescriptor", null, "of", constant("JAVA_INT"), layouts);
    Object options =
        array(
            "Linker$Option",
            call("Linker$Option", null, "captureCallState", (Object) new String[] {"errno"}));
    MethodHandle downcall =
        lookupOfJavaBase()
            .findVirtual(
                type("Linker"),
                "downcallHandle",
                MethodType.methodType(
                    MethodHandle.class,
                    type("MemorySegment"),
                    type("FunctionDescriptor"),
                    options.getClass()));
    return (MethodHandle)
        downcall.asFixedArity().invokeWithArguments(linker, symbol, descriptor, options);
  }

  /** Private there, and {@code java.lang} is open to the engine: see the comment in it. */
  private static MethodHandles.Lookup lookupOfJavaBase() throws ReflectiveOperationException {
    Method lookup = DrainDispatcher.class.getDeclaredMethod("lookup");
    lookup.setAccessible(true);
    return (MethodHandles.Lookup) lookup.invoke(null);
  }

  private static Object at(Object segment, int offset) throws ReflectiveOperationException {
    return call("MemorySegment", segment, "asSlice", (long) offset);
  }

  private static Object constant(String name) throws ReflectiveOperationException {
    return type("ValueLayout").getField(name).get(null);
  }

  private static Object array(String type, Object... elements) throws ClassNotFoundException {
    Object array = Array.newInstance(type(type), elements.length);
    System.arraycopy(elements, 0, array, 0, elements.length);
    return array;
  }

  /** None of the methods that are needed here has an overload with as many arguments. */
  private static Object call(String type, @Nullable Object on, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : type(type).getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        return method.invoke(on, arguments);
      }
    }
    throw new NoSuchMethodException(type + "." + name);
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName("java.lang.foreign." + name);
  }
}
