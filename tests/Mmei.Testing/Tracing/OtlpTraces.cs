using Google.Protobuf;

namespace Mmei.Testing.Tracing;

/// <summary>Reads the fields that tests look at of OTLP's <c>ExportTraceServiceRequest</c> (opentelemetry-proto, trace/v1).</summary>
internal static class OtlpTraces
{
    public static IEnumerable<CollectedSpan> Read(byte[] request) =>
        Messages(request, 1).SelectMany(resourceSpans =>
        {
            var service = Messages(resourceSpans, 1).SelectMany(Attributes(1)).ToDictionary()["service.name"];
            return Messages(resourceSpans, 2).SelectMany(scopeSpans => Messages(scopeSpans, 2)).Select(span => Span(service, span));
        });

    private static CollectedSpan Span(string service, byte[] span) => new(
        service,
        Id(span, 1),
        Id(span, 2),
        Id(span, 4),
        Text(span, 5),
        Attributes(9)(span).DistinctBy(pair => pair.Key).ToDictionary());

    /// <summary>Key-value pairs; values that are no text count as empty.</summary>
    private static Func<byte[], IEnumerable<KeyValuePair<string, string>>> Attributes(int field) => message =>
        Messages(message, field).Select(
            pair => KeyValuePair.Create(Text(pair, 1), string.Concat(Messages(pair, 2).Select(value => Text(value, 1)))));

    private static string Id(byte[] message, int field) => string.Concat(Messages(message, field).Select(Convert.ToHexStringLower));

    private static string Text(byte[] message, int field) =>
        string.Concat(Messages(message, field).Select(System.Text.Encoding.UTF8.GetString));

    /// <summary>Every length-delimited value of a field.</summary>
    private static IEnumerable<byte[]> Messages(byte[] message, int field)
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
