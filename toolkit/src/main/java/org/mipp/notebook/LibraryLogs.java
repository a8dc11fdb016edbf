package org.mipp.notebook;

/** What DJL and ND4J log about themselves, a dozen lines when they start, which a notebook would show in red under a cell. */
final class LibraryLogs {

    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private LibraryLogs() {}

    /** Leaves warnings and errors, unless the kernel was started with a level; comes before the first line is logged. */
    static void onlyWarnings() {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, "warn");
        }
    }
}
