"""A press that only fails, with the status that its first argument names."""

import sys

sys.exit(int(sys.argv[1]))
