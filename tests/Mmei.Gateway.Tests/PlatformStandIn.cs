using System.Collections.Concurrent;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Gateway.Tests;

/// <summary>
/// In place of encoders, fusion and ranking, which are tested on their own: waits for an observation's ticket and for a command per
/// expected modality, then replies what the test says.
/// </summary>
public sealed class PlatformStandIn(IMessageSender sender)
{
    private readonly ConcurrentDictionary<Guid, Arrived> _arrived = new();

    /// <summary>What is replied to a complete observation; null keeps silent.</summary>
    public Func<OpenObservation, object?> Reply { get; set; } = Answers.Recommend;

    /// <summary>Tickets in the order of their arrival.</summary>
    public ConcurrentQueue<OpenObservation> Tickets { get; } = new();

    /// <summary>All commands to encoders in the order of their arrival.</summary>
    public ConcurrentQueue<object> Commands { get; } = new();

    /// <summary>The command for a modality of an observation, or null.</summary>
    public object? CommandFor(Guid observationId, Modality modality) => _arrived[observationId].Commands.GetValueOrDefault(modality);

    public Task ArriveAsync(OpenObservation ticket)
    {
        Tickets.Enqueue(ticket);
        return ReplyWhenCompleteAsync(ticket.ObservationId, arrived => arrived.Ticket = ticket);
    }

    public Task ArriveAsync(object command)
    {
        Commands.Enqueue(command);
        return command switch
        {
            EncodeImage image => ReplyWhenCompleteAsync(image.ObservationId, arrived => arrived.Commands[Modality.Image] = image),
            EncodeAudio audio => ReplyWhenCompleteAsync(audio.ObservationId, arrived => arrived.Commands[Modality.Audio] = audio),
            EncodeText text => ReplyWhenCompleteAsync(text.ObservationId, arrived => arrived.Commands[Modality.Text] = text),
            _ => throw new ArgumentException($"{command.GetType().Name} is no command for an encoder.", nameof(command)),
        };
    }

    private async Task ReplyWhenCompleteAsync(Guid observationId, Action<Arrived> add)
    {
        var arrived = _arrived.GetOrAdd(observationId, _ => new Arrived());
        OpenObservation? complete;
        lock (arrived)
        {
            add(arrived);
            complete = arrived.Ticket is { } ticket && ticket.Expected.All(arrived.Commands.ContainsKey) ? ticket : null;
        }

        switch (complete is null ? null : Reply(complete))
        {
            case RecommendationReady ready:
                await sender.ReplyAsync(complete!.ReplyAddress, ready, CancellationToken.None);
                break;
            case ObservationFailed failed:
                await sender.ReplyAsync(complete!.ReplyAddress, failed, CancellationToken.None);
                break;
        }
    }

    private sealed class Arrived
    {
        public OpenObservation? Ticket { get; set; }

        public ConcurrentDictionary<Modality, object> Commands { get; } = new();
    }
}
