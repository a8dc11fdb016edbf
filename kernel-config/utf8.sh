#!/bin/sh
# Runs a command under a locale of UTF-8: where the locale is POSIX, or one that is not installed, Java takes the names of
# folders for ASCII, and dies at its start in one that is named otherwise. Only Linux needs it. The language stays as it is
# where the locale is of UTF-8 already.
if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
  utf8=$(locale -a 2>/dev/null | grep -i -m 1 'utf-*8$')
  export LC_ALL="${utf8:-C.UTF-8}"
fi
exec "$@"
