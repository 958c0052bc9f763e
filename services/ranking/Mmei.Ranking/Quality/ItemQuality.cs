namespace Mmei.Ranking.Quality;

/// <summary>What an item is worth to whoever meets it, beside what the tenant's items are worth on the whole.</summary>
/// <param name="Known">By what is known of it, in [-1, 1]; 0 where nothing is.</param>
/// <param name="Hoped">The same with the stated optimism for what is not known.</param>
internal readonly record struct ItemQuality(double Known, double Hoped);
