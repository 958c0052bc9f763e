namespace Mmei.Ranking.Catalog.ReindexItems;

/// <summary>
/// The content models of the catalog, as name@version. F . E_c (eq. 7) means something only where both were fitted together: each names the
/// fusion models that it goes with, with spaces between; one that names none goes with all.
/// </summary>
/// <param name="Serving">Whose vectors are searched; null before any item was encoded.</param>
/// <param name="Next">Which is to take its place once it has encoded every item; null: none.</param>
/// <param name="ChangedAt">Since when.</param>
/// <param name="ServingFittedWith">The fusion models that go with the one that serves.</param>
/// <param name="NextFittedWith">Those that go with the next one.</param>
internal sealed record ContentModels(
    string? Serving, string? Next, DateTimeOffset ChangedAt, string ServingFittedWith = "", string NextFittedWith = "")
{
    public static ContentModels None { get; } = new(null, null, DateTimeOffset.UnixEpoch);

    public IEnumerable<string> All => new[] { Serving, Next }.OfType<string>();

    /// <summary>The fusion models that the next one waits for, before it may serve.</summary>
    public IReadOnlyList<string> NextPartners => NextFittedWith.Length == 0 ? [] : NextFittedWith.Split(' ');

    public bool ServingGoesWith(string fusionModel) => Goes(ServingFittedWith, fusionModel);

    public bool NextGoesWith(string fusionModel) => Goes(NextFittedWith, fusionModel);

    private static bool Goes(string fittedWith, string fusionModel) =>
        fittedWith.Length == 0 || fittedWith.Split(' ').Contains(fusionModel, StringComparer.Ordinal);
}
