namespace Mmei.Messaging;

/// <summary>What RabbitMQ writes on a message that is put aside.</summary>
internal static class DeathHeaders
{
    /// <summary>The queue that it was in.</summary>
    public const string Queue = "x-first-death-queue";

    /// <summary>One of <see cref="Topology.DeadLetterReasons"/>.</summary>
    public const string Reason = "x-first-death-reason";

    /// <summary>The reason of what a consumer refused.</summary>
    public const string Rejected = "rejected";
}
