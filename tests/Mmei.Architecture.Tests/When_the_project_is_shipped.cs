using System.Text.RegularExpressions;

namespace Mmei.Architecture.Tests;

public sealed class When_the_project_is_shipped
{
    [Fact]
    public void Should_notice_every_package_that_is_shipped()
    {
        var notices = Repository.Read("THIRD-PARTY-NOTICES.md");

        Repository.Production.SelectMany(project => project.Packages).Distinct()
            .Where(package => package != "Microsoft.CodeAnalysis.BannedApiAnalyzers")
            .Where(package => !Regex.IsMatch(notices, $@"(?<![\w.]){Regex.Escape(package)}(?![\w.])"))
            .ShouldBeEmpty();
    }

    /// <summary>A page that is linked is there.</summary>
    [Fact]
    public void Should_link_pages_that_exist() =>
        (from page in Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))
         from Match link in Regex.Matches(Repository.Read(page), @"\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)]*)?\)")
         let target = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link.Groups[1].Value))
         where !Path.Exists(target)
         select $"{page}: {link.Groups[1].Value}")
        .ShouldBeEmpty();
}
