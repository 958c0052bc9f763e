namespace Mmei.Architecture.Tests;

/// <summary>Within a project, what comes later may know what comes earlier, never the reverse.</summary>
public sealed class When_folders_follow_each_other
{
    [Theory]
    [InlineData("contracts/Mmei.Contracts", "Taxonomy,Media,V1,Tensors,Api")]
    [InlineData("services/encoders/Mmei.Media", "Audio,Images,Video")]
    [InlineData("services/encoders/Mmei.Encoders", "Commands,Batching,Models,Serving")]
    [InlineData("services/encoders/Mmei.Encoders.Text", "Languages,Tokenization,Items")]
    [InlineData("services/ranking/Mmei.Ranking", "Index,Catalog,Policy,Taste,Quality,Rank,Lists,Decisions,People")]
    [InlineData("services/fusion/Mmei.Fusion", "Shards,Join,Sessions,Fuse,Publish")]
    [InlineData("services/feedback/Mmei.Feedback", "Signals,Outbox,Policies,Control,People,Votes,Rewards,Experiments,Decisions,Store")]
    public void Should_know_earlier_folders_alone(string project, string order)
    {
        var folders = FolderOrder.Load(project, order.Split(','));

        folders.Unplaced().ShouldBeEmpty("Each folder has its place in the order.");
        folders.Offences().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("using House.Late;", "names the namespace House.Late")]
    [InlineData("House.Late.Roof _roof;", "uses Roof of Late/Roof.cs", "names the namespace House.Late")]
    [InlineData("Late.Roof _roof;", "uses Roof of Late/Roof.cs")]
    [InlineData("const int Height = Roof.Height;", "uses Roof of Late/Roof.cs")]
    [InlineData("Beam _beam;", "uses Roof of Late/Roof.cs by way of Beam.cs")]
    [InlineData("List<Roof?> _roofs = [];", "uses Roof of Late/Roof.cs")]
    [InlineData("using House.Later; // House.Late, a Roof\nstring _name = \"Roof\";")]
    [InlineData("int Height => wall.Roof;")]
    [InlineData("Floor _floor; Stone _stone;")]
    public void Should_see_what_a_folder_knows_of_a_later_one(string body, params string[] offences) =>
        House(("Early/Wall.cs", body)).Offences().ShouldBe(offences.Select(offence => $"Early/Wall.cs {offence}"), ignoreOrder: true);

    [Fact]
    public void Should_let_a_later_folder_know_an_earlier_one() =>
        House(("Late/Attic.cs", "using House.Early; Floor _floor; Beam _beam;")).Offences().ShouldBeEmpty();

    [Fact]
    public void Should_see_folders_without_a_place() => House(("Garden/Tree.cs", "")).Unplaced().ShouldBe(["Garden"]);

    private static FolderOrder House((string Path, string Body) file) => new("House", ["Early", "Late"], new Dictionary<string, string>
    {
        ["Stone.cs"] = "internal sealed class Stone;",
        ["Beam.cs"] = "internal sealed class Beam(Roof roof);",
        ["Early/Floor.cs"] = "internal sealed record Floor(int Area);",
        ["Late/Roof.cs"] = "internal static class Roof\n{\n    public const int Height = 3;\n}",
        [file.Path] = file.Body,
    });
}
