namespace Prometheus;

internal static class PrometheusName
{
    /// <summary>Lower case, with an underscore for every character that a metric or label name must not have.</summary>
    public static string From(string name) => string.Concat(
        name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] == '_') ? "_" : "",
        string.Create(name.Length, name, static (translated, original) =>
        {
            for (var i = 0; i < translated.Length; i++)
            {
                var c = char.ToLowerInvariant(original[i]);
                translated[i] = char.IsAsciiLetterOrDigit(c) ? c : '_';
            }
        }));
}
