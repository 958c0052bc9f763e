using Mmei.Gateway.Keep;
using Mmei.Hosting.Options;

namespace Mmei.Gateway.Batch;

internal static class BatchServiceExtensions
{
    public static void AddBatch(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<BatchOptions>(BatchOptions.Section);
        builder.Services.AddKept<BatchRows>();
    }
}
