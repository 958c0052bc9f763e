using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Mmei.Hosting.Json;

/// <summary>
/// An instant as RFC 3339 writes it. The serializer's own converter also reads a date alone, and a time without offset, which it takes
/// for one of the server's zone.
/// </summary>
internal sealed partial class InstantConverter : JsonConverter<DateTimeOffset>
{
    private const string Problem = "must be a date and time with its offset (RFC 3339), as 2026-11-22T20:42:10Z or 2026-11-22T21:42:10+01:00";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Rfc3339().IsMatch(reader.GetString()!) && reader.TryGetDateTimeOffset(out var instant)
            ? instant
            : throw new UnreadableValueException(Problem);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Rfc3339();
}
