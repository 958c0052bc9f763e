namespace Mmei.Integration.Tests.Privacy;

public sealed class When_marked_media_are_sent_over_RabbitMQ(RunOverRabbitMq run) : NothingIsKept(run), IClassFixture<RunOverRabbitMq>
{
    [Fact]
    public void Should_be_found_in_the_brokers_files_where_it_was_put_on_purpose() =>
        run.Planted.ShouldContain(finding => finding.Place.StartsWith("state: rabbitmq/data/", StringComparison.Ordinal));
}
