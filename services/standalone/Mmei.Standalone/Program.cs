using Mmei.Encoders.Audio;
using Mmei.Encoders.Text;
using Mmei.Encoders.Vision;
using Mmei.Feedback;
using Mmei.Fusion;
using Mmei.Gateway;
using Mmei.Hosting;
using Mmei.Messaging;
using Mmei.Ranking;
using Mmei.Standalone;

if (args is [TopologyCommand.Name, .. var options])
{
    return await TopologyCommand.RunAsync(options);
}

return await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddGateway();
        builder.AddVisionEncoder();
        builder.AddAudioEncoder();
        builder.AddTextEncoder();
        builder.AddFusion();
        builder.AddRanking();
        builder.AddFeedback();
        builder.AddMessaging(bus =>
        {
            bus.AddGatewayConsumers();
            bus.AddVisionConsumers();
            bus.AddAudioConsumers();
            bus.AddTextConsumers();
            bus.AddFusionConsumers();
            bus.AddRankingConsumers();
            bus.AddFeedbackConsumers();
        });
    },
    app =>
    {
        app.MapGateway();
        app.MapCatalog();
        app.MapDecisions();
        app.MapFeedback();
    });
