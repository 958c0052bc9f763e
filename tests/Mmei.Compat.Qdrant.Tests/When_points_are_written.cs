using Qdrant.Client.Grpc;

namespace Mmei.Compat.Qdrant.Tests;

public sealed class When_points_are_written : ServerFixture
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateAsync();
    }

    [Fact]
    public async Task Should_say_when_they_are_there()
    {
        var result = await Client.UpsertAsync(Name, [Point(1, [1, 0])], cancellationToken: Cancel);

        result.Status.ShouldBe(UpdateStatus.Completed);
        (await Client.CountAsync(Name, cancellationToken: Cancel)).ShouldBe(1ul);
    }

    [Fact]
    public async Task Should_replace_a_point_of_the_same_id()
    {
        await Client.UpsertAsync(Name, [Point(1, [1, 0], revision: 1)], cancellationToken: Cancel);
        await Client.UpsertAsync(Name, [Point(1, [0, 1], revision: 2)], cancellationToken: Cancel);

        var point = (await Client.RetrieveAsync(Name, [Id(1)], withVectors: true, cancellationToken: Cancel)).Single();
        point.Payload["revision"].IntegerValue.ShouldBe(2);
        point.Vectors.Vector.GetDenseVector()!.Data.ShouldBe([0f, 1f]);
    }

    [Fact]
    public async Task Should_delete_by_id_by_ids_and_by_filter()
    {
        await Client.UpsertAsync(
            Name, [.. Enumerable.Range(1, 5).Select(number => Point(number, [1, 0], number == 5 ? "story" : "music"))], cancellationToken: Cancel);

        await Client.DeleteAsync(Name, Id(1), cancellationToken: Cancel);
        await Client.DeleteAsync(Name, [Id(2), Id(3)], cancellationToken: Cancel);
        await Client.DeleteAsync(Name, (Filter)Conditions.MatchKeyword("kind", "story"), cancellationToken: Cancel);

        var left = await Client.ScrollAsync(Name, cancellationToken: Cancel);
        left.Result.Select(point => point.Id).ShouldBe([Id(4)]);
    }

    [Fact]
    public async Task Should_set_some_of_the_payload_and_leave_the_rest()
    {
        await Client.UpsertAsync(Name, [Point(1, [1, 0], "music", 1)], cancellationToken: Cancel);

        await Client.SetPayloadAsync(
            Name, new Dictionary<string, Value> { ["revision"] = 7 }, Conditions.MatchKeyword("kind", "music"), cancellationToken: Cancel);

        var point = (await Client.RetrieveAsync(Name, [Id(1)], cancellationToken: Cancel)).Single();
        point.Payload["revision"].IntegerValue.ShouldBe(7);
        point.Payload["kind"].StringValue.ShouldBe("music");
    }

    [Fact]
    public async Task Should_be_read_page_by_page()
    {
        await Client.UpsertAsync(Name, [.. Enumerable.Range(1, 5).Select(number => Point(number, [1, 0]))], cancellationToken: Cancel);

        var first = await Client.ScrollAsync(Name, limit: 3, cancellationToken: Cancel);
        var second = await Client.ScrollAsync(Name, limit: 3, offset: first.NextPageOffset, cancellationToken: Cancel);

        first.Result.Concat(second.Result).Select(point => point.Id).ShouldBe(Enumerable.Range(1, 5).Select(number => (PointId)Id(number)));
        second.NextPageOffset.ShouldBeNull();
    }

    [Fact]
    public async Task Should_survive_a_large_batch()
    {
        await CreateAsync("wide", 256);
        var points = Enumerable.Range(1, 2000).Select(_ => new PointStruct { Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch), Vectors = new float[256] }).ToList();

        await Client.UpsertAsync("wide", points, cancellationToken: Cancel);

        (await Client.CountAsync("wide", cancellationToken: Cancel)).ShouldBe(2000ul);
    }
}
