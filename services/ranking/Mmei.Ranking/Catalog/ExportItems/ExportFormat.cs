namespace Mmei.Ranking.Catalog.ExportItems;

/// <summary>How an export is written; an import reads both.</summary>
internal enum ExportFormat
{
    Ndjson,
    Csv,
}
