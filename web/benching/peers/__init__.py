"""
What a user could pick instead of Rideau, each given the same compiled problem and a careful greedy plan to start from.

Those that need a package of their own (the ``bench`` extra) solve in a process that imports that package and NumPy
alone: OR-Tools carries solvers under the same symbols, and two of them in one process end it.
"""
