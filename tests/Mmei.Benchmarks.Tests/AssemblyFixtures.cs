using Mmei.Testing.Servers;

// Measuring two things at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(RabbitMqServer))]
