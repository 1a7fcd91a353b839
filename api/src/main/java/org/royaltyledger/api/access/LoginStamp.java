package org.royaltyledger.api.access;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a session was begun with: it holds while that password does, and not for ever.
 *
 * @param password what tells the password from others
 * @param until when the session ends, whoever uses it
 */
record LoginStamp(String password, Instant until) implements Serializable {}
