using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Mmei.Fusion;
using Mmei.Hosting;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Messaging;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>
/// The fusion service as it is deployed, but for a model that answers at once; in a process of its own, so that what it costs is its own.
/// </summary>
internal static class FusionServer
{
    /// <summary>Gives the bytes that are in use after a full collection.</summary>
    public const string MemoryPath = "/memory";

    /// <summary>Serves until standard input ends.</summary>
    public static async Task RunAsync(int rabbitMqPort, string repository, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(PipelineSettings.Bus(rabbitMqPort));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            // Room for 10,000 joins on shards that are not filled evenly, and none of them ends by itself.
            ["Fusion:Join:MessagesInFlight"] = "20000",
            ["Fusion:Join:BytesInFlight"] = $"{int.MaxValue}",
            ["Fusion:Join:OrphanTimeout"] = "00:10:00",
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.AddServiceDefaults();
        builder.Logging.AddFilter(level => level >= LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        var manifest = ModelManifest.Load(Path.Combine(repository, "models", "artifacts", "mmei", "1"));
        builder.Services.AddKeyedSingleton<IModel>(ModelRole.Fusion, new InstantModel(manifest));
        builder.AddFusion();
        builder.AddMessaging(bus => bus.AddFusionConsumers());
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet(MemoryPath, () => GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture));
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await Console.Out.WriteLineAsync($"listening {new Uri(address).Port}");
        while (await Console.In.ReadLineAsync(cancellationToken) is not null)
        {
        }

        await app.StopAsync(cancellationToken);
    }
}
