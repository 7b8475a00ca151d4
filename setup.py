"""The build: with the package come its patterns, compiled by the regex that is here."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from tempfile import TemporaryDirectory

from setuptools import setup
from setuptools.command.build_py import build_py


class Build(build_py):
    """Copies the modules, then compiles the patterns in them; where the modules stay where they are, beside these."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            self._compile(self.build_lib, self.build_lib)
            return
        with TemporaryDirectory() as folder:
            for package, source in self.distribution.package_dir.items():
                shutil.copytree(source, os.path.join(folder, package), ignore=shutil.ignore_patterns("__pycache__", "compiled.py"))
            self._compile(folder, os.curdir)

    def _compile(self, source: str, target: str) -> None:
        path = os.path.abspath(os.path.join(target, "auditlint", "compiled.py"))
        with suppress(OSError):
            os.remove(path)  # of another build
        code = f"import sys; sys.path.insert(0, {os.path.abspath(source)!r}); from auditlint.startup import ship; ship({path!r})"
        made = subprocess.run([sys.executable, "-P", "-c", code], env={**os.environ, "AUDITLINT_NO_CACHE": "1", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}, check=False)
        if made.returncode:  # without it a first start takes longer, and nothing else changes
            self.warn("the patterns were not compiled")


setup(cmdclass={"build_py": Build})
