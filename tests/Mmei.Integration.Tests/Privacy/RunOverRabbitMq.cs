namespace Mmei.Integration.Tests.Privacy;

public sealed class RunOverRabbitMq() : MarkedRun("rabbitmq");
