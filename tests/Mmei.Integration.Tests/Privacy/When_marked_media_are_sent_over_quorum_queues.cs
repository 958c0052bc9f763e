namespace Mmei.Integration.Tests.Privacy;

/// <summary>Queues that write every message to the broker's disk, whatever they are asked.</summary>
public sealed class When_marked_media_are_sent_over_quorum_queues(RunOverQuorumQueues run)
    : NothingIsKept(run), IClassFixture<RunOverQuorumQueues>;
