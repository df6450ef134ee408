"""``python -m etabli``: what bin/start and bin/etabli call."""

import sys

from etabli.site.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
