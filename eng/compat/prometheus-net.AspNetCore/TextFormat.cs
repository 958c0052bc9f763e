using System.Buffers;
using System.Globalization;
using System.Text;

namespace Prometheus;

/// <summary>The Prometheus text exposition format, version 0.0.4.</summary>
internal sealed class TextFormat(IBufferWriter<byte> output)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Labels in order of their names, as they are written. Of two names that translate to one, the first is kept.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags, string? except)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            var name = PrometheusName.From(key);
            if (name != except)
            {
                labels.TryAdd(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            }
        }

        return string.Join(',', labels.Select(label => $"{label.Key}=\"{Escape(label.Value).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
    }

    public void Head(string name, string help, string type) => Write($"# HELP {name} {Escape(help)}\n# TYPE {name} {type}\n");

    public void Sample(string name, string suffix, string labels, double value)
    {
        Write(name);
        Write(suffix);
        if (labels.Length > 0)
        {
            Write("{");
            Write(labels);
            Write("}");
        }

        Write(" ");
        Write(Number(value));
        Write("\n");
    }

    public void Bucket(string name, string labels, double bound, long count) =>
        Sample(name, "_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{Number(bound)}\"", count);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("g", CultureInfo.InvariantCulture),
    };

    private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
}
