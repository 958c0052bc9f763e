using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Encoders.Commands;
using Mmei.Hosting;
using Mmei.Messaging;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>What is around fusion, over RabbitMQ: a gateway that sends and waits, and encoders and a ranking that answer at once.</summary>
internal sealed class Surroundings : IAsyncDisposable
{
    private const string ReplyKind = "mmei.bench-gateway";
    private const int Prefetch = 256;

    /// <summary>Longer than anything here takes.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(10);

    private readonly IHost _host;
    private readonly IMessageSender _sender;
    private readonly Answers _answers;
    private readonly TimeProvider _time;

    private readonly Observation _observation;

    private Surroundings(IHost host, TimeProvider time)
    {
        (_host, _time) = (host, time);
        _sender = host.Services.GetRequiredService<IMessageSender>();
        _answers = host.Services.GetRequiredService<Answers>();
        _observation = host.Services.GetRequiredService<Observation>();
    }

    /// <summary>Bytes of every message of an observation, as they are sent, once one was.</summary>
    public async Task<IReadOnlyList<WireMessage>> MessagesAsync() =>
        await _host.Services.GetRequiredService<MessageSizes>().OfOneObservationAsync();

    public static async Task<Surroundings> StartAsync(PipelineSettings settings, TimeProvider time)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(PipelineSettings.Bus(settings.RabbitMqPort));
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Answers>();
        builder.Services.AddSingleton<MessageSizes>();
        builder.Services.AddSingleton(services => new Observation(
            settings, services.GetRequiredService<Topology>(), services.GetRequiredService<InstanceName>().AddressOf(ReplyKind)));
        builder.AddMessaging(bus =>
        {
            bus.AddCommandHandler<EncodeImage, InstantEncoders.Image>(_ => Prefetch);
            bus.AddCommandHandler<EncodeAudio, InstantEncoders.Audio>(_ => Prefetch);
            bus.AddCommandHandler<EncodeText, InstantEncoders.Text>(_ => Prefetch);
            Add<InstantRanking>(bus, Queues.Ranking);
            bus.AddConsumer<Answers.Listener>().ExcludeFromConfigureEndpoints();
            bus.AddInstanceEndpoint(ReplyKind, (endpoint, context) =>
            {
                endpoint.PrefetchCount = Prefetch;
                endpoint.ConfigureConsumer<Answers.Listener>(context);
            });
        });
        var host = builder.Build();
        await host.StartAsync();
        var control = host.Services.GetRequiredService<IBusControl>();
        control.ConnectSendObserver(host.Services.GetRequiredService<MessageSizes>());
        await control.WaitForHealthStatus(BusHealthStatus.Healthy, CancellationToken.None);
        return new Surroundings(host, time);
    }

    /// <summary>One observation through everything; gives its answer.</summary>
    public async Task<RecommendationReady> ObserveAsync()
    {
        var id = Guid.CreateVersion7(_time.GetUtcNow());
        var answer = _answers.Expect(id);
        await Task.WhenAll(
            _sender.SendToShardAsync(_observation.ShardOf(id), _observation.Ticket(id, Budget), default),
            _sender.SendAsync(_observation.Image(id, Budget), default),
            _sender.SendAsync(_observation.Audio(id, Budget), default),
            _sender.SendAsync(_observation.Text(id, Budget), default));
        return await answer;
    }

    /// <summary>Sends parts of an observation straight to its shard.</summary>
    public Task SendPartsAsync(Guid id, params Modality[] modalities) => Task.WhenAll(
        modalities.Select(modality => _sender.SendToShardAsync(_observation.ShardOf(id), _observation.Part(id, modality), default)));

    /// <summary>Sends an observation's ticket alone; gives what its answer comes as.</summary>
    public async Task<Task<RecommendationReady>> OpenAsync(Guid id)
    {
        var answer = _answers.Expect(id);
        await _sender.SendToShardAsync(_observation.ShardOf(id), _observation.Ticket(id, Budget), default);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static void Add<TConsumer>(IBusRegistrationConfigurator bus, string queue)
        where TConsumer : class, IConsumer =>
        bus.AddConsumer<TConsumer>(consumer => consumer.ConcurrentMessageLimit = Prefetch)
            .Endpoint(endpoint => (endpoint.Name, endpoint.PrefetchCount) = (queue, Prefetch));
}
