package org.royaltyledger.api.operations;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/** Lines of the log: for people, or JSON if {@code logging.structured.format.console} names one. */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {

  private @Nullable Encoder<ILoggingEvent> lines;
  private String format = "";
  private String pattern = "%msg%n";

  /** The name of a format of JSON; empty is none. */
  public void setFormat(String format) {
    this.format = format;
  }

  /** How lines for people are laid out. */
  public void setPattern(String pattern) {
    this.pattern = pattern;
  }

  @Override
  public void start() {
    if (format.isBlank()) {
      var people = new PatternLayoutEncoder();
      people.setPattern(pattern);
      lines = people;
    } else {
      var json = new StructuredLogEncoder();
      json.setFormat(format);
      lines = json;
    }
    lines.setContext(context);
    lines.start();
    super.start();
  }

  @Override
  public byte @Nullable [] headerBytes() {
    return lines == null ? null : lines.headerBytes();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return lines == null ? new byte[0] : lines.encode(event);
  }

  @Override
  public byte @Nullable [] footerBytes() {
    return lines == null ? null : lines.footerBytes();
  }
}
