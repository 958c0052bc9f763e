using Mmei.Learning.Evaluation;

namespace Mmei.Ranking.Decisions.Evaluate;

/// <summary>What stood first in the decisions that can be made again, and how many cannot.</summary>
internal sealed record LoggedFirst(IReadOnlyList<LoggedRound> Rounds, int Skipped);
