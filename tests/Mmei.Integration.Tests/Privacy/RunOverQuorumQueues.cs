namespace Mmei.Integration.Tests.Privacy;

public sealed class RunOverQuorumQueues() : MarkedRun("rabbitmq", ("Bus__QueueType", "Quorum"));
