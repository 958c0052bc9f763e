using Mmei.Cli.Simulate.World;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Tests.Simulate;

internal static class Worlds
{
    public static SimulatedWorld Of(int seed, int people = 30) => new(
        seed,
        people,
        [
            .. Enumerable.Range(0, 40).Select(number => new CatalogItem
            {
                Id = $"m-{number}",
                Kind = (ContentKind)(number % 4),
                Title = $"Item {number}",
                Tags = [number % 2 == 0 ? "comfort" : "party", $"tag-{number % 9}"],
            }),
        ]);
}
