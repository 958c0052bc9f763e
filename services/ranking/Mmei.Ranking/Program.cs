using Mmei.Hosting;
using Mmei.Hosting.Tenancy;
using Mmei.Messaging;
using Mmei.Ranking;

return await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddRanking();
        builder.AddMessaging(bus => bus.AddRankingConsumers());
    },
    app =>
    {
        app.UseForwardedTenant();
        app.MapCatalog();
        app.MapDecisions();
    });
