using System.Text.RegularExpressions;

namespace Mmei.Contracts.Api.V1;

/// <summary>
/// What nobody is observed for, whatever they agreed to: emotions of people at work or in education may not be inferred where the European
/// AI Act holds (Regulation (EU) 2024/1689, Article 5(1)(f)), and there an agreement is seldom free anywhere.
/// </summary>
public static partial class RefusedPurposes
{
    public const string Rule = "must not be about people at work or in education: their emotions are not inferred here";

    /// <summary>Whether a purpose, in whatever words, has one that speaks of them.</summary>
    public static bool Has(string? purpose) => purpose is not null && Words().IsMatch(purpose);

    [GeneratedRegex(
        @"(?<!\p{L})(workplaces?|employ(ee|er|ment)s?|staff|hiring|recruit(ing|ment)|" +
        @"education(al)?|schools?|universit(y|ies)|classrooms?|students?|pupils?|exams?)(?!\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
