using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mmei.Architecture.Tests;

public sealed partial class When_the_readme_is_followed
{
    private static readonly Dictionary<string, string> Languages = new()
    {
        ["de"] = "German",
        ["en"] = "English",
        ["es"] = "Spanish",
        ["fr"] = "French",
        ["it"] = "Italian",
        ["pt"] = "Portuguese",
    };

    [Fact]
    public void Should_name_every_language_that_words_are_understood_in()
    {
        using var manifest = JsonDocument.Parse(Repository.Read("models/artifacts/text-bert/1/manifest.json"));
        var measured = manifest.RootElement.GetProperty("languages").EnumerateArray().Select(language => Languages[language.GetString()!]);

        var sentence = Repository.Read("README.md").Split('\n')
            .Single(line => line.StartsWith("Words are understood in ", StringComparison.Ordinal));

        Name().Matches(sentence[..sentence.IndexOf('.', StringComparison.Ordinal)]).Select(match => match.Value).Except(["Words"])
            .ShouldBe(measured, ignoreOrder: true);
    }

    /// <summary>Signals of long ago are refused, so an example with a date ages.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/calls.md")]
    [InlineData("gateway/README.md")]
    public void Should_hold_examples_that_are_true_on_any_day(string page) => Date().Matches(Repository.Read(page)).ShouldBeEmpty();

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT")]
    private static partial Regex Date();
}
