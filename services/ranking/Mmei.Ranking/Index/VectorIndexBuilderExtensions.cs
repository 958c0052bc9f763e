using Microsoft.Extensions.Options;
using Mmei.Hosting.Options;
using Mmei.Ranking.Index.Qdrant;

namespace Mmei.Ranking.Index;

internal static class VectorIndexBuilderExtensions
{
    /// <summary>Adds the index that the options name.</summary>
    public static void AddVectorIndex(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<VectorIndexOptions>(VectorIndexOptions.Section);
        builder.Services.AddSingleton<IVectorIndex>(services =>
        {
            var options = services.GetRequiredService<IOptions<VectorIndexOptions>>().Value;
            return options.Provider == VectorIndexProvider.Embedded
                ? new EmbeddedIndex()
                : QdrantIndex.Connect(options, services.GetRequiredService<ILoggerFactory>(), services.GetRequiredService<TimeProvider>());
        });
    }
}
