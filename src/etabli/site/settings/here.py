"""The installation these settings are for."""

from pathlib import Path

from etabli.site.configuration import configuration_of, data_folder

HERE = configuration_of(data_folder())
SOURCE = Path(__file__).resolve().parents[2]
"""The folder of the package ``etabli``."""
