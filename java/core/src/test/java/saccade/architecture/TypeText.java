package saccade.architecture;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Types as a programmer writes them. Written out here because the texts that reflection gives leave
 * nullness out, and no JDK promises them.
 */
final class TypeText {
  private TypeText() {}

  static String of(Class<?> type) {
    String name = type.getTypeName().replace('$', '.');
    return type.getPackageName().equals("java.lang")
        ? name.replaceFirst("^java\\.lang\\.", "")
        : name;
  }

  static String of(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      return ofArray(array, "[]");
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return ofWildcard(wildcard);
    }
    String arguments = "";
    Type bare = type.getType();
    if (type instanceof AnnotatedParameterizedType generic) {
      arguments = list(generic.getAnnotatedActualTypeArguments(), ", ", "<", ">");
      bare = ((ParameterizedType) bare).getRawType();
    }
    String name = bare instanceof Class<?> known ? of(known) : bare.getTypeName();
    return annotations(type) + name + arguments;
  }

  /** Parameters in brackets; the last array of a method with variable arguments ends in dots. */
  static String parameters(AnnotatedType[] types, boolean variable) {
    StringBuilder text = new StringBuilder(list(types, ", ", "(", ")"));
    if (variable) {
      text.replace(text.length() - "[])".length(), text.length(), "...)");
    }
    return text.isEmpty() ? "()" : text.toString();
  }

  /** What a class, method or constructor is generic in, or nothing. */
  static String variables(GenericDeclaration declaration) {
    List<String> texts =
        Arrays.stream(declaration.getTypeParameters()).map(TypeText::ofVariable).toList();
    return texts.isEmpty() ? "" : "<" + String.join(", ", texts) + ">";
  }

  /** The texts with something before and behind, or nothing where there is no type. */
  static String list(AnnotatedType[] types, String between, String before, String behind) {
    return types.length == 0
        ? ""
        : Arrays.stream(types)
            .map(TypeText::of)
            .collect(Collectors.joining(between, before, behind));
  }

  private static String ofArray(AnnotatedArrayType array, String brackets) {
    StringBuilder dimensions = new StringBuilder();
    AnnotatedType rest = array;
    while (rest instanceof AnnotatedArrayType level) {
      String annotations = annotations(level);
      dimensions.append(annotations.isEmpty() ? "" : " ").append(annotations).append(brackets);
      rest = level.getAnnotatedGenericComponentType();
    }
    return of(rest) + dimensions;
  }

  private static String ofWildcard(AnnotatedWildcardType wildcard) {
    AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
    String bound =
        lower.length > 0
            ? list(lower, " & ", " super ", "")
            : bounds(wildcard.getAnnotatedUpperBounds());
    return annotations(wildcard) + "?" + bound;
  }

  private static String ofVariable(TypeVariable<?> variable) {
    return annotations(variable) + variable.getName() + bounds(variable.getAnnotatedBounds());
  }

  private static String bounds(AnnotatedType[] upper) {
    String text = list(upper, " & ", " extends ", "");
    return text.equals(" extends Object") ? "" : text;
  }

  private static String annotations(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> "@" + type.getSimpleName() + " ")
        .sorted()
        .collect(Collectors.joining());
  }
}
