namespace Mmei.Architecture.Tests;

public sealed class When_projects_depend_on_each_other
{
    private static readonly Dictionary<string, Project> ByName = Repository.Projects.ToDictionary(project => project.Name);

    [Fact]
    public void Should_find_the_projects()
    {
        Repository.Production.Count.ShouldBeGreaterThan(15);
        Repository.Projects.Count(project => project.IsTest).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Should_keep_contracts_free_of_any()
    {
        ByName["Mmei.Contracts"].ProjectReferences.ShouldBeEmpty();
        ByName["Mmei.Contracts"].Packages.ShouldBeEmpty();
    }

    /// <summary>
    /// Services meet over the bus alone. Standalone hosts all of them; the encoders have two projects in common; the command line uses the
    /// client.
    /// </summary>
    [Fact]
    public void Should_keep_services_apart() =>
        References(Repository.Production.Where(project => project.Name != "Mmei.Standalone"))
            .Where(reference => !reference.To.IsContracts && !reference.To.IsShared)
            .Where(reference => reference is not { From.Path: var from, To.Name: "Mmei.Encoders" or "Mmei.Media" }
                || !from.StartsWith("services/encoders/", StringComparison.Ordinal))
            .Where(reference => reference is not { From.Name: "Mmei.Cli", To.Name: "Mmei.Client" })
            .Select(Describe)
            .ShouldBeEmpty();

    [Fact]
    public void Should_keep_the_command_line_off_the_bus() =>
        Reached(ByName["Mmei.Cli"]).Select(project => project.Name).ShouldNotContain("Mmei.Messaging");

    [Fact]
    public void Should_let_shared_projects_know_no_service() =>
        References(Repository.Production.Where(project => project.IsShared))
            .Where(reference => !reference.To.IsContracts && !reference.To.IsShared)
            .Select(Describe)
            .ShouldBeEmpty();

    /// <summary>What one service alone needs is that service's. Standalone is all of them, and counts for none.</summary>
    [Fact]
    public void Should_share_only_what_two_services_need() =>
        Repository.Production.Where(project => project.IsShared)
            .Where(shared => References(Repository.Production)
                .Where(reference => reference.To == shared && !reference.From.IsShared && reference.From.Name != "Mmei.Standalone")
                .Select(reference => reference.From.Service)
                .Distinct().Count() < 2)
            .Select(shared => shared.Name)
            .ShouldBeEmpty();

    [Fact]
    public void Should_keep_the_inference_core_free_of_engine_and_transport()
    {
        var reached = Reached(ByName["Mmei.Inference"]).ToArray();

        reached.Select(project => project.Name).ShouldNotContain("Mmei.Inference.Onnx");
        reached.Select(project => project.Name).ShouldNotContain("Mmei.Messaging");
        reached.SelectMany(project => project.Packages)
            .Where(package => package.Contains("OnnxRuntime", StringComparison.Ordinal)
                || package.StartsWith("MassTransit", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    /// <summary>The decoders are native code that hostile files reach; the text encoder has no use for it.</summary>
    [Fact]
    public void Should_keep_decoders_out_of_the_text_encoder() =>
        Reached(ByName["Mmei.Encoders.Text"]).Select(project => project.Name).ShouldNotContain("Mmei.Media");

    [Theory]
    [InlineData("Microsoft.ML.OnnxRuntime", "Mmei.Inference.Onnx")]
    [InlineData("Microsoft.ML.Tokenizers", "Mmei.Encoders.Text")]
    [InlineData("NetVips", "Mmei.Media")]
    [InlineData("Qdrant.Client", "Mmei.Ranking")]
    [InlineData("prometheus-net", "Mmei.Hosting")]
    [InlineData("MassTransit", "Mmei.Messaging")]
    [InlineData("Yarp.ReverseProxy", "Mmei.Gateway")]
    public void Should_reference_an_engine_in_one_project_only(string package, string owner) =>
        Repository.Production
            .Where(project => project.Packages.Any(name => name.StartsWith(package, StringComparison.Ordinal)))
            .Select(project => project.Name)
            .ShouldBe([owner]);

    [Fact]
    public void Should_not_ship_tests() =>
        References(Repository.Production).Where(reference => reference.To.IsTest).Select(Describe).ShouldBeEmpty();

    [Fact]
    public void Should_reference_projects_that_exist() =>
        Repository.Projects
            .SelectMany(
                project => project.ProjectReferences.Where(name => !ByName.ContainsKey(name)).Select(name => $"{project.Name} -> {name}"))
            .ShouldBeEmpty();

    [Fact]
    public void Should_have_every_project_in_the_solution()
    {
        var solution = Repository.Read("Mmei.Platform.sln").Replace('\\', '/');

        Repository.Projects.Where(
            project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal)).Select(project => project.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Should_pin_versions_in_one_place() =>
        Repository.Files
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)
                && Repository.Read(file).Contains("VersionOverride", StringComparison.Ordinal))
            .ShouldBeEmpty();

    private static IEnumerable<(Project From, Project To)> References(IEnumerable<Project> projects) =>
        from project in projects
        from name in project.ProjectReferences
        where ByName.ContainsKey(name)
        select (project, ByName[name]);

    private static IEnumerable<Project> Reached(Project project) =>
        project.ProjectReferences.SelectMany(name => Reached(ByName[name])).Prepend(project);

    private static string Describe((Project From, Project To) reference) => $"{reference.From.Name} -> {reference.To.Name}";
}
