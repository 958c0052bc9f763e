using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mmei.Hosting.Json;

/// <summary>
/// An enumeration by its camelCase name and by nothing else. The serializer's own converter also reads numbers, any case, blanks, and a
/// list of names, of which it makes one other value.
/// </summary>
internal sealed class EnumNameConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> Names =
        Enum.GetValues<TEnum>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, TEnum> Values =
        Names.ToFrozenDictionary(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal);

    private static readonly string Problem = $"must be one of {string.Join(", ", Enum.GetValues<TEnum>().Select(value => Names[value]))}";

    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(ref reader) : throw new UnreadableValueException(Problem);

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(Names[value]);

    public override TEnum ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Names[value]);

    private static TEnum Parse(ref Utf8JsonReader reader) =>
        Values.TryGetValue(reader.GetString()!, out var value) ? value : throw new UnreadableValueException(Problem);
}

/// <summary>Makes an <see cref="EnumNameConverter{TEnum}"/> for every enumeration.</summary>
internal sealed class EnumNameConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(EnumNameConverter<>).MakeGenericType(typeToConvert))!;
}
