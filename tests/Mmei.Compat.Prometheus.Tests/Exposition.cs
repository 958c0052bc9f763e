using System.Globalization;
using System.Text;

namespace Mmei.Compat.Prometheus.Tests;

/// <summary>A strict reader of the Prometheus text format, written from the format's description and not from the exporter.</summary>
internal sealed class Exposition
{
    private readonly Dictionary<string, (string Help, string Type)> _families = [];
    private readonly List<Sample> _samples = [];

    public IReadOnlyList<Sample> Samples => _samples;

    public static Exposition Parse(string text)
    {
        text.ShouldEndWith("\n");
        var read = new Exposition();
        string? help = null;
        string? family = null;
        foreach (var line in text.Split('\n')[..^1])
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                var parts = line.Split(' ', 4);
                (family, help) = (parts[2], Unescape(parts[3]));
            }
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var parts = line.Split(' ');
                parts.Length.ShouldBe(4, line);
                parts[2].ShouldBe(family, line);
                parts[3].ShouldBeOneOf("counter", "gauge", "histogram", "summary", "untyped");
                read._families.TryAdd(parts[2], (help!, parts[3])).ShouldBeTrue($"{parts[2]} is declared twice");
            }
            else
            {
                var sample = ParseSample(line);
                BelongsTo(sample.Name, family!, read._families[family!].Type).ShouldBeTrue(line);
                read._samples.Any(other => other.Name == sample.Name && other.Key == sample.Key).ShouldBeFalse($"twice: {line}");
                read._samples.Add(sample);
            }
        }

        return read;
    }

    public string TypeOf(string family) => _families[family].Type;

    public string HelpOf(string family) => _families[family].Help;

    public double Value(string name, params (string Name, string Value)[] labels) =>
        _samples.Single(sample => sample.Name == name && sample.Labels.Count == labels.Length
            && labels.All(label => sample.Labels.TryGetValue(label.Name, out var value) && value == label.Value)).Value;

    public bool Has(string name) => _samples.Any(sample => sample.Name == name);

    private static bool BelongsTo(string name, string family, string type) =>
        type == "histogram" ? name == family + "_bucket" || name == family + "_sum" || name == family + "_count" : name == family;

    private static Sample ParseSample(string line)
    {
        var position = line.IndexOfAny(['{', ' ']);
        var name = line[..position];
        IsName(name).ShouldBeTrue(line);
        var labels = new Dictionary<string, string>();
        if (line[position] == '{')
        {
            position++;
            while (line[position] != '}')
            {
                var equals = line.IndexOf('=', position);
                var label = line[position..equals];
                IsName(label).ShouldBeTrue(line);
                line[equals + 1].ShouldBe('"', line);
                var end = equals + 2;
                while (line[end] != '"')
                {
                    end += line[end] == '\\' ? 2 : 1;
                }

                labels.TryAdd(label, Unescape(line[(equals + 2)..end])).ShouldBeTrue($"{label} twice: {line}");
                position = end + 1;
                if (line[position] == ',')
                {
                    position++;
                }
            }

            position++;
        }

        line[position].ShouldBe(' ', line);
        return new Sample(name, labels, Number(line[(position + 1)..]));
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string Unescape(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            plain.Append(text[i] != '\\' ? text[i] : text[++i] switch
            {
                'n' => '\n',
                '\\' => '\\',
                '"' => '"',
                var other => throw new FormatException($"\\{other} is no escape"),
            });
        }

        return plain.ToString();
    }
}
