"""The build: with the package come its patterns, compiled by the regex that is here."""

import os
import subprocess
import sys

from setuptools import setup
from setuptools.command.build_py import build_py


class Build(build_py):
    """Copies the modules, then compiles the patterns in them."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        path = os.path.join(self.build_lib, "auditlint", "compiled.py")
        code = f"import sys; sys.path.insert(0, {os.path.abspath(self.build_lib)!r}); from auditlint.startup import ship; ship({path!r})"
        made = subprocess.run([sys.executable, "-P", "-c", code], env={**os.environ, "AUDITLINT_NO_CACHE": "1", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}, check=False)
        if made.returncode:  # without it a first start takes longer, and nothing else changes
            self.warn("the patterns were not compiled")


setup(cmdclass={"build_py": Build})
