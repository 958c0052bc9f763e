namespace Mmei.Compat.Prometheus.Tests;

/// <summary>One line of an exposition.</summary>
internal sealed record Sample(string Name, Dictionary<string, string> Labels, double Value)
{
    public string Key => string.Join(',', Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
}
