package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.royaltyledger.api.Sources;

/** The outside verifiers of docs/auditor, run as an auditor would. */
public enum Verifiers {
  PYTHON("python3", "python3"),
  GO("go", "golang-go and golang-golang-x-mod-dev");

  private static final Path GO_OF_DEBIAN = Path.of("/usr/lib/go-1.19/bin");
  private static final Path LIBRARY =
      Path.of("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go");

  private final String program;
  private final String packages;

  Verifiers(String program, String packages) {
    this.program = program;
    this.packages = packages;
  }

  /** What one printed, and how it ended. */
  public record Said(int exit, String out) {}

  /** Skips the test on a machine without it, which fails if {@code CI=true}. */
  public void require() {
    boolean there = on(program) && (this != GO || Files.exists(LIBRARY));
    String missing =
        "%s is not here: install %s to check proofs with it".formatted(program, packages);
    if (!there) {
      assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
      System.out.println("SKIPPED: " + missing);
      Assumptions.abort(missing);
    }
  }

  /** Where programs are, Debian's Go too. */
  public static Stream<Path> folders() {
    return Stream.concat(
        Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of), Stream.of(GO_OF_DEBIAN));
  }

  private static boolean on(String program) {
    return folders().anyMatch(it -> Files.isExecutable(it.resolve(program)));
  }

  public Said check(Path folder, String... files) {
    return this == GO
        ? run(List.of(Built.PROGRAM.toString()), folder, files)
        : run("verify.py", folder, files);
  }

  /** Built once: what {@code go run} does at each run. */
  private static final class Built {

    private static final Path PROGRAM = build();

    private static Path build() {
      try {
        Path folder = Files.createTempDirectory("verify-go");
        Path program = folder.resolve("verify");
        Said said =
            GO.run(
                List.of(GO.path(), "build", "-o", program.toString(), source("verify.go")), folder);
        assertThat(said.exit()).as(said.out()).isZero();
        program.toFile().deleteOnExit();
        folder.toFile().deleteOnExit();
        return program;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String source(String script) {
    return Sources.root().resolve("docs/auditor").resolve(script).toString();
  }

  private String path() {
    return folders()
        .map(it -> it.resolve(program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow()
        .toString();
  }

  /**
   * @param script in docs/auditor
   */
  Said run(String script, Path folder, String... files) {
    return run(List.of(path(), source(script)), folder, files);
  }

  private Said run(List<String> command, Path folder, String... files) {
    var words = new ArrayList<>(command);
    words.addAll(List.of(files));
    try {
      var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
      builder
          .environment()
          .putAll(Map.of("GO111MODULE", "off", "GOPATH", "/usr/share/gocode", "GOFLAGS", ""));
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Said(process.waitFor(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
