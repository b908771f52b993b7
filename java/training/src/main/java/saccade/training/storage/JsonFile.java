package saccade.training.storage;

import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON files for people and programs: each key once, none missing, none unknown. */
public final class JsonFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .withCoercionConfigDefaults(JsonFile::refuseOtherTypes)
          .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private JsonFile() {}

  private static void refuseOtherTypes(MutableCoercionConfig types) {
    for (CoercionInputShape shape : CoercionInputShape.values()) {
      types.setCoercion(shape, CoercionAction.Fail);
    }
  }

  /**
   * Writes a record, whole or not at all; its components are the keys, in their order.
   *
   * @throws StorageException if it cannot be written; the present file is then as it was
   */
  public static void write(Path file, Record value) throws StorageException {
    byte[] json = (MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(file, file, AtomicFile.DISK, out -> out.write(json));
    } catch (IOException e) {
      throw new StorageException(
          "%s cannot be written (%s); free space or allow writing there"
              .formatted(file, StorageException.reason(e)),
          e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws StorageException if the file is missing, is no JSON, has an unknown key, lacks one, or
   *     a value has another type or is refused by the record
   */
  public static <T extends Record> T read(Path file, Class<T> type) throws StorageException {
    try {
      T value = MAPPER.readValue(Files.readAllBytes(file), type);
      if (value == null) {
        throw new StorageException(file + " says null; write an object with all keys");
      }
      return value;
    } catch (NoSuchFileException e) {
      throw new StorageException("there is no file " + file + "; give an existing one", e);
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw new StorageException(
          "%s cannot be read (%s); allow reading it".formatted(file, StorageException.reason(e)),
          e);
    } catch (JacksonException e) {
      throw new StorageException(file + " " + wrong(e), e);
    }
  }

  private static String wrong(JacksonException e) {
    if (e instanceof UnrecognizedPropertyException) {
      return "has the unknown key '" + key(e) + "'; remove it or use the version that wrote it";
    }
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      String reason = e.getCause().getMessage();
      return "is refused: " + (reason == null ? e.getCause().getClass().getSimpleName() : reason);
    }
    if (e instanceof DatabindException) {
      return "lacks the key '%s', or its value has a wrong type; correct it".formatted(key(e));
    }
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    return "is no valid JSON in line %d (%s); correct it".formatted(line, e.getOriginalMessage());
  }

  private static String key(JacksonException e) {
    StringBuilder key = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      String name = step.getPropertyName();
      key.append(name == null ? "[" + step.getIndex() + "]" : (key.isEmpty() ? "" : ".") + name);
    }
    return key.toString();
  }
}
