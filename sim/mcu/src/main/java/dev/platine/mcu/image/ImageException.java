package dev.platine.mcu.image;

/** A program's file cannot be used. The message says which file, where in it, what is wrong, and what to do. */
public final class ImageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ImageException(String message) {
        super(message);
    }
}
