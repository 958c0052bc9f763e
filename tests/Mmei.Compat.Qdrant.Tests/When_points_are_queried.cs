using Grpc.Core;
using Qdrant.Client.Grpc;
using Range = Qdrant.Client.Grpc.Range;

namespace Mmei.Compat.Qdrant.Tests;

public sealed class When_points_are_queried : ServerFixture
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateAsync();
        await Client.UpsertAsync(
            Name,
            [
                Point(1, [1, 0], "music", 1), Point(2, [0.5f, 0], "image", 2), Point(3, [0, 1], "music", 3), Point(4, [-1, 0], "story", 4),
            ],
            cancellationToken: Cancel);
    }

    [Fact]
    public async Task Should_return_the_best_first_with_their_payload()
    {
        var found = await Client.QueryAsync(Name, new[] { 1f, 0.1f }, limit: 2, cancellationToken: Cancel);

        found.Select(point => point.Id.Uuid).ShouldBe([Id(1).ToString(), Id(2).ToString()]);
        found[0].Score.ShouldBe(1f);
        found[0].Payload["kind"].StringValue.ShouldBe("music");
        found[0].Vectors.ShouldBeNull();
    }

    [Fact]
    public async Task Should_return_only_the_named_payload_fields()
    {
        var found = await Client.QueryAsync(Name, new[] { 1f, 0f }, limit: 1, payloadSelector: new[] { "revision" }, cancellationToken: Cancel);

        found[0].Payload.Keys.ShouldBe(["revision"]);
    }

    [Fact]
    public async Task Should_read_vectors_from_old_and_new_servers()
    {
        var found = await Client.QueryAsync(Name, new[] { 1f, 0f }, vectorsSelector: true, cancellationToken: Cancel);

        // The fake answers some points in the field of servers up to 1.16 and some in that of later ones.
#pragma warning disable CS0612
        found.Count(point => point.Vectors.Vector.Data.Count > 0).ShouldBeInRange(1, 3);
#pragma warning restore CS0612
        found[0].Vectors.Vector.GetDenseVector()!.Data.ShouldBe([1f, 0f]);
        found[^1].Vectors.Vector.GetDenseVector()!.Data.ShouldBe([-1f, 0f]);
        found[1].Vectors.Vector.GetDenseVector()!.Data.ShouldBe([0.5f, 0f]);
    }

    [Fact]
    public async Task Should_hold_to_a_score_threshold_an_offset_and_a_limit()
    {
        (await IdsAsync(threshold: 0.2f)).ShouldBe([1, 2]);
        (await Client.QueryAsync(Name, new[] { 1f, 0f }, limit: 1, offset: 1, cancellationToken: Cancel)).Single().Id.ShouldBe((PointId)Id(2));
    }

    [Fact]
    public async Task Should_hold_to_each_kind_of_condition()
    {
        (await IdsAsync(Conditions.MatchKeyword("kind", "music"))).ShouldBe([1, 3]);
        (await IdsAsync(Conditions.Match("kind", ["image", "story"]))).ShouldBe([2, 4]);
        (await IdsAsync(Conditions.MatchExcept("kind", ["music"]))).ShouldBe([2, 4]);
        (await IdsAsync(Conditions.Match("revision", 3))).ShouldBe([3]);
        (await IdsAsync(Conditions.Match("revision", [1L, 4L]))).ShouldBe([1, 4]);
        (await IdsAsync(Conditions.Range("revision", new Range { Gt = 1, Lte = 3 }))).ShouldBe([2, 3]);
        (await IdsAsync(Conditions.MatchKeyword("tags", "t2"))).ShouldBe([2]);
        (await IdsAsync(Conditions.HasId([Id(2), Id(9)]))).ShouldBe([2]);
        (await IdsAsync(Conditions.IsEmpty("owner"))).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Should_combine_conditions()
    {
        var music = Conditions.MatchKeyword("kind", "music");
        var first = Conditions.HasId(Id(1));

        (await IdsAsync(music & first)).ShouldBe([1]);
        (await IdsAsync(music & !first)).ShouldBe([3]);
        (await IdsAsync(Conditions.MatchKeyword("kind", "story") | first)).ShouldBe([1, 4]);
        (await IdsAsync((Filter)music & first)).ShouldBe([1]);
        (await IdsAsync((Filter)Conditions.MatchKeyword("kind", "story") | first)).ShouldBe([1, 4]);
        (await IdsAsync(!(!music))).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task Should_answer_a_batch_in_its_order()
    {
        QueryPoints Ask(float[] vector) => new() { CollectionName = Name, Query = vector, Limit = 1 };

        var answers = await Client.QueryBatchAsync(Name, [Ask([-1, 0]), Ask([0, 1])], cancellationToken: Cancel);

        answers.Select(answer => answer.Result.Single().Id).ShouldBe([Id(4), Id(3)]);
    }

    [Fact]
    public async Task Should_refuse_a_vector_of_another_length()
    {
        var failure = await Should.ThrowAsync<RpcException>(Client.QueryAsync(Name, new[] { 1f, 0f, 0f }, cancellationToken: Cancel));

        failure.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        failure.Status.Detail.ShouldContain("expected dim: 2, got 3");
    }

    [Fact]
    public async Task Should_refuse_a_timeout_below_a_second() =>
        await Should.ThrowAsync<ArgumentException>(
            Client.QueryAsync(Name, new[] { 1f, 0f }, timeout: TimeSpan.FromMilliseconds(1500), cancellationToken: Cancel));

    private async Task<IReadOnlyList<int>> IdsAsync(Filter? filter = null, float? threshold = null)
    {
        var found = await Client.QueryAsync(Name, new[] { 1f, 0f }, filter: filter, scoreThreshold: threshold, cancellationToken: Cancel);
        return [.. found.Select(point => Guid.Parse(point.Id.Uuid)).Select(id => Enumerable.Range(1, 9).Single(number => Id(number) == id)).Order()];
    }
}
