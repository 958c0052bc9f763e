using System.Collections.Frozen;
using System.Text;
using Mmei.Contracts.V1;

namespace Mmei.Messaging;

/// <summary>Which queues exist and which message goes where.</summary>
public sealed class Topology(int fusionShards, QueueType queueType = QueueType.Quorum)
{
    private static readonly FrozenDictionary<Type, string> Routes = new Dictionary<Type, string>
    {
        [typeof(EncodeImage)] = Messaging.Queues.EncodeImage,
        [typeof(EncodeAudio)] = Messaging.Queues.EncodeAudio,
        [typeof(EncodeText)] = Messaging.Queues.EncodeText,
        [typeof(EncodeItem)] = Messaging.Queues.EncodeItem,
        [typeof(ItemEncoded)] = Messaging.Queues.Items,
        [typeof(ContentModelServed)] = Messaging.Queues.Items,
        [typeof(ObservationFused)] = Messaging.Queues.Ranking,
        [typeof(DecisionMade)] = Messaging.Queues.Feedback,
        [typeof(PersonErased)] = Messaging.Queues.Feedback,
        [typeof(PromotePolicy)] = Messaging.Queues.Feedback,
        [typeof(RequestPolicySnapshot)] = Messaging.Queues.Feedback,
        [typeof(RewardAssigned)] = Messaging.Queues.Rewards,
        [typeof(ErasePerson)] = Messaging.Queues.Rewards,
        [typeof(VotesCounted)] = Messaging.Queues.Rewards,
    }.ToFrozenDictionary();

    private static readonly string[] ShardMessages = [nameof(ModalityEncoded), nameof(ModalityRejected), nameof(OpenObservation)];

    /// <summary>Why a message is put aside: refused by its consumer, or delivered too often.</summary>
    public static IReadOnlyList<string> DeadLetterReasons { get; } = [DeathHeaders.Rejected, "delivery_limit"];

    /// <summary>How <see cref="Queues.DeadLetter"/> is declared: bounded in time and bytes.</summary>
    public static IReadOnlyDictionary<string, object?> DeadLetterArguments { get; } = new Dictionary<string, object?>
    {
        ["x-message-ttl"] = (int)TimeSpan.FromDays(1).TotalMilliseconds,
        ["x-max-length-bytes"] = 256 << 20,
    };

    public int FusionShards { get; } = fusionShards;

    /// <summary>Every durable queue.</summary>
    public IReadOnlyList<QueueSpec> Queues { get; } =
    [
        .. Routes.Values.Distinct().Order(StringComparer.Ordinal).Select(name => new QueueSpec(name, queueType)),
        .. Enumerable.Range(0, fusionShards).Select(
            shard => new QueueSpec(Messaging.Queues.FusionShard(shard), queueType, SingleActiveConsumer: true)),
    ];

    /// <summary>How a durable queue is declared.</summary>
    public QueueSpec Of(string queue) => Queues.Single(spec => spec.Name == queue);

    /// <summary>The names of the messages that a queue takes.</summary>
    public IReadOnlyList<string> MessagesOf(string queue) => Of(queue).SingleActiveConsumer
        ? ShardMessages
        : [.. Routes.Where(route => route.Value == queue).Select(route => route.Key.Name).Order(StringComparer.Ordinal)];

    /// <summary>The queue that takes messages of type <typeparamref name="T"/>.</summary>
    public static string QueueOf<T>() =>
        Routes.GetValueOrDefault(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} has no queue of its own; see {nameof(Topology)}.");

    /// <summary>The fusion shard of an observation that belongs to no session: stable over processes and versions.</summary>
    public int ShardOf(Guid observationId)
    {
        Span<byte> bytes = stackalloc byte[16];
        observationId.TryWriteBytes(bytes, bigEndian: true, out _);
        return ShardOf(bytes);
    }

    /// <summary>The fusion shard of all observations of a session: stable over processes and versions.</summary>
    /// <param name="tenantId">Holds no control character.</param>
    /// <param name="sessionId">Holds no control character.</param>
    public int ShardOf(string tenantId, string sessionId) => ShardOf(Encoding.UTF8.GetBytes($"{tenantId}\0{sessionId}"));

    /// <summary>
    /// FNV-1a over all bytes: a UUIDv7 begins with its time and ids of sessions may count, so no single part is spread evenly.
    /// </summary>
    private int ShardOf(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 16777619u;
        }

        return (int)(hash % (uint)FusionShards);
    }
}
