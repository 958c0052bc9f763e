using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mmei.Learning;

namespace Mmei.Ranking.Decisions.Keep;

/// <summary>
/// A record as bytes: the format (1), then JSON under Brotli. JSON writes every number so that it is read back to the bit. A decision among
/// 200 candidates takes 2 to 6 KB.
/// </summary>
internal static class RecordCodec
{
    private const byte Format = 1;

    // Members that a later version has dropped are passed over: most of an older record can still be told.
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static byte[] Write(DecisionRecord record)
    {
        using var bytes = new MemoryStream();
        bytes.WriteByte(Format);
        using (var packed = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(packed, record, Json);
        }

        return bytes.ToArray();
    }

    /// <summary>Null where the bytes are no record of this format: as one that is not kept any more.</summary>
    public static DecisionRecord? ReadOrNull(byte[] bytes)
    {
        try
        {
            return Read(bytes);
        }
        catch (CorruptStateException)
        {
            return null;
        }
    }

    /// <exception cref="CorruptStateException">The bytes are no record of this format.</exception>
    public static DecisionRecord Read(byte[] bytes)
    {
        if (bytes is not [Format, ..])
        {
            throw new CorruptStateException($"is no record of a decision of format {Format}");
        }

        using var packed = new BrotliStream(new MemoryStream(bytes, 1, bytes.Length - 1), CompressionMode.Decompress);
        try
        {
            return JsonSerializer.Deserialize<DecisionRecord>(packed, Json) ?? throw new CorruptStateException("is empty");
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or InvalidDataException)
        {
            throw new CorruptStateException("is no record of a decision");
        }
    }
}
