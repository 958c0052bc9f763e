"""How figures are written in the reports."""


def name_of(column: str) -> str:
    named = {
        "f1": "F1",
        "map": "MAP",
        "ndcg@10": "NDCG@10",
        "hr@10": "HR@10",
        "ece": "ECE",
        "emotion_macro_f1": "emotion F1",
        "intent_macro_f1": "intent F1",
    }
    return named.get(column, column.replace("_", "-"))


def percent(column: str) -> bool:
    return column in ("accuracy", "precision", "recall") or column.endswith("f1")


def mean(each: dict, percent: bool) -> str:
    return f"{100 * each['mean']:.1f} ± {100 * each['sd']:.1f}" if percent else f"{each['mean']:.3f} ± {each['sd']:.3f}"


def markdown_table(head: list, rows: list[list]) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in (head, ["---"] * len(head), *rows))
