package io.github.drainagent.it.app;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * Several applications in one JVM, each in a class loader of its own: every two arguments are a
 * class path and the class to start.
 */
public final class TwiceApp {
  private TwiceApp() {}

  public static void main(String[] args) throws MalformedURLException, ClassNotFoundException {
    for (int i = 0; i < args.length; i += 2) {
      Class<?> main = Class.forName(args[i + 1], true, loader(args[i]));
      new Thread(() -> start(main), "application-" + i / 2).start();
    }
  }

  private static ClassLoader loader(String classPath) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String element : classPath.split(File.pathSeparator)) {
      urls.add(new File(element).toURI().toURL());
    }
    // the parent has the JDK and nothing else
    return new URLClassLoader(
        urls.toArray(new URL[0]), ClassLoader.getSystemClassLoader().getParent());
  }

  private static void start(Class<?> main) {
    Thread.currentThread().setContextClassLoader(main.getClassLoader());
    try {
      main.getMethod("main", String[].class).invoke(null, (Object) new String[] {"0"});
    } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
