using Mmei.Encoders.Audio;
using Mmei.Encoders.Text;
using Mmei.Encoders.Vision;
using Mmei.Feedback;
using Mmei.Fusion;
using Mmei.Gateway;
using Mmei.Hosting;
using Mmei.Messaging;
using Mmei.Ranking;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
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
var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGateway();
app.MapCatalog();
app.MapFeedback();
await app.RunAsync();
