namespace Mmei.Architecture.Tests;

public sealed class When_the_repository_is_published
{
    [Fact]
    public void Should_not_name_a_machine_a_registry_or_a_secret() =>
        Repository.Files
            .Where(file => !file.StartsWith("tests/Mmei.Architecture.Tests/", StringComparison.Ordinal))
            .SelectMany(file => SourceRules.MachineNames(Repository.ReadText(file) ?? "").Select(name => $"{file}: {name}"))
            .ShouldBeEmpty();

    [Fact]
    public void Should_lock_npm_packages_without_naming_their_host() =>
        Repository.Files
            .Where(file => file.EndsWith("package-lock.json", StringComparison.Ordinal)
                && Repository.Read(file).Contains("\"resolved\": \"http", StringComparison.Ordinal))
            .ShouldBeEmpty();

    // In two parts each, so that this file names none itself.
    [Theory]
    [InlineData("cd /" + "work/project", 1)]
    [InlineData("'/" + "home/someone/x'", 1)]
    [InlineData(@"C:\" + @"Users\me", 1)]
    [InlineData("https://registry." + "npmjs.org/x", 1)]
    [InlineData("-----BEGIN RSA " + "PRIVATE KEY-----", 1)]
    [InlineData("docs/work/plan.md, the network/homework", 0)]
    public void Should_see_such_names(string text, int count) => SourceRules.MachineNames(text).Count().ShouldBe(count);
}
