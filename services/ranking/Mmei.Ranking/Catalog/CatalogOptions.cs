using System.ComponentModel.DataAnnotations;

namespace Mmei.Ranking.Catalog;

/// <summary>Section <c>Catalog</c>.</summary>
internal sealed class CatalogOptions
{
    public const string Section = "Catalog";

    /// <summary>The largest body of an import, in bytes.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int ImportBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The most rows of an import, good and bad.</summary>
    [Range(1, 10_000_000)]
    public int ImportRows { get; init; } = 100_000;

    /// <summary>How many rejected rows an import names; it counts all of them.</summary>
    [Range(1, 100_000)]
    public int ReportedRows { get; init; } = 1000;

    /// <summary>How long an import with <c>wait=true</c> waits until all of the catalog is indexed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:04:00")]
    public TimeSpan ImportWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After this time the encoding of an item that is still not indexed is asked for again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many items a re-index has encoded at a time; what is put meanwhile waits behind no more than these.</summary>
    [Range(1, 10_000)]
    public int ReindexWindow { get; init; } = 200;

    /// <summary>How long what a content model said is kept after another has taken its place, for those who are reading it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan KeepReplaced { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many encoded items are kept in memory beside the index; one takes about 2.8 KiB.</summary>
    [Range(200, 10_000_000)]
    public int CachedItems { get; init; } = 50_000;
}
