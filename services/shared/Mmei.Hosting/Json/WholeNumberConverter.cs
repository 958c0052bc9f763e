using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mmei.Hosting.Json;

/// <summary>A whole number however it is written: JSON knows one kind of number, and some languages write 10 as 10.0.</summary>
internal sealed class WholeNumberConverter : JsonConverter<int>
{
    private static readonly string Problem = $"must be a whole number between {int.MinValue} and {int.MaxValue}";

    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.Number ? throw new UnreadableValueException(Problem)
        : reader.TryGetInt32(out var whole) ? whole
        : reader.TryGetDecimal(out var number) && decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number
        : throw new UnreadableValueException(Problem);

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
