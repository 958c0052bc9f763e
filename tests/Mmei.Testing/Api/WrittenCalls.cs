using System.Text.RegularExpressions;

namespace Mmei.Testing.Api;

/// <summary>The calls that are written down for people's editors: <c>gateway/Mmei.Gateway/openapi/calls.http</c>.</summary>
public static partial class WrittenCalls
{
    public static IReadOnlyList<WrittenCall> Read()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "gateway", "Mmei.Gateway", "openapi", "calls.http"));
        return [.. text.TrimEnd().Split("\n### ").Skip(1).Select(block => Parse(block.TrimEnd()))];
    }

    private static WrittenCall Parse(string block)
    {
        var parts = block.Split("\n\n", 2);
        var lines = parts[0].Split('\n');
        var title = Title().Match(lines[0]);
        var request = lines[1..].Where(line => !line.StartsWith('#')).ToArray();
        var name = lines.Select(line => Named().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;
        var (method, address) = request[0].Split(' ') is [var first, var second]
            ? (first, second)
            : throw new FormatException($"'{request[0]}' is not a method and an address.");
        return new WrittenCall(
            title.Groups["operation"].Value,
            int.Parse(title.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture),
            name,
            method,
            address,
            [.. request[1..].Select(line => line.Split(": ", 2)).Select(header => KeyValuePair.Create(header[0], header[1]))],
            parts.Length > 1 ? parts[1].Trim() : "");
    }

    [GeneratedRegex(@"^(?<operation>\w+): (?<status>\d{3})$")]
    private static partial Regex Title();

    [GeneratedRegex(@"^# @name (\w+)$")]
    private static partial Regex Named();
}
