"""Makes what the pages take from the code: the picture of the layers, the rules, the options, what the tutorial shows."""

from pathlib import Path

#: The pages, and the project that they tell of.
FOLDER = Path(__file__).parent.parent
ROOT = FOLDER.parent
