using System.Text.RegularExpressions;

namespace Mmei.Architecture.Tests;

/// <summary>What a source file must not contain. Each rule gives the offending parts.</summary>
internal static partial class SourceRules
{
    private const int MaxLineLength = 140;

    public static IEnumerable<string> Directives(string source) => Found(Directive(), source);

    public static IEnumerable<string> OpenTypes(string source) => Found(OpenType(), source);

    public static IEnumerable<string> EmptyNames(string source) => Found(EmptyName(), source);

    public static IEnumerable<string> Unfinished(string source) => Found(UnfinishedWork(), source);

    public static IEnumerable<string> MachineNames(string text) => Found(MachineName(), text);

    /// <summary>Lines over the width of <c>.editorconfig</c>; a long literal cannot be broken and does not count.</summary>
    public static IEnumerable<string> WideLines(string source) =>
        RawLiteral().Replace(source, "").Split('\n')
            .Where(line => LongLiteral().Replace(line, "").Length > MaxLineLength)
            .Select(line => line.Trim());

    private static IEnumerable<string> Found(Regex rule, string text) => rule.Matches(text).Select(match => match.Value.Trim());

    [GeneratedRegex(@"^\s*#\s*(if|elif|region)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    // A class or record that is neither sealed, static nor abstract; a record struct cannot be derived from anyway.
    [GeneratedRegex(@"^\s*(public|internal|private|protected|file)\s+((?!sealed\b|static\b|abstract\b)\w+\s+)*?(class|record(?!\s+struct))\s+\w+", RegexOptions.Multiline)]
    private static partial Regex OpenType();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+\w+(Dto|Manager|Helper|Helpers|Util|Utils|Message)\b")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\b(TODO|FIXME|NotImplementedException)\b")]
    private static partial Regex UnfinishedWork();

    // Homes and work folders of one machine, package registries, private keys.
    [GeneratedRegex(
        @"(?<![\w.])/(work|home/\w+|root|Users/\w+)/|[A-Z]:\\Users\\|\b(api\.nuget\.org|registry\.npmjs\.org|pypi\.org|files\.pythonhosted\.org|deb\.debian\.org|jfrog\.io|artifactory|nexus\.)|-----BEGIN [A-Z ]*PRIVATE KEY")]
    private static partial Regex MachineName();

    [GeneratedRegex(@"\$*""{3}.*?""{3}", RegexOptions.Singleline)]
    private static partial Regex RawLiteral();

    [GeneratedRegex(@"[$@]*""(?:[^""\\]|\\.){58,}""")]
    private static partial Regex LongLiteral();
}
