namespace Mmei.Feedback.Policies;

/// <summary>A part of what a tenant's policy has learned: of one feature layout, from decisions of one week.</summary>
internal readonly record struct PolicyWeek(long FeatureVersion, long Week);

/// <summary>What was learned in a week.</summary>
/// <param name="Sums">Exact, whatever the order in which they were learned.</param>
/// <param name="Remade">They were not stored intact, and have been made again from the stored rewards: the same, bit for bit.</param>
internal sealed record KnownWeek(LinearPosterior Sums, bool Remade = false);
