"""The plan at hand, in the variables of a model."""

from scheduler.engine.master import Restriction

from .town import Town


def known(town: Town, whole: Restriction) -> dict[int, int]:
    """By variable of the model: its value in the best plan so far. Those of walks are left to the solver."""
    model, best = town.model, town.best
    if best is None:
        return {}
    bundles: dict[int, int] = {}
    for option in best.chosen:
        bundle = int(model.bundle[option])
        bundles[bundle] = bundles.get(bundle, 0) + 1
    values: dict[int, int] = {}
    for column, variable in whole.variable.items():
        if column < model.options:
            values[variable.index] = int(column in best.chosen)
        elif column < model.options + model.bundles:
            values.setdefault(variable.index, bundles.get(column - model.options, 0))
        else:
            values[variable.index] = int(best.measured[column - model.options - model.bundles])
    return values


def hint(town: Town, whole: Restriction) -> None:
    """Hint CP-SAT at the best plan so far, walks included."""
    for column, value in known(town, whole).items():
        whole.cp.add_hint(whole.cp.get_int_var_from_proto_index(column), value)
    if town.best is None:
        return
    for walk, walked in whole.walked:
        order = walk.order([walk.node[j] for j in town.best.chosen if j in walk.node])
        if order is not None:
            walked.hint(order)
