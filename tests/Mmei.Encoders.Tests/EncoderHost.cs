using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Contracts.V1;
using Mmei.Encoders.Audio;
using Mmei.Encoders.Text;
using Mmei.Encoders.Vision;
using Mmei.Hosting;
using Mmei.Messaging;
using Mmei.Messaging.InMemory;

namespace Mmei.Encoders.Tests;

/// <summary>
/// All encoders in one process over the in-memory bus, with the real models, and a listener where fusion and the catalog would be.
/// </summary>
public sealed class EncoderHost : IAsyncLifetime
{
    private const int Shard = 2;

    private IHost? _host;

    private IMessageSender Sender => _host.ShouldNotBeNull().Services.GetRequiredService<IMessageSender>();

    private Answers Received => _host.ShouldNotBeNull().Services.GetRequiredService<Answers>();

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        Configure(builder.Configuration);
        builder.AddServiceDefaults();
        builder.AddVisionEncoder();
        builder.AddAudioEncoder();
        builder.AddTextEncoder();
        builder.Services.AddSingleton<Answers>();
        builder.AddMessaging(bus =>
        {
            bus.AddVisionConsumers();
            bus.AddAudioConsumers();
            bus.AddTextConsumers();
            bus.AddConsumer<ItemListener>().Endpoint(endpoint => endpoint.Name = Queues.Items);
            bus.AddConsumer<ContentModelListener>().Endpoint(endpoint => endpoint.Name = Queues.Items);
            bus.AddSingleton<ILocalShards, Listener>();
        });
        _host = builder.Build();
        await _host.StartAsync();
    }

    /// <summary>Settings of the test's own.</summary>
    internal Action<IConfigurationBuilder> Configure { get; init; } = static _ => { };

    internal IServiceProvider Services => _host.ShouldNotBeNull().Services;

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }
    }

    internal Task<object> EncodeImageAsync(byte[] media, int budgetMs = 30_000) =>
        AskAsync(id => new EncodeImage { ObservationId = id, TenantId = "t", Shard = Shard, BudgetMs = budgetMs, Media = media });

    internal Task<object> EncodeAudioAsync(byte[] media) =>
        AskAsync(id => new EncodeAudio { ObservationId = id, TenantId = "t", Shard = Shard, BudgetMs = 30_000, Media = media });

    internal Task<object> EncodeTextAsync(string text, int budgetMs = 30_000) =>
        AskAsync(id => new EncodeText { ObservationId = id, TenantId = "t", Shard = Shard, BudgetMs = budgetMs, Text = text });

    /// <summary>Waits until the catalog was told of this content model.</summary>
    internal async Task<ContentModelServed> ContentModelServedAsync(string model) =>
        (ContentModelServed)await Received.Expect(model).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    internal async Task<ItemEncoded> EncodeItemAsync(EncodeItem item)
    {
        var answer = Received.Expect(item.ItemId);
        await Sender.SendAsync(item, TestContext.Current.CancellationToken);
        return (ItemEncoded)await answer.WaitAsync(TestContext.Current.CancellationToken);
    }

    private async Task<object> AskAsync<T>(Func<Guid, T> command)
        where T : class
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var answer = Received.Expect(id.ToString());
        await Sender.SendAsync(command(id), TestContext.Current.CancellationToken);
        return await answer.WaitAsync(TestContext.Current.CancellationToken);
    }

    internal sealed class Answers
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<object>> _expected = new();

        public Task<object> Expect(string id) => _expected.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public Task Take(string id, object answer)
        {
            _expected[id].SetResult(answer);
            return Task.CompletedTask;
        }
    }

    internal sealed class Listener(Answers answers) : ILocalShards
    {
        public void Receive(int shard, IPartOfObservation message) => answers.Take(message.ObservationId.ToString(), message);
    }

    internal sealed class ContentModelListener(Answers answers) : IConsumer<ContentModelServed>
    {
        public Task Consume(ConsumeContext<ContentModelServed> context)
        {
            answers.Expect(context.Message.Model);
            return answers.Take(context.Message.Model, context.Message);
        }
    }

    internal sealed class ItemListener(Answers answers) : IConsumer<ItemEncoded>
    {
        public Task Consume(ConsumeContext<ItemEncoded> context) => answers.Take(context.Message.ItemId, context.Message);
    }
}
