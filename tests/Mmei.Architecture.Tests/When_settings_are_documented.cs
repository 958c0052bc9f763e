namespace Mmei.Architecture.Tests;

public sealed class When_settings_are_documented
{
    private const string Update = "MMEI_UPDATE_SETTINGS";

    [Fact]
    public void Should_commit_what_the_option_classes_say()
    {
        var page = SettingsPage.Write();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, SettingsPage.Path), page);
        }

        Repository.Read(SettingsPage.Path).ShouldBe(page, $"Run this test with {Update}=1 to write the page anew.");
    }
}
