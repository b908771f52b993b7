package saccade.verify.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import saccade.model.ImageStack;

class InputGeneratorTest {
  private static final int SEEDS = 500;

  private static List<ImageStack> images(List<Feature> without) {
    return LongStream.range(0, SEEDS)
        .mapToObj(seed -> new InputGenerator(CaseId.of(seed).without(without), false).make())
        .filter(made -> made.input() instanceof ImageStack)
        .map(made -> (ImageStack) made.input())
        .toList();
  }

  @Test
  void imagesHaveOneToThreeChannelsAlsoInStacks() {
    List<ImageStack> images = images(List.of());
    for (int channels = 1; channels <= 3; channels++) {
      int n = channels;
      assertTrue(images.stream().filter(i -> i.channels() == n).count() > 20, "channels " + n);
    }
    assertTrue(images.stream().anyMatch(i -> i.channels() == 3 && i.planes() == 4));
  }

  @Test
  void withoutChannelsNothingElseChanges() {
    List<ImageStack> gray =
        images(List.of()).stream()
            .map(i -> new ImageStack(i.planes(), i.height(), i.width()))
            .toList();
    assertEquals(gray, images(List.of(Feature.CHANNELS)));
  }
}
