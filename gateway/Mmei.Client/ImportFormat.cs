namespace Mmei.Client;

/// <summary>How the rows of an import are written.</summary>
public enum ImportFormat
{
    /// <summary>A JSON object a line.</summary>
    Ndjson,

    /// <summary>Comma-separated values (RFC 4180) in UTF-8, with a header line.</summary>
    Csv,
}
