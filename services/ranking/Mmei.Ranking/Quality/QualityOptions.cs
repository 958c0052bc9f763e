using System.ComponentModel.DataAnnotations;

namespace Mmei.Ranking.Quality;

/// <summary>Section <c>Quality</c>: how an item's quality follows from everybody's votes on it.</summary>
internal sealed class QualityOptions
{
    public const string Section = "Quality";

    /// <summary>
    /// How many votes it takes until an item is judged as much by them as by what the tenant's items are worth on the whole.
    /// </summary>
    [Range(0.1, 1000)]
    public double Prior { get; init; } = 3;

    /// <summary>
    /// How well an item is thought of for what is not known of it: so many standard deviations of its quality are added. An item that
    /// nobody has met gets the most, so it is tried; each vote takes some of it away. 0 tries nothing on purpose.
    /// </summary>
    [Range(0.0, 5.0)]
    public double Optimism { get; init; } = 0.5;

    /// <summary>After this time a vote counts half, in whole weeks.</summary>
    [Range(typeof(TimeSpan), "7.00:00:00", "3650.00:00:00")]
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// From this share on of people who felt clearly worse afterwards, nothing raises an item, whatever they clicked. Two people who felt
    /// no worse are added, so that no single person decides.
    /// </summary>
    [Range(0.0, 1.0)]
    public double HarmfulShare { get; init; } = 0.4;

    /// <summary>How long what is in memory may lag behind votes that another instance took.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Lag { get; init; } = TimeSpan.FromSeconds(2);
}
