using Google.Protobuf;

namespace Mmei.Testing.Tracing;

/// <summary>What the three signals of OTLP have in common (opentelemetry-proto): fields, attributes, where they are.</summary>
internal static class Otlp
{
    /// <summary>Every item of a request: in the resource of a service, in a scope.</summary>
    public static IEnumerable<(string Service, byte[] Item)> Items(byte[] request) =>
        Messages(request, 1).SelectMany(ofResource =>
        {
            var service = Messages(ofResource, 1).SelectMany(resource => Attributes(resource, 1)).ToDictionary()["service.name"];
            return Messages(ofResource, 2).SelectMany(ofScope => Messages(ofScope, 2)).Select(item => (service, item));
        });

    /// <summary>Key-value pairs; values that are no text count as empty.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Attributes(byte[] message, int field) =>
        Messages(message, field).Select(
            pair => KeyValuePair.Create(Text(pair, 1), string.Concat(Messages(pair, 2).Select(value => Text(value, 1)))));

    public static string Id(byte[] message, int field) => string.Concat(Messages(message, field).Select(Convert.ToHexStringLower));

    public static string Text(byte[] message, int field) =>
        string.Concat(Messages(message, field).Select(System.Text.Encoding.UTF8.GetString));

    /// <summary>Every length-delimited value of a field.</summary>
    public static IEnumerable<byte[]> Messages(byte[] message, int field)
    {
        var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                yield return input.ReadBytes().ToByteArray();
            }
            else
            {
                input.SkipLastField();
            }
        }
    }
}
