package saccade.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user can name, as text: a line per public or protected type, then one per member that it
 * shows, whether it declares it or has it from a class that cannot be named. What follows from
 * another line is left out: what every enum and every object has, and what the components of a
 * record bring.
 */
final class PublicApi {
  private static final Set<String> OF_OBJECT = Set.of("equals(Object)", "hashCode()", "toString()");
  private static final Set<String> OF_ENUM = Set.of("values()", "valueOf(String)");

  private PublicApi() {}

  /** Every type below a folder of classes whose package is wanted. */
  static List<String> of(Path classes, Predicate<String> packages) {
    try (Stream<Path> files = Files.walk(classes)) {
      return of(
          files
              .map(file -> classes.relativize(file).toString().replace('\\', '/'))
              .filter(name -> name.endsWith(".class"))
              .map(name -> load(name.substring(0, name.length() - 6).replace('/', '.')))
              .filter(type -> packages.test(type.getPackageName())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> of(Stream<? extends Class<?>> types) {
    return types
        .filter(PublicApi::isVisible)
        .sorted(Comparator.comparing(TypeText::of))
        .flatMap(type -> lines(type).stream().map(line -> TypeText.of(type) + ": " + line))
        .toList();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " is not on the class path", e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    return isVisible(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static boolean isVisible(Member member) {
    return isVisible(member.getModifiers()) && !member.isSynthetic();
  }

  private static List<String> lines(Class<?> type) {
    List<String> lines = new ArrayList<>(List.of(header(type)));
    sources(type)
        .flatMap(source -> Arrays.stream(source.getDeclaredFields()))
        .filter(PublicApi::isVisible)
        .map(PublicApi::field)
        .sorted()
        .forEach(lines::add);
    Arrays.stream(type.getDeclaredConstructors())
        .filter(PublicApi::isVisible)
        .filter(constructor -> !isCanonical(constructor))
        .map(PublicApi::constructor)
        .sorted()
        .forEach(lines::add);
    lines.addAll(methods(type));
    return lines;
  }

  private static String header(Class<?> type) {
    int said = Modifier.PROTECTED;
    String kind = "class";
    if (type.isInterface()) {
      kind = "interface";
    } else if (type.isEnum()) {
      kind = "enum";
    } else if (type.isRecord()) {
      kind = "record";
    } else {
      said |= Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;
    }
    return modifiers(type.getModifiers() & said)
        + (permitted(type).isEmpty() ? "" : "sealed ")
        + kind
        + TypeText.variables(type)
        + (type.isRecord() ? recordHeader(type) : "")
        + parents(type)
        + permitted(type);
  }

  /** An enum whose constants have bodies is sealed too; its constants say all there is to say. */
  private static String permitted(Class<?> type) {
    return type.isSealed() && !type.isEnum()
        ? Arrays.stream(type.getPermittedSubclasses())
            .filter(PublicApi::isVisible)
            .map(TypeText::of)
            .sorted()
            .collect(Collectors.joining(", ", " permits ", ""))
        : "";
  }

  private static List<RecordComponent> components(Class<?> type) {
    return type.isRecord() ? List.of(type.getRecordComponents()) : List.of();
  }

  private static String recordHeader(Class<?> type) {
    return components(type).stream()
        .map(part -> TypeText.of(part.getAnnotatedType()) + " " + part.getName())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String parents(Class<?> type) {
    AnnotatedType parent = type.getAnnotatedSuperclass();
    boolean named = parent != null && !type.isEnum() && !type.isRecord();
    if (named && (type.getSuperclass() == Object.class || !isVisible(type.getSuperclass()))) {
      named = false;
    }
    List<String> interfaces = new ArrayList<>();
    for (int i = 0; i < type.getInterfaces().length; i++) {
      if (isVisible(type.getInterfaces()[i])) {
        interfaces.add(TypeText.of(type.getAnnotatedInterfaces()[i]));
      }
    }
    String verb = type.isInterface() ? " extends " : " implements ";
    return (named ? " extends " + TypeText.of(parent) : "")
        + (interfaces.isEmpty() ? "" : verb + String.join(", ", interfaces));
  }

  /** The type, and above it the ones that users cannot name: they see those members here. */
  private static Stream<Class<?>> sources(Class<?> type) {
    Set<Class<?>> sources = new LinkedHashSet<>();
    collect(type, sources);
    return sources.stream();
  }

  private static void collect(Class<?> type, Set<Class<?>> sources) {
    sources.add(type);
    Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
        .filter(parent -> !isVisible(parent))
        .forEach(parent -> collect(parent, sources));
  }

  private static String field(Field field) {
    if (field.isEnumConstant()) {
      Enum<?> constant = (Enum<?>) valueOf(field);
      return "constant " + constant.ordinal() + " " + field.getName();
    }
    int said = Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL;
    return modifiers(field.getModifiers() & said)
        + TypeText.of(field.getAnnotatedType())
        + " "
        + field.getName()
        + (isInlined(field) ? " = " + valueOf(field) : "");
  }

  /** Compilers may copy such a value into users' classes, so the value is API as well. */
  private static boolean isInlined(Field field) {
    int modifiers = field.getModifiers();
    return Modifier.isStatic(modifiers)
        && Modifier.isFinal(modifiers)
        && (field.getType().isPrimitive() || field.getType() == String.class);
  }

  private static Object valueOf(Field field) {
    try {
      field.setAccessible(true);
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " cannot be read", e);
    }
  }

  /** Older JDKs also give such a constructor without its generics where it is a compact one. */
  private static boolean isCanonical(Constructor<?> constructor) {
    Class<?> type = constructor.getDeclaringClass();
    List<Class<?>> parts = new ArrayList<>();
    components(type).forEach(component -> parts.add(component.getType()));
    return type.isRecord() && parts.equals(List.of(constructor.getParameterTypes()));
  }

  private static String constructor(Constructor<?> constructor) {
    return modifiers(constructor.getModifiers() & Modifier.PROTECTED)
        + generics(constructor)
        + constructor.getDeclaringClass().getSimpleName()
        + signature(constructor);
  }

  private static Set<String> methods(Class<?> type) {
    Map<String, Method> bySignature = new LinkedHashMap<>();
    sources(type)
        .flatMap(source -> Arrays.stream(source.getDeclaredMethods()))
        .filter(PublicApi::isVisible)
        .forEach(method -> bySignature.putIfAbsent(erasure(method), method));
    bySignature.keySet().removeAll(OF_OBJECT);
    components(type).forEach(component -> bySignature.remove(component.getName() + "()"));
    if (type.isEnum()) {
      bySignature.keySet().removeAll(OF_ENUM);
    }
    Set<String> lines = new TreeSet<>();
    bySignature.values().forEach(method -> lines.add(method(method)));
    return lines;
  }

  private static String erasure(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(TypeText::of)
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }

  private static String method(Method method) {
    int said = Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;
    return modifiers(method.getModifiers() & said)
        + (method.isDefault() ? "default " : "")
        + generics(method)
        + TypeText.of(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + signature(method);
  }

  private static String generics(Executable executable) {
    String variables = TypeText.variables(executable);
    return variables.isEmpty() ? "" : variables + " ";
  }

  private static String signature(Executable executable) {
    return TypeText.parameters(executable.getAnnotatedParameterTypes(), executable.isVarArgs())
        + TypeText.list(executable.getAnnotatedExceptionTypes(), ", ", " throws ", "");
  }

  private static String modifiers(int modifiers) {
    return modifiers == 0 ? "" : Modifier.toString(modifiers) + " ";
  }
}
