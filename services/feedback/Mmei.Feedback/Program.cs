using Mmei.Feedback;
using Mmei.Hosting;
using Mmei.Hosting.Tenancy;
using Mmei.Messaging;

return await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddFeedback();
        builder.AddMessaging(bus => bus.AddFeedbackConsumers());
    },
    app =>
    {
        app.UseForwardedTenant();
        app.MapFeedback();
    });
