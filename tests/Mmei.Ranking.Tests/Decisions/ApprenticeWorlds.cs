using Mmei.Contracts.Taxonomy;

namespace Mmei.Ranking.Tests.Decisions;

/// <summary>The worlds in which apprentices have served: each is served once, and only looked at afterwards.</summary>
public sealed class ApprenticeWorlds : IAsyncDisposable
{
    private readonly Dictionary<(double Share, ContentKind Liked), ApprenticeWorld> _served = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var world in _served.Values)
        {
            await world.DisposeAsync();
        }
    }

    /// <param name="share">Of decisions, in which the learner is tried.</param>
    /// <param name="liked">What people like.</param>
    internal async Task<ApprenticeWorld> OfAsync(double share, ContentKind liked) =>
        _served.GetValueOrDefault((share, liked)) ?? (_served[(share, liked)] = await ApprenticeWorld.ServedAsync(share, liked));
}
