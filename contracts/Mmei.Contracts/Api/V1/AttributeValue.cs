using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mmei.Contracts.Api.V1;

/// <summary>What a tenant says of an item under a name of its own: a string, a number or a truth value.</summary>
[JsonConverter(typeof(AttributeValueConverter))]
public sealed record AttributeValue
{
    private AttributeValue()
    {
    }

    public string? Text { get; private init; }

    /// <summary>Finite; JSON knows no other.</summary>
    public double? Number { get; private init; }

    public bool? Truth { get; private init; }

    public AttributeType Type => Text is not null ? AttributeType.Text : Number is not null ? AttributeType.Number : AttributeType.Boolean;

    public static implicit operator AttributeValue(string text) => new() { Text = text };

    public static implicit operator AttributeValue(double number) => new() { Number = number };

    public static implicit operator AttributeValue(bool truth) => new() { Truth = truth };
}

/// <summary>As the JSON value that it is.</summary>
internal sealed class AttributeValueConverter : JsonConverter<AttributeValue>
{
    /// <summary>A null is none of the three.</summary>
    public override bool HandleNull => true;

    public override AttributeValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number) => number,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw new JsonException(),
        };

    public override void Write(Utf8JsonWriter writer, AttributeValue value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else if (value.Truth is { } truth)
        {
            writer.WriteBooleanValue(truth);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
