using Mmei.Client;

namespace Mmei.Cli;

internal static class ImportFormats
{
    /// <summary>By the end of a file's name.</summary>
    public static ImportFormat Of(string path) =>
        Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? ImportFormat.Csv : ImportFormat.Ndjson;
}
