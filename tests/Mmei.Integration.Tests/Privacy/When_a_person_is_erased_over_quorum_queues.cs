namespace Mmei.Integration.Tests.Privacy;

public sealed class When_a_person_is_erased_over_quorum_queues(ErasedOverQuorumQueues run)
    : NobodyIsFound(run), IClassFixture<ErasedOverQuorumQueues>
{
    /// <summary>The broker writes down whatever it is sent, and what was read stays in its files.</summary>
    [Fact]
    public void Should_find_in_the_brokers_files_what_is_not_sealed() =>
        run.Planted.ShouldContain(finding => finding.Place.StartsWith("state: rabbitmq/data/", StringComparison.Ordinal));
}
