using System.ComponentModel.DataAnnotations;

namespace Mmei.Ranking.Taste;

/// <summary>Section <c>Taste</c>: how a person's taste follows from their rewards.</summary>
internal sealed class TasteOptions
{
    public const string Section = "Taste";

    /// <summary>
    /// The reward that says nothing: above it an item attracts, below it repels. By default halfway between a skip and a like.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Baseline { get; init; } = 0.4;

    /// <summary>After this time a reward counts half.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "3650.00:00:00")]
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How much evidence there must be for an affinity of one half: one clear like weighs 0.4.</summary>
    [Range(0.001, 1000)]
    public double Prior { get; init; } = 1;

    /// <summary>How many of a person's latest rewards are looked at.</summary>
    [Range(1, 100_000)]
    public int Rewards { get; init; } = 1000;

    /// <summary>How many people's tastes are kept in memory.</summary>
    [Range(1, 10_000_000)]
    public int CachedPeople { get; init; } = 10_000;

    /// <summary>How long a taste in memory may lag behind rewards that another instance took.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Lag { get; init; } = TimeSpan.FromSeconds(2);
}
