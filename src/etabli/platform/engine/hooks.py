"""What the engine answers to the shelves below it."""

from etabli.platform.engine.screens.place import app_tabs
from etabli.platform.spaces.heading import set_app_tabs

set_app_tabs(app_tabs)
