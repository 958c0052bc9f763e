namespace Mmei.Ranking.Index;

/// <summary>Tags as filters compare them.</summary>
internal static class Tag
{
    /// <summary>Without regard to upper and lower case.</summary>
    public static string Name(string tag) => tag.Trim().ToLowerInvariant();

    /// <summary>All of them, each once.</summary>
    public static IReadOnlySet<string> Names(IEnumerable<string> tags) => tags.Select(Name).ToHashSet(StringComparer.Ordinal);
}
