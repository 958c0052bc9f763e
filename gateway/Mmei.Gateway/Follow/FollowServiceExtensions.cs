using Mmei.Gateway.Keep;
using Mmei.Gateway.Observe;
using Mmei.Hosting.Options;

namespace Mmei.Gateway.Follow;

internal static class FollowServiceExtensions
{
    public static void AddFollow(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<FollowOptions>(FollowOptions.Section);
        builder.Services.AddKept<FollowedObservations>();
        builder.Services.AddSingleton<IObserveLater>(static services => services.GetRequiredService<FollowedObservations>());
    }
}
