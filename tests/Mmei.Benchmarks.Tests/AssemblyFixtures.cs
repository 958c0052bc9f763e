using Mmei.Testing.Servers;

[assembly: AssemblyFixture(typeof(RabbitMqServer))]
