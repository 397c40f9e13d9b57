from config.formats.shown import *  # noqa: F403
