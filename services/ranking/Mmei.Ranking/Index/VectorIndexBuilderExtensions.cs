using Microsoft.Extensions.Options;
using Mmei.Hosting;
using Mmei.Ranking.Index.Qdrant;
using Qdrant.Client;

namespace Mmei.Ranking.Index;

internal static class VectorIndexBuilderExtensions
{
    public static void AddVectorIndex(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<VectorIndexOptions>(VectorIndexOptions.Section);
        builder.Services.AddSingleton<IVectorIndex>(services =>
        {
            var options = services.GetRequiredService<IOptions<VectorIndexOptions>>().Value;
            return options.Provider == VectorIndexProvider.Embedded ? new EmbeddedIndex() : Qdrant(options, services);
        });
    }

    private static QdrantIndex Qdrant(VectorIndexOptions options, IServiceProvider services) => new(
        new QdrantClient(options.Url!, options.ApiKey, options.Timeout, services.GetRequiredService<ILoggerFactory>()),
        options.Collection,
        QdrantResilience.Build(options.Break, services.GetRequiredService<TimeProvider>()));
}
