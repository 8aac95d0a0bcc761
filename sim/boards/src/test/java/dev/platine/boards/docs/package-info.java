/** What the pages in {@code docs/} show, as code that runs. */
@NullMarked
package dev.platine.boards.docs;

import org.jspecify.annotations.NullMarked;
