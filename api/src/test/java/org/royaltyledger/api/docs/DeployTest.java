package org.royaltyledger.api.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.RoyaltyLedger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What docs/deploy hands out starts the program, and as nobody who may do more than it needs. */
class DeployTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern PORT = Pattern.compile("serving on http://127\\.0\\.0\\.1:(\\d+) ");
  private static final long PATIENCE_SECONDS = 300;
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path folder;

  /** The instructions of the Dockerfile, each on one line. */
  private static List<String> instructions() {
    return Documents.read("docs/deploy/Dockerfile")
        .replaceAll("(?m)^#.*\n", "")
        .replaceAll("\\\\\n", " ")
        .lines()
        .filter(it -> !it.isBlank())
        .toList();
  }

  private static String instruction(String name) {
    List<String> found = instructions().stream().filter(it -> it.startsWith(name + " ")).toList();
    assertThat(found).as(name).hasSize(1);
    return found.getFirst().substring(name.length() + 1).strip();
  }

  private static List<String> words(String array) {
    return JSON.readTree(array).valueStream().map(JsonNode::stringValue).toList();
  }

  @Test
  void image_is_of_no_foreign_host_and_runs_as_nobody() {
    assertThat(instructions())
        .allMatch(
            it ->
                it.matches(
                    "(FROM|RUN|COPY|USER|WORKDIR|VOLUME|EXPOSE|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT|CMD)"
                        + " .+"));
    assertThat(instruction("FROM")).matches("[a-z-]+:25-jre").doesNotContain("/");
    assertThat(instruction("USER")).matches("[1-9][0-9]+");
    assertThat(instruction("COPY")).startsWith("api/target/royalty-ledger.jar ");
  }

  /** Stands for the jar, which is made after the tests: the same program by the same words. */
  private Path jar() throws IOException {
    var manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, RoyaltyLedger.class.getName());
    attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getProperty("java.class.path"))
            .map(it -> Path.of(it).toUri().toString())
            .collect(Collectors.joining(" ")));
    Path jar = folder.resolve("royalty-ledger.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  @Test
  void words_of_the_image_start_the_server_and_its_health_is_seen() throws Exception {
    String jar = jar().toString();
    List<String> command =
        Stream.of("ENTRYPOINT", "CMD")
            .flatMap(it -> words(instruction(it)).stream())
            .map(it -> it.equals("java") ? JAVA : it)
            .map(it -> it.equals("/app/royalty-ledger.jar") ? jar : it)
            .map(it -> it.equals("/data/store") ? folder.resolve("store").toString() : it)
            .map(it -> it.equals("--server.port=8080") ? "--server.port=0" : it)
            .toList();
    assertThat(command).contains(JAVA, jar, "--server.port=0");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process server =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      String port = port(server, out, err);
      String health = instruction("HEALTHCHECK").replaceFirst("^.* CMD ", "");
      var check = new ArrayList<String>();
      words(health).forEach(it -> check.add(it.replace("/8080", "/" + port)));
      assertThat(check.getLast()).contains("/" + port);
      assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash here");
      assertThat(new ProcessBuilder(check).inheritIO().start().waitFor()).isZero();
      server.destroy();
      assertThat(server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(new ProcessBuilder(check).start().waitFor()).isNotZero();
    } finally {
      server.destroyForcibly();
    }
  }

  private static String port(Process server, Path out, Path err) throws Exception {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < patience && server.isAlive()) {
      Matcher port = PORT.matcher(Files.readString(out, UTF_8));
      if (port.find()) {
        return port.group(1);
      }
      var _ = server.waitFor(1, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError(Files.readString(err, UTF_8));
  }

  @Test
  void unit_is_one_that_systemd_takes_and_waits_longer_than_the_server() throws Exception {
    String unit = Documents.read("docs/deploy/royalty-ledger.service");
    assertThat(unit)
        .contains(
            "DynamicUser=yes",
            "ProtectSystem=strict",
            "StateDirectory=",
            "NoNewPrivileges=yes",
            "MemoryMax=",
            "Restart=on-failure",
            "LoadCredential=",
            "TimeoutStopSec=120");
    Path analyze = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(analyze), "no systemd-analyze here");
    Path copy = folder.resolve("royalty-ledger.service");
    Files.writeString(copy, unit.replace("/usr/bin/java", JAVA));
    Path said = folder.resolve("said");
    Process verify =
        new ProcessBuilder(analyze.toString(), "verify", copy.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int exit = verify.waitFor();
    assertThat(Files.readString(said, UTF_8)).doesNotContain("royalty-ledger");
    assertThat(exit).isZero();
  }
}
