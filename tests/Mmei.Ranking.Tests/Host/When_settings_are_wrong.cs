using Microsoft.Extensions.Options;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Host;

public sealed class When_settings_are_wrong : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("VectorIndex:Provider", "Qdrant", "VectorIndex:Url")]
    [InlineData("VectorIndex:Collection", "Two Words", "VectorIndex:Collection")]
    [InlineData("VectorIndex:Timeout", "00:00:00", "VectorIndex:Timeout")]
    [InlineData("Ranking:Candidates", "0", "Ranking:Candidates")]
    [InlineData("Ranking:Lean", "1.5", "Ranking:Lean")]
    [InlineData("Ranking:MoodGoals:Disgust", "7", "Ranking:MoodGoals:Disgust")]
    [InlineData("Taste:Baseline", "-1", "Taste:Baseline")]
    [InlineData("Taste:HalfLife", "00:00:00", "Taste:HalfLife")]
    [InlineData("Taste:Lag", "-00:00:01", "Taste:Lag")]
    [InlineData("Catalog:ResendAfter", "00:00:00.5", "Catalog:ResendAfter")]
    [InlineData("Catalog:ImportBytes", "1", "Catalog:ImportBytes")]
    public async Task Should_not_start_and_name_the_setting(string setting, string value, string named)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(
            RankingApp.StartAsync(_folder["mmei.db"], encoder: null, new KeyValuePair<string, string?>(setting, value)));

        failure.Message.ShouldContain(named);
    }

    public void Dispose() => _folder.Dispose();
}
