using System.Text;
using System.Text.RegularExpressions;

namespace Mmei.Architecture.Tests;

/// <summary>The page of all settings, made of the option classes: section, name, type, default, what is allowed, and the summary.</summary>
internal static partial class SettingsPage
{
    public const string Path = "docs/settings.md";

    private sealed record Setting(string Name, string Type, string Default, string Allowed, string Summary);

    private sealed record OptionsClass(string Name, string? Base, string? Section, string Project, IReadOnlyList<Setting> Settings);

    public static string Write()
    {
        var classes = Repository.ProductionSources
            .SelectMany(file => Read(file, Repository.Read(file)))
            .GroupBy(options => options.Name)
            .ToDictionary(group => group.Key, group => group.First());
        var text = new StringBuilder(
            """
            # Settings

            Made of the option classes by `When_settings_are_documented`; run it with `MMEI_UPDATE_SETTINGS=1` to write this page anew. A setting is given by environment
            variable (`Gateway__Limits__ImageBytes`), by command line (`--Gateway:Limits:ImageBytes`) or in `appsettings.json`. All are checked at start-up; the message
            names the setting.

            """);
        foreach (var options in classes.Values.Where(options => options.Section is not null)
            .OrderBy(options => options.Section, StringComparer.Ordinal))
        {
            text.Append($"\n## {options.Section}\n\n{options.Project}\n\n| setting | type | default | allowed | what |\n|---|---|---|---|---|\n");
            foreach (var setting in All(options, classes))
            {
                text.Append($"| `{setting.Name}` | {setting.Type} | {setting.Default} | {setting.Allowed} | {setting.Summary} |\n");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Setting> All(OptionsClass options, Dictionary<string, OptionsClass> classes) =>
        options.Base is { } name && classes.TryGetValue(name, out var inherited)
            ? [.. options.Settings, .. All(inherited, classes)]
            : options.Settings;

    private static IEnumerable<OptionsClass> Read(string file, string source)
    {
        if (Declaration().Match(source) is not { Success: true } declared)
        {
            yield break;
        }

        var section = Section().Match(source);
        yield return new OptionsClass(
            declared.Groups["name"].Value,
            declared.Groups["base"] is { Success: true } inherited ? inherited.Value : null,
            section.Success ? section.Groups[1].Value : null,
            file.Split('/').First(part => part.StartsWith("Mmei.", StringComparison.Ordinal)),
            [.. Property().Matches(source).Select(Of)]);
    }

    private static Setting Of(Match property) => new(
        property.Groups["name"].Value,
        Cell(property.Groups["type"].Value),
        property.Groups["default"] is { Success: true } value ? $"`{Cell(value.Value)}`"
            : property.Groups["required"].Success ? "required" : "",
        Cell(string.Join(", ", Attribute().Matches(property.Groups["attributes"].Value).Select(attribute => attribute.Groups[1].Value))),
        Cell(Summary(property.Groups["summary"].Value)));

    private static string Summary(string comment) =>
        Reference().Replace(
            Tag().Replace(Whitespace().Replace(comment.Replace("///", "", StringComparison.Ordinal), " "), ""), "`$1`").Trim();

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"(?:sealed|abstract) class (?<name>\w+(?:Options|Limits))(?: : (?<base>\w+Options))?")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"const string Section = ""([^""]+)""")]
    private static partial Regex Section();

    [GeneratedRegex(
        @"(?<summary>(?:^[ ]{4}///.*\n)*)(?<attributes>(?:^[ ]{4}\[.*\]\n)*)^[ ]{4}public (?<required>required )?(?<type>[\w<>\[\],.? ]+?) (?<name>\w+) \{ get; (?:init|set); \}(?: = (?<default>[^;\n]+);)?",
        RegexOptions.Multiline)]
    private static partial Regex Property();

    [GeneratedRegex(@"\[(.+?)\]\n")]
    private static partial Regex Attribute();

    [GeneratedRegex("<see cref=\"(?:[^\"]*\\.)?([^\".]+)\"/>")]
    private static partial Regex Reference();

    [GeneratedRegex("</?(?:summary|c|para|inheritdoc)[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
