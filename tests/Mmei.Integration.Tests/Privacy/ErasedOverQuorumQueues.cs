namespace Mmei.Integration.Tests.Privacy;

public sealed class ErasedOverQuorumQueues() : ErasedRun("rabbitmq", ("Bus__QueueType", "Quorum"));
