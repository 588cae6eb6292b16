"""Case files (`vastus.case/1`, docs/case-format.md): read, resolved, written. Plain Python.

What a case file says is checked here as far as it can be without a database; limits, units and
words of the answers are checked by the kinds when the answers are saved, as a form's are.
"""

FORMAT = "vastus.case/1"
