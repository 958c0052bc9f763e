using Mmei.Learning.Evaluation;

namespace Mmei.Ranking.Decisions.Evaluate;

/// <summary>What stood first in the decisions that can be made again, and how many cannot.</summary>
internal sealed record LoggedFirst(IReadOnlyList<FirstRound> Rounds, int Skipped);

/// <summary>What stood first in one decision, as those in force, the target policy and the baseline see it.</summary>
/// <param name="Logged">What came of it.</param>
/// <param name="BaselineWeight">How much likelier the baseline was to choose as the log did.</param>
/// <param name="Matched">How likely the target policy puts first what the baseline does.</param>
/// <param name="Covered">How likely the target policy puts first what those in force might have put there too.</param>
internal sealed record FirstRound(LoggedRound Logged, double BaselineWeight, double Matched, double Covered);
