"""
Measuring solvers on planning files: ``rideau bench``.

Each trial (instance, competitor, seed) is solved in a child process of its own, its plan is verified here by the
checker, and what happened is written as a table, curves and a drawing. Nothing here decides what is good.
"""
