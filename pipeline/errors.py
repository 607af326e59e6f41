"""The exceptions raised on purpose. Any other exception is a bug of ours and keeps its traceback."""

from pipeline.diagnostics import Diagnostic, errors


class EveryleafError(Exception):
    """One or more problems that stop what was being done.

    Its exit code is that of the earliest stage that met an error, as `docs/reference/exit-codes.md` lists them.
    """

    def __init__(self, *problems: Diagnostic) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[type["EveryleafError"], tuple[Diagnostic, ...]]:
        return type(self), self.problems

    @property
    def exit_code(self) -> int:
        """The number that the command ends with: that of the earliest stage that met an error."""
        return min(problem.area.value for problem in errors(self.problems) or self.problems)
