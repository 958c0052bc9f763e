using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Json;

namespace Mmei.Ranking.Catalog.ExportItems;

/// <summary>One JSON object a line.</summary>
internal static class NdjsonExport
{
    // For files, not for pages: what is not ASCII stays as it is.
    private static readonly JsonSerializerOptions Form =
        new(JsonDefaults.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(
        Stream body, IAsyncEnumerable<IReadOnlyList<CatalogItem>> pages, CancellationToken cancellationToken)
    {
        var lines = new ArrayBufferWriter<byte>();
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            foreach (var item in page)
            {
                lines.Write(JsonSerializer.SerializeToUtf8Bytes(item, Form));
                lines.Write("\n"u8);
            }

            await body.WriteAsync(lines.WrittenMemory, cancellationToken);
            lines.ResetWrittenCount();
        }
    }
}
