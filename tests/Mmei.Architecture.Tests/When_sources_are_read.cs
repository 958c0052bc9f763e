namespace Mmei.Architecture.Tests;

public sealed class When_sources_are_read
{
    [Fact]
    public void Should_find_the_sources() => Repository.ProductionSources.Count.ShouldBeGreaterThan(80);

    [Fact]
    public void Should_have_no_conditional_source_and_no_regions() => Offences(SourceRules.Directives).ShouldBeEmpty();

    [Fact]
    public void Should_keep_lines_within_their_width() =>
        Repository.Files
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => SourceRules.WideLines(Repository.Read(file)).Select(line => $"{file}: {line}"))
            .ShouldBeEmpty();

    [Fact]
    public void Should_seal_classes_and_records() => Offences(SourceRules.OpenTypes).ShouldBeEmpty();

    [Fact]
    public void Should_give_types_names_that_say_something() => Offences(SourceRules.EmptyNames).ShouldBeEmpty();

    [Fact]
    public void Should_leave_nothing_unfinished() => Offences(SourceRules.Unfinished).ShouldBeEmpty();

    [Theory]
    [InlineData("Microsoft.ML.OnnxRuntime", "services/shared/Mmei.Inference.Onnx/")]
    [InlineData("Microsoft.ML.Tokenizers", "services/encoders/Mmei.Encoders.Text/")]
    [InlineData("using NetVips", "services/encoders/Mmei.Media/")]
    [InlineData("using Prometheus", "services/shared/Mmei.Hosting/")]
    [InlineData("Yarp.", "gateway/Mmei.Gateway/")]
    public void Should_name_an_engine_in_one_project_only(string name, string owner) =>
        Repository.ProductionSources
            .Where(
                file => !file.StartsWith(owner, StringComparison.Ordinal) && Repository.Read(file).Contains(name, StringComparison.Ordinal))
            .ShouldBeEmpty();

    /// <summary>What a medium is, is found out where it comes in, and travels from there: at the edge, and in an encoder.</summary>
    [Fact]
    public void Should_look_at_the_first_bytes_of_a_medium_once_in_a_service() =>
        Repository.ProductionSources
            .Where(file => Repository.Read(file).Contains("MediaSniffer.Sniff(", StringComparison.Ordinal))
            .ShouldBe(["gateway/Mmei.Gateway/Observe/ModalityScreen.cs", "services/encoders/Mmei.Media/MediaFile.cs"]);

    [Fact]
    public void Should_speak_to_Qdrant_in_rankings_adapter_alone() =>
        Repository.ProductionSources
            .Where(file => Repository.Read(file).Contains("Qdrant.Client", StringComparison.Ordinal))
            .Where(file => !file.StartsWith("services/ranking/Mmei.Ranking/", StringComparison.Ordinal)
                || !Path.GetDirectoryName(file)!.Split('/').Skip(3).Any(folder => folder.Contains("Qdrant", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    /// <summary>HTTP bodies and bus messages version apart; what they share is the taxonomy.</summary>
    [Theory]
    [InlineData("contracts/Mmei.Contracts/Api/", "Mmei.Contracts.V1")]
    [InlineData("contracts/Mmei.Contracts/V1/", "Mmei.Contracts.Api")]
    [InlineData("contracts/Mmei.Contracts/Taxonomy/", "Mmei.Contracts.V1")]
    public void Should_keep_the_api_and_the_bus_apart(string folder, string other) =>
        Repository.ProductionSources
            .Where(file => file.StartsWith(folder, StringComparison.Ordinal)
                && Repository.Read(file).Contains(other, StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("#if DEBUG\n#endif", 1)]
    [InlineData("    #region x", 1)]
    [InlineData("#pragma warning disable\n// #if in a comment", 0)]
    public void Should_see_directives(string source, int count) => SourceRules.Directives(source).Count().ShouldBe(count);

    [Theory]
    [InlineData("public class Open", 1)]
    [InlineData("    internal partial class Open(int x)", 1)]
    [InlineData("public record Open(int X);", 1)]
    [InlineData("    private readonly record struct Closed(int X);", 0)]
    [InlineData("public sealed partial class Closed", 0)]
    [InlineData("internal static class Closed", 0)]
    [InlineData("public abstract record Base", 0)]
    [InlineData("/// a public class of things", 0)]
    public void Should_see_types_that_are_open(string source, int count) => SourceRules.OpenTypes(source).Count().ShouldBe(count);

    [Theory]
    [InlineData("class ItemDto", 1)]
    [InlineData("record StatusMessage(string Text)", 1)]
    [InlineData("class Messaging", 0)]
    public void Should_see_names_that_say_nothing(string source, int count) => SourceRules.EmptyNames(source).Count().ShouldBe(count);

    private static IEnumerable<string> Offences(Func<string, IEnumerable<string>> rule) =>
        Repository.ProductionSources.SelectMany(file => rule(Repository.Read(file)).Select(offence => $"{file}: {offence}"));
}
